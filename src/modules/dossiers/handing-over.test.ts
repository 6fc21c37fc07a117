import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import test from 'node:test';
import { sql } from 'kysely';
import { nextMoment, obligationIds } from '#modules/reminders/public.ts';
import { linkSigner } from '#modules/reminders/link-keys.ts';
import { openLink } from '#modules/reminders/links.ts';
import { fireAll } from '#modules/reminders/fire-all.ts';
import { anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { secretBox } from '#platform/secrets/secret-box.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { seedDossierReminders } from './ladders.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
await system.run(seedDossierReminders);
const secrets = secretBox(randomBytes(32));
const [clerk, head] = [world.as('clerk'), world.as('head')];
const [first, second] = [world.actors.officer.personId ?? '', world.actors.officer2.personId ?? ''];

/** What was told about the step of a dossier, oldest first: which step, and to whom. */
async function told(id: string) {
  const { rows } = await system.run((tx) =>
    sql<{ id: string; step: string; recipient: string }>`
      select m.id, f.step_key as step, m.recipient_id as recipient from reminder_message m
      join reminder_firing f on f.id = m.firing_id join reminder_obligation o on o.id = f.obligation_id
      where o.source = 'dossiers' and o.key = ${`${id}/step`} and m.channel = 'in-app'
      order by f.fired_at, m.id`.execute(tx.db),
  );
  return rows;
}

test('a step given to another officer: he is told, the one before him is told no more and his links end', async () => {
  const forwarded = await clerk.act(await aDossier(world), 'forward');
  const dossier = await head.act(forwarded, 'advance', { officerId: first });
  for (;;) {
    await fireAll(province);
    if ((await told(dossier.id)).length > 0) break;
    province.clock.set((await system.run(nextMoment)) ?? assert.fail('no reminder is planned'));
  }
  const before = (await told(dossier.id)).filter(({ recipient }) => recipient === first).at(-1);
  assert.ok(before, 'the officer was reminded of his step');
  const signer = await linkSigner(province, secrets);
  const link = signer.sign({ messageId: before.id, expiresAt: new Date('2018-08-18T00:00:00Z') }).slice('/r/'.length);
  assert.equal((await openLink({ province, secrets }, link, anonymousActor)).acknowledgedAt, null, 'his link answers');

  await head.act(dossier, 'assign', { officerId: second });
  await fireAll(province);
  province.clock.set((await system.run(nextMoment)) ?? assert.fail('nobody will be told'));
  await fireAll(province);
  const after = (await told(dossier.id)).filter(({ step }) => step === 'handed-over');
  assert.deepEqual(new Set(after.map(({ recipient }) => recipient)), new Set([second]));
  await assert.rejects(openLink({ province, secrets }, link, anonymousActor), { code: 'reminders.link_handed_on' });
  const key = `${dossier.id}/step`;
  const id = (await system.run((tx) => obligationIds(tx, 'dossiers', [key]))).get(key);
  const { rows } = await system.run((tx) =>
    sql<{ kind: string; by: string }>`
      select kind, person_id as by from reminder_reaction where obligation_id = ${id}`.execute(tx.db),
  );
  assert.deepEqual(rows, [{ kind: 'handed-over', by: world.actors.head.personId }]);
});

test('a step that begins with another officer is no handing over', async () => {
  const forwarded = await clerk.act(await aDossier(world), 'forward');
  const dossier = await head.act(forwarded, 'advance', { officerId: first });
  await head.act(dossier, 'advance', { officerId: second });
  await fireAll(province);
  assert.ok((await told(dossier.id)).every(({ step }) => step !== 'handed-over'));
});
