import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { addWorkingMinutes, previousWorkingMoment } from '#modules/calendar/domain/moments.ts';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import { at, calendar, LAW_2018 } from '../testing/history.ts';
import { ACTIONS, type Action, factsOfAction } from './actions.ts';
import { allowedActions } from './allowed.ts';
import { baseEvent, type Command, decide, type Rules } from './decide.ts';
import type { ClockRules, Limit } from './due.ts';
import type { DossierEvent } from './events.ts';
import { evolve, fold } from './facts.ts';
import { faultsOf, ledgerOf } from './ledger.ts';
import { clockIn, FINAL } from './states.ts';
import { submission } from './submission.ts';

/*
 * Dossiers live at random, with undo, mergers and late calendars, and are watched by a second, simpler book that knows
 * nothing of events: it only writes down what was promised and done at the moment it was done.
 */
interface Watched {
  finishedAt: Date | null;
  firstDueAt: Date | null;
  lawfulDueAt: Date | null;
  reappointments: number;
  /** Past its lawful day when its clock was stopped. */
  spoiled: boolean;
}
interface Walk {
  readonly events: DossierEvent[];
  readonly law: ClockRules;
  readonly limit: Limit | null;
  /** Before each event that still stands, so that an undo goes back to it. */
  readonly book: Watched[];
}

const LAWS: readonly ClockRules[] = [
  LAW_2018,
  { ...LAW_2018, id: 'resume', afterSupplement: 'resume' },
  { ...LAW_2018, id: 'payment-runs', paymentStopsClock: false },
];
const LIMITS: readonly (Limit | null)[] = [
  { text: '', amount: 5, unit: 'working-day' },
  { text: '', amount: 0.5, unit: 'working-day' },
  { text: '', amount: 6, unit: 'working-hour' },
  { text: '', amount: 15, unit: 'calendar-day' },
  { text: '', amount: null, unit: 'same-day' },
  { text: '', amount: null, unit: 'none' },
  null,
];

interface Step {
  readonly pick: number;
  readonly minutes: number;
  readonly what: 'act' | 'undo' | 'merge' | 'storm' | 'retry';
  readonly share: number;
}
const aStep: fc.Arbitrary<Step> = fc.record({
  pick: fc.nat(1_000),
  minutes: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 600 }), fc.integer({ min: 600, max: 8_000 })),
  what: fc.constantFrom('act', 'act', 'act', 'act', 'act', 'act', 'act', 'undo', 'merge', 'storm', 'retry'),
  share: fc.nat(100),
});
const aWalk = fc.record({
  law: fc.constantFrom(...LAWS),
  limit: fc.constantFrom(...LIMITS),
  steps: fc.array(aStep, { minLength: 5, maxLength: 60 }),
});

const standing = (facts: ReturnType<typeof fold>) => ({ ...facts, undoable: false });
const refused = (error: unknown): error is Refusal => error instanceof Refusal;

function rulesAt(walk: Walk, now: Date): Rules {
  return { now, calendar, law: walk.law, limit: walk.limit, actor: { id: 'p', name: 'P', agencyId: 'A' } };
}

