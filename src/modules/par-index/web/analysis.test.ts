import assert from 'node:assert/strict';
import test from 'node:test';
import { drawsFrom } from '../domain/demo-scores.ts';
import { analyse, type AnalysisInput, DRAWS, drawsFor, indexMatrix, meanMatrix } from './analysis.ts';

const leaf = (code: string, max: number) => ({
  code,
  name: code,
  max,
  method: 'appraised' as const,
  controllable: true,
});

function unit(sheetId: string, points: number, max: number, bonus = 0): AnalysisInput['units'][number] {
  const total = points + bonus;
  return {
    sheetId,
    agency: { id: sheetId, name: sheetId },
    rank: 1,
    points,
    max,
    bonus,
    penalty: 0,
    total,
    index: { numerator: total, denominator: max },
    indexHundredths: null,
    className: null,
  };
}

const input: AnalysisInput = {
  leaves: [leaf('1', 100), leaf('2', 100)],
  units: [unit('a', 90, 100), unit('b', 170, 200), unit('c', 160, 200, 30)],
  points: [
    [90, null],
    [90, 80],
    [80, 80],
  ],
  deviations: [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
};

test('a unit a criterion does not apply to stands where its index puts it', () => {
  const { intervals } = analyse(input, 2017, () => 0);
  // 190/200 > 90/100 > 170/200
  assert.deepEqual(
    intervals.map(({ rank }) => rank),
    [2, 3, 1],
  );
});

test('what does not apply is left out of the spread of a criterion', () => {
  const { points } = meanMatrix(input);
  assert.equal(points[1], 80);
  assert.equal(indexMatrix(input).points[1], 90);
});

test('without any error in the figures every place is sure, and the page can say why', () => {
  const result = analyse(input, 2017, () => 0);
  assert.equal(result.hasNoise, false);
  assert.ok(result.intervals.every(({ best, worst, rank }) => best === rank && worst === rank));
});

/** A block in which every score carries an error, the slowest there can be. */
function noisyBlock(units: number, leaves: number): AnalysisInput {
  const draw = drawsFrom(units);
  const points = Array.from({ length: units }, () => {
    const talent = 0.5 + 0.5 * draw();
    return Array.from({ length: leaves }, () => Math.round(100 * Math.min(1, talent * (0.7 + 0.6 * draw()))));
  });
  const total = (row: readonly number[]) => row.reduce((sum, one) => sum + one, 0);
  return {
    leaves: Array.from({ length: leaves }, (_, at) => leaf(`${at + 1}`, 100)),
    units: points.map((row, at) => unit(`u${at}`, total(row), leaves * 100)),
    points,
    deviations: points.map((row) => row.map(() => 6)),
  };
}

/** Time the processor has worked for us: what others do on the machine meanwhile says nothing about the page. */
function workedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

test('the whole analysis takes the page under a second, the largest block there is included', () => {
  for (const [units, leaves] of [
    [30, 90],
    [300, 120],
  ] as const) {
    const block = noisyBlock(units, leaves);
    const result = analyse(block, 2017, workedMs);
    console.log(`${units} units × ${leaves} leaves, ${result.draws} draws: ${Math.round(result.milliseconds)} ms`);
    assert.ok(result.milliseconds < 1000, `${units} × ${leaves}: ${result.milliseconds} ms`);
    assert.deepEqual(
      { ...analyse(block, 2017, () => 0), milliseconds: 0 },
      { ...result, milliseconds: 0 },
      'the same every time',
    );
  }
  assert.equal(drawsFor(noisyBlock(30, 90)), DRAWS);
});
