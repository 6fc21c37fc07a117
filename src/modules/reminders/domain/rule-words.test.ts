import assert from 'node:assert/strict';
import test from 'node:test';
import { DEFAULT_POLICY } from './policy.ts';
import { ruleVi } from './rule-words.ts';

test('a rule says the moment of its policy; where terms differ, or without a policy, what its key tells', () => {
  const [first, ...others] = DEFAULT_POLICY.bands;
  assert.ok(first);
  const to = ['owner'] as const;
  const step = (share: number) => ({ key: 'four-fifths', at: { share }, to: [...to] });
  const one = { ...DEFAULT_POLICY, bands: [{ ...first, steps: [step(0.8)] }, ...others] };
  assert.equal(ruleVi('four-fifths', one), 'Nhắc khi đã qua 80 % thời hạn');
  const two = { ...one, bands: [...one.bands, { ...first, steps: [step(0.7)] }] };
  assert.equal(ruleVi('four-fifths', two), ruleVi('four-fifths'));
  assert.equal(ruleVi('overdue-1', DEFAULT_POLICY), 'Nhắc khi quá hạn 1 ngày làm việc');
  assert.equal(ruleVi('before-3', DEFAULT_POLICY), 'Nhắc trước hạn 3 ngày làm việc');
  assert.equal(ruleVi('due-day', DEFAULT_POLICY), 'Nhắc sáng ngày đến hạn');
  assert.equal(ruleVi('assigned', DEFAULT_POLICY), 'Báo việc mới được giao');
  assert.equal(ruleVi('week'), 'Quá hạn, nhắc hằng tuần');
});
