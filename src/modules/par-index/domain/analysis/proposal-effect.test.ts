import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { LeafFacts, ScoreMatrix } from './matrix.ts';
import { pointsUnder, proposalEffect } from './proposal-effect.ts';
import { seededRandom } from '#kernel/random.ts';

function matrixOf(rows: readonly (readonly number[])[], maxima: readonly number[], deviation = 0): ScoreMatrix {
  const leaves: LeafFacts[] = maxima.map((max, index) => ({
    code: `1.${index + 1}`,
    name: '',
    max,
    method: 'appraised',
    controllable: true,
  }));
  const points = Float64Array.from(rows.flat());
  return { units: rows.map((_, unit) => `u${unit}`), leaves, points, deviations: points.map(() => deviation) };
}

const small = matrixOf(
  [
    [100, 500, 0],
    [90, 300, 300],
    [100, 400, 200],
  ],
  [100, 500, 400],
);

test('dropping a criterion takes its points and its maximum away and ranks by what is left', () => {
  const { units, moved, mostMoved, meanPlaces } = proposalEffect(small, { kind: 'drop', leaf: '1.3' });
  assert.deepEqual(units[0], {
    unit: 'u0',
    points: { before: 600, after: 600 },
    max: { before: 1000, after: 600 },
    indexHundredths: { before: 6000, after: 10_000 },
    rank: { before: 3, after: 1 },
    places: 2,
  });
  assert.deepEqual(
    units.map(({ rank }) => [rank.before, rank.after]),
    [
      [3, 1],
      [2, 3],
      [1, 2],
    ],
  );
  assert.deepEqual([moved, mostMoved?.unit, meanPlaces], [3, 'u0', 4 / 3]);
});

test('as bonus its share is added beside the table, as penalty what it lacks is taken off, and nobody falls below nought', () => {
  const bonus = proposalEffect(small, { kind: 'bonus', leaf: '1.3', max: 100 });
  assert.deepEqual(
    bonus.units.map(({ points, max }) => [points.after, max.after]),
    [
      [600, 600],
      [390 + 75, 600],
      [500 + 50, 600],
    ],
  );
  const penalty = proposalEffect(small, { kind: 'penalty', leaf: '1.3', max: 100 });
  assert.deepEqual(
    penalty.units.map(({ points }) => points.after),
    [500, 365, 450],
  );
  assert.deepEqual([bonus.reason.after, penalty.reason.after], [undefined, undefined]);
  const poor = proposalEffect(matrixOf([[10, 0]], [100, 400]), { kind: 'penalty', leaf: '1.2', max: 50 });
  assert.equal(poor.units[0]?.points.after, 0);
  const away = Uint8Array.from([1, 1, 0, 1, 1, 1, 1, 1, 1]);
  const spared = proposalEffect(small, { kind: 'penalty', leaf: '1.3', max: 100 }, away);
  assert.equal(spared.units[0]?.points.after, 600, 'what does not apply costs nothing');
});

test('a criterion that is the same for all moves nobody when it is dropped, whatever its weight', () => {
  const same = matrixOf(
    [
      [500, 10],
      [500, 20],
      [500, 30],
    ],
    [500, 40],
  );
  const effect = proposalEffect(same, { kind: 'drop', leaf: '1.1' });
  assert.deepEqual([effect.moved, effect.meanPlaces, effect.mostMoved], [0, 0, undefined]);
});

test('another weight keeps the share: 1 of 3 points becomes 0,67 of 2, half up', () => {
  const { units } = proposalEffect(matrixOf([[100], [300]], [300]), { kind: 'reweight', leaf: '1.1', max: 200 });
  assert.deepEqual(
    units.map(({ points }) => points.after),
    [67, 200],
  );
  assert.deepEqual(units[0]?.max, { before: 300, after: 200 });
});

test('a new rule that does not apply to a unit leaves points and maximum of that unit', () => {
  const change = { kind: 'replace-rule', leaf: '1.3', max: 200, points: [200, null, 100] } as const;
  const { units } = proposalEffect(small, change);
  assert.deepEqual(units[1]?.points, { before: 690, after: 390 });
  assert.deepEqual(units[1]?.max, { before: 1000, after: 600 });
  assert.deepEqual(
    units.map(({ indexHundredths }) => indexHundredths.after),
    [10_000, 6500, 7500],
  );
});

