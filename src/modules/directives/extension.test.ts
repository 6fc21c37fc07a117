import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { subscribeReminders } from '#modules/reminders/subscriptions.ts';
import type { MyWork } from '#modules/reminders/schema.ts';
import { DEFAULT_POLICY } from '#modules/reminders/domain/policy.ts';
import { acknowledgeObligation, fireDue, obligationIds, seedPolicy } from '#modules/reminders/public.ts';
import { myWork } from '#modules/reminders/my-work.ts';
import { snooze } from '#modules/reminders/reactions.ts';
import { endMembership } from '#modules/org/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { Overview, TaskDetail } from './schema.ts';
import { subscribeDirectives } from './subscriptions.ts';
import { doIt, Form, issueOne, makeWorld, partOf, tasksOf, type Who, workSeed } from './testing/world.ts';

subscribeReminders();
subscribeDirectives();
const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
const it = world.agency('KH.STTTT');
const finance = world.agency('KH.STC');
const LED = 'Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với Sở Tài chính hoàn thiện phần mềm nhắc việc.';

interface Promised {
  state: string;
  due_at: Date | null;
  plan_version: number;
  title: string;
  person_id: string | null;
  snoozed_until: Date | null;
}
const promise = async (key: string): Promise<Promised | undefined> => {
  const { rows } = await system.run((tx) =>
    sql<Promised>`select state, due_at, plan_version, title, person_id, snoozed_until from reminder_obligation
      where source = 'directives' and key = ${key}`.execute(tx.db),
  );
  return rows[0];
};
const at = (text: string) => new Date(`${text}:00+07:00`);

const ask = (who: Who, task: TaskDetail, dueOn: string, more: object = {}, agencyId?: string) =>
  doIt(world, who, task, 'extensions', { dueOn, reason: 'Chờ số liệu của các huyện.', ...more }, agencyId);
const requestOf = (task: TaskDetail, agencyId?: string) =>
  partOf(task, agencyId).extensions.at(-1) ?? assert.fail('no request');
const answer = (who: Who, task: TaskDetail, how: 'grant' | 'decline' | 'take-back', body: object, agencyId?: string) =>
  doIt(world, who, task, `extensions/${requestOf(task, agencyId).id}/${how}`, { ...body }, agencyId);
const refusedAsk = (who: Who, task: TaskDetail, body: object, agencyId?: string) => {
  const part = partOf(task, agencyId);
  return world.as(who).refused('POST', `/api/tasks/${task.id}/assignments/${part.id}/extensions`, {
    version: part.version,
    reason: 'Lý do',
    ...body,
  });
};
const fresh = async (deadlineOn = '2018-03-30', order?: string) => {
  province.clock.set('2018-03-01T08:00');
  return issueOne(world, { deadlineOn }, order);
};

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

