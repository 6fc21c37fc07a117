import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import test, { after } from 'node:test';
import nodemailer from 'nodemailer';
import { newId } from '#kernel/id.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { mailboxRoutes } from './mailbox-routes.ts';
import type { MailList, MailView } from './mailbox-schema.ts';
import { startMailbox } from './mailbox.ts';
import { demoMessages } from './messages.vi.ts';

const province = await testProvince({ at: '2018-03-21T07:00' });
const mailbox = await startMailbox(province);
const sender = nodemailer.createTransport({ url: mailbox.url });
const visitor: Actor = { kind: 'person', personId: newId(), name: 'Người xem', grants: [] };
let caller: Actor = visitor;
const app = createApp({
  province,
  messages: { ...httpMessages, ...demoMessages },
  authenticate: async () => caller,
});
mailboxRoutes(app);

after(async () => {
  sender.close();
  await mailbox.close();
});

async function get<T>(url: string): Promise<{ status: number; body: T & { code?: string } }> {
  const reply = await app.inject({ method: 'GET', url });
  return { status: reply.statusCode, body: reply.json<T & { code?: string }>() };
}

async function send(to: string, subject: string, more: object = {}): Promise<void> {
  await sender.sendMail({
    from: 'Đúng Hẹn <nhac-viec@tinh.invalid>',
    to,
    subject,
    text: `Nội dung ${subject}`,
    ...more,
  });
}

test('a mail sent over SMTP is read with its Vietnamese, its date and its HTML, in NFC whatever it came in', async () => {
  await send('van.thu@thu.invalid', 'Báo cáo · hạn thứ Sáu, 30/03/2018'.normalize('NFD'), {
    html: '<p>Việc phải làm</p>',
    date: new Date('2018-03-21T00:00:00Z'),
  });
  const { body } = await get<MailList>('/api/demo/mail?to=Van.Thu@thu.invalid');
  const [head] = body.mails;
  assert.equal(head?.subject, 'Báo cáo · hạn thứ Sáu, 30/03/2018');
  assert.equal(head?.sentAt, '2018-03-21T07:00:00+07:00');
  const one = await get<MailView>(`/api/demo/mail/${head?.id}`);
  assert.deepEqual([one.body.html, one.body.copies], ['<p>Việc phải làm</p>', 1]);
  assert.match(one.body.from, /Đúng Hẹn/);
});

test('a letter that comes twice under one Message-ID is shown once, and the copy is counted', async () => {
  for (const _ of [1, 2]) await send('hai.lan@thu.invalid', 'hai lần', { messageId: '<mot@tinh.invalid>' });
  const { body } = await get<MailList>('/api/demo/mail?to=hai.lan@thu.invalid');
  assert.equal(body.mails.length, 1);
  assert.equal((await get<MailView>(`/api/demo/mail/${body.mails[0]?.id}`)).body.copies, 2);
});

test('the list is by recipient, newest first, page by page', async () => {
  for (const day of [1, 2, 3])
    await send('nhieu@thu.invalid', `thư ${day}`, { date: new Date(Date.UTC(2018, 2, day)) });
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const { body }: { body: MailList } = await get<MailList>(
      `/api/demo/mail?to=nhieu@thu.invalid&limit=1${cursor ? `&cursor=${cursor}` : ''}`,
    );
    seen.push(...body.mails.map(({ subject }) => subject));
    cursor = body.next;
  } while (cursor);
  assert.deepEqual(seen, ['thư 3', 'thư 2', 'thư 1']);
  const { body } = await get<MailList>('/api/demo/mail');
  assert.ok(body.recipients.some(({ address, count }) => address === 'nhieu@thu.invalid' && count === 3));
});

test('a mail too large is refused for good, and the server goes on', async () => {
  await assert.rejects(send('to@thu.invalid', 'to', { text: 'x'.repeat(3_000_000) }), { responseCode: 552 });
  await send('to@thu.invalid', 'nhỏ');
  assert.equal((await get<MailList>('/api/demo/mail?to=to@thu.invalid')).body.mails.length, 1);
});

test('a sender that breaks off in the middle leaves nothing and does not stop the server', async () => {
  const { port } = new URL(mailbox.url);
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write('EHLO x\r\nMAIL FROM:<a@b.invalid>\r\nRCPT TO:<dut@thu.invalid>\r\nDATA\r\nSubject: dut');
  await once(socket, 'data');
  socket.destroy();
  await send('sau@thu.invalid', 'vẫn chạy');
  assert.equal((await get<MailList>('/api/demo/mail?to=dut@thu.invalid')).body.mails.length, 0);
  assert.equal((await get<MailList>('/api/demo/mail?to=sau@thu.invalid')).body.mails.length, 1);
});

test('without signing in nothing is shown, and an unknown mail is not found', async () => {
  assert.deepEqual((await get(`/api/demo/mail/${newId()}`)).body.code, 'demo.no_mail');
  caller = { kind: 'anonymous', personId: null, name: 'Khách', grants: [] };
  assert.equal((await get('/api/demo/mail')).status, 401);
  assert.equal((await get(`/api/demo/mail/${newId()}`)).status, 401);
  caller = visitor;
});
