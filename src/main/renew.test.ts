import assert from 'node:assert/strict';
import test from 'node:test';
import pg from 'pg';
import { seedPolicy } from '#modules/reminders/public.ts';
import { makeWorld, remindersSeed } from '#modules/reminders/testing/world.ts';
import { listPolicies, policyOfKind, publishPolicy } from '#modules/reminders/policies.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { renewProvince } from './provinces.ts';

/** As an earlier version left it: without the ladders of kinds it did not know. */
const province = await testProvince({ seed: remindersSeed });
const world = await makeWorld(province);
const work = province.as(systemActor('Thử nghiệm'));
const administrator = province.as(world.administrator.actor);
const NEW_KIND = 'dossier-answer';
const renew = () => renewProvince(province.appUrl, province.info);
const ladders = async () =>
  Object.fromEntries(
    (await listPolicies(work)).kinds.map(({ kind, own, version, name }) => [kind, { own, version, name }]),
  );

/** Every ladder the log says was issued, and by whom. */
async function logged(): Promise<string[]> {
  const owner = new pg.Client({ connectionString: province.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ what: string }>(
    `select actor_name || ': ' || (data->>'kind') || ' ' || (data->>'version') as what
       from ${province.info.schema}.audit_entry where action = 'reminders.policy_issued'`,
  );
  await owner.end();
  return rows.map(({ what }) => what).sort();
}

test('at the next start a province gets the ladder of a kind it did not know; what people wrote stays', async () => {
  assert.equal((await ladders())[NEW_KIND]?.own ?? false, false);
  const usual = (await policyOfKind(work, '*')).current;
  const policy = { ...usual.policy, name: 'Thang của tỉnh' };
  const edit = { policy, reason: 'Nhắc sớm hơn', applyToOpen: false };
  await publishPolicy(administrator, 'dossier', { ...edit, baseVersion: 0 });
  await publishPolicy(administrator, '*', { ...edit, baseVersion: usual.version });
  const before = await logged();

  // Two programs of one province that start together.
  await Promise.all([renew(), renew()]);
  const after = await ladders();
  assert.deepEqual([after[NEW_KIND]?.own, after[NEW_KIND]?.version], [true, 1]);
  assert.deepEqual(after['dossier'], { own: true, version: 1, name: 'Thang của tỉnh' });
  assert.deepEqual(after['mac-dinh'], { own: true, version: usual.version + 1, name: 'Thang của tỉnh' });
  const told = (await logged()).filter((what) => !before.includes(what));
  assert.ok(told.includes(`Nâng cấp chương trình: ${NEW_KIND} 1`), told.join());
  assert.equal(new Set(told).size, told.length, 'each once');

  await renew();
  assert.deepEqual(await ladders(), after, 'nothing more at the start after that');
  assert.equal((await logged()).length, before.length + told.length);
});

test('a ladder that came with the program follows a newer version of it until somebody edits it', async () => {
  const kind = 'dossier-opinion';
  const ours = (await policyOfKind(work, kind)).current;
  await work.run((tx) => seedPolicy(tx, kind, { ...ours.policy, name: 'Thang của bản cũ' }));
  await renew();
  const followed = (await policyOfKind(work, kind)).current;
  assert.deepEqual([followed.version, followed.policy], [ours.version + 2, ours.policy]);

  const policy = { ...ours.policy, name: 'Trả lời trong buổi' };
  const edit = { policy, reason: 'Theo quy chế của tỉnh', applyToOpen: false };
  await publishPolicy(administrator, kind, { ...edit, baseVersion: followed.version });
  await renew();
  await renew();
  const kept = (await policyOfKind(work, kind)).current;
  assert.deepEqual([kept.version, kept.policy.name], [followed.version + 1, 'Trả lời trong buổi']);
});
