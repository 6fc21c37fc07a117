import assert from 'node:assert/strict';
import test from 'node:test';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { directivesJobs } from './public.ts';
import type { TaskDetail } from './schema.ts';
import { doIt, issueOne, makeWorld, partOf, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: workSeed });
const world = await makeWorld(province);
const it = world.agency('KH.STTTT');
const [job] = directivesJobs();
assert.ok(job);
const run = () => job.run(province);
const look = (task: TaskDetail) => world.as('office').get<TaskDetail>(`/api/tasks/${task.id}`);
const labels = (task: TaskDetail) => task.assignments.map((part) => part.period?.label);

test('each month is its own record: a late March and an April on time both stay visible', async () => {
  let task = await issueOne(world, { recurrence: 'monthly', startOn: '2018-03-01', recurrenceDay: '25' });
  assert.deepEqual(labels(task), ['Tháng 3/2018']);
  assert.equal(partOf(task).dueAt, '2018-03-26T17:00:00+07:00', '25/3/2018 is a Sunday');
  province.clock.set('2018-03-28T09:00');
  task = await doIt(world, 'itClerk', await look(task), 'reports', { text: 'Tháng 3', documentNumber: '3/BC' });
  task = await doIt(world, 'office', task, 'confirm');

  province.clock.set('2018-03-31T23:59');
  assert.equal(await run(), 0);
  province.clock.set('2018-04-01T00:00');
  const next = await province.as(systemActor()).run((tx) => job.nextMoment(tx));
  assert.equal(next?.getTime(), province.clock.now().getTime());
  assert.equal(await run(), 1);
  assert.equal(await run(), 0, 'run again it opens nothing');
  province.clock.set('2018-04-20T09:00');
  task = await doIt(
    world,
    'itClerk',
    await look(task),
    'reports',
    { text: 'Tháng 4', documentNumber: '4/BC' },
    it,
    'Tháng 4/2018',
  );
  task = await doIt(world, 'office', task, 'confirm', {}, it, 'Tháng 4/2018');
  assert.deepEqual(
    task.assignments.map((part) => [part.period?.label, part.status]),
    [
      ['Tháng 3/2018', 'DONE_LATE'],
      ['Tháng 4/2018', 'DONE_ON_TIME'],
    ],
  );
  assert.ok(task.timeline.some(({ text }) => text === 'Mở kỳ Tháng 4/2018 cho 1 phần việc'));
  await world.as('office').post(`/api/tasks/${task.id}/withdraw`, { version: task.version, reason: 'Hết thử' });
  province.clock.set('2018-06-01T00:00');
  assert.equal(await run(), 0, 'a withdrawn duty opens no more periods');
  province.clock.set('2018-02-26T15:00');
});

test('after a standstill every missed period is opened, by two workers at once no twice', async () => {
  let task = await issueOne(world, { recurrence: 'monthly', startOn: '2018-03-01' });
  province.clock.set('2018-07-10T08:00');
  const opened = await Promise.all([run(), run(), run()]);
  assert.equal(
    opened.reduce((sum, n) => sum + n, 0),
    4,
  );
  await run();
  task = await look(task);
  assert.deepEqual(
    labels(task),
    [3, 4, 5, 6, 7].map((month) => `Tháng ${month}/2018`),
  );
  assert.equal(partOf(task, it, 'Tháng 4/2018').status, 'OPEN_OVERDUE');
  province.clock.set('2018-02-26T15:00');
});

test('two report days are two periods; one already past when the work is given is not owed', async () => {
  province.clock.set('2018-03-10T08:00');
  const task = await issueOne(world, { recurrence: 'monthly', recurrenceDay: '05 và 20' });
  assert.deepEqual(labels(task), ['Tháng 3/2018, kỳ ngày 20']);
  province.clock.set('2018-04-02T08:00');
  await run();
  assert.deepEqual(labels(await look(task)).slice(1), ['Tháng 4/2018, kỳ ngày 05', 'Tháng 4/2018, kỳ ngày 20']);
  province.clock.set('2018-02-26T15:00');
});

test('a deadline beyond the first period says until when the duty runs', async () => {
  const task = await issueOne(world, { recurrence: 'quarterly', deadlineOn: '2018-06-30' });
  assert.equal(task.recursUntil, '2018-06-30');
  province.clock.set('2019-01-05T08:00');
  await run();
  assert.deepEqual(labels(await look(task)), ['Quý I/2018', 'Quý II/2018']);
  province.clock.set('2018-02-26T15:00');
});
