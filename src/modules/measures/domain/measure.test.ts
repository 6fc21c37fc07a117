import assert from 'node:assert/strict';
import test from 'node:test';
import { faultsOf, type MeasureValue, quantityOf } from './measure.ts';

const value = (change: Partial<MeasureValue>): MeasureValue => ({
  measureId: 'directives.on-time',
  agencyId: 'a',
  period: { from: '2018-03-01', to: '2018-03-31' },
  asOf: new Date(0),
  numerator: 2,
  denominator: 3,
  numeratorIds: ['1', '2'],
  denominatorIds: ['1', '2', '3'],
  isComplete: true,
  remarks: [],
  ...change,
});

const cases: [string, Partial<MeasureValue>, string[]][] = [
  ['a number that adds up has no fault', {}, []],
  ['a count that is not its ids', { numerator: 3 }, ['numerator-ids-differ']],
  ['a late thing outside the whole', { numeratorIds: ['1', '9'] }, ['numerator-outside-denominator']],
  ['a thing counted twice', { numeratorIds: ['1', '1'] }, ['repeated-id']],
  [
    '9,612 dossiers in no class: the whole and its ids differ',
    { denominator: 9, denominatorIds: ['1', '2', '3'] },
    ['denominator-ids-differ'],
  ],
  ['a share of a dossier', { numerator: 1.5, numeratorIds: ['1'] }, ['not-a-count', 'numerator-ids-differ']],
  ['a count has no denominator and needs none', { denominator: null, denominatorIds: [] }, []],
];
for (const [why, change, faults] of cases) test(why, () => assert.deepEqual(faultsOf(value(change)), faults));

test('nothing due is no number, not zero and not one hundred per cent', () => {
  assert.equal(quantityOf({ numerator: 0, denominator: 0 }), undefined);
  assert.equal(quantityOf({ numerator: 2, denominator: 4 }), 0.5);
  assert.equal(quantityOf({ numerator: 7, denominator: null }), 7);
});