test('the answer reaches the box of who asked, and “Đã biết” is all that is asked of him', async () => {
  let task = await ask('itClerk', await fresh(), '2018-04-10');
  const { id } = requestOf(task);
  task = await answer('office', task, 'decline', { reason: 'Chủ tịch đã yêu cầu xong trong tháng 3.' });
  assert.deepEqual(
    [requestOf(task).state, requestOf(task).decisionNote, partOf(task).dueOn],
    ['declined', 'Chủ tịch đã yêu cầu xong trong tháng 3.', '2018-03-30'],
  );
  assert.equal(requestOf(task).unreadId, null, 'the Office has nothing to read of its own answer');
  assert.ok(requestOf(await look(task, 'itClerk')).unreadId);
  while ((await fireDue(province)).claimed > 0);
  const { rows } = await system.run((tx) =>
    sql<{ step: string; channels: string[] }>`
      select f.step_key as step, array_agg(m.channel order by m.channel) as channels from reminder_message m
      join reminder_firing f on f.id = m.firing_id join reminder_obligation o on o.id = m.obligation_id
      where o.key = ${`extension-answer/${id}`} and m.recipient_id = ${world.actors.itClerk.personId} group by 1`.execute(
      tx.db,
    ),
  );
  assert.deepEqual(
    rows.map(({ step }) => step),
    ['assigned'],
  );
  await province.as(world.actors.itClerk).run(async (tx) => {
    await acknowledgeObligation(tx, 'directives', `extension-answer/${id}`, world.actors.itClerk.personId ?? '');
  });
  assert.equal((await promise(`extension-answer/${id}`))?.state, 'done');
  const read = partOf(await look(task, 'itClerk')).extensions[0];
  assert.equal(read?.unreadId, null);
  // Refused once, it may be asked again while there is time.
  assert.deepEqual(partOf(task).extensions.length, 1);
  assert.equal((await ask('itHead', task, '2018-04-05')).assignments[0]?.extensions.length, 2);
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

test('asked in time and answered late: the part was overdue meanwhile and is not any more', async () => {
  let task = await ask('itClerk', await fresh(), '2018-04-10');
  province.clock.set('2018-04-03T09:00');
  assert.equal(partOf(await look(task)).status, 'OPEN_OVERDUE', 'the date moves only when the Office agrees');
  const gone = await world
    .as('office')
    .refused('POST', `/api/tasks/${task.id}/assignments/${partOf(task).id}/extensions/${requestOf(task).id}/grant`, {
      version: partOf(task).version,
      dueOn: '2018-04-02',
    });
  assert.deepEqual([gone.status, gone.code], [422, 'directives.extension_past']);
  task = await answer('office', task, 'grant', { dueOn: '2018-04-10' });
  assert.deepEqual([partOf(task).status, partOf(task).originalStatus], ['OPEN_IN_TIME', 'OPEN_OVERDUE']);
  province.clock.set('2018-04-09T09:00');
  task = await doIt(world, 'itClerk', task, 'reports', { text: 'Xong', documentNumber: '1' });
  task = await doIt(world, 'office', task, 'confirm');
  assert.deepEqual([partOf(task).status, partOf(task).originalStatus], ['DONE_ON_TIME', 'DONE_LATE']);
  const mine = (await world.as('leader').get<Overview>('/api/overview')).agencies.find(({ id }) => id === it);
  assert.ok(mine && mine.strict.numerator - mine.strictOriginal.numerator === 1, JSON.stringify(mine));
});

test('a result reported while the request waits: in time it needs no answer, late it is judged by the answer', async () => {
  let task = await ask('itClerk', await fresh(), '2018-04-10');
  task = await doIt(world, 'itClerk', task, 'reports', { text: 'Xong', documentNumber: '1' });
  task = await doIt(world, 'office', task, 'confirm');
  assert.deepEqual([requestOf(task).state, requestOf(task).endedBecause], ['lapsed', 'in-time']);
  assert.equal((await promise(`extension/${requestOf(task).id}`))?.state, 'cancelled');

  let late = await ask('itClerk', await fresh(), '2018-04-10');
  province.clock.set('2018-04-04T09:00');
  late = await doIt(world, 'itClerk', late, 'reports', { text: 'Xong', documentNumber: '1' });
  const part = partOf(late);
  const refused = await world
    .as('office')
    .refused('POST', `/api/tasks/${late.id}/assignments/${part.id}/confirm`, { version: part.version });
  assert.deepEqual([refused.status, refused.code], [409, 'directives.extension_waits']);
  late = await answer('office', late, 'grant', { dueOn: '2018-04-03' });
  assert.equal(partOf(late).status, 'OPEN_OVERDUE', 'another date may still be too early');
  late = await doIt(world, 'office', late, 'confirm');
  assert.equal(partOf(late).status, 'DONE_LATE');
});

test('who asked may take it back; the Office cannot, nobody else can, and what is settled stays settled', async () => {
  let task = await ask('itClerk', await fresh(), '2018-04-10');
  const url = `/api/tasks/${task.id}/assignments/${partOf(task).id}/extensions/${requestOf(task).id}`;
  const { version } = partOf(task);
  for (const who of ['office', 'itOfficer', 'leader', 'monitor'] as const)
    assert.equal((await world.as(who).refused('POST', `${url}/take-back`, { version })).status, 403, who);
  for (const who of ['itClerk', 'itHead', 'leader', 'monitor', 'auditor', 'administrator'] as const)
    assert.equal(
      (await world.as(who).refused('POST', `${url}/grant`, { version, dueOn: '2018-04-10' })).status,
      403,
      who,
    );
  assert.equal((await world.as('financeClerk').refused('POST', `${url}/take-back`, { version })).status, 404);
  const { id } = requestOf(task);
  task = await answer('itHead', task, 'take-back', {});
  assert.deepEqual([requestOf(task).state, requestOf(task).endedBy], ['withdrawn', 'Lê Giám Đốc']);
  assert.equal((await promise(`extension/${id}`))?.state, 'cancelled');
  const settled = await world
    .as('office')
    .refused('POST', `${url}/decline`, { version: partOf(task).version, reason: 'Không' });
  assert.deepEqual([settled.status, settled.code], [409, 'directives.extension_settled']);
  task = await ask('itClerk', task, '2018-04-12');
  const crossed = await world
    .as('office')
    .refused('POST', `${url}/grant`, { version: partOf(task).version, dueOn: '2018-04-10' });
  assert.equal(crossed.status, 404, 'the old request’s address does not answer the new one');
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

test('the wall of the database: an agency cannot answer itself, nor rewrite what was asked or answered', async () => {
  let task = await ask('itClerk', await fresh(), '2018-04-10');
  const { id } = requestOf(task);
  const tried = async (who: Who, statement: (id: string) => ReturnType<typeof sql>) =>
    province
      .as(world.actors[who])
      .run(async (tx) => {
        try {
          return Number((await statement(id).execute(tx.db)).numAffectedRows ?? 0n);
        } catch {
          return 'refused';
        }
      })
      .catch(() => 'refused');
  const grant = (one: string) =>
    sql`update directive_extension set decision = 'granted', decided_at = now(), granted_due_on = '2018-05-01', granted_due_at = '2018-05-01' where id = ${one}`;
  assert.ok([0, 'refused'].includes(await tried('itClerk', grant)));
  assert.ok([0, 'refused'].includes(await tried('financeClerk', grant)));
  assert.equal(
    await tried('itClerk', (one) => sql`update directive_extension set reason = 'khác' where id = ${one}`),
    'refused',
  );
  assert.equal(await tried('office', (one) => sql`delete from directive_extension where id = ${one}`), 'refused');
  const seen = await province
    .as(world.actors.financeClerk)
    .run((tx) => sql`select id from directive_extension`.execute(tx.db));
  assert.ok(!JSON.stringify(seen.rows).includes(id));
  task = await answer('office', task, 'decline', { reason: 'Không' });
  assert.ok([0, 'refused'].includes(await tried('office', grant)), 'answered once');
  assert.equal(requestOf(await look(task)).state, 'declined');
});

test('where a policy spares who asked, a refusal takes that back: the reminders of the old date come', async () => {
  await system.run((tx) =>
    seedPolicy(tx, 'directive-task', {
      ...DEFAULT_POLICY,
      name: 'Thử',
      bands: [
        {
          overDays: -1,
          steps: [{ key: 'before-1', at: { daysBefore: 1 }, to: ['owner'], stopsOn: ['asked-more-time'] }],
        },
      ],
    }),
  );
  const outcome = async (task: TaskDetail) => {
    province.clock.set('2018-03-29T07:00');
    while ((await fireDue(province)).claimed > 0);
    const { rows } = await system.run((tx) =>
      sql<{ outcome: string }>`
        select f.outcome from reminder_firing f join reminder_obligation o on o.id = f.obligation_id
        where o.key = ${partOf(task).id} and f.step_key = 'before-1'`.execute(tx.db),
    );
    return rows.map((row) => row.outcome);
  };
  const waiting = await ask('itClerk', await fresh(), '2018-04-10');
  assert.deepEqual(await outcome(waiting), ['acknowledged-before'], 'spared while the request waits');
  let refused = await ask('itClerk', await fresh(), '2018-04-10');
  refused = await answer('office', refused, 'decline', { reason: 'Không' });
  assert.deepEqual(await outcome(refused), ['told']);
  let back = await ask('itClerk', await fresh(), '2018-04-10');
  back = await answer('itClerk', back, 'take-back', {});
  assert.deepEqual(await outcome(back), ['told']);
});

const QUERY = { scope: 'mine', limit: 50 } as const;
const titles = (work: MyWork) =>
  [work.overdue, work.today, work.thisWeek, work.later].flatMap(({ items }) => items.map(({ title }) => title));

function look(task: TaskDetail, who: Who = 'office'): Promise<TaskDetail> {
  return world.as(who).get<TaskDetail>(`/api/tasks/${task.id}`);
}
