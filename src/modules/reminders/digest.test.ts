import assert from 'node:assert/strict';
import test, { after, beforeEach } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import pg from 'pg';
import { addDays } from '#kernel/local-date.ts';
import { instantAt, toVietnamIso } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { deliverMessages } from './deliver.ts';
import { findPeople, nextMorning } from './digest.ts';
import { writeMornings } from './mornings.ts';
import { type DigestContent, digestLetter } from './domain/digest.ts';
import { fireDue } from './fire.ts';
import { reminderJobs } from './jobs.ts';
import { remindersMessages } from './messages.vi.ts';
import { completeObligation, smtpTransport } from './public.ts';
import { settleRestored } from './restore.ts';
import { remindersRoutes } from './routes.ts';
import type { MyWork, ReminderList } from './schema.ts';
import { smtpPeer } from './testing/smtp-peer.ts';
import { anObligation, at, makeWorld, remindersSeed, type Somebody } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
const peer = await smtpPeer();
const transport = smtpTransport({
  url: peer.url,
  from: 'Đúng Hẹn <nhac-viec@tinh.invalid>',
  publicUrl: 'https://dunghen.tinh.invalid',
});
after(async () => {
  await transport.close();
  await peer.close();
});

let caller: Somebody['actor'] | undefined;
const app = createApp({
  province,
  messages: { ...httpMessages, ...remindersMessages },
  authenticate: async () => caller ?? { kind: 'anonymous', personId: null, name: 'Khách', grants: [] },
});
remindersRoutes(app);

async function page<T>(who: Somebody, url: string): Promise<T> {
  caller = who.actor;
  const reply = await app.inject({ url });
  assert.equal(reply.statusCode, 200, reply.body);
  return reply.json<T>();
}

async function digests(): Promise<{ person_id: string; on_date: string; outcome: string; content: DigestContent }[]> {
  return system.run(async (tx) => {
    const { rows } = await sql<{ person_id: string; on_date: string; outcome: string; content: DigestContent }>`
      select person_id, on_date, outcome, content from reminder_digest order by on_date, id`.execute(tx.db);
    return rows;
  });
}

async function states(): Promise<Record<string, number>> {
  return system.run(async (tx) => {
    const { rows } = await sql<{ state: string; n: number }>`
      select state, count(*) as n from reminder_message where channel = 'email' group by state`.execute(tx.db);
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  });
}

const fireAll = async () => {
  while ((await fireDue(province)).claimed > 0);
};
const writeAll = async () => [...(await writeMornings(province, await findPeople(province))).values()];
const letterTo = (name: string) => peer.taken.filter((mail) => JSON.stringify(mail.to).includes(`${name}@`));

/** The program may take no record back, so the owner of the tables begins afresh. */
async function beginAfresh(): Promise<void> {
  const owner = new pg.Client({ connectionString: province.ownerUrl });
  await owner.connect();
  await owner.query(
    'set search_path = p_test; truncate reminder_substitute, reminder_digest, reminder_message, reminder_firing, reminder_reaction, reminder_plan, reminder_obligation, reminder_restore cascade',
  );
  await owner.end();
}

beforeEach(async () => {
  await beginAfresh();
  province.clock.set('2018-02-26T15:00');
  peer.taken.length = 0;
  peer.manner = 'take';
});

test('what is given in the afternoon comes with the next morning’s letter, once, and in the program at once', async () => {
  await anObligation(province, world, { title: 'Báo cáo quý I', dueAt: at('2018-03-30T17:00') });
  await fireAll();
  await deliverMessages(province, transport);
  assert.deepEqual(await states(), { held: 2 });
  assert.equal((await page<ReminderList>(world.officer, '/api/reminders')).unread, 1);
  province.clock.set('2018-02-27T07:30');
  assert.deepEqual(await writeAll(), ['letter', 'letter']);
  assert.deepEqual(await writeAll(), [], 'a second run writes nothing');
  await deliverMessages(province, transport);
  assert.deepEqual(await states(), { digested: 2, sent: 2 });
  const [letter] = letterTo('vochuyenvien');
  assert.equal(peer.taken.length, 2);
  assert.equal(letter?.subject, 'Việc sáng thứ Ba, 27/02/2018: 1 mới giao');
  for (const words of [
    'MỚI GIAO TỪ 07:30 26/02/2018: 1',
    '- Báo cáo quý I',
    'Còn 23 ngày làm việc · hạn 17:00, thứ Sáu, 30/03/2018',
    'Văn phòng Ủy ban nhân dân tỉnh chờ kết quả',
    'Mở việc: https://dunghen.tinh.invalid/nhiem-vu/1',
    'Vì sao tôi nhận được?',
    'Thang nhắc việc mặc định, bản',
    'thứ Ba 27/02/2018 là ngày làm việc của Sở Thông tin và Truyền thông',
  ])
    assert.ok(letter?.text?.includes(words), `${words}\n---\n${letter?.text}`);
});

