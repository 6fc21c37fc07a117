import assert from 'node:assert/strict';
import test, { after, beforeEach } from 'node:test';
import { sql } from 'kysely';
import { saveSms, saveZalo } from '#modules/channels/carriers.ts';
import { passingEquipment } from '#modules/channels/equipment.ts';
import { addDevice, chooseChannels } from '#modules/channels/mine.ts';
import type { Choosable } from '#modules/channels/domain/carried.ts';
import { gatewayPeer } from '#modules/channels/testing/gateway-peer.ts';
import { pushPeer } from '#modules/channels/testing/push-peer.ts';
import { asSms } from '#modules/channels/domain/sms-text.ts';
import { anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { fireDue } from './fire.ts';
import { openLink } from './links.ts';
import { reminderJobs } from './jobs.ts';
import { smtpTransport } from './public.ts';
import { receive } from './store/receipt-store.ts';
import { publishTemplate } from './templates.ts';
import { smtpPeer } from './testing/smtp-peer.ts';
import { anObligation, at, makeWorld, remindersSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
const [letters, push, gateway] = [await smtpPeer(), await pushPeer(), await gatewayPeer()];
const mail = smtpTransport({ url: letters.url, from: 'x@tinh.invalid', publicUrl: 'https://dunghen.tinh.invalid' });
const equipment = {
  ...passingEquipment('https://dunghen.tinh.invalid'),
  net: {
    ca: push.ca,
    timeoutMs: 1_500,
    allowed: [push.port, gateway.port].map((port) => ({ host: '127.0.0.1', port })),
  },
};
after(async () => {
  await mail.close();
  await letters.close();
  push.close();
  gateway.close();
});

await saveSms(province.as(world.administrator.actor), equipment, {
  settings: {
    url: `${gateway.url}/gui`,
    method: 'POST',
    headers: [],
    contentType: 'json',
    body: '{"to":"{{to}}","text":"{{text}}","id":"{{id}}"}',
    isInternal: true,
    marks: false,
    mostParts: 1,
    numberForm: 'plain',
    success: null,
    laterCodes: [],
    receiptField: 'id',
    receipts: null,
  },
  isOn: true,
  secret: '',
  secret2: '',
  receiptSecret: '',
  revision: 0,
});
const work = province.as(world.stranger.actor);
await addDevice(work, push.subscribe('/may-cua-van-thu'), { userAgent: undefined, browser: null });
await system.run((tx) =>
  sql`insert into channel_phone (person_id, number, confirmed_at, asked_at)
    values (${world.stranger.personId}, '84905123456', now(), now())`.execute(tx.db),
);
const order = (chosen: Choosable[], off: Choosable[] = []) => chooseChannels(work, { order: chosen, off, quiet: null });

/** A round of all channels' jobs, as the server makes it. */
const jobs = reminderJobs(mail, equipment);
const round = () => jobs.find(({ name }) => name === 'reminders.deliver')?.run(province);

interface Row {
  readonly id: string;
  readonly channel: string;
  readonly state: string;
  readonly last_error: string | null;
  readonly delivered: boolean;
}
const messages = async () => (await allMessages()).filter(({ id }) => !seen.has(id));
async function allMessages(): Promise<Row[]> {
  return system.run(async (tx) => {
    const { rows } = await sql<Row>`
      select id, channel, state, last_error, delivered_at is not null as delivered from reminder_message
      where recipient_id = ${world.stranger.personId} and channel <> 'in-app' order by id`.execute(tx.db);
    return rows;
  });
}
const states = async () => (await messages()).map(({ channel, state }) => [channel, state]);

/** Something urgent for the other department, whose clerk is told alone: no way is too dear for it. */
async function urgent(): Promise<void> {
  await anObligation(province, world, {
    title: 'Báo cáo của bà Trần Thị Mật',
    agencyId: world.ids.other,
    urgency: 'urgent',
    dueAt: at('2018-03-30T17:00'),
  });
  await fireDue(province);
}
/** The same for the department, whose people chose nothing and have e-mail alone. */
async function urgentForOthers(): Promise<void> {
  await anObligation(province, world, { urgency: 'urgent', dueAt: at('2018-03-30T17:00') });
  await fireDue(province);
}
/** Lets the moment pass at which the next way takes over: it goes by the real clock, which a test does not wait for. */
const waitForFallBack = () =>
  system.run((tx) =>
    sql`update reminder_message set fall_back_at = clock_timestamp() where fall_back_at is not null`.execute(tx.db),
  );

let seen = new Set<string>();
beforeEach(async () => {
  await system.run((tx) =>
    sql`update reminder_message set state = 'sent', sent_at = fired_at, next_attempt_at = null, further = null
      where state <> 'sent'`.execute(tx.db),
  );
  seen = new Set((await allMessages()).map(({ id }) => id));
  letters.taken.length = push.taken.length = gateway.asked.length = 0;
  letters.manner = 'take';
  gateway.answers(() => ({ body: '{"id":"g-1"}' }));
  push.answer('/may-cua-van-thu', 201);
});

test('the first way of the person’s order leaves at once and alone', async () => {
  await order(['push', 'email', 'sms']);
  await urgent();
  await round();
  assert.deepEqual(await states(), [['push', 'sent']]);
  const [pushed] = push.taken;
  assert.match(pushed?.note.title ?? '', /^Việc mới: Báo cáo của bà Trần Thị Mật$/);
  assert.equal(pushed?.note.path, '/nhiem-vu/1');
  assert.deepEqual([letters.taken.length, gateway.asked.length], [0, 0]);
});

test('on a device and in an SMS the one matter is answered by a signed address; the SMS stays one message and tells nothing personal', async () => {
  const house = { province, secrets: equipment.secrets };
  await order(['push', 'email', 'sms']);
  await urgent();
  await round();
  const answer = push.taken[0]?.note.answer;
  assert.deepEqual([answer?.acknowledge, answer?.later], ['Đã biết', 'Nhắc lại sau']);
  assert.match(
    (await openLink(house, answer?.path.slice(3) ?? '', anonymousActor)).named?.title ?? '',
    /bà Trần Thị Mật/,
  );
  await order(['sms', 'push', 'email']);
  await urgent();
  await round();
  const { text } = JSON.parse(gateway.asked[0]?.body ?? '{}') as { text: string };
  assert.equal(asSms(text, { marks: false }).parts, 1);
  const token = /https:\/\/dunghen\.tinh\.invalid\/r\/([\w-]{20})$/.exec(text)?.[1];
  assert.ok(token, text);
  assert.doesNotMatch(text, /Mat|Bao cao/);
  assert.equal((await openLink(house, token, anonymousActor)).named, null);
});

test('a way that refuses for good hands over to the next at the next round, and so on down the order', async () => {
  await order(['sms', 'push', 'email']);
  gateway.answers(() => ({ status: 422 }));
  push.answer('/may-cua-van-thu', 403);
  await urgent();
  await round();
  assert.deepEqual(await states(), [['sms', 'dead']]);
  await round();
  assert.deepEqual(await states(), [
    ['sms', 'dead'],
    ['push', 'dead'],
  ]);
  await round();
  assert.deepEqual((await states()).at(-1), ['email', 'sent']);
  assert.equal(letters.taken.length, 1);
  await round();
  assert.equal(letters.taken.length, 1, 'once');
});

test('SMS tell that something is due and where to look, never its title', async () => {
  await order(['sms']);
  await urgent();
  await round();
  const { text, to, id } = JSON.parse(gateway.asked[0]?.body ?? '{}') as Record<string, string>;
  assert.match(
    text ?? '',
    /^Dung Hen: Viec moi, 1 viec - con 24 ngay lam viec - https:\/\/dunghen\.tinh\.invalid\/r\/[\w-]{20}$/,
  );
  assert.deepEqual([to, id], ['84905123456', (await messages())[0]?.id]);
});

test('a gateway that is down delays its own messages and nothing else; past the policy’s minutes another way takes over', async () => {
  await order(['sms', 'email']);
  gateway.answers(() => ({ status: 401 }));
  await urgent();
  await urgentForOthers();
  await round();
  assert.deepEqual(await states(), [['sms', 'failed']]);
  assert.ok(letters.taken.length > 0, 'letters to others left meanwhile');
  const before = letters.taken.length;
  await round();
  assert.deepEqual(await states(), [['sms', 'failed']], 'not before its time');
  await waitForFallBack();
  await round();
  assert.deepEqual(await states(), [
    ['sms', 'replaced'],
    ['email', 'sent'],
  ]);
  assert.equal(letters.taken.length, before + 1);
  gateway.answers(() => ({}));
  gateway.asked.length = 0;
  await round();
  assert.equal(gateway.asked.length, 0, 'what another way told is not told again');
});

test('a silent gateway holds up neither a round nor the letters beside it', async () => {
  await order(['sms']);
  gateway.answers(() => ({ silent: true }));
  await urgent();
  await urgentForOthers();
  const began = performance.now();
  await round();
  assert.ok(performance.now() - began < 3_500);
  assert.ok(letters.taken.length > 0);
  const row = (await messages()).find(({ channel }) => channel === 'sms');
  assert.deepEqual([row?.state, row?.last_error], ['failed', 'timeout']);
});

test('a paused channel sends nothing and loses nothing', async () => {
  await order(['sms']);
  const pause = (on: boolean) =>
    system.run((tx) =>
      sql`update channel_state set paused_at = ${on ? sql`now()` : null}, paused_by = 'Mai' where channel = 'sms'`.execute(
        tx.db,
      ),
    );
  await pause(true);
  await urgent();
  await round();
  assert.deepEqual([gateway.asked.length, await states()], [0, [['sms', 'queued']]]);
  await pause(false);
  await round();
  assert.deepEqual(await states(), [['sms', 'sent']]);
});

test('a receipt says that a message arrived; one that says it never will sends the next way out', async () => {
  await order(['sms', 'email']);
  await urgent();
  await round();
  const [row] = await messages();
  const tell = (id: string, error: string | null) => system.run((tx) => receive(tx.db, 'sms', id, error));
  await tell(row?.id ?? '', 'undelivered-7');
  assert.deepEqual(
    (await messages()).map(({ state, last_error }) => [state, last_error]),
    [['dead', 'undelivered-7']],
  );
  await round();
  assert.deepEqual((await states()).at(-1), ['email', 'sent']);
  assert.equal(await tell('g-1', null), true);
  assert.equal((await messages())[0]?.delivered, true);
  await tell('g-1', 'undelivered-7');
  assert.deepEqual(
    [(await messages())[0]?.state, (await messages())[0]?.delivered],
    ['sent', true],
    'what arrived stays so',
  );
  assert.equal(await tell('unknown', null), false);
});

test('Zalo is told the id of the very text that is in force and fills its places; a text without an id goes another way', async () => {
  const administrator = province.as(world.administrator.actor);
  const settings = {
    appId: '123456789',
    messageUrl: `${gateway.url}/message/template`,
    tokenUrl: `${gateway.url}/token`,
    isInternal: true,
  };
  const secrets = { appSecret: 'a', refreshToken: 'r', oaSecret: 'o' };
  await saveZalo(administrator, equipment, { settings, isOn: true, ...secrets, revision: 0 });
  gateway.answers(({ path }) =>
    path === '/token'
      ? { body: '{"access_token":"t","refresh_token":"r2","expires_in":"90000"}' }
      : { body: '{"error":0,"data":{"msg_id":"z-1"}}' },
  );
  await order(['zalo', 'email'], ['push', 'sms']);
  await urgent();
  await round();
  assert.deepEqual(await states(), [['zalo', 'dead']]);
  assert.equal((await messages())[0]?.last_error, 'zalo-no-template');
  assert.equal(gateway.asked.length, 0);
  await round();
  assert.equal(letters.taken.length, 1, 'the next way of the order takes over');
  const fields = { body: '{loai}, {han_ngan}\n{co_quan}: {lien_ket}', templateId: '345678' };
  await publishTemplate(
    administrator,
    { channel: 'zalo', kind: 'assigned' },
    { baseVersion: 0, fields, reason: 'Đã duyệt' },
  );
  await urgent();
  await round();
  const sent = JSON.parse(gateway.asked.find(({ path }) => path === '/message/template')?.body ?? '{}') as {
    template_id: string;
    template_data: Record<string, string>;
  };
  assert.equal(sent.template_id, '345678');
  const { lien_ket: address, ...said } = sent.template_data;
  assert.deepEqual(said, { loai: 'Việc mới', han_ngan: 'hạn 17:00, 30/03/2018', co_quan: 'Sở Tài chính' });
  assert.match(address ?? '', /^https:\/\/dunghen\.tinh\.invalid\/r\/[\w-]{20}$/);
});
