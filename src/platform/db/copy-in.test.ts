import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import pg from 'pg';
import { testProvince } from '../testing/test-province.ts';
import { copyIn, copyLine } from './copy-in.ts';

const province = await testProvince({ at: '2018-02-26T15:00' });
const columns = [
  ['at', 'timestamptz'],
  ['words', 'text'],
  ['data', 'jsonb'],
  ['list', 'text[]'],
] as const;

test('rows come back as they went in: moments to the millisecond, tabs, line ends, backslashes, marks, nothing', async () => {
  const rows = fc.sample(
    fc.record({
      at: fc.option(fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })),
      words: fc.option(fc.string({ unit: fc.constantFrom('a', '\t', '\n', '\r', '\\', 'N', '.', 'Đ', 'ệ', '"') })),
      data: fc.option(
        fc.dictionary(
          fc.constantFrom('a', 'b'),
          fc.string({ unit: 'binary-ascii' }).map((text) => text.replaceAll('\0', '')),
        ),
      ),
      list: fc.option(fc.array(fc.constantFrom('a1', 'b2'))),
    }),
    { numRuns: 300, seed: 11 },
  );
  const client = new pg.Client({ connectionString: province.ownerUrl });
  await client.connect();
  try {
    await client.query('create temp table kept (at timestamptz, words text, data jsonb, list text[])');
    const lines = rows.map((row) => copyLine(columns, row));
    await copyIn(client, 'kept', ['at', 'words', 'data', 'list'], lines);
    const kept = await client.query('select * from kept');
    assert.deepEqual(
      kept.rows,
      rows.map((row) => ({ ...row, data: row.data && { ...row.data } })),
    );
    await assert.rejects(copyIn(client, 'kept', ['at'], ['no moment']), /invalid input syntax/);
    assert.equal(
      (await client.query('select from kept')).rowCount,
      rows.length,
      'the connection goes on after a fault',
    );
  } finally {
    await client.end();
  }
});