test('nothing is written where nothing is near or new, on days off, in Tết, and before half past seven', async () => {
  await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  for (const moment of ['2018-02-27T07:29', '2018-02-25T09:00', '2018-02-16T09:00']) {
    province.clock.set(moment);
    for (const outcome of await writeAll()) assert.ok(outcome === 'not-today' || typeof outcome === 'object', moment);
  }
  province.clock.set('2018-02-26T15:00');
  await fireAll();
  province.clock.set('2018-02-27T07:30');
  await writeAll();
  province.clock.set('2018-02-28T07:30');
  assert.deepEqual(await writeAll(), [], 'the next morning has nothing to say');
  assert.deepEqual([...new Set((await digests()).map(({ on_date }) => on_date))], ['2018-02-27']);
});

test('what was held for a matter that is done since is told to nobody', async () => {
  const { key } = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  await fireAll();
  await system.run((tx) => completeObligation(tx, 'test', key, tx.now));
  province.clock.set('2018-02-27T07:30');
  assert.deepEqual(await writeAll(), ['empty', 'empty']);
  assert.deepEqual(await states(), { digested: 2 });
});

test('over Tết what was held waits for the first working morning, and the demonstration clock stops there', async () => {
  province.clock.set('2018-02-13T16:00');
  await anObligation(province, world, { dueAt: at('2018-03-09T17:00') });
  await fireAll();
  assert.equal(toVietnamIso((await system.run(nextMorning)) ?? new Date(0)), '2018-02-21T07:30:00+07:00');
});

test('one letter a person and morning, whatever runs twice or at once and whoever dies in between', async () => {
  for (let number = 0; number < 4; number += 1)
    await anObligation(province, world, { title: `Việc ${number}`, dueAt: at('2018-03-30T17:00') });
  await fireAll();
  province.clock.set('2018-02-27T07:30');
  const people = await findPeople(province);
  await Promise.all([people, people.toReversed(), people].map((some) => writeMornings(province, some)));
  const jobs = [...reminderJobs(transport), ...reminderJobs(transport)].filter(
    ({ name }) => name === 'reminders.digest',
  );
  for (const job of jobs) assert.equal(await job.run(province), 0);
  await deliverMessages(province, transport);
  assert.deepEqual(await states(), { digested: 8, sent: 2 });
  assert.equal(letterTo('vochuyenvien').length, 1);
  assert.equal(letterTo('ngovanthu').length, 1);
});

test('at once leaves what is due today and newly overdue; the third day overdue and the weekly list wait for the morning', async () => {
  await anObligation(province, world, {
    startAt: at('2018-02-01T08:00'),
    dueAt: at('2018-02-28T17:00'),
    personId: world.officer.personId,
  });
  const seen: [string, Record<string, number>][] = [];
  for (const moment of ['2018-02-28T07:00', '2018-03-01T07:00', '2018-03-05T07:00', '2018-03-12T07:00']) {
    const before = await states();
    province.clock.set(moment);
    await fireAll();
    const after = await states();
    const grown = Object.fromEntries(
      Object.entries(after).flatMap(([state, n]) =>
        n > (before[state] ?? 0) ? [[state, n - (before[state] ?? 0)]] : [],
      ),
    );
    seen.push([moment.slice(5, 10), grown]);
  }
  assert.deepEqual(seen, [
    ['02-28', { queued: 3 }],
    ['03-01', { queued: 2 }],
    ['03-05', { held: 3 }],
    ['03-12', { held: 3 }],
  ]);
});

test('no person gets more letters at once on a day than the limit; the rest waits for the morning and is lost to nobody', async () => {
  for (let number = 0; number < 8; number += 1) {
    await anObligation(province, world, {
      title: `Việc khẩn ${number}`,
      urgency: 'urgent',
      agencyId: world.ids.other,
      dueAt: at('2018-03-30T17:00'),
    });
    province.clock.set(new Date(at('2018-02-26T15:00').getTime() + number * 60_000));
    await fireAll();
    if (number % 2 === 0)
      await Promise.all([deliverMessages(province, transport), deliverMessages(province, transport, { batch: 1 })]);
  }
  await deliverMessages(province, transport);
  assert.equal(peer.taken.length, 5);
  assert.deepEqual(await states(), { sent: 5, held: 3 });
  province.clock.set('2018-02-27T07:30');
  await writeAll();
  await deliverMessages(province, transport);
  assert.equal(peer.taken.length, 6, 'the morning’s letter is not one of them');
  assert.ok(peer.taken[5]?.text?.includes('Việc khẩn 7'));
  assert.deepEqual(await states(), { sent: 6, digested: 3 });
});

