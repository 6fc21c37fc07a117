import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { obligationIds } from '#modules/reminders/public.ts';
import { myWork } from '#modules/reminders/my-work.ts';
import { snooze } from '#modules/reminders/reactions.ts';
import type { MyWork } from '#modules/reminders/schema.ts';
import { subscribeReminders } from '#modules/reminders/subscriptions.ts';
import { endMembership } from '#modules/org/public.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { Overview, TaskDetail } from './schema.ts';
import { subscribeDirectives } from './subscriptions.ts';
import { at, extensionsIn } from './testing/extensions.ts';
import { doIt, Form, issueOne, makeWorld, partOf, tasksOf, workSeed } from './testing/world.ts';

subscribeReminders();
subscribeDirectives();
const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const { system, ask, answer, refusedAsk, fresh, look, promise, requestOf } = extensionsIn(province, world);
const it = world.agency('KH.STTTT');
const finance = world.agency('KH.STC');
const LED = 'Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với Sở Tài chính hoàn thiện phần mềm nhắc việc.';

test('asked with a paper, agreed to: the due date moves, the first one stays beside it, the ladder is planned anew', async () => {
  let task = await fresh();
  const partId = partOf(task).id;
  province.clock.set('2018-03-20T09:00');
  await system.run(async (tx) => {
    const id = (await obligationIds(tx, 'directives', [partId])).get(partId) ?? '';
    const personId = world.actors.itClerk.personId ?? '';
    await snooze(tx, { obligationId: id, personId, audience: 'owner', until: at('2018-03-28T08:00') });
  });
  assert.ok((await promise(partId))?.snoozed_until);
  const form = new Form()
    .field('version', String(partOf(task).version))
    .field('dueOn', '2018-04-14')
    .field('reason', 'Chờ số liệu của các huyện.')
    .field('documentNumber', '77/STTTT-CNTT')
    .field('documentOn', '2018-03-20')
    .file('files', 'to-trinh.pdf', Buffer.from('%PDF-1.7 tờ trình'));
  task = await world.as('itClerk').post<TaskDetail>(`/api/tasks/${task.id}/assignments/${partId}/extensions`, form);
  const asked = requestOf(task);
  assert.deepEqual(
    [
      asked.state,
      asked.askedDueOn,
      asked.askedDueAt,
      asked.documentNumber,
      asked.files[0]?.name,
      asked.workingDaysMore,
    ],
    // Saturday 14 April: until the end of Monday; ten working days after Friday 30 March.
    ['open', '2018-04-16', '2018-04-16T17:00:00+07:00', '77/STTTT-CNTT', 'to-trinh.pdf', 11],
  );
  assert.deepEqual(
    [partOf(task).dueOn, partOf(task).originalDueOn, partOf(task).step],
    ['2018-03-30', null, 'received'],
  );
  assert.deepEqual(partOf(task).extensionActs, ['take-back']);

  const duty = await promise(`extension/${asked.id}`);
  assert.deepEqual([duty?.state, duty?.due_at], ['open', at('2018-03-22T17:00')], 'two working days to answer');
  const office = await myWork(province.as(world.actors.office), QUERY);
  assert.ok(
    titles(office).some((title) => title.startsWith('Trả lời đề nghị gia hạn đến 16/04/2018 của Sở Thông tin')),
  );
  assert.deepEqual(
    (await tasksOf(world, 'office', '?extension=open')).tasks.map((row) => row.assignmentId),
    [partId],
  );

  province.clock.set('2018-03-21T10:00');
  task = await answer('office', await look(task), 'grant', {
    dueOn: '2018-04-12',
    note: 'Không gia hạn thêm.',
    documentNumber: '90/UBND-KT',
  });
  const part = partOf(task);
  assert.deepEqual(
    [part.dueOn, part.dueAt, part.originalDueOn, part.originalDueAt, part.extendedTimes, part.workingDaysLeft],
    ['2018-04-12', '2018-04-12T17:00:00+07:00', '2018-03-30', '2018-03-30T17:00:00+07:00', 1, 16],
  );
  assert.match(
    part.explanation.join('\n'),
    /Gia hạn lần 1: Đỗ Văn Phòng đồng ý lúc 10:00 .*, theo văn bản số 90\/UBND-KT\. Hạn trước đó: 17:00, thứ Sáu, 30\/03\/2018\.\n.*\nHạn: hết giờ làm việc thứ Năm, 12\/04\/2018\.$/,
  );
  const kept = await promise(partId);
  assert.deepEqual([kept?.due_at, kept?.plan_version, kept?.snoozed_until], [at('2018-04-12T17:00'), 2, null]);
  assert.equal((await promise(`extension/${asked.id}`))?.state, 'done');
  const told = await promise(`extension-answer/${asked.id}`);
  assert.deepEqual(
    [told?.state, told?.person_id, told?.due_at],
    ['open', world.actors.itClerk.personId, at('2018-04-12T17:00')],
  );
  assert.match(told?.title ?? '', /^Đã được gia hạn: /);
  assert.deepEqual(
    task.timeline.slice(-2).map(({ text }) => text),
    [
      'Sở Thông tin và Truyền thông đề nghị gia hạn đến 16/04/2018',
      'Gia hạn lần 1 cho Sở Thông tin và Truyền thông: từ 30/03/2018 đến 12/04/2018, văn bản số 90/UBND-KT',
    ],
  );
  const [row] = (await tasksOf(world, 'itClerk', '?extension=granted')).tasks;
  assert.deepEqual(
    [row?.dueOn, row?.originalDueOn, row?.extendedTimes, row?.asksExtension],
    ['2018-04-12', '2018-03-30', 1, false],
  );

  const file = asked.files[0]?.id ?? '';
  assert.equal((await world.as('itClerk').send('GET', `/api/tasks/${task.id}/files/${file}`)).status, 200);
  assert.equal((await world.as('financeClerk').send('GET', `/api/tasks/${task.id}/files/${file}`)).status, 404);
});

