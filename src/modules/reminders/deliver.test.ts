import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import test, { after, beforeEach } from 'node:test';
import { sql } from 'kysely';
import { newId } from '#kernel/id.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { secretBox } from '#platform/secrets/secret-box.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { deliverMessages } from './deliver.ts';
import { DEFAULT_POLICY } from './domain/policy.ts';
import { fireDue } from './fire.ts';
import { reminderJobs } from './jobs.ts';
import { smtpTransport } from './public.ts';
import { outbox, resend } from './service.ts';
import { bindLetters } from './store/letter-store.ts';
import { insertPolicy } from './store/policy-store.ts';
import { claimLetters } from './store/queue-store.ts';
import { smtpPeer } from './testing/smtp-peer.ts';
import { anObligation, at, makeWorld, remindersSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
// The limit of a day is the matter of digest.test.ts.
await system.run((tx) =>
  insertPolicy(tx.db, {
    id: newId(),
    kind: '*',
    version: 100,
    policy: { ...DEFAULT_POLICY, digest: { at: 450, dailyLimit: 100 } },
    madeAt: tx.now,
    madeBy: null,
  }),
);
const secrets = secretBox(randomBytes(32));
const peer = await smtpPeer();
const options = { from: 'Đúng Hẹn <nhac-viec@tinh.invalid>', publicUrl: 'https://dunghen.tinh.invalid/' };
const transport = smtpTransport({ ...options, url: peer.url });

after(async () => {
  await transport.close();
  await peer.close();
});

interface Row {
  state: string;
  attempts: number;
  last_error: string | null;
  waits: number | null;
}

async function mails(): Promise<Row[]> {
  return system.run(async (tx) => {
    const { rows } = await sql<Row>`
      select state, attempts, last_error, round(extract(epoch from next_attempt_at - clock_timestamp()))::int as waits
      from reminder_message where channel = 'email' order by id`.execute(tx.db);
    return rows;
  });
}

/** Lets the back-off pass: the queue goes by the real clock, which a test does not wait for. */
async function later(): Promise<void> {
  await system.run((tx) =>
    sql`update reminder_message set next_attempt_at = clock_timestamp() where next_attempt_at is not null`.execute(
      tx.db,
    ),
  );
}

/** One urgent reminder, so that its letter does not wait for the morning, to one person: the clerk of the other department has it alone. */
async function oneReminder(title = 'Báo cáo kết quả rà soát thủ tục hành chính', agencyId = world.ids.other) {
  const made = await anObligation(province, world, {
    title,
    agencyId,
    dueAt: at('2018-03-30T17:00'),
    urgency: 'urgent',
  });
  await fireDue(province);
  return made;
}

beforeEach(async () => {
  await system.run((tx) =>
    sql`update reminder_message set state = 'sent', sent_at = now(), next_attempt_at = null where state <> 'sent'`.execute(
      tx.db,
    ),
  );
  await system.run(async (tx) => {
    await sql`with closed as (
        update reminder_obligation set state = 'cancelled', closed_at = now() where state = 'open' returning id)
      update reminder_clock set next_at = null, next_step_key = null, next_planned_at = null, no_next_reason = null
      from closed where obligation_id = closed.id`.execute(tx.db);
  });
  province.clock.set('2018-02-26T15:00');
  peer.taken.length = 0;
  peer.manner = 'take';
});

test('a letter says the work, the due moment, the days left, who waits, one button, and why it came', async () => {
  await oneReminder();
  province.clock.set('2018-03-27T07:00');
  await fireDue(province);
  await deliverMessages(province, transport, { secrets });
  const letter = peer.taken.find(({ subject }) => subject?.includes('còn 3 ngày'));
  assert.equal(
    letter?.subject,
    'Báo cáo kết quả rà soát thủ tục hành chính · hạn 17:00, thứ Sáu, 30/03/2018 · còn 3 ngày làm việc',
  );
  for (const words of [
    'Văn phòng Ủy ban nhân dân tỉnh đang chờ kết quả',
    'Mở việc: https://dunghen.tinh.invalid/nhiem-vu/1',
    'Vì sao tôi nhận được?',
    'Quy tắc: Nhắc trước hạn 3 ngày làm việc',
    'trước ngày 30/3/2018',
    '123/TB-UBND',
  ])
    assert.ok(letter?.text?.includes(words), words);
  const html = String(letter?.html);
  assert.equal(html.match(/<a [^>]*background:/g)?.length, 1, 'one button');
  assert.equal(html.match(/<a /g)?.length, 2, 'and one quiet link, to answer without signing in');
  assert.match(html, /href="[^"]+\/r\/[\w-]{52}"/);
  assert.ok(!html.includes('<script') && !html.includes('src='));
  assert.deepEqual(letter?.date, at('2018-03-27T07:00'), 'dated by the clock of the province');
  assert.match(letter?.messageId ?? '', /^<[0-9a-f-]{36}@tinh\.invalid>$/);
});

test('what was typed into a title cannot add a header or mark-up', async () => {
  await oneReminder('Việc <img src=x onerror=alert(1)>\r\nBcc: ai-do@thu.invalid');
  await deliverMessages(province, transport);
  const [letter] = peer.taken;
  assert.equal(letter?.headers.has('bcc'), false);
  assert.ok(letter?.subject?.includes('Bcc: ai-do'));
  assert.ok(!String(letter?.html).includes('<img'));
});

test('each message is sent once, and a second run sends nothing', async () => {
  await oneReminder();
  assert.deepEqual(await deliverMessages(province, transport), { sent: 1, failed: 0, dead: 0, down: false });
  assert.deepEqual(await deliverMessages(province, transport), { sent: 0, failed: 0, dead: 0, down: false });
  assert.equal(peer.taken.length, 1);
});

test('a server that says not now is asked again later, under the same Message-ID', async () => {
  await oneReminder();
  peer.manner = 450;
  assert.equal((await deliverMessages(province, transport)).failed, 1);
  const [row] = (await mails()).filter(({ state }) => state === 'failed');
  assert.deepEqual([row?.attempts, row?.last_error, row?.waits], [1, 'EMESSAGE 450', 30]);
  peer.manner = 'break-off';
  await later();
  assert.equal((await deliverMessages(province, transport)).down, true);
  peer.manner = 'take';
  await later();
  assert.equal((await deliverMessages(province, transport)).sent, 1);
  assert.equal(peer.taken.length, 2, 'the one that broke off had been taken: at least once');
  assert.equal(peer.taken[0]?.messageId, peer.taken[1]?.messageId);
});

test('the wait grows, and after ten attempts the letter waits for a person', async () => {
  await oneReminder();
  peer.manner = 450;
  const waits: (number | null)[] = [];
  for (let attempt = 1; attempt <= 11; attempt += 1) {
    await deliverMessages(province, transport);
    const row = (await mails()).find(({ state }) => state !== 'sent');
    waits.push(row?.waits ?? null);
    await later();
  }
  assert.deepEqual(waits, [30, 120, 600, 1800, 3600, 3600, 3600, 7200, 7200, 14_400, null]);
  assert.equal((await mails()).find(({ state }) => state === 'dead')?.attempts, 11);
});

test('a server that says never puts the letter on the administrator’s list; resent, it goes to the address of today', async () => {
  await oneReminder();
  peer.manner = 550;
  assert.equal((await deliverMessages(province, transport)).dead, 1);
  const administrator = province.as(world.administrator.actor);
  const { letters } = await outbox(administrator);
  assert.deepEqual(
    letters.map(({ title, error, attempts }) => [title, error, attempts]),
    [['Báo cáo kết quả rà soát thủ tục hành chính', 'EMESSAGE 550', 1]],
  );
  peer.manner = 'take';
  assert.equal((await deliverMessages(province, transport)).sent, 0, 'dead stays dead');
  await resend(administrator, letters[0]?.id ?? '');
  assert.equal((await deliverMessages(province, transport)).sent, 1);
  assert.deepEqual((await outbox(administrator)).letters, []);
  await assert.rejects(resend(administrator, letters[0]?.id ?? ''), { code: 'reminders.not_dead' });
});

test('one bad address does not hold up the others', async () => {
  await oneReminder();
  await oneReminder('Việc thứ hai', world.ids.department);
  await system.run((tx) =>
    sql`update reminder_message set address = 'không phải địa chỉ' where state = 'queued' and recipient_id = ${world.stranger.personId}`.execute(
      tx.db,
    ),
  );
  const result = await deliverMessages(province, transport);
  assert.deepEqual([result.sent, result.dead], [2, 1]);
});

test('a server that is down or closing delays letters, counts no attempt, and firing goes on', async () => {
  await oneReminder();
  await oneReminder('Việc thứ hai');
  const nobody = smtpTransport({ ...options, url: 'smtp://127.0.0.1:1' });
  const result = await deliverMessages(province, nobody);
  assert.deepEqual(result, { sent: 0, failed: 2, dead: 0, down: true });
  const waiting = (await mails()).filter(({ state }) => state === 'failed');
  assert.deepEqual(
    waiting.map(({ attempts, waits }) => [attempts, waits]),
    [
      [0, 30],
      [0, 30],
    ],
  );
  await nobody.close();
  peer.manner = 421;
  await later();
  assert.equal((await deliverMessages(province, transport)).down, true);
  await oneReminder('Việc thứ ba');
  peer.manner = 'take';
  await later();
  assert.equal((await deliverMessages(province, transport)).sent, 3);
});

test('where no mail server was named letters wait and in-app reminders go out', async () => {
  await oneReminder();
  const none = smtpTransport({ ...options, url: undefined });
  assert.deepEqual(await deliverMessages(province, none), { sent: 0, failed: 0, dead: 0, down: true });
  assert.equal((await mails()).filter(({ state }) => state === 'queued').length, 1);
  await none.close();
});

test('a silent server does not hold up a round of jobs: firing is not late because of it', async () => {
  await oneReminder();
  peer.manner = 'silent';
  const slow = smtpTransport({ ...options, url: peer.url, timeoutMs: 4_500 });
  const jobs = reminderJobs(slow);
  const began = Date.now();
  for (const job of jobs) await job.run(province);
  const patience = Date.now() - began;
  assert.ok(patience < 4_400, `${patience} ms`);
  const next = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  const fire = jobs.find(({ name }) => name === 'reminders.fire');
  assert.equal(await fire?.run(province), 1, next.id);
  await slow.close();
});

test('what a leader is told of at one moment comes in one letter with all of it, once; an officer has one each', async () => {
  for (const title of ['Việc thứ nhất', 'Việc thứ hai', 'Việc thứ ba'])
    await anObligation(province, world, { title, urgency: 'urgent', dueAt: at('2018-03-30T17:00') });
  province.clock.set('2018-04-16T07:00');
  await fireDue(province);
  await deliverMessages(province, transport);
  const lists = peer.taken.filter((mail) => JSON.stringify(mail.to).includes('buiphochutich'));
  assert.equal(lists.length, 1);
  assert.match(lists[0]?.subject ?? '', /^3 việc quá hạn/);
  for (const title of ['Việc thứ nhất', 'Việc thứ hai', 'Việc thứ ba']) assert.ok(lists[0]?.text?.includes(title));
  assert.equal(peer.taken.filter((mail) => JSON.stringify(mail.to).includes('vochuyenvien')).length, 3);
});

test('a person told of more than five matters at one moment gets one letter', async () => {
  for (let number = 1; number <= 6; number += 1)
    await anObligation(province, world, {
      title: `Việc ${number}`,
      agencyId: world.ids.other,
      urgency: 'urgent',
      dueAt: at('2018-03-30T17:00'),
    });
  await fireDue(province);
  await deliverMessages(province, transport, { secrets });
  assert.equal(peer.taken.length, 1);
  assert.match(peer.taken[0]?.text ?? '', /Xem 6 việc: https:\/\/dunghen\.tinh\.invalid\/nhac-viec/);
  const answers = peer.taken[0]?.text?.match(
    /   Đã biết, nhắc lại sau: https:\/\/dunghen\.tinh\.invalid\/r\/[\w-]{52}/g,
  );
  assert.equal(new Set(answers).size, 6, 'each answered by a link of its own');
});

test('a letter taken by a process that died is tried again under the same id after its minute', async () => {
  await oneReminder();
  const [taken] = await system.run(async (tx) => {
    await bindLetters(tx.db, { today: tx.today, dailyLimit: 100, limit: 10 });
    return claimLetters(tx.db, 'email', 10);
  }); // and dies
  assert.equal((await deliverMessages(province, transport)).sent, 0, 'within its minute it is the other’s');
  await later();
  assert.equal((await deliverMessages(province, transport)).sent, 1);
  assert.ok(peer.taken[0]?.messageId?.startsWith(`<${taken?.id}@`));
});

test('several processes deliver at once and none sends the same letter', async () => {
  for (let number = 0; number < 12; number += 1) await oneReminder(`Việc ${number}`);
  const second = smtpTransport({ ...options, url: peer.url });
  await Promise.all([
    deliverMessages(province, transport, { batch: 3 }),
    deliverMessages(province, second, { batch: 3 }),
    deliverMessages(province, transport, { batch: 1 }),
  ]);
  const ids = peer.taken.map(({ messageId }) => messageId);
  assert.equal(new Set(ids).size, ids.length);
  assert.equal((await mails()).filter(({ state }) => state !== 'sent').length, 0);
  await second.close();
});
