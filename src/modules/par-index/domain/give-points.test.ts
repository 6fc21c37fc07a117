import assert from 'node:assert/strict';
import test from 'node:test';
import type { Refusal } from '#kernel/refusal.ts';
import type { CriteriaSet, Leaf } from './criteria-set.ts';
import { BONUS, extraLeaves, PENALTY, pointsOf, ranksOf, scorePoints } from './give-points.ts';

const leaf: Leaf = {
  kind: 'leaf',
  code: '1',
  name: 'Kế hoạch',
  max: 100,
  method: 'appraised',
  scorer: 'unit',
  rule: { type: 'timeliness', late: 50 },
  evidence: null,
  measureId: null,
  controllable: true,
  legal: null,
};
const set: CriteriaSet = {
  id: 's',
  title: 's',
  year: 2017,
  block: 'huyen',
  decision: null,
  isDemonstration: false,
  label: null,
  total: 200,
  fields: [leaf, { ...leaf, code: '2' }],
  bonusMax: 20,
  penaltyMax: 30,
  classes: [],
};

test('figures go through the rule, bare points are taken as given within the maximum', () => {
  assert.equal(pointsOf(leaf, { type: 'timeliness', state: 'late' }), 50);
  assert.equal(pointsOf(leaf, { type: 'points', points: 75 }), 75);
  assert.equal(pointsOf(leaf, { type: 'not-applicable', reason: 'không có' }), null);
  for (const points of [101, -1])
    assert.throws(
      () => pointsOf(leaf, { type: 'points', points }),
      (error: Refusal) => error.code === 'par-index.outside_maximum',
    );
});

test('given points sum as figures do: what does not apply leaves both sums, bonus and penalty stop at their caps', () => {
  const score = scorePoints(
    set,
    new Map<string, number | null>([
      ['1', 80],
      ['2', null],
      [BONUS, 50],
      [PENALTY, 10],
    ]),
  );
  assert.deepEqual([score.points, score.max, score.total, score.missing], [80, 100, 90, 0]);
  assert.deepEqual(
    extraLeaves(set).map((one) => [one.code, one.max]),
    [
      [BONUS, 20],
      [PENALTY, 30],
    ],
  );
  assert.deepEqual(extraLeaves({ ...set, bonusMax: null, penaltyMax: null }), []);
});

test('equal indexes share a place, however their fractions are written', () => {
  const ratio = (numerator: number, denominator: number) => ({ numerator, denominator });
  assert.deepEqual(ranksOf([ratio(8, 10), ratio(9, 10), ratio(4, 5), ratio(1, 2), ratio(0, 0)]), [2, 1, 2, 4, 5]);
});