test('after the due date, without one, a second time, or for an earlier day it is refused in words', async () => {
  const task = await fresh();
  const early = await refusedAsk('itClerk', task, { dueOn: '2018-03-30' });
  assert.deepEqual(
    [early.status, early.code, Object.keys(early.fields ?? {})],
    [422, 'directives.extension_not_later', ['dueOn']],
  );
  const asked = await ask('itClerk', task, '2018-04-10');
  const second = await refusedAsk('itHead', asked, { dueOn: '2018-04-20' });
  assert.deepEqual([second.status, second.code], [409, 'directives.extension_open']);
  assert.match(second.detail, /^Ngô Văn Thư đã gửi đề nghị gia hạn lúc 08:00 thứ Năm, 01\/03\/2018/);
  const without = await issueOne(world, { noDeadline: true });
  assert.equal(partOf(without).extensionBar, null, 'of the Office nobody asks why it does not ask');
  assert.equal((await refusedAsk('itClerk', without, { dueOn: '2018-04-20' })).code, 'directives.extension_no_due');
  const other = await issueOne(world, { deadlineOn: '2018-03-05' });
  province.clock.set('2018-03-05T17:00');
  assert.deepEqual(partOf(await look(other, 'itClerk')).extensionActs, ['ask'], 'to the last moment');
  province.clock.set('2018-03-05T17:01');
  const seen = partOf(await look(other, 'itClerk'));
  assert.deepEqual([seen.extensionActs, seen.extensionBar], [[], 'overdue']);
  const late = await refusedAsk('itClerk', other, { dueOn: '2018-03-20' });
  assert.deepEqual([late.status, late.code], [409, 'directives.extension_overdue']);
  assert.match(late.detail, /17:00, thứ Hai, 05\/03\/2018.*Hãy ghi tiến độ/);
});

test('two tabs and a lost answer: asked once, answered once', async () => {
  const task = await fresh();
  const part = partOf(task);
  const url = `/api/tasks/${task.id}/assignments/${part.id}/extensions`;
  const body = { version: part.version, dueOn: '2018-04-10', reason: 'Chờ số liệu.' };
  const clerk = world.as('itClerk');
  const first = await clerk.send<TaskDetail>('POST', url, body, 'key-extension-1');
  const again = await clerk.send<TaskDetail>('POST', url, body, 'key-extension-1');
  assert.deepEqual([first.status, again.status], [200, 200]);
  assert.deepEqual(again.body, first.body);
  assert.equal(partOf(await look(task)).extensions.length, 1);
  const answers = await Promise.all([
    world.as('office').send('POST', `${url}/${requestOf(first.body).id}/grant`, {
      version: partOf(first.body).version,
      dueOn: '2018-04-10',
    }),
    world.as('office2').send<{ code: string }>('POST', `${url}/${requestOf(first.body).id}/decline`, {
      version: partOf(first.body).version,
      reason: 'Không',
    }),
  ]);
  assert.deepEqual(
    answers.map(({ status }) => status).sort((a, b) => a - b),
    [200, 409],
  );
});

