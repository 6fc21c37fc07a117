import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Turns } from './turns.ts';

test('never more than so many at once, each in the order it came, and a failure gives its place on', async () => {
  const turns = new Turns(3);
  let now = 0;
  let most = 0;
  const begun: number[] = [];
  const results = await Promise.allSettled(
    Array.from({ length: 40 }, (_, number) =>
      turns.take(async () => {
        begun.push(number);
        now += 1;
        most = Math.max(most, now);
        await wait(number % 4);
        now -= 1;
        if (number % 5 === 0) throw new Error(`failed ${number}`);
        return number;
      }),
    ),
  );
  assert.equal(most, 3);
  assert.deepEqual(
    begun,
    begun.toSorted((a, b) => a - b),
  );
  assert.deepEqual(
    results.map((one, number) => (one.status === 'fulfilled' ? one.value : -number)),
    Array.from({ length: 40 }, (_, number) => (number % 5 === 0 ? -number : number)),
  );
  assert.equal(await turns.take(async () => 'free again'), 'free again');
});

test('whoever waits too long is told that the server is busy, has done nothing, and takes no place', async () => {
  const turns = new Turns(1, 20);
  let end: () => void = assert.fail;
  const first = turns.take(() => new Promise<void>((done) => (end = done)));
  let isDone = false;
  await assert.rejects(
    turns.take(async () => {
      isDone = true;
    }),
    { code: 'http.busy', status: 503 },
  );
  const third = turns.take(async () => 'third');
  end();
  assert.equal(await third, 'third');
  await first;
  assert.equal(isDone, false);
});