test('a head hears in his morning’s letter of the work of others; what he did not read is not listed again each day', async () => {
  await anObligation(province, world, {
    title: 'Việc quá hạn',
    startAt: at('2018-02-01T08:00'),
    dueAt: at('2018-02-28T17:00'),
    personId: world.officer.personId,
  });
  for (const moment of ['2018-02-28T07:00', '2018-03-01T07:00', '2018-03-05T07:00']) {
    province.clock.set(moment);
    await fireAll();
    await deliverMessages(province, transport);
  }
  peer.taken.length = 0;
  province.clock.set('2018-03-05T07:30'); // three working days overdue: owner, head and follower
  await writeAll();
  await deliverMessages(province, transport);
  const [letter] = letterTo('legiamdoc');
  assert.match(
    letter?.text ?? '',
    /VIỆC CỦA NGƯỜI KHÁC BẠN ĐƯỢC BÁO, CHƯA ĐỌC: 1\n- Việc quá hạn\n {2}Quá hạn 3 ngày làm việc/,
  );
  assert.equal((await page<ReminderList>(world.head, '/api/reminders?filter=others')).others, 1);
  province.clock.set('2018-03-06T07:30');
  await writeAll();
  const second = (await digests()).filter(({ on_date }) => on_date === '2018-03-06').map(({ person_id }) => person_id);
  assert.deepEqual(second, [world.officer.personId], 'only whose own work it is');
});

test('a person without an address has no letter and is not asked for again', async (t) => {
  await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  await fireAll();
  const address = (email: string | null) =>
    system.run((tx) =>
      sql`update org_person_contact set email = ${email} where person_id = ${world.clerk.personId}`.execute(tx.db),
    );
  await address(null);
  t.after(() => address('ngovanthu@thu.invalid'));
  province.clock.set('2018-02-27T07:30');
  assert.deepEqual(new Set(await writeAll()), new Set(['letter', 'no-address']));
  assert.deepEqual(await writeAll(), []);
});

test('the morning’s letter that no server takes stands on the list of dead letters and can be sent again', async () => {
  await anObligation(province, world, { agencyId: world.ids.other, dueAt: at('2018-03-30T17:00') });
  await fireAll();
  province.clock.set('2018-02-27T07:30');
  await writeAll();
  peer.manner = 550;
  await deliverMessages(province, transport);
  caller = world.administrator.actor;
  const outbox = (await app.inject({ url: '/api/reminders/outbox' })).json<{
    letters: { id: string; title: string; obligationId: null }[];
  }>();
  assert.deepEqual(
    outbox.letters.map(({ title, obligationId }) => [title, obligationId]),
    [['Bản tin sáng', null]],
  );
  peer.manner = 'take';
  const headers = { 'x-dunghen-request': '1' };
  const url = `/api/reminders/outbox/${outbox.letters[0]?.id}/resend`;
  assert.equal((await app.inject({ method: 'POST', url, headers })).statusCode, 200);
  await deliverMessages(province, transport);
  assert.equal(peer.taken.length, 1);
});

test('after a backup was brought back the letter that had gone out that morning is not written again', async () => {
  await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  await fireAll();
  province.clock.set('2018-02-27T09:00');
  await settleRestored(province, at('2018-02-27T08:00'));
  assert.deepEqual(await writeAll(), ['not-today', 'not-today']);
  province.clock.set('2018-02-28T07:30');
  assert.deepEqual([...new Set(await writeAll())], ['empty'], 'what it had told is not told again');
});

