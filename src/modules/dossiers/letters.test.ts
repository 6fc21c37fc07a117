import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { smtpTransport } from '#modules/reminders/public.ts';
import { smtpPeer } from '#modules/reminders/testing/smtp-peer.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { makeLetters, sendLetters } from './letters.ts';
import type { LetterPreview, LetterSettings } from './letters-schema.ts';
import type { DossierDetail } from './detail-schema.ts';
import { subscribeDossiers } from './subscriptions.ts';
import { aDossier, dossierSeed, makeWorld, reception } from './testing/world.ts';

const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
subscribeDossiers();
const world = await makeWorld(province);
const peer = await smtpPeer();
const mail = smtpTransport({ url: peer.url, from: 'Một cửa <mc@thu.invalid>', publicUrl: 'https://mc.example/' });
after(async () => {
  await mail.close();
  await peer.close();
});

const email = { applicant: { name: 'Nguyễn Thị Hòa', email: 'hoa@thu.invalid', phone: '0905 123 456' } };
const tell = async () => {
  await makeLetters(province, mail.publicUrl, { olderThanSeconds: 0 });
  await sendLetters(province, mail);
};
const read = (id: string) => world.as('clerk').get<DossierDetail>(`/api/dossiers/${id}`);
const told = async (id: string) =>
  (await read(id)).messages.map(({ label, channel, state }) => [label, channel, state]);

test('an applicant with an e-mail and a phone is written to once; the SMS waits for a gateway and is never lost', async () => {
  const dossier = await aDossier(world, email);
  await tell();
  assert.deepEqual(await told(dossier.id), [
    ['Đã tiếp nhận, có ngày hẹn', 'email', 'sent'],
    ['Đã tiếp nhận, có ngày hẹn', 'sms', 'no-gateway'],
  ]);
  const [letter] = peer.taken.splice(0);
  assert.equal(letter?.subject, `Hồ sơ ${dossier.code} đã được tiếp nhận`);
  assert.match(letter?.text ?? '', /Nguyễn Thị Hòa/);
  assert.match(letter?.text ?? '', /09:00, 16\/07\/2018/);
  assert.ok(letter?.text?.includes(`https://mc.example${dossier.trackingPath}`));
  const sms = (await read(dossier.id)).messages.find(({ channel }) => channel === 'sms')?.text ?? '';
  assert.equal(sms, `Ho so ${dossier.code} da duoc tiep nhan, hen tra ket qua 16/07/2018. Tra cuu: mc.example/tra-cuu`);
  await tell();
  assert.deepEqual(peer.taken, [], 'a second round says nothing again');
});

test('a call sent again tells once; who left no address is recorded as not reached', async () => {
  const again = reception(world, { applicant: { name: 'Trần Văn Không' } });
  const first = await world.as('clerk').post<DossierDetail>('/api/dossiers', again);
  await world.as('clerk').post<DossierDetail>('/api/dossiers', again);
  await Promise.all([tell(), tell()]);
  assert.deepEqual(await told(first.id), [['Đã tiếp nhận, có ngày hẹn', 'none', 'no-address']]);
});

test('what was taken back within ten seconds is never told', async () => {
  let dossier = await aDossier(world, email);
  await tell();
  peer.taken.length = 0;
  dossier = await world.as('clerk').act(dossier, 'require-payment', { reason: 'Phí thẩm định' });
  await makeLetters(province, mail.publicUrl);
  assert.equal((await read(dossier.id)).messages.length, 2, 'not before the time to take it back is over');
  dossier = await world.as('clerk').act(dossier, 'undo');
  await tell();
  assert.deepEqual(peer.taken, []);
  assert.equal((await read(dossier.id)).messages.length, 2);
});

test('a request for papers names them and their reason in the letter and neither in the SMS', async () => {
  const dossier = await world.as('clerk').post<DossierDetail>(
    '/api/dossiers',
    reception(world, {
      ...email,
      decision: 'request-completion',
      reason: 'Thiếu bản vẽ của ông Lê Văn Tám',
      missing: [{ name: 'Bản vẽ hoàn công', originals: 1, copies: 0 }],
    }),
  );
  await tell();
  const [letter] = peer.taken.splice(0);
  assert.match(letter?.text ?? '', /Thiếu bản vẽ của ông Lê Văn Tám/);
  assert.match(letter?.text ?? '', /- Bản vẽ hoàn công/);
  const sms = (await read(dossier.id)).messages.find(({ channel }) => channel === 'sms')?.text ?? '';
  assert.doesNotMatch(sms, /Tam|ban ve/i);
});

