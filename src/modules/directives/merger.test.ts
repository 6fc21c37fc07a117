import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { subscribeReminders } from '#modules/reminders/subscriptions.ts';
import { newId } from '#kernel/id.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { events } from '#platform/events/events.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { directivesJobs } from './public.ts';
import type { TaskDetail } from './schema.ts';
import { subscribeDirectives } from './subscriptions.ts';
import { doIt, issueOne, makeWorld, partOf, tasksOf, workSeed } from './testing/world.ts';

subscribeReminders();
subscribeDirectives();
const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const office = world.as('office');
const it = world.agency('KH.STTTT');
const finance = world.agency('KH.STC');
const home = world.agency('KH.SNV');
const BOTH = 'Giao Sở Thông tin và Truyền thông, Sở Tài chính hoàn thiện phần mềm nhắc việc.';
const LED = 'Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với Sở Tài chính hoàn thiện phần mềm nhắc việc.';

let done = await issueOne(world, { deadlineOn: '2018-03-20' });
done = await doIt(world, 'itClerk', done, 'reports', { text: 'Xong', documentNumber: '1' });
done = await doIt(world, 'office', done, 'confirm');
const plain = await issueOne(world, { deadlineOn: '2018-03-20' });
const both = await issueOne(world, { deadlineOn: '2018-03-20' }, BOTH);
const led = await issueOne(world, { deadlineOn: '2018-03-20' }, LED);
const monthly = await issueOne(world, { recurrence: 'monthly' });

const ask = { dueOn: '2018-03-28', reason: 'Chờ số liệu.' };
let asked = await issueOne(world, { deadlineOn: '2018-03-20' });
asked = await doIt(world, 'itClerk', asked, 'extensions', ask);
let bothAsked = await issueOne(world, { deadlineOn: '2018-03-20' }, BOTH);
bothAsked = await doIt(world, 'itClerk', bothAsked, 'extensions', ask, it);
const requestId = partOf(asked).extensions[0]?.id ?? '';
const goneId = partOf(bothAsked, it).extensions[0]?.id ?? '';

/** IT goes into Finance, by an administrator who sees none of the work. */
await province.as(world.actors.administrator).run(async (tx) => {
  const decision = {
    changeId: newId(),
    effectiveOn: tx.today,
    reason: 'Sáp nhập',
    document: '1/QĐ-UBND',
    decidedBy: null,
  };
  const from = { id: it, code: 'KH.STTTT', name: 'Sở Thông tin và Truyền thông' };
  const to = { id: finance, code: 'KH.STC', name: 'Sở Tài chính' };
  await events.emit(tx, 'org.agencies_merged', { ...decision, fromIds: [it], toId: finance, from: [from], to });
  const seen = await sql<{ n: number }>`select count(*)::int as n from directive_task`.execute(tx.db);
  assert.equal(seen.rows[0]?.n, 0, 'the wall is shut again behind the hand-over');
});
const look = (task: TaskDetail) => office.get<TaskDetail>(`/api/tasks/${task.id}`);

const obligationOf = async (id: string) => {
  const { rows } = await province.as(systemActor()).run((tx) =>
    sql<{
      state: string;
      agency_id: string;
    }>`select state, agency_id from reminder_obligation where source = 'directives' and key = ${id}`.execute(tx.db),
  );
  return [rows[0]?.state, rows[0]?.agency_id];
};

test('open work goes to the successor with its promise, and the log names who merged', async () => {
  const task = await look(plain);
  const part = partOf(task);
  assert.deepEqual([part.agency.id, part.handedOverFrom], [finance, 'Sở Thông tin và Truyền thông']);
  assert.deepEqual(await obligationOf(part.id), ['open', finance]);
  const entry = task.timeline.at(-1);
  assert.deepEqual(
    [entry?.actor, entry?.text],
    ['Mai Quản Trị', 'Phần việc của Sở Thông tin và Truyền thông chuyển sang Sở Tài chính'],
  );
  assert.equal((await doIt(world, 'financeClerk', task, 'receive')).assignments[0]?.step, 'received');
});

test('what is done stays under the name that did it, and the successor may read it', async () => {
  const task = await world.as('financeClerk').get<TaskDetail>(`/api/tasks/${done.id}`);
  assert.deepEqual([partOf(task).agency.id, partOf(task).status], [it, 'DONE_ON_TIME']);
});

