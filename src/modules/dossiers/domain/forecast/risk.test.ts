import assert from 'node:assert/strict';
import test from 'node:test';
import { isAtRisk, riskOf } from './risk.ts';

const CASES: [number, number, number, ReturnType<typeof riskOf>, string][] = [
  [0.5, 0.4, 0.6, 'likely', 'half is already more than hardly'],
  [0.49, 0.4, 0.6, 'possible', 'just under'],
  [0.25, 0.1, 0.5, 'possible', 'one in four'],
  [0.24, 0.1, 0.5, 'unlikely', 'less'],
  [0.9, 0.3, 0.99, 'unsure', 'a middle of nearly everything says nothing'],
  [0.05, 0, 0.7, 'unsure', 'low, but from hardly any dossier'],
  [0.7, 0.35, 0.95, 'likely', 'wide, yet on one side'],
];
for (const [probability, low, high, risk, why] of CASES)
  test(`${probability} (${low} to ${high}) is ${risk}: ${why}`, () => {
    assert.equal(riskOf({ probability, low, high }), risk);
  });

test('a list is marked with what is likely or possible and nothing else', () => {
  assert.deepEqual((['likely', 'possible', 'unlikely', 'unsure'] as const).filter(isAtRisk), ['likely', 'possible']);
});
