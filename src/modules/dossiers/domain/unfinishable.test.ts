import assert from 'node:assert/strict';
import test from 'node:test';
import type { WorkflowStep } from '#modules/procedures/domain/workflow.ts';
import { at, calendar, LAW_2018 } from '../testing/history.ts';
import { isLastLawfulMorning, minutesLeft, unfinishable } from './unfinishable.ts';

const DUE = at('2018-03-12T09:00'); // a Monday
const step = (key: string, minutes: number | null, ...next: string[]): WorkflowStep => ({
  key,
  name: key,
  role: 'officer',
  agency: { kind: 'competent' },
  level: 'tinh',
  minutes,
  next: next.map((to) => ({ to })),
  split: 'one',
  join: 'any',
  note: null,
});
/** Two ways from b: a long one and a short one. */
const workflow = {
  steps: [step('a', 240, 'b'), step('b', 480, 'long', 'short'), step('long', 960), step('short', 60)],
};
const facts = (stepKey: string, stepMinutes: number, entered: string) => ({
  dueAt: DUE,
  stepKey,
  stepMinutes,
  stepEnteredAt: at(entered),
});

test('the last lawful morning of a due Monday is Friday from the opening hour to Sunday night', () => {
  const cases: [string, boolean][] = [
    ['2018-03-08T16:59', false],
    ['2018-03-09T06:59', false],
    ['2018-03-09T07:00', true],
    ['2018-03-10T10:00', true],
    ['2018-03-11T23:59', true],
    ['2018-03-12T00:00', false],
  ];
  for (const [now, expected] of cases)
    assert.equal(isLastLawfulMorning(calendar, DUE, LAW_2018, at(now)), expected, now);
});

test('what remains is the shortest way, with what the present step has left', () => {
  const now = at('2018-03-09T07:00');
  assert.equal(minutesLeft(workflow, facts('a', 240, '2018-03-09T07:00'), calendar, now), 240 + 480 + 60);
  assert.equal(minutesLeft(workflow, facts('b', 480, '2018-03-08T13:30'), calendar, now), 480 - 210 + 60);
  assert.equal(minutesLeft(workflow, facts('short', 60, '2018-03-01T07:00'), calendar, now), 0);
  assert.equal(minutesLeft(null, facts('short', 60, '2018-03-01T07:00'), calendar, now), null);
});

test('what can still be done in time is not apologised for', () => {
  const now = at('2018-03-09T07:00');
  assert.equal(unfinishable(facts('short', 60, '2018-03-09T07:00'), [], workflow, calendar, now), undefined);
  assert.equal(unfinishable(facts('a', 240, '2018-03-01T07:00'), [], null, calendar, now), undefined);
  const answer = { agencyId: 'x', agencyName: 'Sở Tài chính', askedOn: '2018-03-06', dueAt: at('2018-03-09T16:00') };
  assert.equal(unfinishable(facts('short', 60, '2018-03-09T07:00'), [answer], workflow, calendar, now), undefined);
});

test('an answer that did not come is named as the cause, with the agency that owes it', () => {
  const now = at('2018-03-09T07:00');
  const late = { agencyId: 'x', agencyName: 'Sở Tài chính', askedOn: '2018-03-05', dueAt: at('2018-03-08T16:00') };
  assert.deepEqual(unfinishable(facts('short', 60, '2018-03-09T07:00'), [late], workflow, calendar, now), {
    cause: 'other-agency',
    causeAgencyId: 'x',
    reason: 'Đang chờ ý kiến của Sở Tài chính, hỏi ngày 05/03/2018, hạn trả lời 08/03/2018.',
    newDueOn: '2018-03-13',
  });
});

test('steps that need more time than is left give a new day that they can keep, one working day in reserve', () => {
  const now = at('2018-03-09T07:00');
  const found = unfinishable(facts('a', 240, '2018-03-09T07:00'), [], workflow, calendar, now);
  assert.equal(found?.cause, 'agency');
  assert.equal(found?.reason, 'Các bước còn lại theo quy trình cần 13 giờ làm việc, đến ngày hẹn còn 10 giờ.');
  assert.equal(found?.newDueOn, '2018-03-13');
});