test('a cooperating agency does not pass the lead’s date without saying so; the answer says it too', async () => {
  let task = await fresh('2018-03-30', LED);
  const past = await refusedAsk('financeClerk', task, { dueOn: '2018-04-05' }, finance);
  assert.deepEqual(
    [past.status, past.code, Object.keys(past.fields ?? {})],
    [422, 'directives.extension_past_lead', ['pastLead']],
  );
  const within = await world
    .as('financeClerk')
    .get<{ leadDueOn: string | null; isLater: boolean }>(
      `/api/tasks/${task.id}/assignments/${partOf(task, finance).id}/new-due?dueOn=2018-03-30`,
    );
  assert.deepEqual([within.leadDueOn, within.isLater], [null, true]);
  task = await ask('financeClerk', task, '2018-04-05', { pastLead: true }, finance);
  assert.equal(requestOf(task, finance).pastLead, true);
  const mine = partOf(await look(task), finance);
  const url = `/api/tasks/${task.id}/assignments/${mine.id}/extensions/${mine.extensions[0]?.id}/grant`;
  const unsaid = await world.as('office').refused('POST', url, { version: mine.version, dueOn: '2018-04-05' });
  assert.equal(unsaid.code, 'directives.extension_past_lead');
  task = await world.as('office').post<TaskDetail>(url, { version: mine.version, dueOn: '2018-04-05', pastLead: true });
  assert.match(partOf(task, finance).explanation.join('\n'), /sau hạn của cơ quan chủ trì \(thứ Sáu, 30\/03\/2018\)/);
  // The lead sees that the date moved and not why; its own stays.
  const lead = await look(task, 'itClerk');
  assert.deepEqual([partOf(lead, finance).originalDueOn, partOf(lead, finance).extensions], ['2018-03-26', []]);
  assert.equal(partOf(lead, it).dueOn, '2018-03-30');
  assert.ok(!JSON.stringify(lead).includes('Chờ số liệu'));
  assert.ok(lead.timeline.some(({ text }) => text.startsWith('Gia hạn lần 1 cho Sở Tài chính')));
});

test('an officer asks for what carries his name, and only for that; who left is not told, his agency is', async () => {
  let task = await fresh();
  assert.equal((await refusedAsk('itOfficer', task, { dueOn: '2018-04-10' })).code, 'directives.not_yours');
  task = await doIt(world, 'itClerk', task, 'assign', { personId: world.actors.itOfficer2.personId });
  task = await ask('itOfficer2', task, '2018-04-10');
  await system.run(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select id from org_membership where person_id = ${world.actors.itOfficer2.personId}`.execute(tx.db);
    await endMembership(tx, rows[0]?.id ?? '', '2018-03-02');
  });
  province.clock.set('2018-03-05T08:00');
  task = await answer('office', task, 'grant', { dueOn: '2018-04-10' });
  const told = await promise(`extension-answer/${requestOf(task).id}`);
  assert.deepEqual([told?.state, told?.person_id], ['open', null]);
});

test('withdrawn with its task, and gone with a part handed to another agency', async () => {
  let task = await ask('itClerk', await fresh(), '2018-04-10');
  const { id } = requestOf(task);
  task = await world
    .as('office')
    .post<TaskDetail>(`/api/tasks/${task.id}/withdraw`, { version: task.version, reason: 'Giao lại' });
  assert.deepEqual([requestOf(task).state, requestOf(task).endedBecause], ['lapsed', 'task-withdrawn']);
  assert.equal((await promise(`extension/${id}`))?.state, 'cancelled');
  let moved = await ask('itClerk', await fresh(), '2018-04-10');
  moved = await doIt(world, 'office', moved, 'hand-over', { agencyId: finance, reason: 'Đúng thẩm quyền' });
  assert.deepEqual([requestOf(moved).endedBecause, partOf(moved).extensionActs], ['handed-over', []]);
  assert.deepEqual(partOf(await look(moved, 'financeClerk')).extensionActs, ['ask']);
});

test('extended twice the first date stays; counts by the first date answer beside those by the date in force', async () => {
  let task = await ask('itClerk', await fresh('2018-03-09'), '2018-03-16');
  task = await answer('office', task, 'grant', { dueOn: '2018-03-16' });
  province.clock.set('2018-03-15T08:00');
  task = await ask('itClerk', await look(task), '2018-03-23');
  task = await answer('office', task, 'grant', { dueOn: '2018-03-23' });
  const part = partOf(task);
  assert.deepEqual([part.originalDueOn, part.dueOn, part.extendedTimes], ['2018-03-09', '2018-03-23', 2]);
  assert.match(
    part.explanation.join('\n'),
    /Gia hạn lần 1[^]*Gia hạn lần 2[^]*Hạn trước đó: 17:00, thứ Sáu, 16\/03\/2018/,
  );
  const { original, counts } = await world.as('leader').get<Overview>('/api/overview');
  const total = (of: Overview['counts']) => of.doneLate + of.doneOnTime + of.openInTime + of.openOverdue;
  assert.equal(total(original.counts), total(counts));
  assert.ok(original.counts.openOverdue > counts.openOverdue);
  assert.ok(original.extended >= 1);
});

const QUERY = { scope: 'mine', limit: 50 } as const;
const titles = (work: MyWork) =>
  [work.overdue, work.today, work.thisWeek, work.later].flatMap(({ items }) => items.map(({ title }) => title));