function commandOf(action: Action, walk: Walk, step: Step, now: Date, serial: number): Command {
  const facts = fold(walk.events);
  const entry = {
    key: `s${step.share % 4}`,
    name: 'Bước',
    minutes: step.share % 5 === 0 ? null : 240 * (1 + (step.share % 4)),
    agencyId: `A${step.share % 3}`,
  };
  const open = facts.opinions[step.share % Math.max(1, facts.opinions.length)];
  const later = facts.dueAt && addWorkingMinutes(calendar, facts.dueAt, 60 * (1 + step.share));
  return {
    action,
    reason: 'lý do',
    cause: step.share % 2 ? 'agency' : 'law',
    document: { number: '1', on: '2018-01-01' },
    officerId: 'o',
    agencyId: `A${step.share % 4}`,
    step: entry,
    newDueAt: step.share % 3 === 0 ? null : later,
    data: {
      ...(action === 'draft-supplement' ? { supplementId: `s${serial}` } : {}),
      ...(action === 'draft-apology' ? { apologyId: `a${serial}` } : {}),
      ...(action === 'ask-opinion'
        ? { opinion: { id: `o${serial}`, agencyId: 'X', dueAt: null, branch: step.share % 2 === 0 } }
        : {}),
      ...(action === 'answer-opinion' && open ? { opinion: { ...open, dueAt: null } } : {}),
      ...(action === 'note-fault'
        ? { fault: { from: new Date(now.getTime() - step.share * 3_600_000).toISOString(), to: now.toISOString() } }
        : {}),
      ...(action === 'correct'
        ? { correction: { field: 'finishedAt', before: null, after: '2018-01-01T00:00:00+07:00' } }
        : {}),
    },
  };
}

/** One action more. @returns whether anything happened */
function go(walk: Walk, step: Step, now: Date, serial: number): boolean {
  const facts = fold(walk.events);
  const watched = walk.book.at(-1);
  assert.ok(watched);
  if (step.what === 'undo') {
    const last = walk.events.at(-1);
    const known = last && (ACTIONS as readonly string[]).includes(last.action);
    if (!last || !known || last.undoes !== null || !factsOfAction(last.action as Action).undoable) return false;
    const line = baseEvent(fold(walk.events.slice(0, -1)), { action: 'undo' }, rulesAt(walk, now));
    walk.events.push({ ...line, seq: last.seq + 1, fromState: last.state, undoes: last.seq });
    walk.book.pop();
    return true;
  }
  if (step.what === 'merge') {
    const line = baseEvent(
      facts,
      { action: 'succeed', data: { successor: { from: [facts.agencyId], to: 'M' } } },
      rulesAt(walk, now),
    );
    walk.events.push({ ...line, agencyId: 'M', officerId: null });
    walk.book.push({ ...watched });
    return true;
  }
  if (step.what === 'storm') {
    if (facts.clock !== 'running' || !facts.lawfulDueAt || facts.reappointments > 0 || facts.lawfulDueAt <= now)
      return false;
    const moved = addWorkingMinutes(calendar, facts.lawfulDueAt, 480);
    const line = baseEvent(facts, { action: 'recount', cause: 'law' }, rulesAt(walk, now));
    walk.events.push({ ...line, lawfulDueAt: moved, dueAt: moved });
    walk.book.push({ ...watched, lawfulDueAt: moved });
    return true;
  }
  // Work goes on more often than it ends, else every walk were over after three steps.
  const choices = allowedActions(standing(facts), ['system']).filter(
    (action) =>
      step.pick % 7 === 0 ||
      !['deny', 'complete-on-spot', 'withdraw', 'close-expired', 'refuse', 'finish'].includes(action),
  );
  const action = choices[step.pick % Math.max(1, choices.length)];
  if (!action || action === 'undo') return false;
  let event: DossierEvent;
  try {
    event = decide(facts, commandOf(action, walk, step, now, serial), rulesAt(walk, now));
  } catch (error) {
    if (refused(error)) return false;
    throw error;
  }
  walk.events.push(event);
  walk.book.push(watch(watched, facts, event));
  if (step.what === 'retry') {
    // The same call again says the version it saw; it is not the dossier's any more, so it makes nothing.
    assert.notEqual(fold(walk.events).version, facts.version);
  }
  return true;
}

