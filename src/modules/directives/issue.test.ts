import assert from 'node:assert/strict';
import test from 'node:test';
import type { DocumentDetail, ProposalList } from '#modules/notices/schema.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { IssueResult, TaskDetail } from './schema.ts';
import { issueOne, makeWorld, noticeText, partOf, settle, takeInText, tasksOf, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: workSeed });
const world = await makeWorld(province);
const office = world.as('office');
const DATED = 'Giao Sở Thông tin và Truyền thông hoàn thiện phần mềm nhắc việc trước ngày 30/3/2018.';
const OPEN = 'Giao Sở Tài chính bố trí kinh phí cho phần mềm nhắc việc.';

const issueUrl = (document: { id: string }) => `/api/notices/${document.id}/issue`;

test('nothing goes out while a proposal is undecided or lacks one of the five clarities; the answer says which and what', async () => {
  const document = await takeInText(world, noticeText([DATED, OPEN]));
  const [dated] = document.proposals;
  assert.ok(dated);
  await settle(world, document, dated);
  const before = (await tasksOf(world, 'office')).total;
  const lacking = await office.refused('POST', issueUrl(document), {});
  assert.deepEqual([lacking.status, lacking.code], [422, 'directives.incomplete']);
  assert.match(lacking.detail, /đề xuất 2 thiếu hạn/);
  const url = `/api/notices/${document.id}/proposals/${document.proposals[1]?.id}`;
  await office.patch<ProposalList>(url, { version: 1, noDeadline: true });
  const waiting = await office.refused('POST', issueUrl(document), {});
  assert.deepEqual([waiting.code, waiting.detail.includes('2')], ['directives.undecided', true]);
  assert.equal((await tasksOf(world, 'office')).total, before);
  assert.equal((await office.get<DocumentDetail>(`/api/notices/${document.id}`)).state, 'intake');
});

test('a head without issuer or day names the fields', async () => {
  const document = await takeInText(world, DATED);
  const refused = await office.refused('POST', issueUrl(document), {});
  assert.equal(refused.code, 'directives.head_incomplete');
  assert.deepEqual(Object.keys(refused.fields ?? {}).sort(), ['issuedOn', 'issuer']);
});

test('everything dropped leaves nothing to give out', async () => {
  const document = await takeInText(world, noticeText([DATED]));
  await office.post(`/api/notices/${document.id}/proposals/${document.proposals[0]?.id}/drop`, { version: 1 });
  assert.equal((await office.refused('POST', issueUrl(document), {})).code, 'directives.nothing_to_issue');
});

test('given out twice, by two clerks at once or again later, the tasks are there once', async () => {
  const document = await takeInText(world, noticeText([DATED]));
  const [proposal] = document.proposals;
  assert.ok(proposal);
  await settle(world, document, proposal);
  const replies = await Promise.all(
    (['office', 'office2', 'office', 'office2'] as const).map((who) =>
      world.as(who).post<IssueResult>(issueUrl(document), {}),
    ),
  );
  assert.equal(replies.filter(({ alreadyIssued }) => !alreadyIssued).length, 1);
  assert.equal(new Set(replies.map(({ tasks }) => tasks.map(({ id }) => id).join())).size, 1);
  const again = await office.post<IssueResult>(issueUrl(document), {});
  assert.deepEqual([again.alreadyIssued, again.tasks.length], [true, 1]);
  const listed = await tasksOf(world, 'office', `?document=${document.id}`);
  assert.equal(listed.total, 1);
});

test('what another clerk changed meanwhile stops the giving out, and he is named', async () => {
  const document = await takeInText(world, noticeText([DATED]));
  const [proposal] = document.proposals;
  assert.ok(proposal);
  const seen = await settle(world, document, proposal);
  await world.as('office2').patch<ProposalList>(`/api/notices/${document.id}/proposals/${seen.id}`, {
    version: seen.version,
    product: 'Phần mềm',
  });
  const refused = await office.refused('POST', issueUrl(document), { expectedVersions: { [seen.id]: seen.version } });
  assert.deepEqual([refused.status, refused.code], [409, 'directives.proposals_changed']);
  assert.match(refused.detail, /^Hà Văn Phòng đã sửa đề xuất 1/);
});

test('after giving out the document is closed to changes', async () => {
  const task = await issueOne(world, { deadlineOn: '2018-03-30' });
  const document = await office.get<DocumentDetail>(`/api/notices/${task.document.id}`);
  assert.deepEqual([document.state, document.proposals[0]?.state, document.undo], ['issued', 'issued', null]);
  const url = `/api/notices/${document.id}`;
  for (const [method, path, body] of [
    ['PATCH', url, { version: document.version, subject: 'x' }],
    ['PATCH', `${url}/proposals/${document.proposals[0]?.id}`, { version: 99, product: 'x' }],
    ['POST', `${url}/undo`, {}],
    ['POST', `${url}/drop`, { version: document.version, reason: 'x' }],
  ] as const) {
    const refused = await office.refused(method, path, body);
    assert.deepEqual([refused.status, refused.code], [409, 'notices.already_issued'], path);
    assert.match(refused.detail, /^Đỗ Văn Phòng đã giao việc/);
  }
});

test('a group of agencies gets one assignment each, who leads does not also cooperate', async () => {
  const task = await issueOne(world, {
    noDeadline: true,
    leads: [{ name: 'UBND cấp huyện' }, { name: 'Sở Tài chính' }],
    cooperating: [{ name: 'các sở, ban, ngành' }],
  });
  const leads = task.assignments.filter(({ role }) => role === 'lead');
  const others = task.assignments.filter(({ role }) => role === 'cooperating');
  assert.equal(leads.length, 10);
  assert.ok(others.length > 15 && others.every(({ agency }) => !leads.some((lead) => lead.agency.id === agency.id)));
  assert.ok(task.assignments.every(({ dueAt, status }) => dueAt === null && status === 'OPEN_IN_TIME'));
});

test('routine duties and requests are followed but enter no rate; a request is never overdue', async () => {
  const routine = await issueOne(world, { deadlineOn: '2018-03-30', kind: 'routine' });
  assert.equal(partOf(routine).counted, false);
  const request = await issueOne(world, { deadlineOn: '2018-03-30', kind: 'request' });
  assert.deepEqual([request.dueOn, partOf(request).dueAt, partOf(request).counted], ['2018-03-30', null, false]);
  const continuous = await issueOne(world, { recurrence: 'continuous' });
  province.clock.set('2019-03-01T08:00');
  const later = await office.get<TaskDetail>(`/api/tasks/${continuous.id}`);
  assert.deepEqual([partOf(later).dueAt, partOf(later).status], [null, 'OPEN_IN_TIME']);
  assert.equal(partOf(await office.get<TaskDetail>(`/api/tasks/${request.id}`)).status, 'OPEN_IN_TIME');
  province.clock.set('2018-02-26T15:00');
});

test('a paper that came in after its deadline gives overdue work, not an error', async () => {
  province.clock.set('2018-04-16T08:00');
  const task = await issueOne(world, { deadlineOn: '2018-03-30' });
  assert.deepEqual([partOf(task).status, partOf(task).lateDays > 5], ['OPEN_OVERDUE', true]);
  province.clock.set('2018-02-26T15:00');
});

test('an hour the document names is the due moment', async () => {
  const task = await issueOne(world, { deadlineOn: '2018-03-30', deadlineTime: '11:00' });
  assert.equal(partOf(task).dueAt, '2018-03-30T11:00:00+07:00');
});
