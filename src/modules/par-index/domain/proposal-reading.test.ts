import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { applyRule } from './apply-rule.ts';
import type { Hundredths } from './criteria-set.ts';
import { type Fact, type Present, readFor, type Reading } from './proposal-reading.ts';
import type { LeafInput, Rule } from './rule.ts';

const M = 200;
const SHARE: Rule = { type: 'proportional', floorPerCent: null, fullFromPerCent: null, nothingDue: 'not-applicable' };
const ALL: Rule = { type: 'all-of', conditions: ['Ban hành', 'Công khai', 'Báo cáo'] };
const ratio = (numerator: number, denominator: number): LeafInput => ({
  type: 'ratio',
  ratio: { numerator, denominator },
});
const allOf = (...met: boolean[]): LeafInput => ({ type: 'all-of', met });

/** Points of one unit under a proposed rule; 'carried' where its figures do not say enough. */
function scored(
  present: Rule,
  input: LeafInput,
  rule: Rule,
  reading?: Reading,
  points = 100,
): Hundredths | null | 'carried' {
  const read = readFor(rule, { leaf: { rule: present, max: M }, input, points }, reading);
  return read ? applyRule({ code: '1', max: M, rule }, read).points : 'carried';
}

const least = (fact: Fact, atLeast: number) => ({ fact, atLeast });
const YES: Rule = { type: 'yes-no', condition: 'Đạt từ 90%' };
const CASES: readonly [why: string, got: Hundredths | null | 'carried', expected: Hundredths | null | 'carried'][] = [
  ['a share at the edge is met', scored(SHARE, ratio(9, 10), YES, { conditions: [least('per-cent', 90)] }), M],
  ['a share just below is not', scored(SHARE, ratio(899, 1000), YES, { conditions: [least('per-cent', 90)] }), 0],
  [
    'one third is exactly not 33,3334%',
    scored(SHARE, ratio(1, 3), YES, { conditions: [least('per-cent', 33.3334)] }),
    0,
  ],
  ['nothing due says nothing', scored(SHARE, ratio(0, 0), YES, { conditions: [least('per-cent', 90)] }), 'carried'],
  ['without a figure a condition is unknown', scored(SHARE, ratio(9, 10), YES), 'carried'],
  [
    'the same condition keeps its answer',
    scored({ type: 'yes-no', condition: 'A' }, { type: 'yes-no', met: true }, { type: 'yes-no', condition: 'A' }),
    M,
  ],
  [
    'another condition does not take it over',
    scored({ type: 'yes-no', condition: 'A' }, { type: 'yes-no', met: true }, { type: 'yes-no', condition: 'B' }),
    'carried',
  ],
  [
    'conditions are known by their words, not their place',
    scored(ALL, allOf(true, false, true), { type: 'all-of', conditions: ['Báo cáo', 'Ban hành'] }),
    M,
  ],
  [
    'one condition that fails decides',
    scored(ALL, allOf(true, false, true), { type: 'all-of', conditions: ['Mới', 'Công khai'] }),
    0,
  ],
  [
    'one that is unknown does not',
    scored(ALL, allOf(true, true, true), { type: 'all-of', conditions: ['Mới', 'Công khai'] }),
    'carried',
  ],
  [
    'a yes-no from one condition of many',
    scored(ALL, allOf(false, true, false), { type: 'yes-no', condition: 'Công khai' }),
    M,
  ],
  ['a share of the conditions met', scored(ALL, allOf(true, true, false), SHARE), 133],
  ['a count of the conditions met', scored(ALL, allOf(true, true, false), { type: 'count-capped', each: 50 }), 100],
  ['a count from the upper part of a share', scored(SHARE, ratio(3, 9), { type: 'count-capped', each: 50 }), 150],
  [
    'steps from a survey',
    scored(
      { type: 'survey' },
      { type: 'survey', indexHundredths: 8000, answers: 90 },
      {
        type: 'step',
        unit: 'per-cent',
        bands: [
          { gt: 80, points: 200 },
          { ge: 70, le: 80, points: 50 },
        ],
        nothingDue: 'zero',
      },
    ),
    50,
  ],
  ['a survey from a share', scored(SHARE, ratio(1, 3), { type: 'survey' }), 67],
  [
    'in time by a figure',
    scored(
      SHARE,
      ratio(10, 10),
      { type: 'timeliness', late: 50 },
      { timeliness: { onTime: least('per-cent', 100), late: least('per-cent', 50) } },
    ),
    M,
  ],
  [
    'late by a figure',
    scored(
      SHARE,
      ratio(5, 10),
      { type: 'timeliness', late: 50 },
      { timeliness: { onTime: least('per-cent', 100), late: least('per-cent', 50) } },
    ),
    50,
  ],
  [
    'not done by a figure',
    scored(
      SHARE,
      ratio(4, 10),
      { type: 'timeliness', late: 50 },
      { timeliness: { onTime: least('per-cent', 100), late: least('per-cent', 50) } },
    ),
    0,
  ],
  [
    'done in time or late is a condition too',
    scored({ type: 'timeliness', late: 50 }, { type: 'timeliness', state: 'late' }, YES, {
      conditions: [least('done', 1)],
    }),
    M,
  ],
  ['what does not apply stays so', scored(SHARE, { type: 'not-applicable', reason: 'x' }, YES), null],
  [
    'bare points answer by their share of the maximum',
    scored(
      { type: 'points' },
      { type: 'points', points: 150 },
      YES,
      { conditions: [least('points-per-cent', 75)] },
      150,
    ),
    M,
  ],
  [
    'bare points have no share of things done',
    scored({ type: 'points' }, { type: 'points', points: 150 }, SHARE),
    'carried',
  ],
];

