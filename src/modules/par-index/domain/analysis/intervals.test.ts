import assert from 'node:assert/strict';
import test from 'node:test';
import { groupsOf, rankUncertainty } from './intervals.ts';
import type { LeafFacts, ScoreMatrix } from './matrix.ts';
import { appraisalDeviation, surveyDeviation } from './matrix.ts';
import { seededRandom } from '#kernel/random.ts';
import { ranksOf } from './ranks.ts';

const leaf = (code: string, max: number): LeafFacts => ({
  code,
  name: code,
  max,
  method: 'appraised',
  controllable: true,
});
const matrix = (points: number[][], deviation: number): ScoreMatrix => ({
  units: points.map((_, index) => `u${index}`),
  leaves: (points[0] ?? []).map((_, index) => leaf(String(index), 10_000)),
  points: Float64Array.from(points.flat()),
  deviations: new Float64Array(points.flat().length).fill(deviation),
});

test('equal totals share the better place and the next is skipped', () => {
  assert.deepEqual([...ranksOf([80, 95, 80, 70])], [2, 1, 2, 4]);
});

test('the seed is the whole of chance: the same seed, the same intervals; another seed, nearly the same', () => {
  const given = matrix(
    Array.from({ length: 20 }, (_, unit) => [5000 + unit * 40, 3000]),
    60,
  );
  const first = rankUncertainty(given, { draws: 4000, seed: 7 });
  assert.deepEqual(rankUncertainty(given, { draws: 4000, seed: 7 }).intervals, first.intervals);
  const other = rankUncertainty(given, { draws: 4000, seed: 8 });
  for (const [index, one] of other.intervals.entries())
    assert.ok(Math.abs(one.best - (first.intervals[index]?.best ?? 0)) <= 1);
});

test('exact scores leave no doubt: the interval is the place itself, ties included', () => {
  const { intervals } = rankUncertainty(matrix([[50], [70], [50]], 0), { draws: 200, seed: 1 });
  assert.deepEqual(
    intervals.map(({ best, rank, worst }) => [best, rank, worst]),
    [
      [2, 2, 2],
      [1, 1, 1],
      [2, 2, 2],
    ],
  );
});

test('two units six hundredths apart cannot be told apart by a survey; two far apart can', () => {
  const given = matrix([[8866], [8860], [5000]], 23);
  assert.deepEqual(groupsOf(rankUncertainty(given, { draws: 4000, seed: 3 })), [1, 1, 2]);
});

test('standard errors: 83 % of 400 answers at 12 points is 0.23 point; two scorers 10 hundredths apart have 7.07 each', () => {
  assert.equal(Math.round(surveyDeviation(1200, 0.83, 400)), 23);
  assert.ok(
    Math.abs(
      appraisalDeviation([
        [100, 110],
        [90, 80],
      ]) - 7.0711,
    ) < 1e-3,
  );
});

/** How units may truly differ, in hundredths of a point of their totals. */
const TRUTHS: Readonly<Record<string, (random: ReturnType<typeof seededRandom>) => number>> = {
  'evenly around a mean': (random) => random.normal() * 300,
  'less than chance spreads them': (random) => random.normal() * 100,
  'over a whole range alike': (random) => random.uniform() * 1000 - 500,
  'a long tail at the foot': (random) => -Math.abs(random.normal()) * 400,
};

/** The share of units whose true place lies in their interval, over worlds drawn from a truth. */
function coverage(truth: (random: ReturnType<typeof seededRandom>) => number, noise: number): number {
  const random = seededRandom(20_180_226);
  const [units, leaves, worlds] = [60, 12, 40];
  let held = 0;
  for (let world = 0; world < worlds; world += 1) {
    const real = Array.from({ length: units }, () => {
      const ability = truth(random);
      return Array.from({ length: leaves }, () => 5000 + ability / leaves + random.normal() * 20);
    });
    const seen = real.map((row) => row.map((one) => one + random.normal() * noise));
    const places = ranksOf(real.map((row) => row.reduce((sum, one) => sum + one, 0)));
    const { intervals } = rankUncertainty(matrix(seen, noise), { draws: 600, seed: world });
    held += intervals.filter(
      ({ best, worst }, unit) => best <= (places[unit] ?? 0) && (places[unit] ?? 0) <= worst,
    ).length;
  }
  return held / (units * worlds);
}

for (const [name, truth] of Object.entries(TRUTHS))
  test(`on simulated truth the 90 % intervals hold the true place in 88 to 92 cases of a hundred: ${name}`, () => {
    for (const noise of [45, 90]) {
      const found = coverage(truth, noise);
      assert.ok(found >= 0.88 && found <= 0.92, `noise ${noise}: coverage ${found}`);
    }
  });

test('two camps far apart are no normal truth: intervals hold somewhat less, which is said and kept from getting worse', () => {
  const found = coverage((random) => (random.normal() > 0 ? 400 : -400) + random.normal() * 80, 45);
  assert.ok(found >= 0.82 && found < 0.9, `coverage ${found}`);
});

test('where chance alone spreads the totals nobody is sure of a place, in no world', () => {
  const random = seededRandom(7);
  for (let world = 0; world < 20; world += 1) {
    const seen = Array.from({ length: 20 }, () => [5000 + random.normal() * 90, 5000 + random.normal() * 90]);
    const { intervals } = rankUncertainty(matrix(seen, 90), { draws: 1000, seed: world });
    for (const { best, worst } of intervals) assert.ok(worst - best >= 5, `world ${world}: ${best} to ${worst}`);
  }
});
