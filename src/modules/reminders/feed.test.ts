import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import ICAL from 'ical.js';
import { sql } from 'kysely';
import { addAccount } from '#modules/accounts/service/invites.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { FeedList, MadeFeed } from './feed-schema.ts';
import { remindersMessages } from './messages.vi.ts';
import { cancelObligation, completeObligation, fireDue, type ObligationInput, registerObligation } from './public.ts';
import { feedRoutes } from './routes-feed.ts';
import { findObligation } from './store/obligation-store.ts';
import { anObligation, at, makeWorld, remindersSeed, somebody, type Somebody } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));

let caller: Somebody['actor'] | undefined;
const app = createApp({
  province,
  messages: { ...httpMessages, ...remindersMessages },
  authenticate: async () => caller ?? { kind: 'anonymous', personId: null, name: 'Khách', grants: [] },
});
feedRoutes(app, province);

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
async function call(who: Somebody | undefined, method: Method, url: string, payload?: object) {
  caller = who?.actor;
  return app.inject({ method, url, headers: { 'x-dunghen-request': '1' }, ...(payload ? { payload } : {}) });
}

/** What a calendar program knows of an address: its path and nothing of a session. */
async function fetched(path: string, headers: Record<string, string> = {}) {
  return app.inject({ url: path, headers: { host: 'dunghen.tinh.invalid', ...headers } });
}

async function eventsAt(path: string): Promise<ICAL.Event[]> {
  const reply = await fetched(path);
  assert.equal(reply.statusCode, 200, reply.body);
  const calendar = new ICAL.Component(ICAL.parse(reply.body) as unknown[]);
  return calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
}

async function eventOf(path: string, id: string): Promise<ICAL.Event> {
  const event = (await eventsAt(path)).find(({ uid }) => uid.startsWith(id));
  return event ?? assert.fail(`no event of ${id}`);
}

const statusOf = (event: ICAL.Event) => event.component.getFirstPropertyValue('status');

async function made(who: Somebody, wanted: object = {}): Promise<MadeFeed> {
  const reply = await call(who, 'POST', '/api/reminders/feeds', { agencyId: null, alarmMinutes: null, ...wanted });
  assert.equal(reply.statusCode, 200, reply.body);
  return reply.json<MadeFeed>();
}

const LONG =
  'Báo cáo kết quả rà soát, đơn giản hóa thủ tục hành chính; kiến nghị sửa đổi, bổ sung (nếu có), gửi Ủy ban nhân dân tỉnh \\ Văn phòng: “hạn chót”';

before(async () => {
  await system.run(async (tx) => {
    for (const [login, who] of [
      ['chuyenvien', world.officer],
      ['vanthu', world.clerk],
      ['nguoikhac', world.stranger],
      ['giamdoc', world.head],
      ['phogiamdoc', world.deputy],
    ] as const)
      await addAccount(tx, who.personId, login, at('2026-11-22T09:00'));
  });
});

const again = (key: string, change: Partial<ObligationInput>) =>
  anObligation(province, world, { key, dueAt: null, ...change });

test('a calendar parser reads title, moment, link and reason as they were written, commas, quotes and Vietnamese included', async () => {
  const { path } = await made(world.officer);
  const one = await anObligation(province, world, {
    title: LONG,
    dueAt: at('2018-03-30T17:00'),
    personId: world.officer.personId,
    explanation: ['Dòng một, có dấu phẩy; dấu chấm phẩy\nvà dòng mới.'],
  });
  const reply = await fetched(path);
  assert.match(reply.headers['content-type'] ?? '', /^text\/calendar; charset=utf-8/);
  assert.ok(
    reply.body.split('\r\n').every((line) => Buffer.byteLength(line) <= 75),
    'lines are folded at 75 octets',
  );
  assert.ok(!/[^\r]\n/.test(reply.body), 'every line ends with CRLF');
  const event = await eventOf(path, one.id);
  assert.equal(event.summary, `Hạn · ${LONG}`);
  assert.equal(event.startDate.toJSDate().toISOString(), '2018-03-30T10:00:00.000Z');
  assert.match(event.description, /Dòng một, có dấu phẩy; dấu chấm phẩy\nvà dòng mới\./);
  assert.match(event.description, /Mở việc: http:\/\/dunghen\.tinh\.invalid\/nhiem-vu\/1$/);
  assert.equal(event.component.getFirstPropertyValue('url'), 'http://dunghen.tinh.invalid/nhiem-vu/1');
  assert.equal(event.component.getFirstPropertyValue('transp'), 'TRANSPARENT');
});

test('a due day without an hour is a whole day, in Việt Nam’s reckoning', async () => {
  const [feed] = (await call(world.officer, 'GET', '/api/reminders/feeds')).json<FeedList>().feeds;
  const { path } = (await call(world.officer, 'POST', `/api/reminders/feeds/${feed?.id}/renew`)).json<MadeFeed>();
  const one = await anObligation(province, world, { dueAt: at('2018-03-29T23:59'), personId: world.officer.personId });
  const { startDate } = await eventOf(path, one.id);
  assert.deepEqual([startDate.isDate, startDate.toString()], [true, '2018-03-29']);
});