test('a proposed rule is tried on the figures there are: 90 % is full points, nothing due does not apply', () => {
  const rule = {
    type: 'proportional',
    floorPerCent: 50,
    fullFromPerCent: 90,
    nothingDue: 'not-applicable',
  } as const;
  const ratio = (numerator: number, denominator: number) =>
    ({ type: 'ratio', ratio: { numerator, denominator } }) as const;
  const points = pointsUnder({ code: '1.1', max: 200, rule }, [
    ratio(9, 10),
    ratio(3, 4),
    ratio(49, 100),
    ratio(0, 0),
    undefined,
  ]);
  assert.deepEqual(points, [200, 150, 0, null, 0]);
  assert.throws(() => pointsUnder({ code: '1.1', max: 200, rule }, [{ type: 'yes-no', met: true }]), /wrong_input/);
});

test('equal shares of different maxima share a place', () => {
  const change = { kind: 'replace-rule', leaf: '1.2', max: 100, points: [null, 50] } as const;
  const { units } = proposalEffect(
    matrixOf(
      [
        [50, 0],
        [50, 0],
      ],
      [100, 100],
    ),
    change,
  );
  assert.deepEqual(
    units.map(({ rank, indexHundredths }) => [rank.after, indexHundredths.after]),
    [
      [1, 5000],
      [1, 5000],
    ],
  );
});

test('impossible proposals are refused: an unknown criterion, points above the maximum, a unit forgotten', () => {
  assert.throws(() => proposalEffect(small, { kind: 'drop', leaf: '9' }), /no such criterion: 9/);
  assert.throws(() => proposalEffect(small, { kind: 'reweight', leaf: '1.1', max: 0.5 }), /not a maximum/);
  const change = { kind: 'replace-rule', leaf: '1.1', max: 100 } as const;
  assert.throws(() => proposalEffect(small, { ...change, points: [101, 0, 0] }), /points outside 0 to 100: 101/);
  assert.throws(() => proposalEffect(small, { ...change, points: [1, 2] }), /expected points of 3 units, got 2/);
});

test('a criterion of pure noise is named before; measured exactly by another rule it is named no more', () => {
  const random = seededRandom(7);
  const rows = Array.from({ length: 24 }, () => {
    const ability = random.normal();
    const sound = Array.from({ length: 8 }, () => Math.round(300 + ability * 40 + random.normal() * 30));
    return [...sound, Math.round(300 + random.normal() * 50)];
  });
  const matrix = matrixOf(
    rows,
    Array.from({ length: 9 }, () => 500),
  );
  for (let unit = 0; unit < 24; unit += 1) matrix.deviations[unit * 9 + 8] = 50;
  const points = rows.map((row) => (row[0] ?? 0) - 20 + Math.round(random.normal() * 30));
  const effect = proposalEffect(matrix, {
    kind: 'replace-rule',
    leaf: '1.9',
    max: 500,
    points,
    deviations: points.map(() => 5),
  });
  assert.equal(effect.reason.before?.kind, 'noise');
  assert.equal(effect.reason.after, undefined);
  assert.ok(effect.diagnosis.rankDamage > 0);
});

test('keeping a weight changes nothing; dropping is the same as weighing nothing; places won and lost match ranks', () => {
  const table = fc.tuple(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 2, max: 6 })).chain(([units, leaves]) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: leaves, maxLength: leaves }), {
      minLength: units,
      maxLength: units,
    }),
  );
  fc.assert(
    fc.property(table, (rows) => {
      const matrix = matrixOf(
        rows,
        Array.from({ length: rows[0]?.length ?? 0 }, () => 500),
      );
      const kept = proposalEffect(matrix, { kind: 'reweight', leaf: '1.1', max: 500 });
      assert.ok(kept.units.every(({ points, rank }) => points.before === points.after && rank.before === rank.after));
      const dropped = proposalEffect(matrix, { kind: 'drop', leaf: '1.1' });
      const weightless = proposalEffect(matrix, { kind: 'reweight', leaf: '1.1', max: 0 });
      assert.deepEqual(dropped.units, weightless.units);
      const mean = dropped.units.reduce((sum, { rank }) => sum + Math.abs(rank.before - rank.after), 0) / rows.length;
      assert.equal(dropped.meanPlaces, mean);
      assert.ok(Math.abs(dropped.diagnosis.rankDamage - dropped.meanPlaces) < 1e-9);
    }),
  );
});
