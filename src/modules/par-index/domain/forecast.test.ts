import assert from 'node:assert/strict';
import test from 'node:test';
import type { Leaf } from './criteria-set.ts';
import { betaBinomial, expectFromBefore, expectShare, sumForecasts } from './forecast.ts';
import type { Rule } from './rule.ts';

const leaf = (rule: Rule): Leaf => ({
  kind: 'leaf',
  code: '1',
  name: '1',
  max: 200,
  method: 'statistics',
  scorer: 'system',
  rule,
  evidence: null,
  measureId: 'm',
  controllable: true,
  legal: null,
});
const steps = leaf({
  type: 'step',
  unit: 'per-cent',
  nothingDue: 'not-applicable',
  bands: [
    { ge: 90, points: 200 },
    { ge: 70, points: 100 },
    { lt: 70, points: 0 },
  ],
});
const even = leaf({ type: 'proportional', floorPerCent: null, fullFromPerCent: null, nothingDue: 'zero' });

test('odds of a beta-binomial: uniform for a = b = 1, summing to one also for thousands of things', () => {
  for (const odd of betaBinomial(4, 1, 1)) assert.ok(Math.abs(odd - 0.2) < 1e-12);
  const odds = betaBinomial(5000, 900.5, 100.5);
  assert.ok(Math.abs(odds.reduce((sum, one) => sum + one, 0) - 1) < 1e-9);
  const mean = odds.reduce((sum, one, count) => sum + one * count, 0);
  assert.ok(Math.abs(mean - (5000 * 900.5) / 1001) < 1e-6);
  assert.deepEqual(betaBinomial(0, 0.5, 0.5), [1]);
});

test('with nothing open the end is known and the range is nothing', () => {
  const sofar = { numerator: 3, denominator: 4 };
  assert.deepEqual(expectShare(even, { numerator: 3, denominator: 4, open: 0, sofar }), {
    expected: 150,
    low: 150,
    high: 150,
  });
});

test('a step ahead shows in the range, and a better past in the mean', () => {
  const outlook = { numerator: 8, denominator: 10, open: 1 };
  const good = expectShare(steps, { ...outlook, sofar: { numerator: 80, denominator: 80 } });
  assert.deepEqual([good.low, good.high], [200, 200], 'all but surely done');
  const poor = expectShare(steps, { ...outlook, sofar: { numerator: 40, denominator: 80 } });
  assert.deepEqual([poor.expected, poor.low, poor.high], [150, 100, 200]);
  const unknown = expectShare(even, { numerator: 0, denominator: 4, open: 4, sofar: { numerator: 0, denominator: 0 } });
  assert.deepEqual([unknown.expected, unknown.low, unknown.high], [100, 0, 200]);
});

test('the range holds nine times in ten where the rate stays what it was', () => {
  let seed = 7;
  const random = () => (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  let inside = 0;
  const runs = 2000;
  for (let run = 0; run < runs; run += 1) {
    const rate = random();
    const draw = (n: number) => Array.from({ length: n }, random).filter((one) => one < rate).length;
    const past = draw(40);
    const done = draw(30);
    const sofar = { numerator: past, denominator: 40 };
    const { low, high } = expectShare(even, { numerator: past, denominator: 70, open: 30, sofar });
    const truth = Math.floor((2 * 200 * (past + done) + 70) / 140);
    if (truth >= low && truth <= high) inside += 1;
  }
  // Whole counts make the range a little wider than 90 %; never narrower than it says.
  assert.ok(inside / runs > 0.89 && inside / runs < 0.97, `${inside / runs}`);
});

test('last year is carried over by its share; a survey keeps its own error; nothing known is all of it', () => {
  const now = { code: '2', max: 300 };
  const before = expectFromBefore(now, { points: 100, max: 200, deviation: 10 });
  assert.deepEqual([before.basis, before.expected, before.low, before.high], ['last-year', 150, 125, 175]);
  const exact = expectFromBefore(now, { points: 200, max: 200, deviation: 0 });
  assert.deepEqual([exact.expected, exact.low, exact.high], [300, 300, 300]);
  const unknown = expectFromBefore(now, undefined);
  assert.deepEqual([unknown.basis, unknown.expected, unknown.low, unknown.high], ['unknown', 150, 0, 300]);
  assert.deepEqual(sumForecasts([before, unknown]), { expected: 300, low: 125, high: 475, max: 600 });
});