test('work handed over stays in the calendar it leaves as cancelled, higher in sequence, and comes back higher still', async () => {
  const binh = await system.run(async (tx) => {
    const agencyId = world.ids.department;
    const made = await somebody(tx, { agencyId, name: 'Lê Bình', title: 'Chuyên viên', role: 'officer', email: null });
    await addAccount(tx, made.personId, 'lebinh', at('2026-11-22T09:00'));
    return made;
  });
  const { path } = await made(binh);
  const theirs = await made(world.deputy);
  const one = await anObligation(province, world, {
    title: 'Việc chuyển tay',
    dueAt: at('2018-03-28T17:00'),
    personId: binh.personId,
  });
  while ((await fireDue(province)).claimed > 0);
  const mine = await eventOf(path, one.id);
  const handTo = (personId: string, toName: string) =>
    system.run(async (tx) => {
      const known = await findObligation(tx.db, one.id);
      assert.ok(known);
      await registerObligation(tx, { ...known, personId }, { byPersonId: world.head.personId, toName });
    });
  await handTo(world.deputy.personId, 'Trần Phó');
  const left = await eventOf(path, one.id);
  const came = await eventOf(theirs.path, one.id);
  assert.deepEqual([statusOf(mine), statusOf(left), statusOf(came)], ['CONFIRMED', 'CANCELLED', 'CONFIRMED']);
  assert.equal(left.uid, mine.uid);
  assert.ok(left.sequence > mine.sequence);
  assert.equal(left.summary, 'Đã chuyển · Việc chuyển tay');
  await handTo(binh.personId, 'Lê Bình');
  const back = await eventOf(path, one.id);
  assert.equal(statusOf(back), 'CONFIRMED');
  assert.ok(back.sequence > left.sequence);
});

test('an agency whose work went to another sees it cancelled in its feed', async () => {
  const { path } = await made(world.clerk, { agencyId: world.ids.department });
  const one = await anObligation(province, world, { title: 'Việc của Sở', dueAt: at('2018-03-28T17:00') });
  const before = await eventOf(path, one.id);
  await system.run(async (tx) => {
    const known = await findObligation(tx.db, one.id);
    assert.ok(known);
    await registerObligation(tx, { ...known, agencyId: world.ids.other });
  });
  const after = await eventOf(path, one.id);
  assert.deepEqual([statusOf(before), statusOf(after)], ['CONFIRMED', 'CANCELLED']);
  assert.ok(after.sequence > before.sequence);
  assert.match(after.description, /Sở Thông tin và Truyền thông/, 'whose it was, not whose it is');
});

test('a moved due date is the same event with a higher sequence, and so is its end', async () => {
  const { path } = await made(world.clerk);
  const key = 'dời-hạn';
  const first = await again(key, { dueAt: at('2018-03-30T17:00'), personId: world.clerk.personId });
  const before = await eventOf(path, first.id);
  await again(key, { dueAt: at('2018-04-06T17:00'), personId: world.clerk.personId });
  const moved = await eventOf(path, first.id);
  assert.equal(moved.uid, before.uid);
  assert.ok(moved.sequence > before.sequence);
  assert.equal(moved.startDate.toJSDate().toISOString(), '2018-04-06T10:00:00.000Z');
  await system.run((tx) => completeObligation(tx, 'test', key, tx.now));
  const done = await eventOf(path, first.id);
  assert.ok(done.sequence > moved.sequence);
  assert.deepEqual([statusOf(done), done.summary.startsWith('Đã xong · ')], ['CONFIRMED', true]);
});

test('what was cancelled is told as cancelled for a month, then it is gone', async () => {
  const { path } = await made(world.head);
  const one = await anObligation(province, world, { dueAt: at('2018-03-30T17:00'), personId: world.head.personId });
  await system.run((tx) => cancelObligation(tx, 'test', one.key));
  assert.equal(statusOf(await eventOf(path, one.id)), 'CANCELLED');
  province.clock.set('2018-03-29T15:00');
  assert.equal(
    (await eventsAt(path)).some(({ uid }) => uid.startsWith(one.id)),
    false,
  );
  province.clock.set('2018-02-26T15:00');
});

test('what has not changed is answered with 304 and nothing else', async () => {
  const { path } = await made(world.stranger);
  const first = await fetched(path);
  const etag = String(first.headers['etag']);
  const same = await fetched(path, { 'if-none-match': `W/${etag}` });
  assert.deepEqual([same.statusCode, same.body], [304, '']);
  await anObligation(province, world, { agencyId: world.ids.other, dueAt: at('2018-03-30T17:00') });
  const changed = await fetched(path, { 'if-none-match': etag });
  assert.equal(changed.statusCode, 200);
  assert.notEqual(changed.headers['etag'], etag);
});