test('a letter of the demonstration says so, and what was typed into a title is no mark-up', () => {
  const empty = { count: 0, items: [] };
  const { subject, html, text } = digestLetter(
    {
      onDate: '2018-02-27',
      asOf: '2018-02-27T07:30:00+07:00',
      agencyName: 'Sở <b>Tài chính</b>',
      overdue: {
        count: 12,
        items: [
          {
            title: 'Việc <img src=x onerror=alert(1)>\r\nBcc: ai-do@thu.invalid',
            link: '/nhiem-vu/1',
            action: 'Báo cáo kết quả',
            dueAt: '2018-02-26T17:00:00+07:00',
            statusText: 'quá hạn 1 ngày làm việc',
            agencyName: 'Sở',
            waitingFor: null,
          },
        ],
      },
      today: empty,
      thisWeek: empty,
      later: empty,
      fresh: { ...empty, since: '2018-02-26T07:30:00+07:00' },
      watched: empty,
      rule: { at: 450, policyName: 'Thang', policyVersion: 1, setBy: 'Đề xuất của hệ thống' },
    },
    { publicUrl: 'https://x.invalid', demonstration: true },
  );
  assert.match(subject, /^\[Trình diễn\] Việc sáng thứ Ba, 27\/02\/2018: 12 quá hạn$/);
  assert.ok(html.includes('mọi dữ liệu là để trình diễn') && text.includes('mọi dữ liệu là để trình diễn'));
  assert.ok(!html.includes('<img') && !html.includes('<b>'));
  assert.match(text, /Xem cả 12 việc: https:\/\/x\.invalid\/#qua-han/);
});

async function standIn(absent: Somebody, substitute: Somebody): Promise<void> {
  await system.run((tx) =>
    sql`insert into reminder_substitute (id, agency_id, person_id, substitute_id, from_on, to_on, note, set_at)
      values (gen_random_uuid(), ${world.ids.department}, ${absent.personId}, ${substitute.personId}, '2018-02-20',
        '2018-03-20', 'Nghỉ phép', ${tx.now})`.execute(tx.db),
  );
}

/** Work of any owner, due at any time around the morning, given before or after the morning before. */
const anyWork = fc.record({
  agency: fc.constantFrom('department' as const, 'other' as const),
  owner: fc.constantFrom(null, 'officer' as const, 'clerk' as const, 'head' as const, 'stranger' as const),
  givenHoursBefore: fc.integer({ min: 1, max: 200 }),
  dueIn: fc.option(fc.integer({ min: -20 * 24 * 60, max: 20 * 24 * 60 }), { freq: 8 }),
  done: fc.boolean(),
});

test('over random data the numbers of a letter are those of the pages it opens', async () => {
  const morning = at('2018-03-07T07:30'); // a Wednesday
  const people = [world.officer, world.clerk, world.head, world.deputy, world.follower, world.stranger, world.chair];
  let letters = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyWork, { minLength: 1, maxLength: 10 }), fc.boolean(), async (works, isAway) => {
      province.clock.set('2018-02-20T08:00');
      await beginAfresh();
      // Who stands in sees the work of the one on leave as far as he may see it, on his page and in his letter alike.
      if (isAway) await standIn(world.officer, world.clerk);
      for (const { agency, owner: who, givenHoursBefore, dueIn, done } of works) {
        const given = new Date(morning.getTime() - givenHoursBefore * 3_600_000);
        province.clock.set(given);
        const startAt = instantAt(addDays('2018-03-07', -60));
        const dueAt = dueIn === null ? null : new Date(Math.max(morning.getTime() + dueIn * 60_000, startAt.getTime()));
        const { key } = await anObligation(province, world, {
          agencyId: world.ids[agency],
          startAt,
          dueAt,
          ...(who ? { personId: world[who].personId } : {}),
        });
        await fireAll();
        if (done && givenHoursBefore % 3 === 0) await system.run((tx) => completeObligation(tx, 'test', key, tx.now));
      }
      province.clock.set('2018-03-07T07:00');
      await fireAll();
      province.clock.set(morning);
      await writeAll();
      const written = new Map((await digests()).map((digest) => [digest.person_id, digest]));
      for (const person of people) {
        const content = written.get(person.personId)?.content;
        if (!content) continue;
        letters += 1;
        const work = await page<MyWork>(person, '/api/my-work');
        const fresh = await page<MyWork>(person, `/api/my-work?since=${encodeURIComponent(content.fresh.since)}`);
        const { others } = await page<ReminderList>(person, '/api/reminders?filter=others');
        assert.deepEqual(
          [content.overdue, content.today, content.thisWeek, content.later, content.fresh, content.watched].map(
            ({ count }) => count,
          ),
          [work.overdue.count, work.today.count, work.thisWeek.count, work.later.count, fresh.total, others],
        );
        assert.deepEqual(
          content.overdue.items.map(({ title }) => title),
          work.overdue.items.slice(0, 8).map(({ title }) => title),
        );
      }
    }),
    { numRuns: 12 },
  );
  assert.ok(letters > 12, `only ${letters} letters were compared`);
});
