import assert from 'node:assert/strict';
import test from 'node:test';
import { mistakes, NOTHING_TYPED, type Typed } from './action-draft.ts';
import type { ActionField } from './action-plan.ts';

/** Every sentence is its own name here. */
const sentences = new Proxy({}, { get: (_, name) => String(name) }) as Parameters<typeof mistakes>[2];
const told = (field: ActionField, typed: Partial<Typed>) =>
  mistakes([field], { ...NOTHING_TYPED, ...typed }, sentences).map((one) => one.field);

test('a moment that lacks its hour is mended at the hour, one that lacks its day at the day', () => {
  const rest = { place: 'Trụ sở', participants: 'Ông An' };
  assert.deepEqual(told('verification', { ...rest, from: '2018-02-26T' }), ['verification.at-time']);
  assert.deepEqual(told('verification', { ...rest, from: 'T08:30' }), ['verification.at']);
  assert.deepEqual(told('verification', { ...rest, from: '2018-02-26T24:00' }), ['verification.at-time']);
  assert.deepEqual(told('verification', { ...rest, from: '2018-02-26T08:30' }), []);
  assert.deepEqual(told('period', { from: '2018-02-26T08:30' }), ['period-to', 'period-to-time']);
  assert.deepEqual(told('correction', { field: 'receivedAt', value: '2018-02-26T8' }), ['value-time']);
});
