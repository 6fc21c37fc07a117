import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { newId } from '#kernel/id.ts';
import { createPerson } from '#modules/org/public.ts';
import { type Actor, systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { passingEquipment } from './equipment.ts';
import { addDevice, dropDevice, myChannels } from './mine.ts';
import { pushTo } from './push.ts';
import { pushPeer } from './testing/push-peer.ts';

const province = await testProvince();
const peer = await pushPeer();
after(() => peer.close());
const equipment = {
  ...passingEquipment('https://dunghen.tinh.invalid'),
  net: { ca: peer.ca, allowed: [{ host: '127.0.0.1', port: peer.port }], timeoutMs: 2_000 },
};
const CHROME =
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36';

async function someone() {
  const person = await province
    .as(systemActor('Thử nghiệm'))
    .run((tx) => createPerson(tx, { fullName: 'Nguyễn Văn Thiết Bị' }));
  const actor: Actor = { kind: 'person', personId: person.id, name: person.fullName, grants: [] };
  return { id: person.id, work: province.as(actor) };
}
const add = (who: Awaited<ReturnType<typeof someone>>, path: string) =>
  addDevice(who.work, peer.subscribe(path), { userAgent: CHROME, browser: null });
const devices = async (who: Awaited<ReturnType<typeof someone>>) =>
  (await myChannels(who.work, equipment)).push.devices;

const note = () => ({
  id: newId(),
  title: 'Đến hạn hôm nay: Báo cáo rà soát thủ tục',
  body: 'Hạn 17:00, thứ Sáu, 30/03/2018 · còn 0 ngày',
  path: '/nhiem-vu/1',
});

test('a browser reads what was encrypted to it; the service sees who sends, and nothing of what is said', async () => {
  const who = await someone();
  await add(who, '/p/1');
  const told = note();
  assert.deepEqual(await pushTo(province, equipment, who.id, told, { urgent: true }), { outcome: 'sent' });
  const [pushed] = peer.taken.splice(0);
  assert.deepEqual(pushed?.note, told);
  assert.equal(pushed?.claims.aud, `https://127.0.0.1:${peer.port}`);
  assert.equal(pushed?.claims.sub, 'https://dunghen.tinh.invalid');
  const lasts = (pushed?.claims.exp ?? 0) - Date.now() / 1000;
  assert.ok(lasts > 0 && lasts <= 86_400, 'a token is good for a day at most');
  assert.deepEqual(
    ['ttl', 'urgency', 'content-encoding', 'topic'].map((name) => pushed?.headers[name]),
    ['86400', 'high', 'aes128gcm', told.id.replaceAll('-', '')],
  );
  const [device] = await devices(who);
  assert.equal(device?.label, 'Chrome 141, Android');
  assert.ok(device?.reachedAt);
});

for (const status of [404, 410])
  test(`a device its service no longer knows (${status}) is dropped, and the person is reached on the other one`, async () => {
    const who = await someone();
    await add(who, `/gone/${status}`);
    await add(who, `/stays/${status}`);
    peer.answer(`/gone/${status}`, status);
    assert.equal((await pushTo(province, equipment, who.id, note())).outcome, 'sent');
    assert.equal(peer.taken.splice(0).length, 1);
    assert.equal((await devices(who)).length, 1);
  });

test('with no device left the message is given up at once, so that the next channel takes over', async () => {
  const who = await someone();
  assert.deepEqual(await pushTo(province, equipment, who.id, note()), { outcome: 'never', error: 'no-device' });
  await add(who, '/last');
  peer.answer('/last', 410);
  assert.deepEqual(await pushTo(province, equipment, who.id, note()), { outcome: 'never', error: 'device-gone' });
});

test('a busy service is asked again when it says, a refusal is one, and both keep the device', async () => {
  const who = await someone();
  await add(who, '/busy');
  peer.answer('/busy', 429, { 'retry-after': '120' });
  assert.deepEqual(await pushTo(province, equipment, who.id, note()), {
    outcome: 'later',
    error: 'http-429',
    afterSeconds: 120,
  });
  peer.answer('/busy', 503);
  assert.deepEqual(await pushTo(province, equipment, who.id, note()), { outcome: 'later', error: 'http-503' });
  peer.answer('/busy', 403);
  assert.deepEqual(await pushTo(province, equipment, who.id, note()), { outcome: 'never', error: 'http-403' });
  assert.equal((await devices(who)).length, 1);
});

test('an address inside a network is never called, whoever typed it', async () => {
  const who = await someone();
  await add(who, '/inside');
  const careful = { ...equipment, net: { ca: peer.ca } };
  assert.deepEqual(await pushTo(province, careful, who.id, note()), { outcome: 'never', error: 'private-network' });
  assert.deepEqual(peer.taken, []);
});

test('a browser belongs to who used it last, nobody keeps more than ten, and only its owner removes one', async () => {
  const [one, two] = [await someone(), await someone()];
  await add(one, '/shared');
  await add(two, '/shared');
  assert.deepEqual([(await devices(one)).length, (await devices(two)).length], [0, 1]);
  const id = (await devices(two))[0]?.id ?? '';
  await assert.rejects(dropDevice(one.work, id), { code: 'channels.no_device' });
  await dropDevice(two.work, id);
  assert.deepEqual(await devices(two), []);
  for (let number = 0; number < 12; number += 1) await add(one, `/many/${number}`);
  assert.equal((await devices(one)).length, 10);
});

test('keys no browser gives and addresses without TLS are refused', async () => {
  const who = await someone();
  const good = peer.subscribe('/x');
  const refused = { code: 'channels.bad_device' };
  await assert.rejects(
    addDevice(who.work, { ...good, keys: { ...good.keys, auth: 'AAAA' } }, { userAgent: CHROME, browser: null }),
    refused,
  );
  await assert.rejects(
    addDevice(who.work, { ...good, endpoint: 'http://127.0.0.1/x' }, { userAgent: CHROME, browser: null }),
    refused,
  );
});
