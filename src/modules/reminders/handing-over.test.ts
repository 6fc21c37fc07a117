import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import test from 'node:test';
import { sql } from 'kysely';
import { anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { secretBox } from '#platform/secrets/secret-box.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { linkSigner } from './link-keys.ts';
import { actByLink, openLink } from './links.ts';
import { measures } from './measures.ts';
import { acknowledgeObligation, fireDue, nextMoment, registerObligation, seedReminders } from './public.ts';
import { snoozeById } from './reactions.ts';
import { obligationPlan } from './service.ts';
import { listFirings } from './store/message-store.ts';
import { findObligation } from './store/obligation-store.ts';
import { anObligation, at, makeWorld, remindersSeed, type Somebody } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
await system.run(seedReminders);

async function walkTo(end: Date): Promise<void> {
  for (;;) {
    while ((await fireDue(province)).claimed > 0);
    const next = await system.run(nextMoment);
    if (!next || next > end) break;
    province.clock.set(next);
  }
  province.clock.set(end);
}

/** The officer's task of 24 working days, reminded of seven days before. */
async function reminded() {
  province.clock.set('2018-02-26T15:00');
  const made = await anObligation(province, world, {
    personId: world.officer.personId,
    dueAt: at('2018-03-30T17:00'),
  });
  await walkTo(at('2018-03-21T09:00'));
  return made;
}

/** What the owning module does when its head names somebody else. */
const handTo = (id: string, to: Somebody) =>
  system.run(async (tx) => {
    const known = await findObligation(tx.db, id);
    assert.ok(known);
    const handed = { byPersonId: world.head.personId, toName: to.actor.name };
    await registerObligation(tx, { ...known, personId: to.personId }, handed);
  });

const steps = (id: string) =>
  system.run(async (tx) =>
    (await listFirings(tx.db, id)).map(({ stepKey, told }) => [
      stepKey,
      told.map(({ personId }) => personId === world.officer.personId),
      told.some(({ personId }) => personId === world.deputy.personId),
    ]),
  );

test('the one it is handed to is told alone, at the next working moment, and the ladder goes on for him', async () => {
  const { id, key } = await reminded();
  await system.run((tx) => acknowledgeObligation(tx, 'test', key, world.officer.personId));
  province.clock.set('2018-03-22T20:00');
  await handTo(id, world.deputy);
  await walkTo(at('2018-03-22T23:00'));
  assert.ok(!(await steps(id)).some(([key]) => key === 'handed-over'), 'nobody is told at night');
  await walkTo(at('2018-03-27T09:00'));
  const after = (await steps(id)).slice(2);
  assert.deepEqual(after[0], ['handed-over', [false], true]);
  const [key2, toOfficer, toDeputy] = after[1] ?? [];
  assert.equal(key2, 'before-3', 'what the one before had acknowledged spares the new owner nothing');
  assert.equal(toDeputy, true);
  assert.ok(Array.isArray(toOfficer) && toOfficer.every((one) => one === false), 'the one before is not told any more');
  assert.equal((await system.run((tx) => findObligation(tx.db, id)))?.acknowledgedAt, null);
});

test('it stands in the history and counts as acted upon', async () => {
  const { id } = await reminded();
  await handTo(id, world.deputy);
  const { reactions, fired } = await obligationPlan(province.as(world.head.actor), id);
  assert.deepEqual(
    reactions.map(({ personName, text }) => [personName, text]),
    [['Lê Giám Đốc', 'chuyển việc cho Trần Phó']],
  );
  await walkTo(at('2018-03-23T09:00'));
  const told = (await obligationPlan(province.as(world.head.actor), id)).fired.find(({ key }) => key === 'handed-over');
  assert.equal(fired.length, 2);
  assert.equal(told?.text, 'Báo việc được chuyển đến');
  const { effects, figures } = await measures(system);
  assert.ok(effects.some(({ rule, acted }) => rule === 'before-7' && acted > 0));
  assert.ok(effects.some(({ text }) => text === 'Báo việc được chuyển đến'));
  assert.ok(figures['handed-over'] >= 1);
});

test('handed over before it was announced, it is announced once, to the new owner and to everybody else concerned', async () => {
  province.clock.set('2018-02-23T18:30'); // a Friday evening
  const { id } = await anObligation(province, world, {
    personId: world.officer.personId,
    dueAt: at('2018-03-30T17:00'),
  });
  await handTo(id, world.deputy);
  await walkTo(at('2018-02-26T09:00'));
  const [first, ...others] = await steps(id);
  assert.equal(first?.[0], 'assigned');
  assert.equal(first?.[2], true);
  assert.deepEqual(others, []);
});

test('what the one before had put off ends with the handing over', async () => {
  const { id } = await reminded();
  await snoozeById(province.as(world.officer.actor), id, '2018-03-27T07:00:00+07:00');
  await handTo(id, world.deputy);
  assert.equal((await system.run((tx) => findObligation(tx.db, id)))?.snoozedUntil, null);
});

test('a change of owner that nobody said was a handing over keeps the plan', async () => {
  const { id } = await reminded();
  await system.run(async (tx) => {
    const known = await findObligation(tx.db, id);
    assert.ok(known);
    await registerObligation(tx, { ...known, personId: world.deputy.personId });
  });
  assert.equal((await system.run((tx) => findObligation(tx.db, id)))?.planVersion, 1);
});

test('the letters of the one before answer no more, whether he stood in or not; those of the new owner do', async () => {
  const { id } = await reminded();
  const secrets = secretBox(randomBytes(32));
  const signer = await linkSigner(province, secrets);
  const linkTo = async (who: Somebody) => {
    const { rows } = await system.run((tx) =>
      sql<{ id: string }>`
        select id from reminder_message where obligation_id = ${id} and recipient_id = ${who.personId}
        and channel = 'in-app' order by fired_at desc limit 1`.execute(tx.db),
    );
    const messageId = rows[0]?.id ?? assert.fail(`${who.actor.name} was told nothing`);
    return signer.sign({ messageId, expiresAt: at('2018-03-30T17:00') }).slice('/r/'.length);
  };
  const house = { province, secrets };
  const old = await linkTo(world.officer);
  assert.equal((await openLink(house, old, anonymousActor)).acknowledgedAt, null);
  await handTo(id, world.deputy);
  await assert.rejects(openLink(house, old, anonymousActor), { code: 'reminders.link_handed_on' });
  await assert.rejects(actByLink(house, old, anonymousActor, { action: 'acknowledge' }), {
    code: 'reminders.link_handed_on',
  });
  await walkTo(at('2018-03-22T09:00'));
  await actByLink(house, await linkTo(world.deputy), anonymousActor, { action: 'acknowledge' });
  assert.ok((await system.run((tx) => findObligation(tx.db, id)))?.acknowledgedAt);
});
