import assert from 'node:assert/strict';
import test from 'node:test';
import type { DocumentDetail } from '#modules/notices/schema.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { IssueResult, OfficerList, Overview, TaskDetail } from './schema.ts';
import {
  doIt,
  Form,
  issueOne,
  makeWorld,
  partOf,
  REAL_NOTICE,
  settle,
  takeInText,
  tasksOf,
  workSeed,
} from './testing/world.ts';
import { sql } from 'kysely';

const province = await testProvince({ at: '2018-02-26T15:00', seed: workSeed });
const world = await makeWorld(province);
const system = province.as(systemActor());

/** What the reminder engine holds for a part of a task. */
async function promise(
  assignmentId: string,
): Promise<{ state: string; agency_id: string; person_id: string | null; due_at: Date | null }> {
  const { rows } = await system.run((tx) =>
    sql<{ state: string; agency_id: string; person_id: string | null; due_at: Date | null }>`
      select state, agency_id, person_id, due_at from reminder_obligation
      where source = 'directives' and key = ${assignmentId}`.execute(tx.db),
  );
  assert.equal(rows.length, 1);
  return rows[0] as never;
}

test('the real notice goes from the paper to a result that is counted on time', async () => {
  province.clock.set('2018-02-26T15:00');
  const office = world.as('office');
  const document = await takeInText(world, REAL_NOTICE);
  const headed = await office.patch<DocumentDetail>(`/api/notices/${document.id}`, {
    version: document.version,
    issuedOn: '2018-02-26',
    issuer: 'UBND tỉnh Khánh Hòa',
  });
  for (const proposal of headed.proposals) {
    const lacks = proposal.problems.map((problem) => problem.code);
    await settle(world, headed, proposal, lacks.includes('deadline-missing') ? { noDeadline: true } : {});
  }
  const checked = await office.get<DocumentDetail>(`/api/notices/${document.id}`);
  assert.equal(checked.state, 'checked');
  const issued = await office.post<IssueResult>(`/api/notices/${document.id}/issue`, {
    expectedVersions: Object.fromEntries(checked.proposals.map(({ id, version }) => [id, version])),
  });
  assert.equal(issued.tasks.length, checked.proposals.length);
  assert.equal(issued.alreadyIssued, false);

  const mine = await tasksOf(world, 'itClerk', '?q=phan+mem+nhac+viec&role=lead');
  const row = mine.tasks.find((one) => one.dueOn === '2018-03-30');
  assert.ok(row);
  assert.equal(row.dueAt, '2018-03-30T17:00:00+07:00');
  assert.deepEqual([row.status, row.step], ['OPEN_IN_TIME', 'new']);
  let task = await world.as('itClerk').get<TaskDetail>(`/api/tasks/${row.taskId}`);
  const part = partOf(task);
  assert.deepEqual(part.actions, ['receive', 'assign', 'note', 'report']);
  assert.ok(
    part.explanation.some((line) => line.includes('30/3/2018')),
    part.explanation.join('\n'),
  );
  assert.equal((await promise(part.id)).state, 'open');

  province.clock.set('2018-02-27T08:00');
  task = await doIt(world, 'itClerk', task, 'receive');
  const { officers } = await world
    .as('itClerk')
    .get<OfficerList>(`/api/tasks/${task.id}/assignments/${part.id}/officers`);
  const officer = officers.find(({ name }) => name === 'Võ Chuyên Viên');
  assert.ok(officer);
  task = await doIt(world, 'itClerk', task, 'assign', { personId: officer.id });
  assert.equal((await promise(part.id)).person_id, officer.id);
  const { rows: handed } = await system.run((tx) =>
    sql<{ note: string }>`
      select r.note from reminder_reaction r join reminder_obligation o on o.id = r.obligation_id
      where o.key = ${part.id} and r.kind = 'handed-over'`.execute(tx.db),
  );
  assert.deepEqual(handed, [{ note: 'cho Võ Chuyên Viên' }], 'naming an officer is an answer to the reminder');
  task = await doIt(world, 'itOfficer', task, 'notes', { text: 'Đã xong phần nhập hạn.', percent: 60 });
  assert.deepEqual([partOf(task).step, partOf(task).percent], ['in-progress', 60]);

  province.clock.set('2018-03-29T10:00');
  const form = new Form()
    .field('version', String(partOf(task).version))
    .field('text', 'Phần mềm đã chạy ở 30 cơ quan.')
    .field('documentNumber', '412/STTTT-CNTT')
    .file('files', '../../báo cáo <1>.pdf', Buffer.from('%PDF-1.7 nội dung'));
  task = await world.as('itOfficer').post<TaskDetail>(`/api/tasks/${task.id}/assignments/${part.id}/reports`, form);
  assert.equal(partOf(task).step, 'reported');
  assert.equal((await promise(part.id)).state, 'done');

  // The Office looks at it a week later: the report's time counts.
  province.clock.set('2018-04-05T09:00');
  task = await office.get<TaskDetail>(`/api/tasks/${task.id}`);
  assert.equal(partOf(task).status, 'OPEN_IN_TIME');
  task = await doIt(world, 'office', task, 'confirm');
  assert.deepEqual([partOf(task).status, partOf(task).step], ['DONE_ON_TIME', 'confirmed']);
  assert.deepEqual(
    task.timeline.map((entry) => entry.text),
    [
      'Giao việc cho Sở Thông tin và Truyền thông',
      'Sở Thông tin và Truyền thông đã nhận việc',
      'Sở Thông tin và Truyền thông phân công Võ Chuyên Viên',
      'Sở Thông tin và Truyền thông ghi tiến độ 60 %',
      'Sở Thông tin và Truyền thông báo cáo kết quả, văn bản số 412/STTTT-CNTT',
      'Xác nhận kết quả của Sở Thông tin và Truyền thông',
    ],
  );
  const counted = await world.as('leader').get<Overview>('/api/overview');
  assert.equal(counted.counts.doneOnTime, 1);
  assert.equal(counted.rates.strict.numerator, 1);

  const file = partOf(task).reports[0]?.files[0];
  assert.equal(file?.name, 'báo cáo 1.pdf');
  const sent = await world.as('leader').send('GET', `/api/tasks/${task.id}/files/${file?.id}`);
  assert.equal(sent.status, 200);
  assert.match(
    String(sent.headers['content-disposition']),
    /^attachment; filename="bao cao 1.pdf"; filename\*=UTF-8''b%C3%A1o/,
  );
  assert.equal(sent.headers['content-type'], 'application/pdf');
  assert.equal(sent.headers['x-content-type-options'], 'nosniff');
});

