import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { sql } from 'kysely';
import { newId } from '#kernel/id.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { fireDue } from './fire.ts';
import { remindersMessages } from './messages.vi.ts';
import { completeObligation, type ObligationInput } from './public.ts';
import { remindersRoutes } from './routes.ts';
import type { Group, MyWork, ObligationPlan, ReminderList } from './schema.ts';
import { anObligation, at, makeWorld, remindersSeed, type Somebody } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));

let caller: Somebody['actor'] | undefined;
const app = createApp({
  province,
  messages: { ...httpMessages, ...remindersMessages },
  authenticate: async () => caller ?? { kind: 'anonymous', personId: null, name: 'Khách', grants: [] },
});
remindersRoutes(app);

interface Reply<T> {
  status: number;
  body: T & { code?: string };
}

async function call<T>(who: Somebody | undefined, method: 'GET' | 'POST', url: string): Promise<Reply<T>> {
  caller = who?.actor;
  const reply = await app.inject({ method, url, headers: { 'x-dunghen-request': '1' } });
  return { status: reply.statusCode, body: reply.json<T & { code?: string }>() };
}

const titles = (list: MyWork, group: Group) => list[group].items.map(({ title }) => title);

async function entered(title: string, dueAt: string | null, more: Partial<ObligationInput> = {}) {
  return anObligation(province, world, {
    title,
    dueAt: dueAt === null ? null : at(dueAt),
    startAt: at('2018-02-01T08:00'),
    ...more,
  });
}

let overdue: { id: string; key: string };

before(async () => {
  province.clock.set('2018-02-28T15:00'); // a Wednesday
  overdue = await entered('quá hạn từ thứ Hai', '2018-02-26T17:00');
  await entered('quá hạn từ sáng nay', '2018-02-28T10:00');
  await entered('hôm nay, không ghi giờ', '2018-02-28T23:59');
  await entered('thứ Năm', '2018-03-01T17:00');
  await entered('Chủ nhật', '2018-03-04T23:59');
  await entered('thứ Hai sau', '2018-03-05T17:00');
  await entered('chưa có hạn', null);
  await entered('của người khác trong cơ quan', '2018-03-01T17:00', { personId: world.clerk.personId });
  await entered('của cơ quan khác', '2018-03-01T17:00', { agencyId: world.ids.other });
  const done = await entered('đã xong', '2018-03-01T17:00');
  await system.run((tx) => completeObligation(tx, 'test', done.key, tx.now));
  await fireDue(province);
});

test('one’s work stands in four groups by due moment, what has no due date last, closed and foreign work left out', async () => {
  const { status, body } = await call<MyWork>(world.officer, 'GET', '/api/my-work');
  assert.equal(status, 200);
  assert.deepEqual(titles(body, 'overdue'), ['quá hạn từ thứ Hai', 'quá hạn từ sáng nay']);
  assert.deepEqual(titles(body, 'today'), ['hôm nay, không ghi giờ']);
  assert.deepEqual(titles(body, 'thisWeek'), ['thứ Năm', 'Chủ nhật']);
  assert.deepEqual(titles(body, 'later'), ['thứ Hai sau', 'chưa có hạn']);
  assert.equal(body.total, 7);
  assert.equal(body.todayOn, '2018-02-28');
});

test('what is given to a person is on that person’s list and not on a colleague’s', async () => {
  const { body } = await call<MyWork>(world.clerk, 'GET', '/api/my-work');
  assert.deepEqual(titles(body, 'thisWeek').sort(), ['Chủ nhật', 'của người khác trong cơ quan', 'thứ Năm']);
});

test('an item says in words how it stands, who waits, and why the date', async () => {
  const { body } = await call<MyWork>(world.officer, 'GET', '/api/my-work');
  const [first, second] = body.overdue.items;
  assert.deepEqual(
    [first?.statusText, first?.workingDaysLeft, first?.status, second?.statusText],
    ['quá hạn 2 ngày làm việc', -2, 'overdue', 'quá hạn, chưa sang ngày làm việc khác'],
  );
  assert.equal(first?.waitingFor, 'Văn phòng Ủy ban nhân dân tỉnh');
  assert.equal(first?.agency.name, 'Sở Thông tin và Truyền thông');
  assert.ok(first?.explanation[0]?.includes('30/3/2018'));
  assert.deepEqual(
    [body.today.items[0]?.statusText, body.thisWeek.items[0]?.statusText, body.later.items[1]?.statusText],
    ['hạn trong hôm nay', 'còn 1 ngày làm việc', 'chưa có hạn'],
  );
});

test('counts equal the lists also when a list is longer than its page, and every page is reached once', async () => {
  const seen: string[] = [];
  let url: string | undefined = '/api/my-work?limit=1&group=thisWeek';
  while (url) {
    const { body }: Reply<MyWork> = await call<MyWork>(world.officer, 'GET', url);
    assert.deepEqual([body.overdue.count, body.today.count, body.thisWeek.count, body.later.count], [2, 1, 2, 2]);
    assert.deepEqual(body.overdue.items, []);
    seen.push(...titles(body, 'thisWeek'));
    const next: string | null = body.thisWeek.next;
    url = next ? `/api/my-work?limit=1&group=thisWeek&cursor=${next}` : undefined;
  }
  assert.deepEqual(seen, ['thứ Năm', 'Chủ nhật']);
});

