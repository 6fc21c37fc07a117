import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { workingMinutesBetween } from '#modules/calendar/domain/moments.ts';
import { firstStep, stepByKey, type WorkflowBody } from '#modules/procedures/domain/workflow.ts';
import { anyFlow } from '#modules/procedures/testing/flows.ts';
import { Refusal } from '#kernel/refusal.ts';
import { at, calendar, FIVE_DAYS, LAW_2018 } from '../testing/history.ts';
import { type Action, factsOfAction } from './actions.ts';
import { baseEvent, type Command, decide, type Rules } from './decide.ts';
import type { DossierEvent } from './events.ts';
import { evolve, type Facts, fold } from './facts.ts';
import { canFinish, goOn, isBefore, type Standing, waysOn, wouldReopen } from './going.ts';
import { faultsOf, ledgerOf } from './ledger.ts';
import { submission } from './submission.ts';
import { type Track, tracksAtWork, tracksOf } from './tracks.ts';

/*
 * Dossiers on drawn workflows, their parts moved at random between supplements, faults, mergers and undo. A second,
 * simpler book writes down for each step and part when it was entered and left.
 */
const aMove = fc.record({
  pick: fc.nat(1_000),
  minutes: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 900 })),
  what: fc.constantFrom('go', 'go', 'go', 'go', 'go', 'back', 'give', 'pass', 'stop', 'fault', 'merge', 'undo'),
});
const aWalk = fc.record({
  flow: anyFlow,
  resumes: fc.boolean(),
  moves: fc.array(aMove, { minLength: 8, maxLength: 60 }),
});
type Move = (typeof aMove extends fc.Arbitrary<infer T> ? T : never) & object;

interface Walk {
  readonly flow: WorkflowBody;
  readonly resumes: boolean;
  readonly events: DossierEvent[];
}

const standingOf = (facts: Facts): Standing => ({
  places: tracksOf(facts).map(({ id, stepKey, waitsAt }) => ({ id, stepKey, waitsAt })),
  begun: facts.tracks?.begun ?? [],
});

function rulesAt({ resumes }: Walk, now: Date): Rules {
  const law = resumes ? { ...LAW_2018, afterSupplement: 'resume' as const } : LAW_2018;
  return { now, calendar, law, limit: FIVE_DAYS, actor: { id: 'p', name: 'P', agencyId: 'A' } };
}

const entry = (flow: WorkflowBody, key: string) => {
  const step = stepByKey(flow, key);
  assert.ok(step);
  const agencyId = step.agency.kind === 'code' ? step.agency.code : 'A';
  return { key, name: step.name, minutes: step.minutes, agencyId };
};

/** The command of a part that goes on, as the service plans it. */
function going({ flow }: Walk, facts: Facts, track: Track, pick: number): Command | undefined {
  const standing = standingOf(facts);
  const ways = waysOn(flow, standing, track.id);
  if (canFinish(flow, standing, track.id) && (ways.length === 0 || pick % 5 === 0))
    return { action: 'finish', track: track.id };
  const chosen = ways[pick % Math.max(1, ways.length)];
  assert.ok(chosen, `${track.id} is stuck at ${track.stepKey}`);
  const targets = chosen.way ? [chosen.way.step, ...chosen.way.besides] : [];
  const gone = goOn(flow, standing, track.id, targets, (n) => `${facts.version + 1}.${n}`);
  const places = gone.places.map(({ id, waitsAt, entered, stepKey }) => ({
    id,
    waitsAt,
    enters: entered ? entry(flow, stepKey ?? '') : null,
  }));
  return { action: 'advance', track: track.id, going: { places, begun: gone.begun } };
}

function commandOf(walk: Walk, facts: Facts, { what, pick }: Move, now: Date): Command | undefined {
  if (facts.state === 'awaiting-supplement') return { action: 'take-supplement' };
  const parts = tracksAtWork(facts);
  const track = parts[pick % parts.length];
  assert.ok(track, 'somebody always works');
  switch (what) {
    case 'go':
      return going(walk, facts, track, pick);
    case 'back': {
      const others = tracksOf(facts).filter(({ id }) => id !== track.id);
      const before = walk.flow.steps.filter(
        ({ key }) => isBefore(walk.flow, key, track.stepKey) && !wouldReopen(walk.flow, key, others),
      );
      const to = before[pick % Math.max(1, before.length)];
      return to && { action: 'send-back', reason: 'lý do', track: track.id, step: entry(walk.flow, to.key) };
    }
    case 'give':
      return { action: 'assign', officerId: `o${pick % 3}`, track: track.id };
    case 'pass':
      return { action: 'hand-over', agencyId: `H${pick % 3}`, reason: 'lý do', track: track.id };
    case 'stop':
      return facts.supplementDraftId
        ? { action: 'issue-supplement', data: { waitUntil: '2018-12-31' } }
        : { action: 'draft-supplement', reason: 'lý do', data: { supplementId: `s${facts.version}` } };
    case 'fault': {
      const from = new Date(now.getTime() - (pick % 300) * 60_000).toISOString();
      return { action: 'note-fault', reason: 'lý do', data: { fault: { from, to: now.toISOString() } } };
    }
    default:
      return undefined;
  }
}

