import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { keyOfHeader } from './keys.ts';
import { linesOf } from './lines.ts';
import { readMoment, readPrecondition } from './obligation.ts';
import { admit } from './rate.ts';

const collect = async (chunks: Uint8Array[], most = 1000) => {
  const lines: { number: number; text: string; tooLong: boolean }[] = [];
  const source = async function* () {
    yield* chunks;
  };
  for await (const line of linesOf(source(), most)) lines.push(line);
  return lines;
};

test('lines are the same however the bytes are cut, inside a letter too', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.stringMatching(/^[a-zàđệ"{} ]{0,20}$/u), { maxLength: 8 }),
      fc.constantFrom('\n', '\r\n'),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      async (texts, end, cuts) => {
        const bytes = Buffer.from(texts.join(end));
        const chunks: Uint8Array[] = [];
        for (let at = 0, n = 0; at < bytes.length; n += 1) {
          const size = cuts[n % cuts.length] ?? 1;
          chunks.push(bytes.subarray(at, at + size));
          at += size;
        }
        const expected = texts.flatMap((text, n) =>
          text.trim() === '' ? [] : [{ number: n + 1, text: text.trim(), tooLong: false }],
        );
        assert.deepEqual(await collect(chunks), expected);
      },
    ),
    { seed: 5, numRuns: 200 },
  );
});

test('a line that is too long is told by its number and those after it are read', async () => {
  const lines = await collect([Buffer.from(`a\n${'x'.repeat(50)}`), Buffer.from(`${'x'.repeat(60)}\nb`)], 100);
  assert.deepEqual(
    lines.map(({ number, text, tooLong }) => [number, text, tooLong]),
    [
      [1, 'a', false],
      [2, '', true],
      [3, 'b', false],
    ],
  );
});

test('within any minute no more than twice the rate is admitted, and the wait that is told is enough', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 20 })), { maxLength: 60 }),
      (rate, calls) => {
        let now = 1_000_000_000;
        let fullAt = new Date(0);
        const taken: { at: number; cost: number }[] = [];
        for (const [pause, cost] of calls) {
          now += pause;
          const answer = admit(fullAt, new Date(now), rate, cost);
          if (answer.admitted) {
            fullAt = answer.fullAt;
            taken.push({ at: now, cost: Math.min(cost, rate) });
          } else assert.ok(admit(fullAt, new Date(now + Math.ceil(answer.retryAfterMs) + 1), rate, cost).admitted);
        }
        for (const { at } of taken) {
          const sum = taken
            .filter((one) => one.at >= at && one.at < at + 60_000)
            .reduce((all, one) => all + one.cost, 0);
          assert.ok(sum <= 2 * rate, `${sum} of ${rate}`);
        }
      },
    ),
    { seed: 7, numRuns: 300 },
  );
});

test('moments that are none, and headers that say nothing, are known', () => {
  for (const text of ['2018-02-30', '2018-13-01', '30/3/2018', '', '1999-12-31', '2100-01-01', '2018-03-30T25:00'])
    assert.equal(readMoment(text, 'due'), undefined, text);
  assert.equal(readMoment('2018-03-30', 'start')?.toISOString(), '2018-03-29T17:00:00.000Z');
  assert.equal(readMoment('2018-03-30', 'due')?.toISOString(), '2018-03-30T16:59:59.000Z');
  assert.deepEqual(readPrecondition('"12"', undefined), { ifNew: undefined, ifMatch: 12 });
  for (const header of ['12', '"0"', '"1", "2"', '*', ''])
    assert.equal(readPrecondition(header, undefined), undefined, header);
  assert.equal(keyOfHeader(`Bearer dh_${'a'.repeat(43)}`), `dh_${'a'.repeat(43)}`);
  for (const header of [undefined, '', 'Basic x', `Bearer dh_${'a'.repeat(42)}`, `dh_${'a'.repeat(43)}`])
    assert.equal(keyOfHeader(header), undefined);
});
