import assert from 'node:assert/strict';
import test from 'node:test';
import { analyse, type AnalysisInput, indexMatrix, meanMatrix } from './analysis.ts';

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
