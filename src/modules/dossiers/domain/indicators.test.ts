import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INDICATORS, type IndicatorCell, noCounts, scoresOf, sumOf } from './indicators.ts';

const counts = (some: Partial<Record<IndicatorCell, number>>) => ({ ...noCounts(), ...some });

test('a score is the sum over dossiers by their number, to one decimal', () => {
  assert.equal(scoresOf(counts({ '1-2': 1, '1-1': 1, '1-0': 1 }))[1], 1);
  assert.equal(scoresOf(counts({ '3-2': 2, '3-1': 1 }))[3], 1.7);
  assert.equal(scoresOf(counts({ '2-0': 5 }))[2], 0);
});

test('without dossiers an indicator has no score and is left out of the sum', () => {
  const scores = scoresOf(counts({ '1-2': 4 }));
  assert.deepEqual(scores, { 1: 2, 2: null, 3: null, 9: null });
  assert.deepEqual(sumOf(scores), { sum: 2, most: 2 });
  assert.deepEqual(sumOf(scoresOf(noCounts())), { sum: 0, most: 0 });
});

test('the share of online dossiers: below 15 % none, below 30 % one, and one late dossier takes all', () => {
  const online = (share: number, late = 0) =>
    scoresOf(counts({ '9-received': 100, '9-online': share, '9-late': late }))[9];
  assert.deepEqual(
    [0, 14, 15, 29, 30, 100].map((share) => online(share)),
    [0, 0, 1, 1, 2, 2],
  );
  assert.equal(online(100, 1), 0);
  assert.equal(scoresOf(counts({ '9-late': 1 }))[9], 0, 'one carried over and late counts though none came');
});

test('all nine are named, and each that is not measured says why', () => {
  assert.deepEqual(
    INDICATORS.map(({ number }) => number),
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  );
  for (const { measured, doubt } of INDICATORS) assert.ok(measured !== null || doubt !== null);
});