for (const [why, got, expected] of CASES) test(why, () => assert.equal(got, expected));

test('a formula takes the figures named for its variables, and those of the same name', () => {
  const rule: Rule = {
    type: 'banded-formula',
    variables: [
      { name: 'x', label: 'Tỷ lệ', unit: 'per-cent' },
      { name: 'n', label: 'Số hồ sơ', unit: 'count' },
    ],
    of: 'x',
    bands: [{ ge: 50, formula: 'min(2.0, x / 50.0 * n / 10.0)' }],
  };
  const reading: Reading = { variables: { x: 'per-cent', n: 'denominator' } };
  assert.equal(scored(SHARE, ratio(4, 5), rule, reading), 80);
  assert.equal(scored(SHARE, ratio(2, 5), rule, reading), 0);
  assert.equal(scored(SHARE, ratio(4, 5), rule, { variables: { x: 'per-cent' } }), 'carried');
  const values = { type: 'variables', values: { x: 80, n: 5, y: 1 } } as const;
  assert.equal(scored(rule, values, rule), 80);
  assert.equal(scored(rule, values, rule, { variables: { n: 'var:y' } }), 16);
});

test('what a formula chose its band by answers a condition; with nothing to divide by it says nothing', () => {
  const present: Rule = {
    type: 'banded-formula',
    variables: [
      { name: 'a', label: 'Trực tuyến', unit: 'count' },
      { name: 'b', label: 'Tất cả', unit: 'count' },
    ],
    of: 'a / b * 100.0',
    bands: [{ ge: 30, formula: '1.5' }],
  };
  const half = { conditions: [least('band-value', 50)] };
  const given = (a: number, b: number) => ({ type: 'variables', values: { a, b } }) as const;
  assert.equal(scored(present, given(5, 10), YES, half), M);
  assert.equal(scored(present, given(4, 10), YES, half), 0);
  assert.equal(scored(present, given(0, 0), YES, half), 'carried');
});

test('a rule of the same kind scores its own figures as the round did, whatever they are', () => {
  const figures = fc.oneof(
    fc.tuple(fc.nat(500), fc.nat(500)).map(
      ([a, b]): Present => ({
        leaf: { rule: SHARE, max: M },
        input: ratio(Math.min(a, b), Math.max(a, b)),
        points: 0,
      }),
    ),
    fc
      .array(fc.boolean(), { minLength: 3, maxLength: 3 })
      .map((met): Present => ({ leaf: { rule: ALL, max: M }, input: allOf(...met), points: 0 })),
    fc.constantFrom('on-time' as const, 'late' as const, 'none' as const).map(
      (state): Present => ({
        leaf: { rule: { type: 'timeliness', late: 70 }, max: M },
        input: { type: 'timeliness', state },
        points: 0,
      }),
    ),
  );
  fc.assert(
    fc.property(figures, (present) => {
      const { rule } = present.leaf;
      assert.ok(rule);
      const read = readFor(rule, present);
      assert.ok(read);
      const leaf = { code: '1', max: M, rule };
      assert.deepEqual(applyRule(leaf, read), applyRule(leaf, present.input));
    }),
  );
});
