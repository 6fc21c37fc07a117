import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { register } from 'prom-client';
import { anonymousActor, type Actor, systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import type { Work } from '#platform/db/province.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { FIGURES, heedOf } from './domain/figures.ts';
import type { MeasureEntries, MeasureEntriesQuery } from './measure-schema.ts';
import { measureEntries, measures } from './measures.ts';
import { remindersMessages } from './messages.vi.ts';
import { acknowledgeObligation, completeObligation, fireDue, nextMoment } from './public.ts';
import { remindersRoutes } from './routes.ts';
import { anObligation, at, makeWorld, remindersSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
let caller: Actor = anonymousActor;
const app = createApp({
  province,
  messages: { ...httpMessages, ...remindersMessages },
  authenticate: async () => caller,
});
remindersRoutes(app);

/** A month of the province: matters of two agencies, some answered, some done, some late; one step fired late. */
for (let n = 0; n < 6; n += 1)
  await anObligation(province, world, {
    dueAt: at(n % 2 === 0 ? '2018-03-09T17:00' : '2018-03-30T17:00'),
    agencyId: n < 4 ? world.ids.department : world.ids.other,
    title: `Việc ${n}`,
  });
const { key: answered } = await anObligation(province, world, { dueAt: at('2018-03-16T17:00') });
const { key: done } = await anObligation(province, world, { dueAt: at('2018-03-16T17:00') });
await fireDue(province);
province.clock.set('2018-02-27T09:00');
await system.run((tx) => acknowledgeObligation(tx, 'test', answered, world.clerk.personId));
await system.run((tx) => completeObligation(tx, 'test', done, tx.now));
for (;;) {
  const next = await system.run(nextMoment);
  if (!next || next > at('2018-03-20T12:00')) break;
  province.clock.set(next);
  while ((await fireDue(province)).fired > 0);
}
province.clock.set('2018-03-20T09:30');
await anObligation(province, world, { dueAt: at('2018-04-20T17:00') });
province.clock.set('2018-03-20T09:30:45');
await fireDue(province);
province.clock.set('2018-03-21T16:00');

const all = async (query: Partial<MeasureEntriesQuery> & Pick<MeasureEntriesQuery, 'figure'>, limit = 200) => {
  const entries: MeasureEntries['entries'] = [];
  let total = 0;
  for (let cursor: string | undefined; ; ) {
    const page = await measureEntries(system, { days: 30, limit, ...query, ...(cursor ? { cursor } : {}) });
    entries.push(...page.entries);
    total = page.total;
    if (!page.next) return { entries, total };
    cursor = page.next;
  }
};

test('every number of the page is the length of the list it opens: figures, bars, rules', async () => {
  const page = await measures(system, { days: 30 });
  for (const figure of FIGURES) {
    const { entries, total } = await all({ figure });
    assert.deepEqual([entries.length, total], [page.figures[figure], page.figures[figure]], figure);
  }
  for (const figure of ['planned', 'fired', 'delivered', 'acknowledged', 'told', 'acted', 'ignored'] as const)
    assert.ok(page.figures[figure] > 0, `the month has some ${figure}`);
  for (const [bucket, { count }] of page.lateness.entries())
    assert.equal((await all({ figure: 'fired', bucket })).total, count, `bar ${bucket}`);
  assert.equal(page.lateness[2]?.count, 1, 'the one of 45 seconds');
  assert.ok(page.effects.length > 2);
  for (const { policyId, rule, told, acted } of page.effects) {
    assert.equal((await all({ figure: 'told', policyId, rule })).total, told, rule);
    assert.equal((await all({ figure: 'acted', policyId, rule })).total, acted, rule);
    assert.equal((await all({ figure: 'ignored', policyId, rule })).total, told - acted, rule);
  }
});

test('a list comes in pages, without a gap and nothing twice, the newest first and what is planned in its order', async () => {
  for (const figure of ['fired', 'delivered', 'planned'] as const) {
    const whole = await all({ figure });
    const paged = await all({ figure }, 3);
    assert.deepEqual(
      paged.entries.map(({ id }) => id),
      whole.entries.map(({ id }) => id),
    );
    const moments = whole.entries.map((one) => one.at);
    const sorted = moments.toSorted((one, other) => one.localeCompare(other));
    assert.deepEqual(moments, figure === 'planned' ? sorted : sorted.toReversed());
  }
});

test('a shorter time holds less; today alone is a day', async () => {
  const [month, day] = [await measures(system, { days: 30 }), await measures(system, { days: 1 })];
  assert.ok(month.figures.fired > day.figures.fired);
  assert.match(day.since, /^2018-03-21T00:00/);
  assert.equal(day.figures.planned, month.figures.planned, 'what waits, waits now');
});

test('the histogram tells what /metrics tells: every step was recorded in this process', async () => {
  const page = await measures(system, { days: 366 });
  const text = await register.getSingleMetricAsString('reminders_lateness_seconds');
  let sum = 0;
  for (const { upToSeconds, count } of page.lateness) {
    sum += count;
    const le = upToSeconds === null ? '\\+Inf' : String(upToSeconds);
    const told = new RegExp(`reminders_lateness_seconds_bucket\\{le="${le}"\\} (\\d+)`).exec(text)?.[1];
    assert.equal(Number(told), sum, `up to ${le}`);
  }
});

test('a matter out of the reader’s sight is counted and placed, and not named', async () => {
  const named = async (actor: Actor) => {
    const { entries } = await measureEntries(province.as(actor), { figure: 'fired', days: 30, limit: 200 });
    assert.ok(entries.every(({ agencyName }) => agencyName !== null));
    return new Set(entries.map(({ title }) => title));
  };
  assert.ok(!(await named(systemActor('Thử nghiệm'))).has(null));
  const toOfficer = await named(world.officer.actor);
  assert.ok(toOfficer.has('Việc 0') && toOfficer.has(null) && !toOfficer.has('Việc 5'));
});

test('the administrator and the reform monitor may look, nobody else', async () => {
  const asked = async (actor: Actor) => {
    caller = actor;
    const replies = await Promise.all(
      ['/api/reminders/measures', '/api/reminders/measures/entries?figure=fired'].map((url) => app.inject({ url })),
    );
    return replies.map(({ statusCode }) => statusCode);
  };
  assert.deepEqual(await asked(world.administrator.actor), [200, 200]);
  for (const other of [world.clerk, world.head, world.officer]) assert.deepEqual(await asked(other.actor), [403, 403]);
  caller = world.administrator.actor;
  const refused = await app.inject({ url: '/api/reminders/measures?days=0' });
  assert.equal(refused.statusCode, 422);
});

test('what is counted is read by the program alone: the views of the figures show a person nothing', async () => {
  const views = ['firing', 'message', 'reaction', 'plan', 'clock'].map((one) => `reminder_counted_${one}`);
  for (const view of views) {
    const rows = (work: Work) =>
      work.run(async (tx) => (await sql`select 1 from ${sql.table(view)} limit 1`.execute(tx.db)).rows.length);
    assert.equal(await rows(system), 1, view);
    for (const who of [world.administrator, world.clerk]) assert.equal(await rows(province.as(who.actor)), 0, view);
  }
});

test('a rule is called unheeded only when it was told often enough to know', () => {
  assert.equal(heedOf({ told: 9, acted: 0 }), 'too-few');
  assert.equal(heedOf({ told: 10, acted: 0 }), 'unheeded');
  assert.equal(heedOf({ told: 100, acted: 9 }), 'unheeded');
  assert.equal(heedOf({ told: 100, acted: 10 }), 'heeded');
});
