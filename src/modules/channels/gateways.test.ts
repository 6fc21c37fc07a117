import assert from 'node:assert/strict';
import test, { after, beforeEach } from 'node:test';
import { sql } from 'kysely';
import { createPerson } from '#modules/org/public.ts';
import { type Actor, systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { CarrierView, SmsSettings } from './carrier-schema.ts';
import { receiptSignature } from './domain/receipt.ts';
import { zaloSignature } from './domain/zalo.ts';
import { passingEquipment } from './equipment.ts';
import { channelsMessages } from './messages.vi.ts';
import { onReceipt, type Receipt } from './receipts.ts';
import { channelsRoutes } from './routes.ts';
import type { MyChannels } from './schema.ts';
import { openSms } from './sms.ts';
import { gatewayPeer } from './testing/gateway-peer.ts';
import { openZalo } from './zalo.ts';

const province = await testProvince();
const system = province.as(systemActor('Thử nghiệm'));
const peer = await gatewayPeer();
after(() => peer.close());
const equipment = { ...passingEquipment('https://dunghen.tinh.invalid'), net: { timeoutMs: 1_000 } };

const personId = await system.run(async (tx) => (await createPerson(tx, { fullName: 'Nguyễn Thị Văn Thư' })).id);
const person: Actor = { kind: 'person', personId, name: 'Nguyễn Thị Văn Thư', grants: [] };
const agencyId = '01900000-0000-7000-8000-0000000000aa';
const administrator: Actor = {
  ...person,
  grants: [{ role: 'administrator', agencyId, agencyIds: [agencyId] }],
};

let caller: Actor = administrator;
const app = createApp({
  province,
  messages: { ...httpMessages, ...channelsMessages },
  authenticate: async () => caller,
});
channelsRoutes(app, province, equipment);
const receipts: Receipt[] = [];
onReceipt(async (_tx, receipt) => receipts.push(receipt) > 0);

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
async function ask(who: Actor, method: Method, url: string, payload?: object) {
  caller = who;
  return app.inject({ method, url, headers: { 'x-dunghen-request': '1' }, ...(payload ? { payload } : {}) });
}

const SMS: SmsSettings = {
  url: `${peer.url}/gui`,
  method: 'POST',
  headers: [{ name: 'Authorization', value: 'Bearer {{secret}}' }],
  contentType: 'json',
  body: '{"den":"{{to}}","noi_dung":"{{text}}","ma":"{{id}}","so_tin":{{parts}},"unicode":{{unicode}}}',
  isInternal: true,
  marks: false,
  mostParts: 2,
  numberForm: 'plain',
  success: null,
  laterCodes: [],
  receiptField: 'data.id',
  receipts: { idField: 'id', statusField: 'status', delivered: ['delivered'], failed: ['failed'] },
};
const RECEIPT_SECRET = 'một khóa dài hơn ba mươi hai ký tự nhé';

async function setUp(change: Partial<SmsSettings> = {}, secret = ''): Promise<void> {
  const { sms } = (await ask(administrator, 'GET', '/api/channels/carriers')).json<CarrierView>();
  const reply = await ask(administrator, 'PUT', '/api/channels/carriers/sms', {
    settings: { ...SMS, ...change },
    isOn: true,
    secret,
    receiptSecret: sms.hasReceiptSecret ? '' : RECEIPT_SECRET,
    revision: sms.revision,
  });
  assert.equal(reply.statusCode, 200, reply.body);
}
const ID = '01900000-0000-7000-8000-000000000001';
async function send(text = 'Đến hạn hôm nay: 1 việc') {
  const carrier = (await openSms(province, equipment)) ?? assert.fail('no gateway');
  return carrier.send({ id: ID, number: '84905123456', text });
}

beforeEach(() => {
  peer.asked.length = 0;
  peer.answers(() => ({}));
});

test('a message goes as the settings say: number, text without marks, our id, the key in its header', async () => {
  await setUp({}, 'khóa "bí mật"');
  peer.answers(() => ({ body: '{"data":{"id":778899}}' }));
  assert.deepEqual(await send('Đến hạn: “Báo cáo”'), { outcome: 'sent', receiptId: '778899' });
  const [asked] = peer.asked;
  assert.deepEqual(JSON.parse(asked?.body ?? ''), {
    den: '84905123456',
    noi_dung: 'Den han: "Bao cao"',
    ma: ID,
    so_tin: 1,
    unicode: 0,
  });
  assert.equal(Buffer.from(asked?.headers.authorization ?? '', 'latin1').toString(), 'Bearer khóa "bí mật"');
});

test('a gateway that is asked by address gets everything in it, safely written', async () => {
  await setUp({
    method: 'GET',
    url: `${peer.url}/gui?to={{to}}&m={{text}}`,
    body: '',
    marks: true,
    numberForm: 'local',
  });
  assert.equal((await send('Hạn & đến=1')).outcome, 'sent');
  const address = new URL(peer.asked[0]?.path ?? '', peer.url);
  assert.deepEqual([address.searchParams.get('to'), address.searchParams.get('m')], ['0905123456', 'Hạn & đến=1']);
});

test('a text that would be billed as more messages than allowed is not sent, and never cut', async () => {
  await setUp();
  assert.equal((await send('a'.repeat(306))).outcome, 'sent');
  assert.deepEqual(await send('a'.repeat(307)), { outcome: 'never', error: 'too-long-3-parts' });
  assert.equal(peer.asked.length, 1);
});

const FAILURES: { why: string; reply: Parameters<typeof peer.answers>[0]; is: object }[] = [
  {
    why: 'too fast: the channel waits as long as it is told',
    reply: () => ({ status: 429, headers: { 'retry-after': '90' } }),
    is: { outcome: 'down', error: 'http-429', afterSeconds: 90 },
  },
  {
    why: 'a fault of the gateway: this message later',
    reply: () => ({ status: 503 }),
    is: { outcome: 'later', error: 'http-503' },
  },
  { why: 'a wrong key: all wait', reply: () => ({ status: 401 }), is: { outcome: 'down', error: 'http-401' } },
  { why: 'a refusal of this message', reply: () => ({ status: 422 }), is: { outcome: 'never', error: 'http-422' } },
  {
    why: 'silence after it took the message: a counted number of times',
    reply: () => ({ silent: true }),
    is: { outcome: 'later', error: 'timeout' },
  },
  {
    why: 'a line that breaks: the same',
    reply: () => ({ breaks: true }),
    is: { outcome: 'later', error: 'connection' },
  },
  {
    why: 'a redirect is not followed',
    reply: () => ({ status: 302, headers: { location: 'http://169.254.169.254/' } }),
    is: { outcome: 'never', error: 'redirect' },
  },
];
for (const { why, reply, is } of FAILURES)
  test(`SMS gateway: ${why}`, async () => {
    await setUp();
    peer.answers(reply);
    assert.deepEqual(await send(), is);
  });

test('a gateway that says how it went in its answer is read by its codes; its sentences are not kept', async () => {
  await setUp({ success: { field: 'CodeResult', values: ['100'] }, laterCodes: ['103'] });
  peer.answers(() => ({ body: '{"CodeResult":"100"}' }));
  assert.equal((await send()).outcome, 'sent');
  peer.answers(() => ({ body: '{"CodeResult":103}' }));
  assert.deepEqual(await send(), { outcome: 'later', error: 'code-103' });
  peer.answers(() => ({ body: '{"CodeResult":"số 0905123456 sai"}' }));
  assert.deepEqual(await send(), { outcome: 'never', error: 'code-s0905123456sai' });
  peer.answers(() => ({ body: '<html>' }));
  assert.deepEqual(await send(), { outcome: 'never', error: 'code-none' });
});

test('a gateway inside a network is reached only where the administrator said so, link-local never', async () => {
  await setUp({ isInternal: false });
  assert.deepEqual(await send(), { outcome: 'down', error: 'not-https' });
  await setUp({ isInternal: false, url: 'https://10.0.0.1/gui' });
  assert.deepEqual(await send(), { outcome: 'down', error: 'private-network' });
  await setUp({ isInternal: true, url: 'http://169.254.169.254/latest' });
  assert.deepEqual(await send(), { outcome: 'down', error: 'private-network' });
  assert.equal(peer.asked.length, 0);
});

test('secrets are sealed and never read back; an empty one keeps what there is; two administrators do not overwrite each other', async () => {
  await setUp({}, 'bí-mật-của-cổng');
  const view = await ask(administrator, 'GET', '/api/channels/carriers');
  assert.ok(!view.body.includes('bí-mật') && view.json<CarrierView>().sms.hasSecret);
  const { rows } = await system.run((tx) =>
    sql<{ row: string }>`select channel_carrier::text as row from channel_carrier`.execute(tx.db),
  );
  assert.ok(rows.length > 0 && rows.every(({ row }) => !row.includes('bí-mật')));
  await setUp();
  await send();
  assert.equal(Buffer.from(peer.asked[0]?.headers.authorization ?? '', 'latin1').toString(), 'Bearer bí-mật-của-cổng');
  const stale = await ask(administrator, 'PUT', '/api/channels/carriers/sms', {
    settings: SMS,
    isOn: true,
    revision: 1,
  });
  assert.equal(stale.statusCode, 409);
  assert.equal((await ask(person, 'GET', '/api/channels/carriers')).statusCode, 403);
  const unknown = { ...SMS, body: '{{ho_ten}}' };
  const wrong = await ask(administrator, 'PUT', '/api/channels/carriers/sms', {
    settings: unknown,
    isOn: true,
    revision: 9,
  });
  assert.equal(wrong.statusCode, 422);
});

test('a number counts once its owner repeats the code that was sent to it; wrong and late codes do not', async () => {
  await setUp();
  assert.equal((await ask(person, 'POST', '/api/channels/phone', { number: '0258 382 1234' })).statusCode, 422);
  assert.equal((await ask(person, 'POST', '/api/channels/phone', { number: '0905 123 456' })).statusCode, 200);
  const mine = async () => (await ask(person, 'GET', '/api/channels/mine')).json<MyChannels>();
  assert.deepEqual((await mine()).phone, { masked: '0905 ••• 456', isConfirmed: false });
  const code = /la (\d{6})/.exec(peer.asked[0]?.body ?? '')?.[1] ?? '';
  const confirm = (typed: string) => ask(person, 'POST', '/api/channels/phone/confirm', { code: typed });
  const other = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  assert.equal((await confirm(other)).statusCode, 422);
  assert.equal((await ask(person, 'POST', '/api/channels/phone', { number: '0905 123 456' })).statusCode, 429);
  assert.equal((await confirm(code)).statusCode, 200);
  assert.equal((await mine()).phone?.isConfirmed, true);
  assert.equal((await confirm(code)).statusCode, 422, 'once');
  const kept = await system.run((tx) =>
    sql<{ row: string }>`select channel_phone::text as row from channel_phone`.execute(tx.db),
  );
  assert.ok(!kept.rows[0]?.row.includes(code));
  assert.equal((await ask(person, 'DELETE', '/api/channels/phone')).statusCode, 200);
  assert.equal((await mine()).phone, null);
});

test('after five wrong codes even the right one is refused, and no more than five are sent a day', async () => {
  await system.run((tx) => sql`update channel_phone set codes_sent = 0`.execute(tx.db));
  const again = () =>
    system.run((tx) => sql`update channel_phone set asked_at = asked_at - interval '2 minutes'`.execute(tx.db));
  await again();
  peer.asked.length = 0;
  for (let sent = 0; sent < 5; sent += 1) {
    assert.equal((await ask(person, 'POST', '/api/channels/phone', { number: '0905123456' })).statusCode, 200);
    await again();
  }
  const sixth = await ask(person, 'POST', '/api/channels/phone', { number: '0905123456' });
  assert.equal(sixth.statusCode, 429);
  const code = /la (\d{6})/.exec(peer.asked.at(-1)?.body ?? '')?.[1] ?? '';
  const wrong = code === '000000' ? '000001' : '000000';
  for (let tries = 0; tries < 5; tries += 1) await ask(person, 'POST', '/api/channels/phone/confirm', { code: wrong });
  assert.equal((await ask(person, 'POST', '/api/channels/phone/confirm', { code })).statusCode, 422);
});

async function receipt(body: string, change: { secret?: string; at?: number; path?: string } = {}) {
  const timestamp = String(Math.floor((change.at ?? Date.now()) / 1000));
  return app.inject({
    method: 'POST',
    url: `/api/channels/receipts/${change.path ?? 'sms'}`,
    headers: {
      'content-type': 'application/json',
      'x-timestamp': timestamp,
      'x-signature': receiptSignature(change.secret ?? RECEIPT_SECRET, timestamp, body),
    },
    payload: body,
  });
}

test('a delivery receipt counts when it is signed by the gateway and fresh; altered, old and foreign ones are refused', async () => {
  receipts.length = 0;
  const body = JSON.stringify({ id: '778899', status: 'delivered', ghi_chú: 'đã nhận' });
  assert.equal((await receipt(body)).statusCode, 204);
  assert.equal((await receipt(JSON.stringify({ id: ID, status: 'failed' }))).statusCode, 204);
  assert.equal((await receipt(JSON.stringify({ id: ID, status: 'on its way' }))).statusCode, 204);
  assert.deepEqual(receipts, [
    { channel: 'sms', id: '778899', outcome: 'delivered', error: null },
    { channel: 'sms', id: ID, outcome: 'failed', error: 'undelivered-failed' },
  ]);
  for (const change of [{ secret: 'khác' }, { at: Date.now() - 600_000 }, { at: Date.now() + 600_000 }])
    assert.equal((await receipt(body, change)).statusCode, 401);
  const bare = await app.inject({ method: 'POST', url: '/api/channels/receipts/sms', payload: body });
  assert.equal(bare.statusCode, 401);
  assert.equal(receipts.length, 2);
});

const ZALO = {
  appId: '123456789',
  messageUrl: `${peer.url}/message/template`,
  tokenUrl: `${peer.url}/v4/oa/access_token`,
  isInternal: true,
};

/** Zalo as it is publicly described: tokens that run out, refresh tokens for one use, codes in the body. */
function zalo() {
  let refresh = 'refresh-1';
  let access = '';
  let made = 0;
  let next = '{"error":0,"message":"Success","data":{"msg_id":"zm-1"}}';
  peer.answers(({ path, headers, body }) => {
    if (path === '/v4/oa/access_token') {
      const form = new URLSearchParams(body);
      const right =
        headers['secret_key'] === 'app-secret' &&
        form.get('app_id') === ZALO.appId &&
        form.get('refresh_token') === refresh;
      if (!right) return { body: '{"error":-14014,"error_name":"Invalid refresh token"}' };
      made += 1;
      [access, refresh] = [`access-${made}`, `refresh-${made + 1}`];
      return { body: JSON.stringify({ access_token: access, refresh_token: refresh, expires_in: '90000' }) };
    }
    return headers['access_token'] === access ? { body: next } : { body: '{"error":-124,"message":"invalid"}' };
  });
  return {
    says: (body: string) => (next = body),
    forgets: () => (access = 'khác'),
    tokens: () => made,
  };
}

async function sendZalo() {
  const carrier = (await openZalo(province, equipment)) ?? assert.fail('no Zalo');
  const values = { loai: 'Quá hạn', han: '17:00 30/03/2018' };
  return carrier.send({ id: ID, number: '84905123456', templateId: '345678', values });
}

test('a Zalo template message goes with a token that is renewed once, by a refresh token that is used once', async () => {
  const reply = await ask(administrator, 'PUT', '/api/channels/carriers/zalo', {
    settings: ZALO,
    isOn: true,
    appSecret: 'app-secret',
    refreshToken: 'refresh-1',
    oaSecret: 'oa-secret',
    revision: 0,
  });
  assert.equal(reply.statusCode, 200, reply.body);
  const server = zalo();
  assert.deepEqual(await Promise.all([sendZalo(), sendZalo()]), [
    { outcome: 'sent', receiptId: 'zm-1' },
    { outcome: 'sent', receiptId: 'zm-1' },
  ]);
  assert.equal(server.tokens(), 1, 'two at once ask for one token');
  const sent = peer.asked.find(({ path }) => path === '/message/template');
  assert.deepEqual(JSON.parse(sent?.body ?? ''), {
    phone: '84905123456',
    template_id: '345678',
    template_data: { loai: 'Quá hạn', han: '17:00 30/03/2018' },
    tracking_id: ID,
  });
  server.forgets();
  assert.equal((await sendZalo()).outcome, 'sent', 'a token that was taken back is replaced');
  assert.equal(server.tokens(), 2);
  server.says('{"error":-118,"message":"no account"}');
  assert.deepEqual(await sendZalo(), { outcome: 'never', error: 'zalo--118' });
  server.says('{"error":-115,"message":"out of quota"}');
  assert.deepEqual(await sendZalo(), { outcome: 'down', error: 'zalo--115' });
  peer.answers(() => ({ status: 500 }));
  assert.deepEqual(await sendZalo(), { outcome: 'later', error: 'http-500' });
});

test('Zalo’s own receipt is believed by its signature alone', async () => {
  receipts.length = 0;
  const timestamp = String(Date.now());
  const body = JSON.stringify({ event_name: 'user_received_message', timestamp, message: { tracking_id: ID } });
  const tell = (signature: string) =>
    app.inject({
      method: 'POST',
      url: '/api/channels/receipts/zalo',
      headers: { 'content-type': 'application/json', 'x-zevent-signature': signature },
      payload: body,
    });
  assert.equal((await tell('mac=00')).statusCode, 401);
  const right = zaloSignature(ZALO.appId, body, timestamp, 'oa-secret');
  assert.equal((await tell(`mac=${right}`)).statusCode, 204);
  assert.deepEqual(receipts, [{ channel: 'zalo', id: ID, outcome: 'delivered', error: null }]);
});
