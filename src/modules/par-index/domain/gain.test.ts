import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { applyRule } from './apply-rule.ts';
import type { Leaf } from './criteria-set.ts';
import { type LiveLeaf, type OpenItem, whatGainsFastest, whatWouldGain } from './gain.ts';
import type { Rule } from './rule.ts';

const steps: Rule = {
  type: 'step',
  unit: 'per-cent',
  nothingDue: 'not-applicable',
  bands: [
    { ge: 90, points: 200 },
    { ge: 70, points: 100 },
    { lt: 70, points: 0 },
  ],
};
const even: Rule = { type: 'proportional', floorPerCent: null, fullFromPerCent: null, nothingDue: 'not-applicable' };
const leaf = (code: string, rule: Rule): Leaf => ({
  kind: 'leaf',
  code,
  name: code,
  max: 200,
  method: 'statistics',
  scorer: 'system',
  rule,
  evidence: null,
  measureId: 'm',
  controllable: true,
  legal: null,
});
const live = (code: string, rule: Rule, numerator: number, denominator: number): LiveLeaf => ({
  leaf: leaf(code, rule),
  numerator,
  denominator,
});
const item = (id: string, effort: number, ...leaves: string[]): OpenItem => ({ id, effort, leaves });

test('what does not reach the next step is not done: an item that buys nothing loses to a dearer one that buys a little', () => {
  const plan = whatWouldGain(
    [live('1', steps, 5, 10), live('2', even, 5, 10)],
    [item('a', 1, '1'), item('b', 3, '2')],
    3,
  );
  assert.deepEqual(
    plan.items.map((one) => one.id),
    ['b'],
  );
  assert.equal(plan.gain, 20);
});

test('a step is bought by its cheapest items, and of equal gains the least work is chosen', () => {
  const plan = whatWouldGain(
    [live('1', steps, 6, 10)],
    [item('dear', 5, '1'), item('cheap', 2, '1'), item('extra', 2, '1')],
    4,
  );
  assert.deepEqual([plan.items.map((one) => one.id), plan.gain, plan.effort], [['cheap'], 100, 2]);
});

test('an item that raises two criteria is worth both', () => {
  const plan = whatWouldGain(
    [live('1', steps, 6, 10), live('2', steps, 6, 10)],
    [item('both', 4, '1', '2'), item('one', 3, '1'), item('two', 3, '2')],
    5,
  );
  assert.deepEqual([plan.items.map((one) => one.id), plan.gain], [['both'], 200]);
});

test('no time, no plan; nothing due, nothing gained', () => {
  assert.deepEqual(whatWouldGain([live('1', steps, 6, 10)], [item('a', 1, '1')], 0), { items: [], gain: 0, effort: 0 });
  assert.equal(whatWouldGain([live('1', steps, 0, 0)], [item('a', 1, '1')], 9).gain, 0);
});

test('on small cases it is exactly what trying everything finds: the same gain for the same work', () => {
  const codes = ['1', '2', '3'];
  const someItems = fc.array(
    fc.record({ effort: fc.integer({ min: 1, max: 6 }), leaves: fc.subarray(codes, { minLength: 1 }) }),
    { maxLength: 9 },
  );
  const someLeaves = fc.tuple(
    ...codes.map((code) =>
      fc.record({
        code: fc.constant(code),
        isStep: fc.boolean(),
        numerator: fc.integer({ min: 0, max: 8 }),
        denominator: fc.integer({ min: 8, max: 12 }),
      }),
    ),
  );
  fc.assert(
    fc.property(someItems, someLeaves, fc.integer({ min: 0, max: 20 }), (drawn, shapes, capacity) => {
      const items = drawn.map((one, index) => item(`i${index}`, one.effort, ...one.leaves));
      const leaves = shapes.map((one) => live(one.code, one.isStep ? steps : even, one.numerator, one.denominator));
      const plan = whatWouldGain(leaves, items, capacity);
      const expected = bruteForce(leaves, items, capacity);
      assert.deepEqual([plan.gain, plan.effort], [expected.gain, expected.effort]);
      assert.equal(pointsOf(leaves, plan.items) - pointsOf(leaves, []), plan.gain);
      const fastest = whatGainsFastest(leaves, items, capacity);
      assert.deepEqual([fastest.gain, fastest.effort], [expected.fastest.gain, expected.fastest.effort]);
      assert.equal(pointsOf(leaves, fastest.items) - pointsOf(leaves, []), fastest.gain);
    }),
    { numRuns: 300 },
  );
});

function pointsOf(leaves: readonly LiveLeaf[], done: readonly OpenItem[]): number {
  return leaves.reduce((sum, one) => {
    const numerator = Math.min(
      one.denominator,
      one.numerator + done.filter((each) => each.leaves.includes(one.leaf.code)).length,
    );
    return (
      sum + (applyRule(one.leaf, { type: 'ratio', ratio: { numerator, denominator: one.denominator } }).points ?? 0)
    );
  }, 0);
}

function bruteForce(
  leaves: readonly LiveLeaf[],
  items: readonly OpenItem[],
  capacity: number,
): { gain: number; effort: number; fastest: { gain: number; effort: number } } {
  const now = pointsOf(leaves, []);
  let best = { gain: 0, effort: 0 };
  let fastest = { gain: 0, effort: 0 };
  for (let mask = 0; mask < 2 ** items.length; mask += 1) {
    const chosen = items.filter((_, index) => (mask >> index) & 1);
    const effort = chosen.reduce((sum, one) => sum + one.effort, 0);
    if (effort > capacity) continue;
    const gain = pointsOf(leaves, chosen) - now;
    if (gain > best.gain || (gain === best.gain && effort < best.effort)) best = { gain, effort };
    const [a, b] = [gain * fastest.effort, fastest.gain * effort];
    if (gain > 0 && (fastest.gain === 0 || a > b || (a === b && gain > fastest.gain))) fastest = { gain, effort };
  }
  return { ...best, fastest };
}
