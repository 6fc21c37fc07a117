import assert from 'node:assert/strict';
import test from 'node:test';
import { Refusal } from '#kernel/refusal.ts';
import { applyRule } from './apply-rule.ts';
import type { LeafInput, Rule } from './rule.ts';

const points = (max: number, rule: Rule, input: LeafInput) => applyRule({ code: '1.1.1', max, rule }, input).points;
const ratio = (numerator: number, denominator: number): LeafInput => ({
  type: 'ratio',
  ratio: { numerator, denominator },
});
const planSteps: Rule = {
  type: 'step',
  unit: 'per-cent',
  nothingDue: 'not-applicable',
  bands: [
    { gt: 90, points: 200 },
    { ge: 70, le: 90, points: 100 },
    { lt: 70, points: 0 },
  ],
};

test('Cà Mau 1.1.4: exactly 90 % stands in the band 70 to 90, a hair above does not (QĐ 1880/QĐ-UBND 2013)', () => {
  assert.equal(points(200, planSteps, ratio(90, 100)), 100);
  assert.equal(points(200, planSteps, ratio(900_001, 1_000_000)), 200);
  assert.equal(points(200, planSteps, ratio(70, 100)), 100);
  assert.equal(points(200, planSteps, ratio(699_999, 1_000_000)), 0);
});

test('Cà Mau 1.1.1: a plan on time 1 point, late half a point, none nothing', () => {
  const rule: Rule = { type: 'timeliness', late: 50 };
  assert.deepEqual(
    (['on-time', 'late', 'none'] as const).map((state) => points(100, rule, { type: 'timeliness', state })),
    [100, 50, 0],
  );
});

test('Cà Mau 1.1.2 and 1.2.1: all conditions or nothing', () => {
  const rule: Rule = { type: 'all-of', conditions: ['đủ nhiệm vụ', 'có kinh phí'] };
  assert.equal(points(100, rule, { type: 'all-of', met: [true, true] }), 100);
  assert.equal(points(100, rule, { type: 'all-of', met: [true, false] }), 0);
});

test('a share with nothing due is what the set says it is, never a guess', () => {
  for (const [nothingDue, expected] of [
    ['full', 200],
    ['zero', 0],
    ['not-applicable', null],
  ] as const) {
    assert.equal(points(200, { ...planSteps, nothingDue } as Rule, ratio(0, 0)), expected);
  }
});

test('half a point a regulation, at most two points', () => {
  const rule: Rule = { type: 'count-capped', each: 50 };
  assert.deepEqual(
    [0, 3, 4, 40].map((count) => points(200, rule, { type: 'count', count })),
    [0, 150, 200, 200],
  );
});

test('proportional points are exact: 16,051 of 16,274 tasks of 2 points is 197.26 hundredths, rounded once', () => {
  const rule: Rule = { type: 'proportional', floorPerCent: 50, fullFromPerCent: 99, nothingDue: 'not-applicable' };
  assert.equal(points(200, rule, ratio(16_051, 16_274)), 197);
  assert.equal(points(200, rule, ratio(99, 100)), 200);
  assert.equal(points(200, rule, ratio(49, 100)), 0);
  assert.equal(points(1, rule, ratio(1, 2)), 1, 'half a hundredth is rounded up');
});

test('a survey of 83.66 % of at most 12 points gives 10.04', () => {
  assert.equal(points(1200, { type: 'survey' }, { type: 'survey', indexHundredths: 8366, answers: 400 }), 1004);
});

test('the band of x chooses the formula, and a formula can only compute', () => {
  const rule: Rule = {
    type: 'banded-formula',
    variables: [
      { name: 'onTime', label: 'Hồ sơ đúng hạn', unit: 'count' },
      { name: 'all', label: 'Hồ sơ', unit: 'count' },
    ],
    of: 'onTime / all * 100.0',
    bands: [
      { ge: 95, formula: '2.0' },
      { ge: 80, lt: 95, formula: '2.0 * (onTime / all - 0.8) / 0.15' },
      { lt: 80, formula: '0.0' },
    ],
  };
  const given = (onTime: number, all: number): LeafInput => ({ type: 'variables', values: { onTime, all } });
  assert.equal(points(200, rule, given(97, 100)), 200);
  assert.equal(points(200, rule, given(86, 100)), 80);
  assert.equal(points(200, rule, given(10, 100)), 0);
  assert.throws(
    () => points(200, rule, given(1, 0)),
    (error: Refusal) => error.code === 'par-index.bad_formula',
  );
  for (const formula of ['process.exit()', 'onTime.constructor', '[1,2].map(x, x)', 'unknown + 1.0', '"a"', '1 + 1']) {
    assert.throws(
      () => points(200, { ...rule, of: formula } as Rule, given(1, 1)),
      (error: Refusal) => error.code === 'par-index.bad_formula',
      formula,
    );
  }
});

test('figures that cannot be are refused: more on time than there were, a fraction of a dossier, another kind of input', () => {
  for (const input of [ratio(11, 10), ratio(1.5, 2), ratio(-1, 2), { type: 'yes-no', met: true } as const]) {
    assert.throws(
      () => points(200, planSteps, input),
      (error: Refusal) => error.code === 'par-index.wrong_input',
    );
  }
});

test('a leaf whose points nobody knows cannot be scored', () => {
  assert.throws(
    () =>
      applyRule({ code: '1', max: null, rule: { type: 'survey' } }, { type: 'survey', indexHundredths: 1, answers: 1 }),
    (error: Refusal) => error.code === 'par-index.leaf_unknown_max',
  );
});