test('the feed of an agency shows its work and only that; an agency out of reach has none', async () => {
  const agencyId = world.ids.department;
  const { path, feed } = await made(world.officer, { agencyId });
  assert.equal(feed.agency?.name, 'Sở Thông tin và Truyền thông');
  const foreign = await anObligation(province, world, { agencyId: world.ids.other, dueAt: at('2018-03-30T17:00') });
  const own = await anObligation(province, world, { dueAt: at('2018-03-30T17:00'), personId: world.clerk.personId });
  const uids = (await eventsAt(path)).map(({ uid }) => uid.slice(0, 36));
  assert.ok(uids.includes(own.id) && !uids.includes(foreign.id));
  const refused = await call(world.officer, 'POST', '/api/reminders/feeds', {
    agencyId: world.ids.other,
    alarmMinutes: null,
  });
  assert.equal(refused.statusCode, 403);
});

test('an address is told once and kept as a hash; renewed and revoked ones answer as if they never were', async () => {
  const [feed] = (await call(world.clerk, 'GET', '/api/reminders/feeds')).json<FeedList>().feeds;
  assert.ok(feed && !JSON.stringify(feed).includes('/lich/'));
  const one = (await call(world.clerk, 'POST', `/api/reminders/feeds/${feed.id}/renew`)).json<MadeFeed>();
  const two = (await call(world.clerk, 'POST', `/api/reminders/feeds/${feed.id}/renew`)).json<MadeFeed>();
  assert.equal((await fetched(one.path)).statusCode, 404);
  assert.equal((await fetched(two.path)).statusCode, 200);
  const kept = await system.run((tx) =>
    sql<{ row: string }>`select reminder_feed::text as row from reminder_feed`.execute(tx.db),
  );
  assert.ok(kept.rows.every(({ row }) => !row.includes(two.path.slice(6, 49))));
  assert.equal((await call(world.officer, 'DELETE', `/api/reminders/feeds/${feed.id}`)).statusCode, 404, 'not his');
  assert.equal((await call(world.clerk, 'DELETE', `/api/reminders/feeds/${feed.id}`)).statusCode, 200);
  const gone = await fetched(two.path);
  assert.deepEqual([gone.statusCode, gone.json<{ code: string }>().code], [404, 'reminders.no_feed']);
  assert.equal((await fetched('/lich/khong-co.ics')).statusCode, 404);
});

test('a closed account closes its calendars', async () => {
  const { path } = await made(world.clerk);
  assert.equal((await fetched(path)).statusCode, 200);
  const disable = (when: string | null) =>
    system.run((tx) =>
      sql`update account set disabled_at = ${when}::timestamptz where person_id = ${world.clerk.personId}`.execute(
        tx.db,
      ),
    );
  await disable('2026-11-22');
  assert.equal((await fetched(path)).statusCode, 404);
  await disable(null);
  assert.equal((await fetched(path)).statusCode, 200);
});

test('the calendar rings only by choice: in the morning for a day, an hour before for a moment, never for what is over', async () => {
  const [feed] = (await call(world.clerk, 'GET', '/api/reminders/feeds')).json<FeedList>().feeds;
  const { path } = (await call(world.clerk, 'POST', `/api/reminders/feeds/${feed?.id}/renew`)).json<MadeFeed>();
  const personId = world.clerk.personId;
  const day = await anObligation(province, world, { dueAt: at('2018-03-29T23:59'), personId });
  const hour = await anObligation(province, world, { dueAt: at('2018-03-29T10:00'), personId });
  const over = await anObligation(province, world, {
    dueAt: at('2018-02-20T10:00'),
    startAt: at('2018-02-01T08:00'),
    personId,
  });
  const rings = async (id: string) => {
    const { component, startDate } = await eventOf(path, id);
    const trigger = component.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger') as
      | ICAL.Duration
      | undefined;
    return trigger && [startDate.isDate, trigger.toSeconds() / 60];
  };
  assert.deepEqual([await rings(day.id), await rings(hour.id)], [undefined, undefined]);
  await call(world.clerk, 'PATCH', `/api/reminders/feeds/${feed?.id}`, { alarmMinutes: 60 });
  assert.deepEqual(await Promise.all([day, hour, over].map(({ id }) => rings(id))), [
    [true, 7 * 60],
    [false, -60],
    undefined,
  ]);
  await call(world.clerk, 'PATCH', `/api/reminders/feeds/${feed?.id}`, { alarmMinutes: 1440 });
  assert.deepEqual(await Promise.all([day, hour].map(({ id }) => rings(id))), [
    [true, -16 * 60],
    [false, -1440],
  ]);
});

test('an address that is asked too often is told when to come back', async () => {
  const [feed] = (await call(world.stranger, 'GET', '/api/reminders/feeds')).json<FeedList>().feeds;
  const { path } = (await call(world.stranger, 'POST', `/api/reminders/feeds/${feed?.id}/renew`)).json<MadeFeed>();
  const statuses: number[] = [];
  for (let read = 0; read < 25; read += 1) statuses.push((await fetched(path)).statusCode);
  assert.ok(statuses.includes(429));
  const refused = await fetched(path);
  assert.ok(Number(refused.headers['retry-after']) > 0);
});
