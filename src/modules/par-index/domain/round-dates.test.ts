import assert from 'node:assert/strict';
import test from 'node:test';
import { faultsOfDates, faultsOfMove, movableDates, type RoundDates, type RoundSpan } from './round-dates.ts';

const DATES: RoundDates & RoundSpan = {
  periodFrom: '2018-01-01',
  periodTo: '2018-12-31',
  cutOffOn: '2018-12-15',
  selfDueOn: '2018-12-20',
  appraisal1DueOn: '2018-12-28',
  explanationDueOn: '2019-01-04',
  appraisal2DueOn: '2019-01-10',
  publishOn: '2019-01-20',
};
const TODAY = '2018-12-01';
const said = (change: Partial<RoundDates & RoundSpan>) =>
  faultsOfDates({ ...DATES, ...change }, TODAY).map(({ field, fault }) => `${field} ${fault}`);

test('each mistake in the dates of a new round is told at its own field', () => {
  for (const [why, change, faults] of [
    ['in order', {}, []],
    ['two deadlines on one day', { appraisal1DueOn: '2018-12-20' }, []],
    ['the self-score today', { selfDueOn: TODAY, cutOffOn: TODAY }, []],
    ['the self-score yesterday', { selfDueOn: '2018-11-30' }, ['selfDueOn passed']],
    ['the second before the first', { appraisal1DueOn: '2018-12-19' }, ['appraisal1DueOn before-previous']],
    [
      'one that jumped ahead is measured by those after it',
      { explanationDueOn: '2019-02-01' },
      ['appraisal2DueOn before-previous', 'publishOn before-previous'],
    ],
    ['an empty one', { explanationDueOn: '' }, ['explanationDueOn missing']],
    ['a period that ends before it begins', { periodTo: '2017-12-31' }, ['periodTo period-backwards']],
    ['data cut off before the period', { cutOffOn: '2017-12-31' }, ['cutOffOn cut-off-outside']],
    ['data cut off after publishing', { cutOffOn: '2019-01-21' }, ['cutOffOn cut-off-outside']],
  ] as const)
    assert.deepEqual(said(change), faults, why);
});

test('only the deadlines of steps that are not over move, from today on and in order', () => {
  const move = (state: Parameters<typeof movableDates>[0], change: Partial<RoundDates>) =>
    faultsOfMove(DATES, { ...DATES, ...change }, state, '2018-12-22').map(({ field, fault }) => `${field} ${fault}`);
  assert.deepEqual(move('appraisal-1', { appraisal1DueOn: '2018-12-31' }), []);
  assert.deepEqual(move('appraisal-1', { selfDueOn: '2018-12-23' }), ['selfDueOn step-done']);
  assert.deepEqual(move('appraisal-1', { appraisal1DueOn: '2018-12-21' }), ['appraisal1DueOn passed']);
  assert.deepEqual(move('appraisal-1', { appraisal1DueOn: '2019-01-05' }), ['explanationDueOn before-previous']);
  assert.deepEqual(move('reply', { publishOn: '2019-01-25' }), []);
  assert.deepEqual(movableDates('published'), []);
  assert.deepEqual(movableDates('cancelled'), []);
  assert.deepEqual(movableDates('council'), ['publishOn']);
});