test('a page may end at what has no due date', async () => {
  const first = await call<MyWork>(world.officer, 'GET', '/api/my-work?limit=1&group=later');
  const second = await call<MyWork>(
    world.officer,
    'GET',
    `/api/my-work?limit=1&group=later&cursor=${first.body.later.next}`,
  );
  assert.deepEqual([titles(first.body, 'later'), titles(second.body, 'later')], [['thứ Hai sau'], ['chưa có hạn']]);
  assert.equal(second.body.later.next, null);
});

test('an agency’s list holds what its people have, and nothing of another agency', async () => {
  const { body } = await call<MyWork>(world.head, 'GET', '/api/my-work?scope=agency');
  assert.equal(body.total, 8);
  const all = await call<MyWork>(world.follower, 'GET', '/api/my-work?scope=agency');
  assert.equal(all.body.total, 9, 'the Office sees all');
  const one = await call<MyWork>(world.follower, 'GET', `/api/my-work?scope=agency&agencyId=${world.ids.other}`);
  assert.equal(one.body.total, 1);
});

test('another agency’s list is refused, and an administrator has none', async () => {
  const foreign = await call(world.stranger, 'GET', `/api/my-work?scope=agency&agencyId=${world.ids.department}`);
  assert.deepEqual([foreign.status, foreign.body.code], [403, 'auth.forbidden']);
  const administrator = await call(world.administrator, 'GET', '/api/my-work?scope=agency');
  assert.equal(administrator.status, 403);
});

test('with nothing to do the groups are empty and say so', async () => {
  const { body } = await call<MyWork>(world.administrator, 'GET', '/api/my-work');
  assert.deepEqual([body.total, body.overdue, body.later.next], [0, { count: 0, items: [], next: null }, null]);
});

test('the reminders received are one’s own, newest first, with who else was told and why', async () => {
  const { body } = await call<ReminderList>(world.officer, 'GET', '/api/reminders?limit=200');
  assert.ok(body.reminders.length > 0);
  assert.equal(body.unread, body.reminders.length);
  const first = body.reminders.find(({ obligationId }) => obligationId === overdue.id);
  assert.deepEqual([first?.kindText, first?.leftText], ['Việc mới', 'quá hạn 2 ngày làm việc']);
  assert.deepEqual(
    first?.told.map(({ name }) => name),
    ['Võ Chuyên Viên', 'Ngô Văn Thư'],
  );
  assert.equal(first?.why[0], 'Bạn nhận với tư cách người được giao việc.');
  assert.ok(first?.why.some((line) => line.includes('123/TB-UBND')));
  const stranger = await call<ReminderList>(world.stranger, 'GET', '/api/reminders');
  assert.deepEqual(
    stranger.body.reminders.map(({ title }) => title),
    ['của cơ quan khác'],
  );
});