test('a report that is returned no longer counts: the clock has been running all along', async () => {
  province.clock.set('2018-03-01T08:00');
  let task = await issueOne(world, { deadlineOn: '2018-03-15' });
  province.clock.set('2018-03-14T08:00');
  task = await doIt(world, 'itClerk', task, 'reports', { text: 'Xong.', documentNumber: '1/STTTT' });
  province.clock.set('2018-03-20T08:00');
  task = await doIt(world, 'office', task, 'return', { reason: 'Thiếu phụ lục số liệu.' });
  const part = partOf(task);
  assert.deepEqual([part.status, part.step, part.returnReason], ['OPEN_OVERDUE', 'returned', 'Thiếu phụ lục số liệu.']);
  assert.equal(part.lateDays, 3);
  assert.equal((await promise(part.id)).state, 'open');
  task = await doIt(world, 'itClerk', task, 'reports', { text: 'Đã bổ sung.', documentNumber: '2/STTTT' });
  task = await doIt(world, 'office', task, 'confirm');
  assert.equal(partOf(task).status, 'DONE_LATE');
  assert.deepEqual(
    partOf(task).reports.map((report) => report.decision),
    ['returned', 'confirmed'],
  );
});

test('a lead reports with a document number or a file; a cooperating agency may report in words', async () => {
  province.clock.set('2018-03-01T08:00');
  let task = await issueOne(
    world,
    { deadlineOn: '2018-03-30' },
    'Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với Sở Tài chính hoàn thiện phần mềm nhắc việc.',
  );
  const it = world.agency('KH.STTTT');
  const finance = world.agency('KH.STC');
  const lead = partOf(task, it);
  const url = `/api/tasks/${task.id}/assignments/${lead.id}/reports`;
  const refused = await world.as('itClerk').refused('POST', url, { version: lead.version, text: 'Xong.' });
  assert.equal(refused.code, 'directives.result_missing');
  assert.ok(refused.fields?.['documentNumber']);
  // Its part is due before the lead's: a fifth of the term, at most five working days.
  assert.equal(partOf(task, finance).dueOn, '2018-03-26');
  assert.equal(partOf(task, finance).counted, false);
  task = await doIt(world, 'financeClerk', task, 'reports', { text: 'Đã góp ý.' }, finance);
  assert.equal(partOf(task, finance).step, 'reported');
});

