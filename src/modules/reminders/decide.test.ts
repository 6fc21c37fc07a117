import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { workingDaysBetween } from '#modules/calendar/domain/days.ts';
import { isWorkingMoment } from '#modules/calendar/domain/moments.ts';
import { dateInVietnam, instantAt, toVietnamIso } from '#kernel/vietnam-time.ts';
import { Decider, partedByStart } from './decide.ts';
import { planSteps, type Term } from './domain/ladder.ts';
import { DEFAULT_POLICY } from './domain/policy.ts';
import { nextStep, termOf } from './planning.ts';
import type { DueGroup } from './store/claim-store.ts';
import { anyCalendar, length, moment, RUNS, urgency } from './testing/calendars.ts';

const LAST = new Date('2020-06-30T10:00:00Z');

/** One obligation as it is when its clock stands at its first step. */
function registered(
  calendar: WorkCalendar,
  term: Omit<Term, 'plannedAt' | 'announce'>,
  madeAt: Date,
): DueGroup | undefined {
  const next = nextStep(DEFAULT_POLICY, calendar, termOf(term, { version: 1, madeAt }));
  if (next.nextAt === null) return undefined;
  const { startAt, dueAt } = term;
  return {
    ids: ['one'],
    source: 'test',
    policyId: 'policy',
    agencyId: 'agency',
    personId: null,
    followerAgencyId: null,
    startAt,
    planMadeAt: madeAt,
    startDay: dueAt && next.nextPlannedAt < dueAt ? instantAt(dateInVietnam(startAt)) : null,
    starts: dueAt && next.nextPlannedAt < dueAt ? [startAt.getTime()] : null,
    dueAt,
    urgency: term.urgency,
    planVersion: 1,
    nextStepKey: next.nextStepKey,
    nextPlannedAt: next.nextPlannedAt,
    nextAt: next.nextAt,
    reacted: [],
    snoozers: null,
  };
}

/** Looks at it at these moments as the engine would, down or busy in between. */
function walk(calendar: WorkCalendar, group: DueGroup, looks: readonly Date[]) {
  const told: { key: string; at: Date; folded: readonly string[] }[] = [];
  let due = group;
  for (const now of looks) {
    if (now < due.nextAt) continue;
    const { step, folded, next } = new Decider(now).decide(DEFAULT_POLICY, calendar, due);
    if (step) told.push({ key: step.key, at: now, folded });
    if (next.nextAt === null) return told;
    const { nextStepKey, nextPlannedAt, nextAt } = next;
    due = { ...due, nextStepKey, nextPlannedAt, nextAt };
  }
  return told;
}

const looks = fc.array(fc.integer({ min: 1, max: 12 * 24 * 60 }), { minLength: 20, maxLength: 60 });

test('over 200 generated calendars, however seldom the engine looks, it tells in working time only, and each step once: by itself or folded into a later one', () => {
  fc.assert(
    fc.property(anyCalendar, moment, length, urgency, looks, (calendar, startAt, minutes, urgent, waits) => {
      const dueAt = new Date(startAt.getTime() + minutes * 60_000);
      const term = { startAt, dueAt, urgency: urgent };
      const group = registered(calendar, term, startAt);
      if (!group) return;
      let at = startAt.getTime();
      const moments = waits.map((wait) => new Date((at += wait * 60_000))).filter((look) => look <= LAST);
      const told = walk(calendar, group, moments);
      for (const one of told) assert.ok(isWorkingMoment(calendar, one.at), `${one.key} at ${toVietnamIso(one.at)}`);
      const keys = told.flatMap(({ key, folded }) => [...folded, key]);
      assert.equal(new Set(keys).size, keys.length, 'once');
      const last = told.at(-1);
      if (!last) return;
      const planned = planSteps(DEFAULT_POLICY, calendar, termOf(term, { version: 1, madeAt: startAt }), {
        until: last.at,
      });
      const reached = planned.steps.filter((step) => step.at <= last.at).map(({ key }) => key);
      assert.deepEqual(keys, reached, 'none lost, in order');
    }),
    RUNS,
  );
});

