import assert from 'node:assert/strict';
import test from 'node:test';
import { GroupWriter } from './group-writer.ts';

test('what arrives while a group is written goes together in the next; each is told when its own is done', async () => {
  const groups: number[][] = [];
  const held = Promise.withResolvers<void>();
  const writer = new GroupWriter<number>(async (items) => {
    groups.push([...items]);
    if (groups.length === 1) await held.promise;
  });
  let second = false;
  const first = writer.add(1);
  const rest = [2, 3, 4].map((item) => writer.add(item).then(() => (second = true)));
  held.resolve();
  await first;
  assert.equal(second, false);
  await Promise.all(rest);
  await writer.add(5);
  assert.deepEqual(groups, [[1], [2, 3, 4], [5]]);
});

test('one that is refused takes no other with it, and whoever waits for it hears why', async () => {
  const written = new Set<number>();
  const writer = new GroupWriter<number>(async (items) => {
    if (items.includes(13)) throw new Error('not this one');
    for (const item of items) written.add(item);
  });
  const outcomes = await Promise.allSettled([1, 12, 13, 14].map((item) => writer.add(item)));
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  );
  assert.deepEqual(
    [...written].sort((a, b) => a - b),
    [1, 12, 14],
  );
});
