import assert from 'node:assert/strict';
import { test } from 'node:test';
import { laneOf, LANES } from './lanes.ts';

const BOOKS: readonly { readonly why: string; readonly code: (index: number) => string }[] = [
  { why: 'numbered through', code: (index) => `PS-${String(index).padStart(8, '0')}` },
  { why: 'numbered by the day', code: (index) => `000.00.06.H32-180226-${String(index).padStart(4, '0')}` },
  { why: 'only even numbers', code: (index) => String(index * 2) },
  { why: 'the same ending', code: (index) => `${index}/HS-MC` },
];

for (const { why, code } of BOOKS)
  test(`the codes of a book are shared out evenly: ${why}`, () => {
    const counts = Array.from({ length: LANES }, () => 0);
    for (let index = 0; index < 10_000; index += 1) {
      const lane = laneOf(code(index));
      counts[lane] = (counts[lane] ?? 0) + 1;
      assert.equal(laneOf(code(index)), lane);
    }
    for (const count of counts) assert.ok(Math.abs(count - 10_000 / LANES) < 1_000, `${counts.join(', ')}`);
  });
