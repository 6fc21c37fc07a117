import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { systemActor } from '../auth/actor.ts';
import { testProvince } from '../testing/test-province.ts';
import { asProgram, type Tx } from './province.ts';

const province = await testProvince();

test('the role the program runs under owns no table and cannot change the schema', async () => {
  await assert.rejects(
    province.as(systemActor()).run((tx) => sql`create table sneaky (id int)`.execute(tx.db)),
    /permission denied/,
  );
  const owned = await province
    .as(systemActor())
    .run((tx) =>
      sql<{ n: number }>`select count(*)::int as n from pg_tables where tableowner = current_user`.execute(tx.db),
    );
  assert.equal(owned.rows[0]?.n, 0);
});

test('a use case that fails leaves nothing behind', async () => {
  const work = province.as(systemActor());
  await assert.rejects(
    work.run(async (tx) => {
      await sql`insert into event_outbox values (gen_random_uuid(), 'x', '{}', now())`.execute(tx.db);
      throw new Error('stop');
    }),
    /stop/,
  );
  const left = await work.run((tx) => sql<{ n: number }>`select count(*)::int as n from event_outbox`.execute(tx.db));
  assert.equal(left.rows[0]?.n, 0);
});

test('settings of one transaction do not leak into the next on the same connection', async () => {
  await province.as(systemActor()).run(async (tx) => tx.now);
  const seen = await province
    .as({ kind: 'person', personId: '01900000-0000-7000-8000-000000000001', name: 'A', grants: [] })
    .run((tx) =>
      sql<{
        scope: string;
        ok: boolean;
      }>`select current_setting('app.scope') as scope, app_sees(gen_random_uuid()) as ok`.execute(tx.db),
    );
  assert.deepEqual(seen.rows[0], { scope: 'some', ok: false });
});

test('time in a transaction is the clock it was given', async () => {
  province.clock.set('2018-03-30T23:30');
  assert.equal(await province.as(systemActor()).run(async (tx) => tx.today), '2018-03-30');
});

test('what a person sets off runs with the sight of the program, also one within another, and is blind again after', async () => {
  const scope = (tx: Tx) =>
    sql<{ scope: string }>`select current_setting('app.scope') as scope`
      .execute(tx.db)
      .then(({ rows }) => rows[0]?.scope);
  const work = province.as({
    kind: 'person',
    personId: '01900000-0000-7000-8000-000000000001',
    name: 'A',
    grants: [],
  });
  const seen = await work.run(async (tx) => {
    const inside = await asProgram(tx, async () => {
      const nested = await asProgram(tx, () => scope(tx));
      return [nested, await scope(tx)];
    });
    await assert.rejects(
      asProgram(tx, async () => {
        throw new Error('stop');
      }),
    );
    return [...inside, await scope(tx)];
  });
  assert.deepEqual(seen, ['all', 'all', 'some']);
});

test('a commit in haste does not wait for the disk, any other does as the server says; both are of one province and one clock', async () => {
  const asked = (tx: Tx) =>
    sql<{ said: string }>`
      select setting || ' by ' || source as said from pg_settings where name = 'synchronous_commit'`.execute(tx.db);
  const saidOf = async (one: Pick<typeof province, 'as'>) => (await one.as(systemActor()).run(asked)).rows[0]?.said;
  const hasty = province.hasty();
  assert.equal(await saidOf(hasty), 'off by client');
  assert.equal(await saidOf(hasty.hasty()), 'off by client');
  assert.doesNotMatch((await saidOf(province)) ?? '', /client/);
  assert.deepEqual(await hasty.as(systemActor()).run(async (tx) => tx.now), province.clock.now());
});