test('where the successor had the same part, one remains; a lead part stays before a cooperating one', async () => {
  const two = await look(both);
  assert.equal(two.assignments.filter((part) => part.superseded).length, 1);
  assert.deepEqual([two.counts.openInTime, new Set(two.assignments.map((part) => part.agency.id)).size], [1, 1]);
  const gone = two.assignments.find((part) => part.superseded);
  assert.equal((await obligationOf(gone?.id ?? ''))[0], 'cancelled');
  const one = await look(led);
  assert.deepEqual(
    one.assignments.filter((part) => !part.superseded).map((part) => [part.role, part.agency.id]),
    [['lead', finance]],
  );
});

test('a request for more time goes along with its part, and ends where the part does', async () => {
  const task = await look(asked);
  assert.deepEqual(
    [partOf(task).extensions[0]?.state, partOf(task).extensions[0]?.agencyName, partOf(task).agency.id],
    ['open', 'Sở Thông tin và Truyền thông', finance],
  );
  assert.equal((await obligationOf(`extension/${requestId}`))[0], 'open');
  const granted = await doIt(world, 'office', task, `extensions/${requestId}/grant`, { dueOn: '2018-03-28' });
  assert.equal(partOf(granted).originalDueOn, '2018-03-20');
  assert.deepEqual(
    await obligationOf(`extension-answer/${requestId}`),
    ['open', finance],
    'told where the work is now',
  );
  assert.deepEqual(partOf(await world.as('financeClerk').get<TaskDetail>(`/api/tasks/${task.id}`)).extensionActs, [
    'ask',
  ]);
  const gone = (await look(bothAsked)).assignments.flatMap(({ extensions }) => extensions);
  assert.deepEqual([gone[0]?.state, gone[0]?.endedBecause], ['lapsed', 'merged']);
  assert.equal((await obligationOf(`extension/${goneId}`))[0], 'cancelled');
});

test('the next period of a recurring duty is opened for the successor', async () => {
  province.clock.set('2018-04-01T08:00');
  await directivesJobs()[0]?.run(province);
  const task = await look(monthly);
  assert.deepEqual(
    task.assignments.map((part) => [part.period?.label, part.agency.id]),
    [
      ['Tháng 3/2018', finance],
      ['Tháng 4/2018', finance],
    ],
  );
  province.clock.set('2018-03-01T08:00');
});

test('lists and counts hold merged work once', async () => {
  const listed = await tasksOf(world, 'office', `?document=${both.document.id}`);
  assert.deepEqual([listed.tasks.length, listed.total, listed.counts.openInTime], [1, 1, 1]);
});

test('a part given to the wrong agency is handed over by the Office with its reason', async () => {
  const task = await issueOne(world, { deadlineOn: '2018-03-30' }, 'Giao Sở Tài chính hoàn thiện phần mềm nhắc việc.');
  const part = partOf(task);
  const url = `/api/tasks/${task.id}/assignments/${part.id}/hand-over`;
  const same = await office.refused('POST', url, { version: part.version, agencyId: finance, reason: 'x' });
  assert.equal(same.code, 'directives.agency_gone');
  const moved = await office.post<TaskDetail>(url, {
    version: part.version,
    agencyId: home,
    reason: 'Thuộc thẩm quyền Sở Nội vụ',
  });
  assert.equal(partOf(moved).agency.id, home);
  assert.equal(moved.timeline.at(-1)?.note, 'Thuộc thẩm quyền Sở Nội vụ');
  assert.equal((await world.as('homeClerk').get<TaskDetail>(`/api/tasks/${task.id}`)).id, task.id);
  assert.equal((await world.as('homeClerk').send('GET', `/api/notices/${task.document.id}`)).status, 200);
});

test('a new name shows on open work only', async () => {
  await province.as(world.actors.administrator).run((tx) =>
    events.emit(tx, 'org.agency_renamed', {
      changeId: newId(),
      effectiveOn: tx.today,
      reason: null,
      document: null,
      decidedBy: null,
      agencyId: finance,
      before: 'Sở Tài chính',
      after: 'Sở Tài chính mới',
    }),
  );
  assert.equal(partOf(await look(plain)).agency.name, 'Sở Tài chính mới');
  assert.equal(partOf(await look(done)).agency.name, 'Sở Thông tin và Truyền thông');
});
