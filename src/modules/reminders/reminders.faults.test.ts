import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import test from 'node:test';
import { sql } from 'kysely';
import { addDays } from '#kernel/local-date.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { deliverMessages, smtpTransport } from './public.ts';
import { killAtRandom } from './testing/kill-at-random.ts';
import { smtpPeer } from './testing/smtp-peer.ts';
import { anObligation, makeWorld, remindersSeed } from './testing/world.ts';

const KILLS = 20;
const OBLIGATIONS = 48;
const END = '2018-04-20T17:00';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);

test(`killed ${KILLS} times at random moments while it fires and delivers, nothing is lost and nothing recorded twice`, async (t) => {
  const peer = await smtpPeer();
  t.after(() => peer.close());
  for (let number = 0; number < OBLIGATIONS; number += 1)
    await anObligation(province, world, {
      title: `Việc ${number}`,
      dueAt: instantAt(addDays('2018-03-20', number % 16), 17 * 60),
      agencyId: number % 2 === 0 ? world.ids.department : world.ids.other,
    });
  const seed = Date.now() % 1_000_000;
  t.diagnostic(`seed ${seed}`);

  const met = await killAtRandom({
    file: resolve(import.meta.dirname, 'testing/fault-child.ts'),
    args: [province.appUrl, peer.url, END],
    times: KILLS,
    withinMs: 500,
    seed,
  });

  assert.ok(met >= KILLS / 2, `only ${met} of ${KILLS} kills met it at work`);
  const system = province.as(systemActor('Thử nghiệm'));
  // Letters taken by a process that died are tried again after their minute, which is made to pass here.
  await system.run((tx) =>
    sql`update reminder_message set next_attempt_at = clock_timestamp() where next_attempt_at is not null`.execute(
      tx.db,
    ),
  );
  const transport = smtpTransport({ url: peer.url, from: 'nhac-viec@tinh.invalid', publicUrl: 'http://localhost' });
  await deliverMessages(province, transport);
  await transport.close();

  const found = await system.run(async (tx) => {
    const { rows } = await sql<Record<string, number>>`
      with expected as (select f.id as firing, p->>'personId' as person
        from reminder_firing f cross join lateral jsonb_array_elements(f.told) p)
      select
        (select count(*) from reminder_firing) as firings,
        (select count(*) from (select 1 from reminder_firing group by obligation_id, plan_version, step_key having count(*) > 1) t) as twice,
        (select count(*) from reminder_obligation o where not exists (select 1 from reminder_firing f where f.obligation_id = o.id and f.step_key = 'assigned')) as unannounced,
        (select count(*) from reminder_firing where jsonb_array_length(folded) > 0) as folded,
        (select count(*) from expected) as owed,
        (select count(*) from reminder_message where channel = 'in-app') as in_app,
        (select count(*) from reminder_message where channel = 'email' and digest_id is null) as email,
        (select count(*) from reminder_message where state not in ('sent', 'digested')
          and (state <> 'held' or fired_at < ${instantAt('2018-04-20', 450)})) as unsent,
        (select count(*) from reminder_message where digest_id is not null) as morning_letters,
        (select count(*) from reminder_message h where state = 'digested' and mail_id is not null and not exists (
          select 1 from reminder_message d where d.id = h.mail_id and d.digest_id is not null)) as digested_by_none,
        (select count(*) from reminder_clock where next_at <= ${province.clock.now()}) as stuck`.execute(tx.db);
    return rows[0] ?? {};
  });
  assert.deepEqual(
    {
      twice: found['twice'],
      unannounced: found['unannounced'],
      folded: found['folded'],
      unsent: found['unsent'],
      stuck: found['stuck'],
      digestedByNone: found['digested_by_none'],
    },
    { twice: 0, unannounced: 0, folded: 0, unsent: 0, stuck: 0, digestedByNone: 0 },
  );
  assert.ok((found['morning_letters'] ?? 0) > 20, `${found['morning_letters']} morning letters`);
  assert.equal(found['in_app'], found['owed'], 'one in-app message for each person told');
  assert.equal(found['email'], found['owed'], 'one letter for each person told');

  const letters = await system.run(async (tx) => {
    const { rows } = await sql<{
      mail_id: string;
    }>`select distinct mail_id from reminder_message where state = 'sent' and channel = 'email'`.execute(tx.db);
    return new Set(rows.map(({ mail_id }) => `<${mail_id}@tinh.invalid>`));
  });
  const arrived = new Set(peer.taken.map(({ messageId }) => messageId ?? ''));
  assert.deepEqual(
    [...letters].filter((id) => !arrived.has(id)),
    [],
    'every letter arrived',
  );
  assert.deepEqual(
    [...arrived].filter((id) => !letters.has(id)),
    [],
    'no letter arrived that is not on record',
  );
  t.diagnostic(
    `${found['firings']} firings, ${letters.size} letters, ${peer.taken.length - arrived.size} repeated under their Message-ID, ${met} kills at work`,
  );

  // Every step of every ladder up to the end, as planning on paper gives them.
  const steps = await system.run(async (tx) => {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from reminder_firing where step_key in ('before-3', 'before-1', 'due-day', 'overdue-1')`.execute(
      tx.db,
    );
    return rows[0]?.n ?? 0;
  });
  assert.equal(steps, OBLIGATIONS * 4);
});
