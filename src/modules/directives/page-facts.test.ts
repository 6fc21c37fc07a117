import assert from 'node:assert/strict';
import test from 'node:test';
import { testProvince } from '#platform/testing/test-province.ts';
import type { Overview, TaskChoices, TaskDetail } from './schema.ts';
import { doIt, issueOne, makeWorld, partOf, tasksOf, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const it = world.agency('KH.STTTT');
const finance = world.agency('KH.STC');
const SHARED = 'Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với Sở Tài chính hoàn thiện phần mềm nhắc việc.';

const shared = await issueOne(world, { deadlineOn: '2018-03-30' }, SHARED);
await issueOne(world, { deadlineOn: '2018-03-15' });

test('filters are offered for the agencies and documents one sees work of, with their numbers', async () => {
  const office = await world.as('office').get<TaskChoices>('/api/tasks/choices');
  assert.deepEqual(
    office.agencies.map(({ id, count }) => [id, count]),
    [
      [finance, 1],
      [it, 2],
    ],
  );
  assert.deepEqual(
    office.documents.map(({ count }) => count).toSorted((a, b) => a - b),
    [1, 2],
  );
  const own = await world.as('itClerk').get<TaskChoices>('/api/tasks/choices');
  assert.deepEqual(
    own.agencies.map(({ id, count }) => [id, count]),
    [[it, 2]],
  );
});

test('what waits, in the overview, is the list it opens', async () => {
  const { waiting, counts } = await world.as('leader').get<Overview>('/api/overview');
  assert.equal(waiting.notReceived, 2, 'the cooperating part is not counted');
  assert.equal((await tasksOf(world, 'leader', '?step=new&counted=true')).total, waiting.notReceived);
  assert.equal((await tasksOf(world, 'leader', '?step=new')).total, 3);
  assert.equal((await tasksOf(world, 'leader', '?status=OPEN_IN_TIME&counted=true')).total, counts.openInTime);
});

test('days left run down to the report and are counted below zero when overdue', async () => {
  const left = async () =>
    partOf(await world.as('office').get<TaskDetail>(`/api/tasks/${shared.id}`), it).workingDaysLeft;
  assert.equal(await left(), 21);
  province.clock.set('2018-04-03T09:00');
  assert.equal(await left(), -2);
  const row = (await tasksOf(world, 'office', `?agency=${it}&document=${shared.document.id}`)).tasks[0];
  assert.equal(row?.workingDaysLeft, -2);
  await doIt(
    world,
    'itClerk',
    await world.as('itClerk').get<TaskDetail>(`/api/tasks/${shared.id}`),
    'reports',
    {
      text: 'Đã xong',
      documentNumber: '1/BC',
    },
    it,
  );
  assert.equal(await left(), null, 'the clock stands while the report waits');
});

test("a part names its reminders to those who may read it, and not to the task's other agencies", async () => {
  const clerk = partOf(await world.as('itClerk').get<TaskDetail>(`/api/tasks/${shared.id}`), it);
  assert.match(clerk.obligationId ?? '', /^[0-9a-f-]{36}$/);
  const office = partOf(await world.as('office').get<TaskDetail>(`/api/tasks/${shared.id}`), it);
  assert.equal(office.obligationId, clerk.obligationId);
  const other = partOf(await world.as('financeClerk').get<TaskDetail>(`/api/tasks/${shared.id}`), it);
  assert.equal(other.obligationId, null);
});
