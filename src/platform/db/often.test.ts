import assert from 'node:assert/strict';
import test from 'node:test';
import { comesOften } from './often.ts';

const times = (text: string, count: number) => Array.from({ length: count }, () => comesOften(text));

test('a text is kept prepared from the eighth time on', () => {
  assert.deepEqual(times('select a from b where c = $1', 9), [...Array<boolean>(7).fill(false), true, true]);
});

test('pages, patterns and likeness are planned with their values, however often they come', () => {
  for (const text of [
    'select a from b where c = $1 order by d limit $2',
    'select a from b where c like $1',
    'select a from b where words @@ $1',
    'select a from b where c = any($1)',
  ])
    assert.ok(
      times(text, 20).every((isKept) => !isKept),
      text,
    );
});

test('texts that differ each time are not gathered without end, and those that come often are still found', () => {
  for (let index = 0; index < 5_000; index += 1) comesOften(`select ${index} where $1`);
  assert.equal(times('select once more where $1', 8).at(-1), true);
});