test('who has to pay reads how much, who waits for the post reads its number', async () => {
  const clerk = world.as('clerk');
  let dossier = await clerk.act(await aDossier(world, email), 'require-payment', {
    reason: 'Phí thẩm định',
    amountVnd: 1_250_000,
  });
  await tell();
  assert.match(peer.taken.splice(0).at(-1)?.text ?? '', /Nội dung: Phí thẩm định\s+Số tiền: 1\.250\.000 đồng/);
  dossier = await clerk.act(dossier, 'confirm-payment');
  dossier = await clerk.act(dossier, 'forward');
  while (dossier.nextSteps.length > 0) dossier = await world.as('head').act(dossier, 'advance');
  dossier = await world.as('head').act(dossier, 'finish');
  await clerk.act(dossier, 'post-result', { receiver: 'EK123456789VN' });
  await tell();
  const [letter] = peer.taken.splice(0).filter(({ subject }) => subject?.includes('đang được gửi'));
  assert.match(letter?.text ?? '', /Số hiệu bưu gửi: EK123456789VN\./);
});

test('a server that says not now, never or nothing: the letter waits, is shown, is tried again by the administrator', async () => {
  const admin = world.as('administrator');
  const dossier = await aDossier(world, email);
  await makeLetters(province, mail.publicUrl, { olderThanSeconds: 0 });
  peer.manner = 550;
  await sendLetters(province, mail);
  assert.deepEqual((await told(dossier.id))[0], ['Đã tiếp nhận, có ngày hẹn', 'email', 'dead']);
  assert.equal((await admin.get<LetterSettings>('/api/dossiers/letters')).counts.dead, 1);
  peer.manner = 'take';
  assert.deepEqual(await admin.post('/api/dossiers/letters/resend'), { count: 1 });
  await sendLetters(province, mail);
  assert.deepEqual((await told(dossier.id))[0], ['Đã tiếp nhận, có ngày hẹn', 'email', 'sent']);
  peer.taken.length = 0;
});

test('the administrator words a moment anew; faults are named at their fields, two at once do not overwrite', async () => {
  const admin = world.as('administrator');
  const { templates } = await admin.get<LetterSettings>('/api/dossiers/letters');
  const received = templates.find(({ key }) => key === 'received');
  assert.ok(received);
  const { version } = received;
  const change = {
    subject: 'Đã nhận {ma_ho_so}',
    body: 'Chào {nguoi_nop}.',
    sms: 'Da nhan {ma_ho_so}',
    enabled: true,
    version,
  };
  const url = '/api/dossiers/letters/received';
  const bad = await admin.send('PUT', url, { ...change, sms: 'Chao {nguoi_nop}', body: '{sai}' });
  assert.equal(bad.status, 422);
  assert.deepEqual((bad.body as { fields: object }).fields, {
    sms: 'Tin nhắn SMS không được chứa “{nguoi_nop}”. Hãy sửa lại.',
    body: 'Không có trường “{sai}”. Hãy sửa lại.',
  });
  await admin.put(url, change);
  assert.deepEqual((await admin.refused('PUT', url, change)).code, 'dossiers.letter_changed');
  await aDossier(world, email);
  await tell();
  assert.match(peer.taken.splice(0)[0]?.subject ?? '', /^Đã nhận 000/);
  await admin.put(url, { ...change, enabled: false, version: version + 1 });
  const silent = await aDossier(world, email);
  await tell();
  assert.deepEqual(await told(silent.id), []);
  const preview = await admin.post<LetterPreview>('/api/dossiers/letters/preview', change);
  assert.equal(preview.sms, 'Da nhan 000.00.06.H32-180312-0001');
});

test('the number the administrator enters is the one people call', async () => {
  const saved = await world
    .as('administrator')
    .put<LetterSettings>(`/api/dossiers/contacts/${world.agency('KH.SKHCN')}`, {
      phone: '0258 3 822 000',
      place: '1 Trần Phú, Nha Trang',
      hours: null,
    });
  assert.deepEqual(
    saved.contacts.map(({ agency, phone }) => [agency, phone]),
    [['Sở Khoa học và Công nghệ', '0258 3 822 000']],
  );
  const dossier = await aDossier(world);
  const page = await world.app.inject({ method: 'GET', url: dossier.trackingPath });
  assert.match(page.body, /tel:02583822000/);
  assert.equal((await world.as('clerk').refused('PUT', '/api/dossiers/letters/received', {})).status, 403);
});
