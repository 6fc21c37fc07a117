import assert from 'node:assert/strict';
import test from 'node:test';
import { seedCalendar } from '#modules/calendar/public.ts';
import { seedDemoPeople, seedOrg } from '#modules/org/public.ts';
import { seedReminders } from '#modules/reminders/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { seedDirectivesDemo } from './public.ts';
import { listTasks } from './service-read.ts';
import { getOverview } from './service-overview.ts';

const seeded = async (dataset: '2018' | '2025', at: string) => {
  const province = await testProvince({ at });
  const system = province.as(systemActor('Dữ liệu trình diễn'));
  await system.run(async (tx) => {
    await seedOrg(tx, dataset);
    await seedCalendar(tx);
    await seedReminders(tx);
    await seedDemoPeople(tx);
    await seedDirectivesDemo(tx);
  });
  return system;
};

test('the demonstration has extensions of every kind: agreed to and done, to another day, waiting, refused', async () => {
  const system = await seeded('2018', '2018-02-26T15:00');
  const { tasks } = await listTasks(system, { sort: 'due', limit: 50 });
  assert.deepEqual(
    tasks.map((row) => [row.agency.name, row.originalDueOn, row.dueOn, row.status, row.asksExtension]),
    [
      ['Sở Y tế', '2018-02-09', '2018-02-13', 'DONE_ON_TIME', false],
      ['Sở Xây dựng', null, '2018-02-28', 'OPEN_IN_TIME', true],
      ['Sở Công Thương', null, '2018-03-02', 'OPEN_IN_TIME', false],
      ['Sở Tài chính', '2018-02-23', '2018-03-09', 'OPEN_IN_TIME', false],
    ],
  );
  const { original, counts, waiting } = await getOverview(system);
  assert.deepEqual([counts.doneOnTime, original.counts.doneLate, original.counts.openOverdue], [1, 1, 1]);
  assert.equal(waiting.toExtend, 1);
  assert.ok(tasks.every(({ document }) => document.number === '901/TB-UBND'));
});

test('where the agencies of the paper’s day have been merged since, nothing is made up', async () => {
  const system = await seeded('2025', '2025-07-02T08:00');
  assert.equal((await listTasks(system, { sort: 'due', limit: 50 })).total, 0);
});
