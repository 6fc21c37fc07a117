import assert from 'node:assert/strict';
import test from 'node:test';
import { share } from './apply-rule.ts';
import { type Branch, type CriteriaSet, faultsOfSet, isAdoptable, isKeepable, type Leaf } from './criteria-set.ts';
import type { LeafInput } from './rule.ts';
import { classOf, scoreSet } from './score-set.ts';

const leaf = (code: string, max: number | null, change: Partial<Leaf> = {}): Leaf => ({
  kind: 'leaf',
  code,
  name: code,
  max,
  method: 'appraised',
  scorer: 'unit',
  rule: { type: 'points' },
  evidence: null,
  measureId: null,
  controllable: true,
  legal: null,
  ...change,
});
const branch = (code: string, max: number | null, ...children: Branch['children']): Branch => ({
  kind: 'branch',
  code,
  name: code,
  max,
  children,
});
const set = (change: Partial<CriteriaSet> = {}): CriteriaSet => ({
  id: 's',
  title: 'Bộ thử',
  year: 2017,
  block: 'so-ban-nganh',
  decision: null,
  isDemonstration: false,
  label: null,
  total: 1000,
  bonusMax: 100,
  penaltyMax: 50,
  fields: [
    branch('1', 600, branch('1.1', 400, leaf('1.1.1', 100), leaf('1.1.2', 300)), leaf('1.2', 200)),
    leaf('2', 400),
  ],
  classes: [
    { name: 'Tốt', from: 9000 },
    { name: 'Khá', from: 7000 },
    { name: 'Trung bình', from: 5000 },
    { name: 'Yếu', from: 0 },
  ],
  ...change,
});
const given = (values: Record<string, number | 'n/a'>): Map<string, LeafInput> =>
  new Map(
    Object.entries(values).map(([code, points]) => [
      code,
      points === 'n/a' ? { type: 'not-applicable', reason: 'không có' } : { type: 'points', points },
    ]),
  );

test('a leaf that does not apply leaves both sums, and the index is rescaled', () => {
  const score = scoreSet(set(), { leaves: given({ '1.1.1': 100, '1.1.2': 150, '1.2': 'n/a', '2': 400 }) });
  assert.equal(score.points, 650);
  assert.equal(score.max, 800);
  assert.equal(score.indexHundredths, 8125);
  assert.equal(score.className, 'Khá');
});

test('Nam Định 2020: 62.62 of 70 is 89.46 by arithmetic (published 89.45); 61.46 of 70 is 87.80', () => {
  assert.equal(share(10_000, { numerator: 6262, denominator: 7000 }), 8946);
  assert.equal(share(10_000, { numerator: 6146, denominator: 7000 }), 8780);
});

test('bonus and penalty stop at their caps', () => {
  const leaves = given({ '1.1.1': 100, '1.1.2': 300, '1.2': 200, '2': 0 });
  assert.equal(scoreSet(set(), { leaves, bonus: 500 }).total, 700);
  assert.equal(scoreSet(set(), { leaves, penalty: 500 }).total, 550);
});

test('a value not entered yet is missing, counts nothing and is told', () => {
  const score = scoreSet(set(), { leaves: given({ '2': 400 }) });
  assert.equal(score.missing, 3);
  assert.equal(score.max, 1000);
});

test('89.996 % is not 90 %: a class is decided by the exact share', () => {
  assert.equal(classOf(set().classes, { numerator: 89_996, denominator: 100_000 }), 'Khá');
  assert.equal(classOf(set().classes, { numerator: 9, denominator: 10 }), 'Tốt');
});

test('a set whose parts do not add up is refused with the place', () => {
  const faults = faultsOfSet(set({ fields: [branch('1', 600, leaf('1.1', 400), leaf('1.2', 100)), leaf('2', 400)] }));
  assert.deepEqual(faults, [{ code: '1', what: 'sum-differs', stated: 600, found: 500 }]);
  assert.equal(isKeepable(faults), false);
});

test('groups that add up to 90 are refused where 100 is stated (the trap of 766/QĐ-TTg)', () => {
  const faults = faultsOfSet(
    set({
      total: 10_000,
      fields: [leaf('1', 1800), leaf('2', 2000), leaf('3', 2200), leaf('4', 1200), leaf('5', 1800)],
    }),
  );
  assert.deepEqual(faults, [{ code: '', what: 'total-differs', stated: 10_000, found: 9000 }]);
});

test('unknown points make a draft that may be kept and not adopted', () => {
  const faults = faultsOfSet(set({ total: null, fields: [leaf('1', null, { rule: null })] }));
  assert.equal(isKeepable(faults), true);
  assert.equal(isAdoptable(faults), false);
});

test('a demonstration set without its label is refused, and so is a survey a unit would score itself', () => {
  const faults = faultsOfSet(
    set({ isDemonstration: true, total: 400, fields: [leaf('2', 400, { method: 'survey-citizens' })] }),
  );
  assert.deepEqual(faults.map((fault) => fault.what).sort(), ['no-label', 'wrong-scorer']);
});
