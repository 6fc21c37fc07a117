import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { sql } from 'kysely';
import { type Actor, anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { remindersMessages } from './messages.vi.ts';
import { fireDue, nextMoment } from './public.ts';
import { remindersRoutes } from './routes.ts';
import { substituteRoutes } from './routes-substitutes.ts';
import type { MyWork, ObligationPlan, ReminderList } from './schema.ts';
import { resolveChains } from './stand-ins.ts';
import { listFirings } from './store/message-store.ts';
import type { Substitutes } from './substitute-schema.ts';
import { anObligation, at, makeWorld, remindersSeed, somebody } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
const standIn = await system.run((tx) =>
  somebody(tx, {
    agencyId: world.ids.department,
    name: 'Lý Thay Thế',
    title: 'Chuyên viên',
    role: 'officer',
    email: 'lythaythe@thu.invalid',
  }),
);
let caller: Actor = anonymousActor;
const app = createApp({
  province,
  messages: { ...httpMessages, ...remindersMessages },
  authenticate: async () => caller,
});
before(async () => {
  remindersRoutes(app);
  substituteRoutes(app);
  await app.ready();
});
after(() => app.close());

async function call<T>(who: { actor: Actor }, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) {
  caller = who.actor;
  const reply = await app.inject({
    method,
    url,
    headers: { 'x-dunghen-request': '1' },
    ...(payload ? { payload } : {}),
  });
  return { status: reply.statusCode, body: reply.json<T & { code: string; fields?: Record<string, string> }>() };
}
const set = (who: { actor: Actor }, fromOn: string, toOn: string, more: object = {}) =>
  call<{ id: string }>(who, 'POST', '/api/reminders/substitutes', {
    personId: world.officer.personId,
    substituteId: standIn.personId,
    fromOn,
    toOn,
    ...more,
  });
async function walkTo(end: Date): Promise<void> {
  for (;;) {
    while ((await fireDue(province)).claimed > 0);
    const next = await system.run(nextMoment);
    if (!next || next > end) break;
    province.clock.set(next);
  }
  province.clock.set(end);
}

test('during leave the one who stands in is told in the other’s place, sees the work as his, and it is logged as A for B', async () => {
  province.clock.set('2018-02-26T15:00');
  const { id } = await anObligation(province, world, {
    personId: world.officer.personId,
    dueAt: at('2018-03-30T17:00'),
  });
  assert.equal((await set(world.officer, '2018-03-26', '2018-03-28')).status, 200);
  await walkTo(at('2018-03-27T09:00'));
  const firings = await system.run((tx) => listFirings(tx.db, id));
  const toldAt = (key: string) =>
    firings
      .find(({ stepKey }) => stepKey === key)
      ?.told.map(({ name, insteadOf, away }) => [name, insteadOf?.name, away]);
  assert.deepEqual(toldAt('before-7'), [
    ['Võ Chuyên Viên', undefined, undefined],
    ['Ngô Văn Thư', undefined, undefined],
  ]);
  assert.deepEqual(toldAt('before-3'), [
    ['Võ Chuyên Viên', undefined, true],
    ['Lý Thay Thế', 'Võ Chuyên Viên', undefined],
    ['Ngô Văn Thư', undefined, undefined],
  ]);
  const { body: received } = await call<ReminderList>(standIn, 'GET', '/api/reminders');
  assert.match(received.reminders[0]?.why[0] ?? '', /nhận thay Võ Chuyên Viên đang nghỉ/);
  const { body: work } = await call<MyWork>(standIn, 'GET', '/api/my-work');
  assert.deepEqual(
    work.thisWeek.items.filter((item) => item.id === id).map(({ insteadOf }) => insteadOf),
    ['Võ Chuyên Viên'],
  );
  assert.equal((await call(standIn, 'POST', `/api/obligations/${id}/acknowledge`)).status, 200);
  const { body: plan } = await call<ObligationPlan>(world.officer, 'GET', `/api/obligations/${id}`);
  assert.deepEqual(
    plan.reactions.map(({ personName, text }) => `${personName} ${text}`),
    ['Lý Thay Thế thay Võ Chuyên Viên: đã biết'],
  );

  // The leave is over: the due day is told to him alone again, and the work is his.
  await walkTo(at('2018-03-30T09:00'));
  const last = (await system.run((tx) => listFirings(tx.db, id))).find(({ stepKey }) => stepKey === 'due-day');
  assert.ok(last?.told.every(({ insteadOf, away }) => !insteadOf && !away));
  const { body: later } = await call<MyWork>(standIn, 'GET', '/api/my-work');
  assert.ok(!later.today.items.some((item) => item.id === id));
});

test('whoever is on leave gets no letter, only what he finds in the program; his stand-in gets both', async () => {
  province.clock.set('2018-04-02T09:00');
  assert.equal((await set(world.head, '2018-04-02', '2018-04-06')).status, 200);
  const { id } = await anObligation(province, world, {
    personId: world.officer.personId,
    urgency: 'urgent',
    dueAt: at('2018-04-30T17:00'),
  });
  await fireDue(province);
  const ways = await system.run(async (tx) => {
    const { rows } = await sql<{ recipient_id: string; channel: string }>`
      select recipient_id, channel from reminder_message where obligation_id = ${id} order by 1, 2`.execute(tx.db);
    return (person: string) => rows.filter((row) => row.recipient_id === person).map(({ channel }) => channel);
  });
  assert.deepEqual(ways(world.officer.personId), ['in-app']);
  assert.deepEqual(ways(standIn.personId).sort(), ['email', 'in-app']);
});

test('one’s own leave everybody may set, another’s the head and the clerk of his agency; nobody across agencies', async () => {
  province.clock.set('2018-05-02T09:00');
  const other = { personId: world.clerk.personId, substituteId: world.officer.personId };
  assert.equal(
    (await set(world.officer, '2018-05-07', '2018-05-08', other)).body.code,
    'reminders.substitute_not_yours',
  );
  const made = await set(world.head, '2018-05-07', '2018-05-08', other);
  assert.equal(made.status, 200);
  assert.equal((await call(world.stranger, 'DELETE', `/api/reminders/substitutes/${made.body.id}`)).status, 404);
  assert.equal((await call(world.officer, 'DELETE', `/api/reminders/substitutes/${made.body.id}`)).status, 404);
  assert.equal((await call(world.clerk, 'DELETE', `/api/reminders/substitutes/${made.body.id}`)).status, 200);
  const outside = await set(world.officer, '2018-05-07', '2018-05-08', { substituteId: world.stranger.personId });
  assert.equal(outside.body.code, 'reminders.substitute_elsewhere');
  assert.equal((await set(world.stranger, '2018-05-07', '2018-05-08')).status, 422);
  const { body } = await call<Substitutes>(world.stranger, 'GET', '/api/reminders/substitutes');
  assert.deepEqual(body.substitutions, []);
});

test('refused at the field: past days, the same time twice, a stand-in who is on leave himself, oneself', async () => {
  province.clock.set('2018-06-04T09:00');
  const code = async (...args: Parameters<typeof set>) => (await set(...args)).body.code;
  assert.equal(await code(world.officer, '2018-06-01', '2018-06-08'), 'reminders.substitute_dates');
  assert.equal(await code(world.officer, '2018-06-08', '2018-06-07'), 'reminders.substitute_dates');
  assert.equal((await set(world.officer, '2018-06-11', '2018-06-15')).status, 200);
  assert.equal(await code(world.officer, '2018-06-15', '2018-06-20'), 'reminders.substitute_overlap');
  assert.equal(
    await code(world.clerk, '2018-06-12', '2018-06-12', {
      personId: world.clerk.personId,
      substituteId: world.officer.personId,
    }),
    'reminders.substitute_absent',
  );
  assert.equal(
    await code(world.officer, '2018-07-01', '2018-07-02', { substituteId: world.officer.personId }),
    'reminders.substitute_self',
  );
  // Eight at once: one finds the time free.
  const replies = await Promise.all(Array.from({ length: 8 }, () => set(world.officer, '2018-08-06', '2018-08-10')));
  assert.equal(replies.filter(({ status }) => status === 200).length, 1);
});

test('who stands in for whom is followed to somebody who is there, and a circle ends', () => {
  const chain = (pairs: [string, string][]) =>
    Object.fromEntries(resolveChains(pairs.map(([personId, substituteId]) => ({ personId, substituteId }))));
  assert.deepEqual(chain([['a', 'b']]), { a: 'b' });
  assert.deepEqual(
    chain([
      ['a', 'b'],
      ['b', 'c'],
    ]),
    { a: 'c', b: 'c' },
  );
  assert.deepEqual(
    chain([
      ['a', 'b'],
      ['b', 'a'],
    ]),
    { a: 'b', b: 'a' },
  );
});
