import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { systemActor } from '#platform/auth/actor.ts';
import { openProvince, type Province } from '#platform/db/province.ts';
import { TEST_PROVINCE, testProvince } from '#platform/testing/test-province.ts';
import { deliverMessages, fireDue, nextMoment, smtpTransport } from './public.ts';
import { settleRestored } from './restore.ts';
import { smtpPeer } from './testing/smtp-peer.ts';
import { anObligation, at, makeWorld, remindersSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);

async function walk(on: Province, until: string): Promise<void> {
  while ((await fireDue(on)).claimed > 0);
  for (;;) {
    const next = await on.as(systemActor('Thử nghiệm')).run(nextMoment);
    if (!next || next > at(until)) break;
    province.clock.set(next);
    while ((await fireDue(on)).claimed > 0);
  }
  province.clock.set(until);
}

async function steps(on: Province, outcome: string): Promise<Set<string>> {
  const { rows } = await on.as(systemActor('Thử nghiệm')).run((tx) =>
    sql<{ step: string }>`
      select f.obligation_id || ' ' || coalesce(k, f.step_key) as step from reminder_firing f
      left join lateral (select f.step_key as k union select jsonb_array_elements_text(f.folded)) s on true
      where outcome = ${outcome}`.execute(tx.db),
  );
  return new Set(rows.map(({ step }) => step));
}

/** The database as it stands, as a backup brought back would be: another one, with everything in it. */
async function backup(t: { after(fn: () => Promise<void>): void }): Promise<Province> {
  const { pathname } = new URL(province.ownerUrl);
  const name = `${pathname.slice(1)}_backup`;
  const client = new pg.Client({
    connectionString: Object.assign(new URL(province.ownerUrl), { pathname: '/postgres' }).href,
  });
  await client.connect();
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [pathname.slice(1)]);
  await client.query(`create database ${name} template ${pathname.slice(1)}`);
  const url = Object.assign(new URL(province.appUrl), { pathname: `/${name}` }).href;
  const restored = openProvince(url, TEST_PROVINCE, { clock: province.clock, poolSize: 2 });
  t.after(async () => {
    await restored.close();
    await client.query(`drop database ${name} with (force)`);
    await client.end();
  });
  return restored;
}

test('yesterday’s backup brought back sends nothing again that had gone out, tells what falls due later, and leaves nothing stuck', async (t) => {
  const peer = await smtpPeer();
  const transport = smtpTransport({ url: peer.url, from: 'nhac-viec@tinh.invalid', publicUrl: 'http://localhost' });
  t.after(async () => {
    await transport.close();
    await peer.close();
  });
  for (let day = 0; day < 10; day += 1)
    await anObligation(province, world, { dueAt: at(`2018-03-${20 + day}T17:00`), personId: world.officer.personId });
  await walk(province, '2018-03-21T09:00');
  // Letters of this morning wait in the backup; one of them had been failing for some time.
  await province.as(systemActor('Thử nghiệm')).run((tx) =>
    sql`update reminder_message set state = 'failed', attempts = 3 where id =
      (select id from reminder_message where state = 'queued' order by id limit 1)`.execute(tx.db),
  );
  const restored = await backup(t);

  await walk(province, '2018-03-23T09:00');
  await deliverMessages(province, transport);
  const sent = peer.taken.length;
  assert.ok(sent > 0);
  const gone = await steps(province, 'told');

  province.clock.set('2018-03-23T14:00');
  const settled = await settleRestored(restored, at('2018-03-23T09:00'));
  const before = await steps(restored, 'told');
  const since = [...gone].filter((step) => !before.has(step));
  assert.ok(since.length > 0, 'something went out after the backup');
  assert.deepEqual([...(await steps(restored, 'before-restore'))].sort(), since.sort());
  assert.equal(settled.lettersDoubtful, 1);
  assert.ok(settled.lettersTaken > 0);

  await deliverMessages(restored, transport);
  assert.equal(peer.taken.length, sent, 'no letter went out again');
  await walk(restored, '2018-03-30T17:00');
  province.clock.set('2018-03-23T14:00');
  await walk(province, '2018-03-30T17:00');
  await deliverMessages(restored, transport);
  assert.ok(peer.taken.length > sent, 'what falls due later is told');
  const all = await steps(province, 'told');
  const known = new Set([...(await steps(restored, 'told')), ...(await steps(restored, 'before-restore'))]);
  assert.deepEqual([...known].sort(), [...all].sort(), 'every step stands once, as if nothing had happened');
  const { rows } = await restored.as(systemActor('Thử nghiệm')).run((tx) =>
    sql<{ stuck: number; waiting: number }>`
      select (select count(*) from reminder_clock where next_at <= ${tx.now}) as stuck,
        (select count(*) from reminder_message where state in ('queued', 'failed')) as waiting`.execute(tx.db),
  );
  assert.deepEqual(rows, [{ stuck: 0, waiting: 0 }]);
  const again = await settleRestored(restored, at('2018-03-23T09:00'));
  assert.deepEqual(again, { steps: 0, lettersTaken: 0, lettersDoubtful: 0 }, 'a second time changes nothing');
});

test('a moment in the future is refused: what has not been sent would be lost', async () => {
  province.clock.set('2018-03-30T17:00');
  await assert.rejects(settleRestored(province, at('2018-04-30T17:00')), { code: 'reminders.restore_in_future' });
});
