import assert from 'node:assert/strict';
import test from 'node:test';
import { crowdings } from './crowding.ts';
import { linesOf, moveOf, noiseOfBoth, placesUnderNext } from './history.ts';

type Years = Parameters<typeof linesOf>[0];

const ID = { a: 'a', b: 'b', c: 'c' };

/** Points of a, b, c of 100, and what they would have been under the next rules. */
function year(
  number: number,
  breaks: boolean,
  points: readonly number[],
  under: readonly number[] | null,
): Years[number] {
  const units = Object.values(ID).map((id, at) => ({
    agency: { id, name: id },
    rank: 1 + points.filter((one) => one > (points[at] ?? 0)).length,
    indexHundredths: (points[at] ?? 0) * 100,
    className: null,
    index: { numerator: points[at] ?? 0, denominator: 100 },
    underNext: under ? { numerator: under[at] ?? 0, denominator: 100 } : null,
  }));
  return { year: number, roundId: `${number}`, breaks, units, exact: null, covered: null };
}

test('a line is cut where the rules changed and begins again with the old year under the new ones', () => {
  const years = [
    year(2015, false, [90, 80, 70], [90, 80, 70]),
    year(2016, false, [80, 90, 70], [70, 60, 90]),
    year(2017, true, [90, 80, 70], null),
  ];
  assert.deepEqual(linesOf(years, ID.a), [
    [
      { column: 0, rank: 1, backCast: false },
      { column: 1, rank: 2, backCast: false },
    ],
    [
      { column: 1, rank: 2, backCast: true },
      { column: 2, rank: 1, backCast: false },
    ],
  ]);
  assert.deepEqual([...placesUnderNext(years[1] as Years[number]).values()], [2, 3, 1]);
});

test('a year without a round is a gap, not a line across it', () => {
  const years = [year(2014, false, [90, 80, 70], null), year(2016, false, [90, 80, 70], null)];
  assert.deepEqual(
    linesOf(years, ID.a).map((line) => line.length),
    [1, 1],
  );
});

test('a move by rules alone is the rules’, one by the unit alone its own, and the parts add up', () => {
  const rules = moveOf(year(2016, false, [90, 80, 70], [60, 80, 70]), year(2017, true, [60, 80, 70], null), ID.a, 0);
  assert.deepEqual([rules?.move.places, rules?.move.ruleChange, rules?.move.ownPoints], [-2, -2, 0]);
  const own = moveOf(year(2016, false, [90, 80, 70], [90, 80, 70]), year(2017, false, [50, 80, 70], null), ID.a, 3);
  assert.deepEqual([own?.move.ownPoints, own?.move.ruleChange, own?.move.withinNoise], [-2, 0, true]);
  const mixed = moveOf(year(2016, false, [90, 80, 70], [75, 80, 70]), year(2017, true, [72, 60, 95], null), ID.a, 0);
  assert.ok(mixed);
  const { places, ownPoints, othersPoints, ruleChange } = mixed.move;
  assert.ok(Math.abs(ownPoints + othersPoints + ruleChange - places) < 1e-9);
});

test('errors of two years add as squares', () => {
  assert.equal(noiseOfBoth({ best: 1, worst: 7 }, { best: 2, worst: 10 }), 5);
});

const leaf = (edges: number[], values: number[], unit: 'per-cent' | 'count' = 'per-cent') => ({
  code: '1',
  name: 'x',
  unit,
  edges,
  values: values.map((value, at) => ({ agencyId: `${at}`, value })),
});

test('units pushed over a step are seen, those at the end of the measure and evenly spread ones are not', () => {
  const pushed = crowdings([leaf([80], [80, 80.5, 81, 80.2, 82, 81, 80, 83, 80.1, 81.5, 40, 60])]);
  assert.ok((pushed[0]?.chance ?? 1) < 0.01);
  assert.deepEqual(
    crowdings([
      leaf(
        [100],
        Array.from({ length: 12 }, () => 100),
      ),
    ]),
    [],
  );
  const even = crowdings([leaf([80], [75, 76, 77, 78, 79, 80, 81, 82, 83, 84])]);
  assert.ok((even[0]?.chance ?? 0) > 0.5);
  assert.deepEqual(crowdings([leaf([2], [2, 2, 2, 2, 2, 2], 'count')]), []);
});

test('looking at many steps makes each less surprising', () => {
  const one = leaf([80], [80, 81, 82, 83, 84, 80, 81]);
  const others = Array.from({ length: 9 }, () => leaf([80], [76, 77, 78, 80, 81, 82]));
  assert.ok((crowdings([one, ...others])[0]?.chance ?? 0) > (crowdings([one])[0]?.chance ?? 1));
});