function watch(before: Watched, facts: ReturnType<typeof fold>, event: DossierEvent): Watched {
  const past = before.lawfulDueAt !== null && dateInVietnam(event.at) > dateInVietnam(before.lawfulDueAt);
  const finishes = ['finish', 'refuse', 'complete-on-spot'].includes(event.action);
  return {
    finishedAt: finishes ? event.at : before.finishedAt,
    firstDueAt: before.firstDueAt ?? event.lawfulDueAt,
    lawfulDueAt: event.action === 'approve-apology' ? before.lawfulDueAt : event.lawfulDueAt,
    reappointments:
      before.reappointments +
      (event.action === 'approve-apology' && event.dueAt?.getTime() !== facts.dueAt?.getTime() ? 1 : 0),
    spoiled: before.spoiled || (facts.clock === 'running' && event.clock !== 'running' && !finishes && past),
  };
}

function check(walk: Walk, now: Date): void {
  const { events, book } = walk;
  const facts = fold(events);
  const watched = book.at(-1);
  assert.ok(watched);
  assert.deepEqual(faultsOf(events, calendar, now), []);
  assert.equal(facts.clock, clockIn(facts.state, walk.law.paymentStopsClock));
  assert.deepEqual(
    [facts.finishedAt, facts.firstDueAt, facts.lawfulDueAt, facts.reappointments, facts.wasLate],
    [watched.finishedAt, watched.firstDueAt, watched.lawfulDueAt, watched.reappointments, watched.spoiled],
  );
  assert.ok(facts.reappointments <= walk.law.reappointments.max);
  for (const moment of [facts.lawfulDueAt, facts.stepDueAt])
    if (moment)
      assert.equal(previousWorkingMoment(calendar, moment).getTime(), moment.getTime(), 'due outside working time');
  const { status, intervals, totalMinutes, stoppedMinutes, dueAt } = ledgerOf(events, calendar, now);
  if (facts.finishedAt) {
    const late =
      watched.spoiled ||
      (watched.lawfulDueAt !== null && dateInVietnam(facts.finishedAt) > dateInVietnam(watched.lawfulDueAt));
    assert.equal(status === 'late' || status === 'late-reappointed', late);
    if (late) assert.equal(status === 'late-reappointed', watched.reappointments > 0);
  }
  assert.equal(intervals.length > 0, facts.receivedAt !== null && facts.state !== 'denied' && !onTheSpot(events));
  assert.ok(totalMinutes >= 0 && stoppedMinutes >= 0);
  if (dueAt && facts.lawfulDueAt) assert.ok(dueAt >= facts.lawfulDueAt, 'a promise earlier than the law asks');
  // The fold goes forward: what was folded once need not be read again.
  const last = events.at(-1);
  if (last && last.undoes === null && events.length > 1)
    assert.deepEqual(evolve(fold(events.slice(0, -1)), last), facts);
}

const onTheSpot = (events: readonly DossierEvent[]) => events.some(({ action }) => action === 'complete-on-spot');

test('100,000 actions at random, with undo, mergers and storms, keep every promise of the clock', () => {
  let actions = 0;
  let finished = 0;
  const seen = new Set<string>();
  for (let round = 0; actions < 100_000; round += 1) {
    fc.assert(
      fc.property(aWalk, ({ law, limit, steps }) => {
        let now = at('2018-03-05T09:00');
        const walk: Walk = {
          law,
          limit,
          events: [submission(now, 'A', { id: null, name: 'P' })],
          book: [{ finishedAt: null, firstDueAt: null, lawfulDueAt: null, reappointments: 0, spoiled: false }],
        };
        for (const [serial, step] of steps.entries()) {
          now = new Date(now.getTime() + step.minutes * 60_000);
          if (!go(walk, step, now, serial)) continue;
          actions += 1;
          const state = fold(walk.events).state;
          seen.add(state);
          if (serial % 8 === 0 || FINAL.has(state)) check(walk, now);
        }
        check(walk, now);
        if (fold(walk.events).finishedAt) finished += 1;
      }),
      { numRuns: 200, seed: 20_180_305 + round },
    );
  }
  assert.ok(seen.size >= 12, `only ${[...seen].join()} were reached`);
  assert.ok(finished > 200, `${finished} dossiers were finished`);
});
