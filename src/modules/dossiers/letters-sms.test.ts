import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { saveSms } from '#modules/channels/carriers.ts';
import { passingEquipment } from '#modules/channels/equipment.ts';
import { gatewayPeer } from '#modules/channels/testing/gateway-peer.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { makeLetters } from './letters.ts';
import { sendSms } from './letters-sms.ts';
import type { DossierDetail } from './detail-schema.ts';
import { receiveSms } from './store/letters.ts';
import { subscribeDossiers } from './subscriptions.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
subscribeDossiers();
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
const gateway = await gatewayPeer(() => ({ body: '{"id":"g-1"}' }));
after(() => gateway.close());
const equipment = passingEquipment('https://mc.example');

const setUp = (revision: number) =>
  saveSms(system, equipment, {
    settings: {
      url: `${gateway.url}/gui`,
      method: 'POST',
      headers: [],
      contentType: 'form',
      body: 'to={{to}}&text={{text}}&id={{id}}',
      isInternal: true,
      marks: false,
      mostParts: 2,
      numberForm: 'local',
      success: null,
      laterCodes: [],
      receiptField: 'id',
      receipts: null,
    },
    isOn: true,
    secret: '',
    secret2: '',
    receiptSecret: '',
    revision,
  });
const phone = { applicant: { name: 'Nguyễn Thị Hòa', phone: '0905 123 456' } };
const made = async (applicant: object = phone) => {
  const dossier = await aDossier(world, applicant);
  await makeLetters(province, 'https://mc.example', { olderThanSeconds: 0 });
  return dossier;
};
const sms = async (id: string) => {
  const { messages } = await world.as('clerk').get<DossierDetail>(`/api/dossiers/${id}`);
  return messages.filter(({ channel }) => channel === 'sms').map(({ state }) => state);
};

test('an applicant’s SMS waits for a gateway, goes once there is one, and once; its receipt is kept', async () => {
  const dossier = await made();
  assert.equal(await sendSms(province, equipment), 0);
  assert.deepEqual(await sms(dossier.id), ['no-gateway']);
  await setUp(0);
  assert.equal(await sendSms(province, equipment), 1);
  assert.equal(await sendSms(province, equipment), 0);
  const form = new URLSearchParams(gateway.asked[0]?.body);
  assert.equal(form.get('to'), '0905123456');
  assert.match(form.get('text') ?? '', new RegExp(`^Ho so ${dossier.code} da duoc tiep nhan`));
  assert.deepEqual(await sms(dossier.id), ['sent']);
  assert.equal(await system.run((tx) => receiveSms(tx.db, 'g-1', null)), true);
  assert.equal(await system.run((tx) => receiveSms(tx.db, 'khong-co', null)), false);
});

test('a demonstration says so in every SMS too', async () => {
  const dossier = await made();
  const demonstration = { ...province, info: { ...province.info, isDemonstration: true } };
  assert.equal(await sendSms(demonstration, equipment), 1);
  const form = new URLSearchParams(gateway.asked.at(-1)?.body);
  assert.match(form.get('text') ?? '', new RegExp(`^\\[Trinh dien\\] Ho so ${dossier.code} `));
});

test('a number that is no mobile is told to nobody and stands in the list of what was not sent', async () => {
  const dossier = await made({ applicant: { name: 'Trần Văn Bàn', phone: '0258 382 1234' } });
  await sendSms(province, equipment);
  assert.deepEqual(await sms(dossier.id), ['dead']);
});

test('a gateway that is down leaves all waiting and counts no attempt', async () => {
  gateway.answers(() => ({ status: 401 }));
  const [one, two] = [await made(), await made()];
  assert.equal(await sendSms(province, equipment), 0);
  assert.deepEqual([await sms(one.id), await sms(two.id)], [['failed'], ['failed']]);
});