test('over 200 generated calendars a step some days before is that many working days before, whatever is closed between: days off are held over and not spent', () => {
  fc.assert(
    fc.property(anyCalendar, moment, length, urgency, (calendar, startAt, minutes, urgent) => {
      const dueAt = new Date(startAt.getTime() + minutes * 60_000);
      const { steps } = planSteps(DEFAULT_POLICY, calendar, { startAt, dueAt, urgency: urgent }, { limit: 12 });
      const dueDay = steps.find(({ key }) => key === 'due-day');
      for (const step of steps) {
        const before = /^before-(\d)$/.exec(step.key)?.[1];
        if (before && dueDay)
          assert.equal(workingDaysBetween(calendar, dateInVietnam(step.at), dateInVietnam(dueDay.at)), Number(before));
        const after = /^overdue-(\d)$/.exec(step.key)?.[1];
        if (after)
          assert.equal(workingDaysBetween(calendar, dateInVietnam(dueAt), dateInVietnam(step.at)), Number(after));
      }
    }),
    RUNS,
  );
});

test('over 200 generated calendars what fell due in a closure waits for the first working moment after it', () => {
  fc.assert(
    fc.property(
      anyCalendar,
      moment,
      length,
      fc.integer({ min: 0, max: 40 * 24 * 60 }),
      (calendar, startAt, minutes, wait) => {
        const dueAt = new Date(startAt.getTime() + minutes * 60_000);
        const group = registered(calendar, { startAt, dueAt, urgency: 'normal' }, startAt);
        const now = new Date(startAt.getTime() + wait * 60_000);
        if (!group || group.nextAt > now || isWorkingMoment(calendar, now)) return;
        const { step, next } = new Decider(now).decide(DEFAULT_POLICY, calendar, group);
        assert.equal(step, undefined);
        assert.equal(next.nextStepKey, group.nextStepKey);
        assert.ok(next.nextAt && next.nextAt > now && isWorkingMoment(calendar, next.nextAt));
      },
    ),
    RUNS,
  );
});

test('over 200 generated calendars what is alike is decided alike: begun on the same day, planned before the same announcement', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  fc.assert(
    fc.property(anyCalendar, moment, minute, length, urgency, looks, (calendar, one, other, minutes, urgent, waits) => {
      const day = dateInVietnam(one);
      const twin = instantAt(day, other);
      const dueAt = new Date(Math.max(one.getTime(), twin.getTime()) + minutes * 60_000);
      const [first, second] = [one, twin].map((startAt) =>
        registered(calendar, { startAt, dueAt, urgency: urgent }, startAt),
      );
      if (!first || !second) return;
      // As `claimDue` groups them: same next step at the same moment, begun on the same day.
      if (first.nextStepKey !== second.nextStepKey || first.nextAt.getTime() !== second.nextAt.getTime()) return;
      const group = { ...first, ids: ['one', 'twin'], starts: first.starts && [one.getTime(), twin.getTime()] };
      const parts = partedByStart(DEFAULT_POLICY, calendar, group);
      assert.deepEqual(parts.flatMap(({ ids }) => ids).sort(), ['one', 'twin']);
      let at = first.nextAt.getTime() - 60_000;
      const moments = waits.map((wait) => new Date((at += wait * 60_000))).filter((look) => look <= LAST);
      const said = (due: DueGroup) => walk(calendar, due, moments).map(({ key, folded }) => [key, folded]);
      const partOf = (id: string) => parts.find(({ ids }) => ids.includes(id)) ?? group;
      assert.deepEqual(said(partOf('one')), said(first));
      assert.deepEqual(said(partOf('twin')), said(second));
    }),
    RUNS,
  );
});
