import assert from 'node:assert/strict';
import test from 'node:test';
import { isWorkingDay } from '#modules/calendar/domain/days.ts';
import { PolicySchema } from '#modules/reminders/domain/policy.ts';
import { planSteps } from '#modules/reminders/domain/ladder.ts';
import { addDays } from '#kernel/local-date.ts';
import { dateInVietnam, instantAt, toVietnamIso } from '#kernel/vietnam-time.ts';
import { at, calendar, FIVE_DAYS, LAW_2018 } from '../testing/history.ts';
import { dueOf, lastDayToReappoint } from './due.ts';
import { APOLOGY_LADDER, DOSSIER_LADDER, OPINION_LADDER, STEP_LADDER, SUPPLEMENT_LADDER } from './ladders.ts';

const stepsOf = (startAt: Date, dueAt: Date) =>
  planSteps(DOSSIER_LADDER, calendar, { startAt, dueAt, urgency: 'normal', plannedAt: startAt }, { limit: 5 }).steps;

test('half, four fifths, the last lawful morning, the day: told before it is late', () => {
  const steps = stepsOf(at('2018-03-05T09:00'), at('2018-03-12T09:00'));
  assert.deepEqual(
    steps.map((step) => `${step.key} ${toVietnamIso(step.at).slice(0, 16)}`),
    [
      'half 2018-03-07T15:00',
      'last-apology 2018-03-09T07:00',
      'four-fifths 2018-03-09T09:00',
      'due-day 2018-03-12T07:00',
      'overdue-1 2018-03-13T07:00',
    ],
  );
});

test('due at the opening of a day: the last lawful morning is the one before, not a day earlier', () => {
  const steps = stepsOf(at('2018-03-05T07:00'), at('2018-03-13T07:00'));
  const told = steps.find(({ key }) => key === 'last-apology');
  assert.equal(told && toVietnamIso(told.at).slice(0, 16), '2018-03-12T07:00');
});

test('whatever the day of reception, somebody is told on the last working morning on which a new date may be promised', () => {
  for (let day = 0; day < 120; day += 1) {
    const startAt = instantAt(addDays('2018-01-02', day), (day % 3 === 0 ? 7 : 9) * 60);
    const dueAt = dueOf(calendar, startAt, { ...FIVE_DAYS, amount: 10 })?.dueAt;
    assert.ok(dueAt);
    let last = lastDayToReappoint(dueAt, LAW_2018);
    while (!isWorkingDay(calendar, last)) last = addDays(last, -1);
    const told = stepsOf(startAt, dueAt).map((step) => dateInVietnam(step.at));
    assert.ok(told.includes(last), `${toVietnamIso(startAt)}: ${told.join()} without ${last}`);
  }
});

test('all ladders are ladders the reminder engine takes', () => {
  for (const policy of [DOSSIER_LADDER, STEP_LADDER, OPINION_LADDER, APOLOGY_LADDER, SUPPLEMENT_LADDER])
    assert.deepEqual(PolicySchema.parse(policy), policy);
});
