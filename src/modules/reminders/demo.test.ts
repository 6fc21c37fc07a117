import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { seedDemoPeople } from '#modules/org/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { seedRemindersDemo } from './demo.ts';
import { doesAfter, habitAfter } from './domain/demo-habits.ts';
import { measures } from './measures.ts';
import { fireDue, seedReminders } from './public.ts';
import { reconcile } from './reconcile.ts';
import { remindersSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const system = province.as(systemActor('Thử nghiệm'));
await system.run(async (tx) => {
  await seedReminders(tx);
  await seedDemoPeople(tx);
  await seedRemindersDemo(tx, { seed: 2018 });
});

test('a demonstration begins with a month of figures one can believe: rules that are heeded, and one that is not', async () => {
  const { figures, effects, lateness } = await measures(system, { days: 30 });
  assert.ok(figures.told > 200, `${figures.told} told`);
  const share = figures.acted / figures.told;
  assert.ok(share > 0.3 && share < 0.7, `${share} acted upon`);
  for (const figure of ['delivered', 'acknowledged', 'asked-more-time'] as const)
    assert.ok(figures[figure] > 5, `${figure}: ${figures[figure]}`);
  assert.equal(figures.planned + figures.waiting + figures.held, 0, 'nothing of it is still to come or to be sent');
  const heed = new Map(effects.map(({ rule, heed: one }) => [rule, one]));
  assert.equal(heed.get('due-day'), 'heeded');
  assert.equal(heed.get('week'), 'unheeded');
  assert.equal(
    lateness.slice(2).reduce((sum, { count }) => sum + count, 0),
    0,
    'all within ten seconds',
  );
});

test('nothing of it is left open, unread, sent by a carrier, or a difference to the reconciler, and all is named as made up', async () => {
  const { rows } = await system.run((tx) =>
    sql<{ open: number; named: number; outward: number; unread: number; early: number; late: number }>`
      select count(*) filter (where o.state <> 'done')::int as open,
        count(*) filter (where o.title like '%(dựng để trình diễn, số %)')::int as named,
        count(*) filter (where o.closed_at <= o.due_at)::int as early,
        count(*) filter (where o.closed_at > o.due_at)::int as late,
        (select count(*)::int from reminder_message where channel <> 'in-app') as outward,
        (select count(*)::int from reminder_message where read_at is null) as unread
      from reminder_obligation o`.execute(tx.db),
  );
  const [found] = rows;
  assert.deepEqual([found?.open, found?.outward, found?.unread, found?.named], [0, 0, 0, 150]);
  assert.ok(found && found.early > 30 && found.late > 15, JSON.stringify(found));
  assert.equal((await fireDue(province)).claimed, 0);
  await reconcile(province);
  assert.deepEqual((await measures(system)).check?.differences, []);
});

test('the same seed gives the same month', async () => {
  const told = async () => {
    const { rows } = await system.run((tx) =>
      sql`select o.key, f.step_key, f.fired_at, o.closed_at from reminder_firing f
        join reminder_obligation o on o.id = f.obligation_id order by 1, 3`.execute(tx.db),
    );
    return rows;
  };
  const first = await told();
  const other = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
  await other.as(systemActor('Thử nghiệm')).run(async (tx) => {
    await seedReminders(tx);
    await seedDemoPeople(tx);
    await seedRemindersDemo(tx, { seed: 2018 });
    const { rows } = await sql`select o.key, f.step_key, f.fired_at, o.closed_at from reminder_firing f
      join reminder_obligation o on o.id = f.obligation_id order by 1, 3`.execute(tx.db);
    assert.deepEqual(rows, first);
  });
});

test('who has said that he knows does not say it again, and does one thing at most', () => {
  const habit = habitAfter({ key: 'before-3', kind: 'due-soon' });
  assert.equal(doesAfter(habit, 0, false), 'act');
  assert.equal(doesAfter(habit, 0.2, false), 'ask');
  assert.equal(doesAfter(habit, 0.3, false), 'know');
  assert.equal(doesAfter(habit, 0.3, true), undefined);
  assert.equal(doesAfter(habit, 0.99, false), undefined);
});
