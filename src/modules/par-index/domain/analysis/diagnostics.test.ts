import assert from 'node:assert/strict';
import test from 'node:test';
import { bunchingAt } from './bunching.ts';
import { diagnose } from './diagnostics.ts';
import type { LeafFacts, ScoreMatrix } from './matrix.ts';
import { explainMove } from './rank-move.ts';
import { seededRandom } from '#kernel/random.ts';
import { findUnreasonable } from './unreasonable.ts';

const PLANTED = { noise: 12, constant: 13, duplicate: 14 } as const;
type Kind = keyof typeof PLANTED;

/** Thirty units, twelve sound criteria, and planted: '13' noise, '14' constant, '15' a copy of '3'; else sound too. */
function planted(seed: number, kinds: readonly Kind[] = ['noise', 'constant', 'duplicate']): ScoreMatrix {
  const is = (kind: Kind, leaf: number) => PLANTED[kind] === leaf && kinds.includes(kind);
  const random = seededRandom(seed);
  const leaves: LeafFacts[] = Array.from({ length: 15 }, (_, index) => ({
    code: String(index + 1),
    name: '',
    max: 500,
    method: 'appraised',
    controllable: true,
  }));
  const deviation = (leaf: number) => (is('noise', leaf) ? 60 : 15);
  const points: number[] = [];
  const deviations: number[] = [];
  for (let unit = 0; unit < 30; unit += 1) {
    const ability = random.normal();
    const row = leaves.map((_, leaf) => {
      if (is('noise', leaf)) return 300 + random.normal() * 60;
      if (is('constant', leaf)) return 500;
      return 300 + ability * 35 + random.normal() * 60;
    });
    if (kinds.includes('duplicate')) row[14] = row[2] ?? 0;
    points.push(...row.map((one) => Math.round(Math.min(500, Math.max(0, one)))));
    deviations.push(...leaves.map((_, leaf) => (is('constant', leaf) ? 0 : deviation(leaf))));
  }
  return {
    units: Array.from({ length: 30 }, (_, unit) => `u${unit}`),
    leaves,
    points: Float64Array.from(points),
    deviations: Float64Array.from(deviations),
  };
}

test('of planted noise, a constant and a copy exactly those three are named, in a hundred worlds', () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const found = findUnreasonable(planted(seed)).map(({ diagnosis, why }) => `${diagnosis.leaf.code} ${why.kind}`);
    assert.deepEqual(found, ['13 noise', '14 constant', '15 duplicate'], `seed ${seed}`);
  }
});

test('what is not planted is not named: alone each is named alone, and of sound criteria none', () => {
  for (let seed = 1; seed <= 100; seed += 1)
    for (const kinds of [[], ['noise'], ['constant'], ['duplicate']] as const) {
      const found = findUnreasonable(planted(seed, kinds)).map(({ why }) => why.kind);
      assert.deepEqual(found, [...kinds], `seed ${seed}`);
    }
});

test('seven units prove nothing: no criterion is named', () => {
  const { leaves, points, deviations } = planted(1);
  const few = {
    units: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    leaves,
    points: points.slice(0, 7 * 15),
    deviations: deviations.slice(0, 7 * 15),
  };
  assert.deepEqual(findUnreasonable(few), []);
});

test('effective weights add up to one, and a constant weighs nothing however many points it has', () => {
  const diagnoses = diagnose(planted(2));
  assert.ok(Math.abs(diagnoses.reduce((sum, one) => sum + one.effectiveWeight, 0) - 1) < 1e-9);
  assert.equal(diagnoses[13]?.effectiveWeight, 0);
  assert.equal(diagnoses[13]?.rankDamage, 0);
  assert.equal(diagnoses[13]?.shareAtMax, 1);
});

test('nineteen of twenty just above the step is no chance; ten of twenty is', () => {
  const above = bunchingAt([...Array.from({ length: 19 }, () => 90.4), 89.7], { edge: 90, within: 1 });
  assert.ok(above.pValue < 0.001);
  const even = bunchingAt([...Array.from({ length: 10 }, () => 90.4), ...Array.from({ length: 10 }, () => 89.7)], {
    edge: 90,
    within: 1,
  });
  assert.ok(even.pValue > 0.4);
});

test('the parts of a move add up: Sơn La 2018 lost 2.43 points and rose two places because others lost more', () => {
  const move = explainMove(
    { before: [8125, 8200, 8190, 8000], beforeNewRules: [8125, 8200, 8190, 8000], after: [7882, 7700, 7650, 7600] },
    0,
    0,
  );
  assert.equal(move.places, 2);
  assert.ok(move.othersPoints > 2 && move.ownPoints < 0);
  assert.equal(move.ruleChange, 0);
  assert.ok(Math.abs(move.ownPoints + move.othersPoints + move.ruleChange - move.places) < 1e-9);
});

test('a place lost to new rules alone is told as the rules', () => {
  const move = explainMove({ before: [90, 80], beforeNewRules: [70, 80], after: [70, 80] }, 0, 0);
  assert.deepEqual([move.places, move.ownPoints, move.othersPoints, move.ruleChange], [-1, 0, 0, -1]);
});