test('sent twice under one key, an action happens once and answers the same', async () => {
  province.clock.set('2018-03-01T08:00');
  const task = await issueOne(world, { deadlineOn: '2018-03-30' });
  const part = partOf(task);
  const url = `/api/tasks/${task.id}/assignments/${part.id}/receive`;
  const clerk = world.as('itClerk');
  const first = await clerk.send<TaskDetail>('POST', url, { version: part.version }, 'key-receive-1');
  const second = await clerk.send<TaskDetail>('POST', url, { version: part.version }, 'key-receive-1');
  assert.deepEqual([first.status, second.status], [200, 200]);
  assert.deepEqual(second.body, first.body);
  const now = await clerk.get<TaskDetail>(`/api/tasks/${task.id}`);
  assert.equal(now.timeline.filter((entry) => entry.action === 'directives.received').length, 1);
});

test('of two people who act at once the second is told who did what', async () => {
  province.clock.set('2018-03-01T08:00');
  const task = await issueOne(world, { deadlineOn: '2018-03-30' });
  const part = partOf(task);
  const url = `/api/tasks/${task.id}/assignments/${part.id}`;
  const replies = await Promise.all(
    (['itHead', 'itClerk'] as const).map((who) =>
      world.as(who).send<{ code: string; detail: string }>('POST', `${url}/receive`, { version: part.version }),
    ),
  );
  assert.deepEqual(
    replies.map((reply) => reply.status).sort((a, b) => a - b),
    [200, 409],
  );
  const loser = replies.find((reply) => reply.status === 409);
  assert.equal(loser?.body.code, 'directives.assignment_changed');
  assert.match(loser?.body.detail ?? '', /^(Lê Giám Đốc|Ngô Văn Thư) đã nhận việc lúc 08:00 thứ Năm, 01\/03\/2018\./);
});

test('what the step does not allow is refused in words', async () => {
  province.clock.set('2018-03-01T08:00');
  const task = await issueOne(world, { deadlineOn: '2018-03-30' });
  const part = partOf(task);
  const url = `/api/tasks/${task.id}/assignments/${part.id}`;
  const early = await world.as('office').refused('POST', `${url}/confirm`, { version: part.version });
  assert.deepEqual([early.status, early.code], [409, 'directives.wrong_step']);
  assert.match(early.detail, /mới giao/);
  const stranger = await world
    .as('itOfficer')
    .refused('POST', `${url}/reports`, { version: part.version, text: 'x', documentNumber: '1' });
  assert.deepEqual([stranger.status, stranger.code], [403, 'directives.not_yours']);
});

test('a withdrawn task is owed no more, and what was confirmed of it stays done', async () => {
  province.clock.set('2018-03-01T08:00');
  let task = await issueOne(
    world,
    { deadlineOn: '2018-03-30' },
    'Giao Sở Thông tin và Truyền thông, Sở Tài chính hoàn thiện phần mềm nhắc việc.',
  );
  const it = world.agency('KH.STTTT');
  const finance = world.agency('KH.STC');
  task = await doIt(world, 'itClerk', task, 'reports', { text: 'Xong.', documentNumber: '9/STTTT' }, it);
  task = await doIt(world, 'office', task, 'confirm', {}, it);
  const old = task.version;
  task = await world.as('office').post<TaskDetail>(`/api/tasks/${task.id}/withdraw`, {
    version: old,
    reason: 'Đã giao ở văn bản khác.',
  });
  assert.deepEqual([partOf(task, it).status, partOf(task, finance).status], ['DONE_ON_TIME', null]);
  assert.equal((await promise(partOf(task, finance).id)).state, 'cancelled');
  assert.equal(task.withdrawn?.reason, 'Đã giao ở văn bản khác.');
  assert.equal(task.canWithdraw, false);
  const again = await world
    .as('office2')
    .refused('POST', `/api/tasks/${task.id}/withdraw`, { version: old, reason: 'x' });
  assert.deepEqual([again.status, again.code], [409, 'directives.task_changed']);
  assert.match(again.detail, /^Đỗ Văn Phòng/);
});