/** @returns whether anything happened */
function move(walk: Walk, one: Move, now: Date): boolean {
  const facts = fold(walk.events);
  const rules = rulesAt(walk, now);
  if (one.what === 'undo') {
    const last = walk.events.at(-1);
    if (!last || last.undoes !== null || last.action === 'submit' || last.action === 'succeed') return false;
    if (!factsOfAction(last.action as Action).undoable) return false;
    const line = baseEvent(fold(walk.events.slice(0, -1)), { action: 'undo' }, rules);
    walk.events.push({ ...line, seq: last.seq + 1, fromState: last.state, undoes: last.seq });
    return true;
  }
  if (one.what === 'merge') {
    const gone = tracksOf(facts)[one.pick % tracksOf(facts).length]?.agencyId ?? '';
    if (gone === 'M') return false;
    const successor = { from: [gone], to: 'M' };
    const line = baseEvent(facts, { action: 'succeed', data: { successor } }, rules);
    const isMain = facts.agencyId === gone;
    walk.events.push({ ...line, ...(isMain ? { agencyId: 'M', officerId: null } : {}) });
    assert.ok(
      tracksOf(fold(walk.events)).every(({ agencyId }) => agencyId !== gone),
      'no part stays with what is no more',
    );
    return true;
  }
  const command = commandOf(walk, facts, one, now);
  if (!command) return false;
  try {
    walk.events.push(decide(facts, command, rules));
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
  return true;
}

function check({ flow, events }: Walk, now: Date): void {
  const facts = fold(events);
  assert.deepEqual(faultsOf(events, calendar, now), []);
  const last = events.at(-1);
  if (last && last.undoes === null) assert.deepEqual(evolve(fold(events.slice(0, -1)), last), facts);
  if (facts.clock === 'ended') {
    assert.equal(facts.tracks, null, 'nobody works on what has ended');
    return;
  }
  const parts = tracksOf(facts);
  assert.equal(new Set(parts.map(({ id }) => id)).size, parts.length);
  assert.equal(parts[0]?.waitsAt, null, 'the leading part is at work');
  const { legs } = ledgerOf(events, calendar, now);
  const open = legs.filter(({ leftAt }) => leftAt === null);
  assert.deepEqual(
    open.map(({ stepKey, agencyId }) => `${stepKey} ${agencyId}`).toSorted(),
    tracksAtWork(facts)
      .map(({ stepKey, agencyId }) => `${stepKey} ${agencyId}`)
      .toSorted(),
    'each part at work is a leg that is open, and no other',
  );
  for (const { waitsAt } of parts) {
    if (waitsAt === null) continue;
    assert.equal(stepByKey(flow, waitsAt)?.join, 'all');
    const others = parts.filter((one) => one.waitsAt !== waitsAt);
    assert.ok(
      others.some((one) => isBefore(flow, one.waitsAt ?? one.stepKey ?? '', waitsAt)),
      'somebody it waits for can still come',
    );
  }
  for (const track of tracksAtWork(facts)) {
    if (track.stepMinutes === null || track.dueAt === null || track.enteredAt === null) continue;
    if (facts.clock !== 'running') continue;
    const given = workingMinutesBetween(calendar, new Date(track.enteredAt), new Date(track.dueAt));
    assert.ok(given >= track.stepMinutes, 'nobody gets less than his step has');
  }
}

test('20,000 moves at random on any workflow side by side, with stops, faults, mergers and undo: every part keeps its own clock', () => {
  let moved = 0;
  let sideBySide = 0;
  let waited = 0;
  let finished = 0;
  for (let round = 0; moved < 20_000; round += 1)
    fc.assert(
      fc.property(aWalk, ({ flow, resumes, moves }) => {
        let now = at('2018-03-05T09:00');
        const walk: Walk = { flow, resumes, events: [submission(now, 'A', { id: null, name: 'P' })] };
        walk.events.push(decide(fold(walk.events), { action: 'accept' }, rulesAt(walk, now)));
        const first = entry(flow, firstStep(flow)?.key ?? '');
        walk.events.push(decide(fold(walk.events), { action: 'forward', step: first }, rulesAt(walk, now)));
        for (const [serial, one] of moves.entries()) {
          now = new Date(now.getTime() + one.minutes * 60_000);
          if (fold(walk.events).clock === 'ended') break;
          if (!move(walk, one, now)) continue;
          moved += 1;
          const { tracks } = fold(walk.events);
          if (tracks?.others.length) sideBySide += 1;
          if (tracks?.others.some(({ waitsAt }) => waitsAt !== null)) waited += 1;
          if (serial % 4 === 0) check(walk, now);
        }
        check(walk, now);
        if (fold(walk.events).finishedAt) finished += 1;
      }),
      { numRuns: 100, seed: 20_180_400 + round },
    );
  assert.ok(sideBySide > 2_000 && waited > 300 && finished > 500, `${sideBySide} ${waited} ${finished}`);
});
