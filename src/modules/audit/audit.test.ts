import assert from 'node:assert/strict';
import test from 'node:test';
import pg from 'pg';
import { newId } from '#kernel/id.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { historyOf, record, sealHours, verifyChains } from './public.ts';

const province = await testProvince({ at: '2018-02-26T15:00' });
const system = province.as(systemActor());
const subject = (id: string) => ({ kind: 'task', id });

async function asOwner(statement: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: province.ownerUrl });
  await client.connect();
  await client.query('set search_path = p_test, public');
  await client.query(statement, values);
  await client.end();
}

test('the program cannot alter or remove what was recorded', async () => {
  const id = newId();
  await system.run((tx) => record(tx, { action: 'directives.issued', subject: subject(id) }));
  for (const statement of [
    'update audit_entry set action = $$x$$',
    'delete from audit_entry',
    'delete from audit_seal',
  ]) {
    await assert.rejects(
      system.run(async (tx) => {
        const { sql } = await import('kysely');
        await sql.raw(statement).execute(tx.db);
      }),
      /permission denied/,
    );
  }
});

test('sixteen writers at once make one chain without a gap', async () => {
  const id = newId();
  await Promise.all(
    Array.from({ length: 16 }, (_, n) =>
      system.run((tx) => record(tx, { action: 'directives.noted', subject: subject(id), data: { n } })),
    ),
  );
  const history = await system.run((tx) => historyOf(tx, subject(id)));
  assert.deepEqual(
    history.map((entry) => entry.seq),
    Array.from({ length: 16 }, (_, n) => n + 1),
  );
  assert.deepEqual((await system.run(verifyChains)).broken, []);
});

test('an entry altered, removed or cut off by the database owner is found, each by its name', async () => {
  const ids = [newId(), newId(), newId()];
  for (const id of ids) {
    for (const n of [1, 2, 3])
      await system.run((tx) =>
        record(tx, {
          action: 'directives.noted',
          subject: subject(id),
          data: { n, text: 'đã làm', nested: { b: 1, a: [1, null] } },
        }),
      );
  }
  await asOwner('update audit_entry set data = $2 where subject_id = $1 and seq = 2', [ids[0], { n: 9 }]);
  await asOwner('delete from audit_entry where subject_id = $1 and seq = 2', [ids[1]]);
  await asOwner('delete from audit_entry where subject_id = $1 and seq = 3', [ids[2]]);
  const { broken } = await system.run(verifyChains);
  assert.deepEqual(
    new Map(broken.map((one) => [one.where.slice(5), one.what])),
    new Map([
      [ids[0], 'altered'],
      [ids[1], 'missing'],
      [ids[2], 'cut-off'],
    ]),
  );
});

test('an hour is sealed once it is over, and a chain removed whole breaks its seal', async () => {
  const gone = newId();
  province.clock.set('2018-02-26T16:30');
  await system.run((tx) => record(tx, { action: 'directives.noted', subject: subject(gone) }));
  assert.equal(await system.run(sealHours), 1, 'the hour from 15:00 is over, the running one is not');
  province.clock.set('2018-02-26T17:20');
  assert.equal(await system.run(sealHours), 1);
  assert.equal(await system.run(sealHours), 0);
  await asOwner('delete from audit_entry where subject_id = $1', [gone]);
  await asOwner('delete from audit_head where subject_id = $1', [gone]);
  const { broken } = await system.run(verifyChains);
  assert.equal(broken.filter((one) => one.what === 'seal').length, 1);
});

test('who sees only one agency reads nothing recorded about another', async () => {
  const id = newId();
  const mine = newId();
  await system.run(async (tx) => {
    await record(tx, { action: 'directives.noted', subject: subject(id), agencyId: mine });
    await record(tx, { action: 'directives.noted', subject: subject(id), agencyId: newId() });
  });
  const clerk = province.as({
    kind: 'person',
    personId: newId(),
    name: 'Văn thư',
    grants: [{ role: 'agency-clerk', agencyId: mine, agencyIds: [mine] }],
  });
  assert.deepEqual(
    (await clerk.run((tx) => historyOf(tx, subject(id)))).map((entry) => entry.agencyId),
    [mine],
  );
});
