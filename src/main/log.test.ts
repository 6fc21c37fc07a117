import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { testProvince } from '#platform/testing/test-province.ts';
import { faultForLog } from './log.ts';

const province = await testProvince();

test('a fault of the database is logged by its place, without the values it repeats', async () => {
  const client = new pg.Client({ connectionString: province.ownerUrl });
  await client.connect();
  try {
    await client.query('create temp table person_log (login text unique not null, name text)');
    await client.query("insert into person_log values ('lan.tran', 'Trần Thị Lan')");
    for (const [statement, code] of [
      ["insert into person_log values ('lan.tran', 'Trần Thị Lan')", '23505'],
      ["insert into person_log values (null, 'Trần Thị Lan')", '23502'],
      ["select 'Trần Thị Lan'::uuid", '22P02'],
      ["select 'Trần Thị Lan'::integer", '22P02'],
    ] as const) {
      const fault = await client.query(statement).then(
        () => assert.fail('no fault'),
        (error: unknown) => faultForLog(error),
      );
      const line = JSON.stringify(fault);
      assert.doesNotMatch(line, /Trần|lan\.tran/, line);
      assert.ok(line.includes(`"code":"${code}"`), line);
      assert.match(line, /"stack":"\s*at /, line);
    }
  } finally {
    await client.end();
  }
});

test('any other fault keeps its message, its place and its cause', () => {
  const fault = JSON.stringify(faultForLog(new RangeError('working days ≥ 0', { cause: new Error('inner') })));
  assert.match(fault, /"type":"RangeError","message":"working days ≥ 0"/);
  assert.match(fault, /"cause":\{"type":"Error","message":"inner"/);
  assert.match(fault, /log\.test\.ts/);
});
