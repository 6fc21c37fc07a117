import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { deliverMessages } from './deliver.ts';
import type { TemplateFields } from './domain/template.ts';
import { fireDue } from './fire.ts';
import { remindersMessages } from './messages.vi.ts';
import { seedReminders, smtpTransport } from './public.ts';
import { templateRoutes } from './routes-templates.ts';
import { remindersRoutes } from './routes.ts';
import type { ReminderList } from './schema.ts';
import type { TemplateList } from './template-schema.ts';
import { smtpPeer } from './testing/smtp-peer.ts';
import { anObligation, at, makeWorld, remindersSeed, type Somebody } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
await system.run(seedReminders);
const peer = await smtpPeer();
const transport = smtpTransport({ url: peer.url, from: 'nhac-viec@tinh.invalid', publicUrl: 'https://x.invalid' });
after(async () => {
  await transport.close();
  await peer.close();
});

let caller: Somebody['actor'];
const app = createApp({
  province,
  messages: { ...httpMessages, ...remindersMessages },
  authenticate: async () => caller,
});
templateRoutes(app);
remindersRoutes(app);

async function issue(path: string, baseVersion: number, fields: TemplateFields, who = world.administrator) {
  caller = who.actor;
  const reply = await app.inject({
    method: 'POST',
    url: `/api/reminders/templates/${path}`,
    headers: { 'x-dunghen-request': '1' },
    payload: { baseVersion, fields, reason: 'Viết gọn hơn' },
  });
  return { status: reply.statusCode, body: reply.json<{ code?: string; version?: number; fields?: object }>() };
}

async function view(channel: string, kind: string) {
  caller = world.administrator.actor;
  const { templates } = (await app.inject({ url: '/api/reminders/templates' })).json<TemplateList>();
  return templates.find((each) => each.channel === channel && each.kind === kind);
}

const BRIEF: TemplateFields = { subject: 'Khẩn: {viec}', body: 'Kính gửi {nguoi_nhan}\n{viec} · {han}' };

test('the default set is there, once, however often the program starts', async () => {
  await system.run(seedReminders);
  caller = world.administrator.actor;
  const { templates } = (await app.inject({ url: '/api/reminders/templates' })).json<TemplateList>();
  assert.equal(templates.length, 25);
  assert.ok(templates.every(({ version, isDefault }) => version === 1 && isDefault));
});

test('a letter speaks in the words in force when it was fired, also when it is tried again after a change', async () => {
  const send = async (title: string) => {
    await anObligation(province, world, {
      title,
      urgency: 'urgent',
      agencyId: world.ids.other,
      dueAt: at('2018-03-30T17:00'),
    });
    await fireDue(province);
  };
  await send('Trước khi sửa');
  province.clock.set('2018-02-26T15:10');
  assert.deepEqual((await issue('email/assigned', 1, BRIEF)).body, { version: 2 });
  province.clock.set('2018-02-26T15:20');
  await send('Sau khi sửa');
  await deliverMessages(province, transport);
  const subjects = peer.taken.map(({ subject }) => subject ?? '').sort((a, b) => a.localeCompare(b));
  assert.equal(subjects[0], 'Khẩn: Sau khi sửa');
  assert.match(subjects[1] ?? '', /^Trước khi sửa · hạn 17:00/);
  const letter = peer.taken.find(({ subject }) => subject === 'Khẩn: Sau khi sửa');
  assert.match(
    letter?.text ?? '',
    /^Kính gửi Hồ Người Khác\nSau khi sửa · hạn 17:00, thứ Sáu, 30\/03\/2018\n\nMở việc: https/,
  );
  assert.ok(letter?.text?.includes('Vì sao tôi nhận được?'), 'what every letter says cannot be edited away');
});

test('the list says what the text of the program says, and what was said before a change stays, though the clock stands', async () => {
  const remind = async (title: string) => {
    await anObligation(province, world, { title, agencyId: world.ids.other, dueAt: at('2018-03-30T17:00') });
    await fireDue(province);
  };
  const said = async () => {
    caller = world.stranger.actor;
    const { reminders } = (await app.inject({ url: '/api/reminders' })).json<ReminderList>();
    return new Map(reminders.map(({ title, text }) => [title, text]));
  };
  await remind('Giao trước khi sửa lời');
  assert.equal((await issue('in-app/assigned', 1, { body: '{co_quan}: nhận {viec}\n{noi_cho} chờ' })).status, 200);
  await remind('Giao sau khi sửa lời');
  const texts = await said();
  assert.equal(texts.get('Giao trước khi sửa lời'), 'Mở việc, xác nhận đã nhận và giao người làm.');
  assert.equal(
    texts.get('Giao sau khi sửa lời'),
    'Sở Tài chính: nhận Giao sau khi sửa lời\nVăn phòng Ủy ban nhân dân tỉnh chờ',
  );
});

test('each version is kept with who made it and why, and the default can be taken back', async () => {
  const before = await view('email', 'assigned');
  assert.deepEqual(
    before?.versions.map(({ version, madeBy, reason }) => [version, madeBy, reason]),
    [
      [2, 'Mai Quản Trị', 'Viết gọn hơn'],
      [1, null, null],
    ],
  );
  const first = before?.versions[1]?.fields;
  assert.ok(first);
  assert.equal((await issue('email/assigned', 2, first)).body.version, 3);
  assert.equal((await view('email', 'assigned'))?.isDefault, true);
});

test('what a person changed is not overwritten when the program starts again', async () => {
  await issue('push/review', 1, { subject: 'Xem {viec}', body: '{han}' });
  await system.run(seedReminders);
  assert.equal((await view('push', 'review'))?.fields.subject, 'Xem {viec}');
});

test('personal data in SMS and Zalo, unknown and missing variables are refused, whoever asks', async () => {
  for (const [path, fields] of [
    ['sms/overdue', { body: '{loai}: {viec} {lien_ket}' }],
    ['zalo/overdue', { body: '{loai} {nguoi_nhan} {lien_ket}' }],
    ['email/overdue', { subject: '{viec}', body: '{viec} {hann}' }],
    ['email/overdue', { subject: 'Việc', body: 'Xem ngay' }],
  ] as const) {
    const { status, body } = await issue(path, 1, fields);
    assert.deepEqual([status, body.code], [422, 'reminders.bad_template'], path);
  }
});

test('two people who began from the same version: the second is told, and nothing is lost', async () => {
  const words = (text: string): TemplateFields => ({ body: `{loai} ${text} {lien_ket}` });
  const both = await Promise.all([issue('sms/due-today', 1, words('một')), issue('sms/due-today', 1, words('hai'))]);
  assert.deepEqual(
    both.map(({ status }) => status).sort((a, b) => a - b),
    [200, 409],
  );
  assert.equal(
    (await issue('sms/due-today', 2, (await view('sms', 'due-today'))?.fields ?? words(''))).body.code,
    'reminders.template_same',
  );
});

test('officers may neither read nor issue them', async () => {
  assert.equal((await issue('sms/due-soon', 1, { body: '{loai} {lien_ket}' }, world.officer)).status, 403);
  caller = world.officer.actor;
  assert.equal((await app.inject({ url: '/api/reminders/templates' })).statusCode, 403);
});
