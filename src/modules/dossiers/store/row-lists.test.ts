import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { systemActor } from '#platform/auth/actor.ts';
import type { Db } from '#platform/db/pool.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { insertRows, updateRows } from './row-lists.ts';

const province = await testProvince();
const work = province.as(systemActor('test'));
const COLUMNS = { id: 'integer', name: 'text', at: 'timestamptz', lists: 'integer[]', more: 'jsonb', yes: 'boolean' };

const inTable = <T>(use: (db: Db) => Promise<T>) =>
  work.run(async ({ db }) => {
    await sql`create temp table thing (id integer, name text, at timestamptz, lists integer[], more jsonb, yes boolean,
      made integer default 7) on commit drop`.execute(db);
    return use(db);
  });
const all = async (db: Db) => (await sql<Record<string, unknown>>`select * from thing order by id`.execute(db)).rows;

const AT = new Date('2018-02-26T08:00:00.123Z');
const ROWS = [
  { id: 1, name: 'Nguyễn "A", {b}\\', at: AT, lists: [1, 2], more: { a: 'x\u001fy', b: null }, yes: true },
  { id: 2, name: '', at: null, lists: [], more: [], yes: true },
  { id: 3, name: null, at: AT, lists: [3], more: 'chữ', yes: true },
];

test('every kind of value comes back as it went in, empty text and nothing told apart', async () => {
  for (const rows of [ROWS, ...ROWS.map((row) => [row])])
    await inTable(async (db) => {
      await insertRows(db, 'thing', COLUMNS, rows);
      assert.deepEqual(
        await all(db),
        rows.map((row) => ({ ...row, made: 7 })),
      );
    });
});

test('a column some rows do not have stays empty; no rows are no statement', () =>
  inTable(async (db) => {
    await insertRows(db, 'thing', COLUMNS, []);
    await insertRows(db, 'thing', { id: 'integer', name: 'text' }, [{ id: 1 }, { id: 2, name: 'b' }]);
    assert.deepEqual(
      (await all(db)).map(({ id, name, yes }) => [id, name, yes]),
      [
        [1, null, null],
        [2, 'b', null],
      ],
    );
  }));

test('text cannot part itself into two values', () =>
  inTable(async (db) => {
    await insertRows(db, 'thing', { id: 'integer', name: 'text' }, [
      { id: 1, name: 'a\u001fb' },
      { id: 2, name: '\u001e' },
    ]);
    assert.deepEqual(
      (await all(db)).map(({ name }) => name),
      ['a b', ' '],
    );
  }));

test('rows are changed by their key, the others stay, a renewed column gets its default', () =>
  inTable(async (db) => {
    await insertRows(
      db,
      'thing',
      { ...COLUMNS, made: 'integer' },
      ROWS.map((row) => ({ ...row, made: 1 })),
    );
    await updateRows(
      db,
      'thing',
      'id',
      { id: 'integer', name: 'text' },
      [
        { id: 2, name: 'hai' },
        { id: 9, name: 'x' },
      ],
      ['made'],
    );
    assert.deepEqual(
      (await all(db)).map(({ id, name, made }) => [id, name, made]),
      [
        [1, ROWS[0]?.name, 1],
        [2, 'hai', 7],
        [3, null, 1],
      ],
    );
  }));