test('reminders are paged without losing or repeating one', async () => {
  const all = await call<ReminderList>(world.officer, 'GET', '/api/reminders?limit=200');
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const { body }: Reply<ReminderList> = await call<ReminderList>(
      world.officer,
      'GET',
      `/api/reminders?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
    );
    seen.push(...body.reminders.map(({ id }) => id));
    cursor = body.next;
  } while (cursor);
  assert.deepEqual(
    seen,
    all.body.reminders.map(({ id }) => id),
  );
});

test('reading counts down the unread, twice is once, and another’s reminder is not found', async () => {
  const { body } = await call<ReminderList>(world.clerk, 'GET', '/api/reminders?filter=unread');
  const id = body.reminders[0]?.id ?? '';
  const foreign = await call(world.stranger, 'POST', `/api/reminders/${id}/read`);
  assert.deepEqual([foreign.status, foreign.body.code], [404, 'reminders.unknown_reminder']);
  for (const _ of [1, 2]) assert.equal((await call(world.clerk, 'POST', `/api/reminders/${id}/read`)).status, 200);
  const after = await call<ReminderList>(world.clerk, 'GET', '/api/reminders?filter=unread');
  assert.equal(after.body.unread, body.unread - 1);
  assert.ok(!after.body.reminders.some((reminder) => reminder.id === id));
});

test('reading all leaves nobody else’s reminders read', async () => {
  const before = await call<ReminderList>(world.officer, 'GET', '/api/reminders');
  assert.equal((await call(world.clerk, 'POST', '/api/reminders/read-all')).status, 200);
  assert.equal((await call<ReminderList>(world.clerk, 'GET', '/api/reminders')).body.unread, 0);
  assert.equal((await call<ReminderList>(world.officer, 'GET', '/api/reminders')).body.unread, before.body.unread);
});

test('a plan shows what was told to whom and what will come, and is hidden from other agencies', async () => {
  const { id } = await entered('có mốc', '2018-04-20T17:00');
  await fireDue(province);
  const { body } = await call<ObligationPlan>(world.officer, 'GET', `/api/obligations/${id}`);
  assert.deepEqual(
    body.fired.map(({ text }) => text),
    ['Báo việc mới được giao'],
  );
  assert.deepEqual(
    body.coming.slice(0, 2).map(({ text, at: moment }) => [text, moment]),
    [
      ['Nhắc trước hạn 7 ngày làm việc', '2018-04-11T07:00:00+07:00'],
      ['Nhắc trước hạn 3 ngày làm việc', '2018-04-17T07:00:00+07:00'],
    ],
  );
  assert.deepEqual(body.coming[0]?.to, ['người được giao việc', 'văn thư của cơ quan được giao']);
  const foreign = await call(world.stranger, 'GET', `/api/obligations/${id}`);
  assert.deepEqual([foreign.status, foreign.body.code], [404, 'reminders.unknown_obligation']);
});

test('only those who owe the work, or stand above them, may say that they know', async () => {
  const { id, key } = await entered('để xác nhận', '2018-04-20T17:00');
  await fireDue(province);
  assert.equal((await call(world.stranger, 'POST', `/api/obligations/${id}/acknowledge`)).status, 404);
  const follower = await call(world.follower, 'POST', `/api/obligations/${id}/acknowledge`);
  assert.deepEqual([follower.status, follower.body.code], [403, 'reminders.not_yours']);
  assert.equal((await call(world.officer, 'POST', `/api/obligations/${id}/acknowledge`)).status, 200);
  const plan = await call<ObligationPlan>(world.officer, 'GET', `/api/obligations/${id}`);
  assert.deepEqual(
    plan.body.reactions.map(({ personName }) => personName),
    ['Võ Chuyên Viên'],
  );
  assert.ok(plan.body.item.acknowledgedAt);
  const received = await call<ReminderList>(world.officer, 'GET', '/api/reminders?limit=200');
  const mine = received.body.reminders.find(({ obligationId }) => obligationId === id);
  assert.ok(mine?.acknowledgedAt && mine.readAt);
  await system.run((tx) => completeObligation(tx, 'test', key, tx.now));
  const closed = await call(world.officer, 'POST', `/api/obligations/${id}/acknowledge`);
  assert.deepEqual([closed.status, closed.body.code], [409, 'reminders.already_closed']);
});

test('nobody comes in without signing in, and the dead letters are the administrator’s', async () => {
  const routes: ['GET' | 'POST', string][] = [
    ['GET', '/api/my-work'],
    ['GET', '/api/reminders'],
    ['POST', `/api/reminders/${newId()}/read`],
    ['POST', '/api/reminders/read-all'],
    ['GET', `/api/obligations/${overdue.id}`],
    ['POST', `/api/obligations/${overdue.id}/acknowledge`],
    ['GET', '/api/reminders/outbox'],
    ['POST', `/api/reminders/outbox/${newId()}/resend`],
  ];
  for (const [method, url] of routes) assert.equal((await call(undefined, method, url)).status, 401, url);
  for (const who of [world.head, world.follower, world.chair])
    assert.equal((await call(who, 'GET', '/api/reminders/outbox')).status, 403);
  assert.equal((await call(world.head, 'POST', `/api/reminders/outbox/${newId()}/resend`)).status, 403);
  assert.equal((await call(world.administrator, 'GET', '/api/reminders/outbox')).status, 200);
});

test('the second wall: a person’s own query sees neither foreign obligations nor anybody else’s messages, and changes nothing', async () => {
  const stranger = province.as(world.stranger.actor);
  const count = (table: string) =>
    stranger.run(async (tx) => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx.db);
      return rows[0]?.n;
    });
  assert.deepEqual(
    [
      await count('reminder_obligation'),
      await count('reminder_firing'),
      await count('reminder_message'),
      await count('reminder_plan'),
    ],
    [1, 1, 2, 1],
  );
  const changed = await stranger.run((tx) =>
    sql`update reminder_obligation set title = 'x'`.execute(tx.db).then(({ numAffectedRows }) => numAffectedRows),
  );
  assert.equal(changed, 0n);
  await assert.rejects(
    stranger.run((tx) =>
      sql`insert into reminder_reaction values (${newId()}, ${overdue.id}, 1, ${world.stranger.personId}, 'acknowledged', null, now())`.execute(
        tx.db,
      ),
    ),
    /row-level security/,
  );
  await assert.rejects(
    province.as(systemActor()).run((tx) => sql`delete from reminder_firing`.execute(tx.db)),
    /permission denied/,
  );
  await assert.rejects(
    province.as(systemActor()).run((tx) => sql`update reminder_firing set step_key = 'x'`.execute(tx.db)),
    /permission denied/,
  );
});

test('a cursor that is none is refused in words', async () => {
  const { status, body } = await call(world.officer, 'GET', '/api/my-work?group=later&cursor=abc');
  assert.deepEqual([status, body.code], [400, 'http.bad_cursor']);
});
