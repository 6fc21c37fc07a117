import assert from 'node:assert/strict';
import test from 'node:test';
import type { CriteriaSet, Leaf } from './criteria-set.ts';
import {
  backCast,
  breaksSeries,
  faultsOfMapping,
  type OldValue,
  proposeMapping,
  segmentsOf,
  type SetMapping,
} from './mapping.ts';
import type { LeafInput, Rule } from './rule.ts';

const steps = (edge: number, max: number): Rule => ({
  type: 'step',
  unit: 'per-cent',
  nothingDue: 'not-applicable',
  bands: [{ ge: edge, points: max }],
});
const leaf = (code: string, name: string, max: number, rule: Rule): Leaf => ({
  kind: 'leaf',
  code,
  name,
  max,
  method: 'appraised',
  scorer: 'unit',
  rule,
  evidence: null,
  measureId: null,
  controllable: true,
  legal: null,
});
const set = (id: string, year: number, fields: Leaf[]): CriteriaSet => ({
  id,
  title: id,
  year,
  block: 'huyen',
  decision: null,
  isDemonstration: false,
  label: null,
  total: null,
  fields,
  bonusMax: null,
  penaltyMax: null,
  classes: [],
});
const older = set('old', 2017, [
  leaf('1', 'Hồ sơ đúng hạn', 200, steps(90, 200)),
  leaf('2', 'Báo cáo', 100, { type: 'yes-no', condition: 'đủ' }),
  leaf('3', 'Công khai', 300, { type: 'points' }),
  leaf('4', 'Kiểm tra', 100, { type: 'points' }),
  leaf('5', 'Tuyên truyền', 100, { type: 'points' }),
  leaf('6', 'Bỏ đi', 100, { type: 'points' }),
]);
const newer = set('new', 2018, [
  leaf('1', 'Hồ sơ đúng hạn', 400, steps(95, 400)),
  leaf('2', 'Báo cáo', 100, { type: 'yes-no', condition: 'đủ' }),
  leaf('3', 'Công khai trên mạng', 100, { type: 'points' }),
  leaf('4', 'Công khai tại chỗ', 100, { type: 'points' }),
  leaf('5', 'Kiểm tra và tuyên truyền', 150, { type: 'points' }),
  leaf('6', 'Mới', 50, { type: 'points' }),
]);
const mapping: SetMapping = {
  links: [
    { change: 'renamed', from: ['1'], to: ['1'] },
    { change: 'same', from: ['2'], to: ['2'] },
    { change: 'split', from: ['3'], to: ['3', '4'] },
    { change: 'merged', from: ['4', '5'], to: ['5'] },
    { change: 'dropped', from: ['6'], to: [] },
    { change: 'new', from: [], to: ['6'] },
  ],
};
const value = (input: LeafInput | null, points: number | null): OldValue => ({ input, points });
const values = new Map<string, OldValue>([
  ['1', value({ type: 'ratio', ratio: { numerator: 94, denominator: 100 } }, 200)],
  ['2', value({ type: 'yes-no', met: true }, 100)],
  ['3', value({ type: 'points', points: 100 }, 100)],
  ['4', value({ type: 'points', points: 100 }, 100)],
  ['5', value({ type: 'points', points: 0 }, 0)],
  ['6', value({ type: 'points', points: 100 }, 100)],
]);

test('94 % on time earned everything under the old rule and earns nothing under the new one', () => {
  const cast = backCast(mapping, older, newer, values);
  assert.deepEqual(
    cast.leaves.map(({ points, basis }) => [points, basis]),
    [
      [0, 'rule'],
      [100, 'rule'],
      [33, 'scaled'],
      [33, 'scaled'],
      [75, 'scaled'],
      [null, 'unknown'],
    ],
  );
  assert.deepEqual(cast.index, { numerator: 241, denominator: 850 });
  assert.deepEqual(
    [cast.covered, cast.exact].map((one) => one.numerator),
    [850, 500],
  );
});

test('what did not apply then does not apply now; half of a merger that is not known says nothing', () => {
  const without = new Map(values);
  without.set('2', value({ type: 'not-applicable', reason: 'không có' }, null));
  without.delete('5');
  const cast = backCast(mapping, older, newer, without);
  assert.deepEqual([cast.leaves[1]?.basis, cast.leaves[4]?.basis], ['not-applicable', 'unknown']);
});

test('a whole mapping has no fault; a forgotten, repeated or unknown leaf is named with its side', () => {
  assert.deepEqual(faultsOfMapping(mapping, older, newer), []);
  const broken: SetMapping = {
    links: [
      { change: 'same', from: ['1'], to: ['1'] },
      { change: 'split', from: ['3'], to: ['3'] },
      { change: 'renamed', from: ['4'], to: ['3'] },
      { change: 'renamed', from: ['9'], to: ['5'] },
    ],
  };
  const faults = faultsOfMapping(broken, older, newer).map(({ code, side, what }) => `${side} ${code} ${what}`);
  for (const expected of [
    'from 9 unknown',
    'from 2 missing',
    'to 3 repeated',
    'to 2 missing',
    'to 3 wrong-shape',
    'to 1 not-the-same',
  ])
    assert.ok(faults.includes(expected), expected);
});

test('a proposed mapping is whole and never calls a changed rule the same', () => {
  const proposed = proposeMapping(older, newer);
  assert.deepEqual(faultsOfMapping(proposed, older, newer), []);
  assert.equal(proposed.links.find((link) => link.from[0] === '1')?.change, 'renamed');
  assert.equal(proposed.links.find((link) => link.from[0] === '2')?.change, 'same');
  assert.equal(breaksSeries(proposed), true);
  assert.equal(breaksSeries(proposeMapping(older, { ...older, id: 'next', year: 2018 })), false);
});

test('a change of rules breaks the line, and the new stretch begins with the old year under the new rules', () => {
  const year = (one: number, setId: string, indexHundredths: number, backCastHundredths: number | null = null) => ({
    year: one,
    setId,
    indexHundredths,
    backCastHundredths,
  });
  const series = [
    year(2015, 'a', 7000),
    year(2016, 'a', 7500, 6900),
    year(2017, 'b', 7100),
    year(2018, 'c', 8000),
    year(2020, 'c', 8100),
  ];
  const cut = segmentsOf(series, (from, to) => !(from === 'b' && to === 'c'));
  assert.deepEqual(
    cut.map(({ points }) =>
      points.map((point) => `${point.year}${point.backCast ? '*' : ''} ${point.indexHundredths}`),
    ),
    [['2015 7000', '2016 7500'], ['2016* 6900', '2017 7100', '2018 8000'], ['2020 8100']],
  );
});
