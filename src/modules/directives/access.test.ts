import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import type { DocumentPage } from '#modules/notices/schema.ts';
import { newId } from '#kernel/id.ts';
import { anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { TaskDetail } from './schema.ts';
import { doIt, Form, issueOne, makeWorld, partOf, tasksOf, type Who, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const it = world.agency('KH.STTTT');
const finance = world.agency('KH.STC');

/** A task of the IT department alone, with a report and a file in it. */
let secret = await issueOne(world, { deadlineOn: '2018-03-30' });
secret = await doIt(world, 'itClerk', secret, 'notes', { text: 'Bí mật nội bộ', percent: 10 });
{
  const part = partOf(secret);
  const form = new Form()
    .field('version', String(part.version))
    .field('text', 'Nội dung báo cáo')
    .file('files', 'ket-qua.txt', Buffer.from('x'));
  secret = await world.as('itClerk').post<TaskDetail>(`/api/tasks/${secret.id}/assignments/${part.id}/reports`, form);
}
const part = partOf(secret);
const fileId = part.reports[0]?.files[0]?.id ?? '';

/** A task both departments have a part in. */
const shared = await issueOne(
  world,
  { deadlineOn: '2018-03-30' },
  'Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với Sở Tài chính hoàn thiện phần mềm nhắc việc.',
);

interface Call {
  readonly method: 'GET' | 'POST';
  readonly url: (task: string, assignment: string, file: string) => string;
  readonly body?: object;
}

/** Every route that names a task, as an agency may call it. */
const CALLS: readonly Call[] = [
  { method: 'GET', url: (task) => `/api/tasks/${task}` },
  { method: 'GET', url: (task, _, file) => `/api/tasks/${task}/files/${file}` },
  { method: 'GET', url: (task, one) => `/api/tasks/${task}/assignments/${one}/officers` },
  { method: 'POST', url: (task, one) => `/api/tasks/${task}/assignments/${one}/receive`, body: { version: 1 } },
  {
    method: 'POST',
    url: (task, one) => `/api/tasks/${task}/assignments/${one}/assign`,
    body: { version: 1, personId: newId() },
  },
  {
    method: 'POST',
    url: (task, one) => `/api/tasks/${task}/assignments/${one}/notes`,
    body: { version: 1, text: 'x' },
  },
  {
    method: 'POST',
    url: (task, one) => `/api/tasks/${task}/assignments/${one}/reports`,
    body: { version: 1, text: 'x', documentNumber: '1' },
  },
  { method: 'GET', url: (task, one) => `/api/tasks/${task}/assignments/${one}/new-due?dueOn=2018-04-10` },
  {
    method: 'POST',
    url: (task, one) => `/api/tasks/${task}/assignments/${one}/extensions`,
    body: { version: 1, dueOn: '2018-04-10', reason: 'x' },
  },
  {
    method: 'POST',
    url: (task, one, file) => `/api/tasks/${task}/assignments/${one}/extensions/${file}/take-back`,
    body: { version: 1 },
  },
];

test('work of another agency answers exactly as work that does not exist', async () => {
  for (const { method, url, body } of CALLS) {
    const clerk = world.as('financeClerk');
    const foreign = await clerk.refused(method, url(secret.id, part.id, fileId), body);
    const unknown = await clerk.refused(method, url(newId(), newId(), newId()), body);
    assert.deepEqual(foreign, unknown, url('…', '…', '…'));
    assert.deepEqual([foreign.status, foreign.code], [404, 'directives.not_found']);
  }
});

test('an assignment is not reached through another task', async () => {
  const mine = partOf(shared, finance);
  for (const { method, url, body } of CALLS.slice(2)) {
    const refused = await world.as('financeClerk').refused(method, url(shared.id, part.id, fileId), body);
    assert.equal(refused.status, 404, url('…', '…', '…'));
  }
  const file = await world.as('financeClerk').refused('GET', `/api/tasks/${shared.id}/files/${fileId}`);
  assert.equal(file.status, 404);
  assert.equal(
    (
      await world
        .as('financeClerk')
        .refused('POST', `/api/tasks/${secret.id}/assignments/${mine.id}/receive`, { version: 1 })
    ).status,
    404,
  );
});

test('who cooperates sees how far the lead is, and cannot act for it', async () => {
  const seen = await world.as('financeClerk').get<TaskDetail>(`/api/tasks/${shared.id}`);
  assert.deepEqual(seen.assignments.map((one) => one.agency.id).sort(), [it, finance].sort());
  const lead = partOf(seen, it);
  assert.deepEqual([lead.actions, lead.notes, lead.reports, lead.officer], [[], [], [], null]);
  const refused = await world
    .as('financeClerk')
    .refused('POST', `/api/tasks/${shared.id}/assignments/${lead.id}/receive`, { version: lead.version });
  assert.deepEqual([refused.status, refused.code], [403, 'directives.not_yours']);
});

test('what a lead wrote, and why it was sent back, stays with it and the Office', async () => {
  let task = await doIt(world, 'itClerk', shared, 'notes', { text: 'Chỉ nội bộ biết', percent: 5 }, it);
  task = await doIt(world, 'itClerk', task, 'reports', { text: 'Số liệu riêng', documentNumber: '7/STTTT' }, it);
  task = await doIt(world, 'office', task, 'return', { reason: 'Lý do riêng' }, it);
  const seen = JSON.stringify(await world.as('financeClerk').get<TaskDetail>(`/api/tasks/${task.id}`));
  for (const words of ['Chỉ nội bộ biết', 'Số liệu riêng', 'Lý do riêng']) assert.ok(!seen.includes(words), words);
  const inside = JSON.stringify(await world.as('itClerk').get<TaskDetail>(`/api/tasks/${task.id}`));
  for (const words of ['Chỉ nội bộ biết', 'Số liệu riêng', 'Lý do riêng']) assert.ok(inside.includes(words), words);
});

test('lists hold the work of the own agencies only, whatever is asked for', async () => {
  const all = await tasksOf(world, 'office');
  assert.equal(all.total, 3);
  const mine = await tasksOf(world, 'financeClerk');
  assert.deepEqual(
    mine.tasks.map((row) => row.agency.id),
    [finance],
  );
  const asked = await tasksOf(world, 'financeClerk', `?agency=${it}`);
  assert.deepEqual([asked.tasks, asked.total], [[], 0]);
});

const READERS: Readonly<Record<Who, boolean>> = {
  office: true,
  office2: true,
  leader: true,
  monitor: true,
  auditor: true,
  itHead: true,
  itClerk: true,
  itOfficer: true,
  itOfficer2: true,
  administrator: false,
  financeClerk: false,
  homeClerk: false,
};

test('who may read a task: its agency, the Office, leaders, the monitor and the auditor; not the administrator', async () => {
  for (const [who, may] of Object.entries(READERS)) {
    const { status } = await world.as(who as Who).send('GET', `/api/tasks/${secret.id}`);
    assert.equal(status === 200, may, who);
  }
});

test('only the Office gives out, confirms, returns, withdraws and hands over', async () => {
  const one = `/api/tasks/${secret.id}/assignments/${part.id}`;
  const calls: [string, object][] = [
    [`/api/notices/${secret.document.id}/issue`, {}],
    [`${one}/confirm`, { version: part.version }],
    [`${one}/return`, { version: part.version, reason: 'x' }],
    [`${one}/hand-over`, { version: part.version, agencyId: finance, reason: 'x' }],
    [`/api/tasks/${secret.id}/withdraw`, { version: 1, reason: 'x' }],
    ['/api/notices', { text: 'x' }],
  ];
  for (const who of ['leader', 'monitor', 'auditor', 'administrator', 'itHead', 'itClerk', 'itOfficer'] as const) {
    for (const [url, body] of calls) {
      const refused = await world.as(who).refused('POST', url, body);
      assert.deepEqual([refused.status, refused.code], [403, 'auth.forbidden'], `${who} ${url}`);
    }
  }
});

test('an officer works on what carries his name and on nothing else', async () => {
  let task = await issueOne(world, { deadlineOn: '2018-03-30' });
  const officer = world.actors.itOfficer.personId;
  task = await doIt(world, 'itHead', task, 'assign', { personId: officer });
  assert.deepEqual(partOf(await world.as('itOfficer').get<TaskDetail>(`/api/tasks/${task.id}`)).actions, [
    'note',
    'report',
  ]);
  assert.deepEqual(partOf(await world.as('itOfficer2').get<TaskDetail>(`/api/tasks/${task.id}`)).actions, []);
  const outsider = world.actors.financeClerk.personId;
  const url = `/api/tasks/${task.id}/assignments/${partOf(task).id}/assign`;
  const refused = await world.as('itHead').refused('POST', url, { version: partOf(task).version, personId: outsider });
  assert.deepEqual([refused.status, refused.code], [422, 'directives.not_in_agency']);
  assert.equal((await tasksOf(world, 'itOfficer', '?mine=true')).total, 1);
  assert.equal((await tasksOf(world, 'itOfficer2', '?mine=true')).total, 0);
});

test('an agency opens the documents that gave it work, without the proposals, and no others', async () => {
  const document = await world
    .as('itClerk')
    .get<{ text: string; proposals: unknown[]; undo: null }>(`/api/notices/${secret.document.id}`);
  assert.ok(document.text.includes('phần mềm nhắc việc'));
  assert.deepEqual([document.proposals, document.undo], [[], null]);
  const foreign = await world.as('financeClerk').refused('GET', `/api/notices/${secret.document.id}`);
  const unknown = await world.as('financeClerk').refused('GET', `/api/notices/${newId()}`);
  assert.deepEqual(foreign, unknown);
  assert.equal((await world.as('financeClerk').refused('GET', `/api/notices/${secret.document.id}/file`)).status, 404);
  const list = await world.as('financeClerk').get<DocumentPage>('/api/notices');
  assert.deepEqual(
    list.documents.map(({ id }) => id),
    [shared.document.id],
  );
  assert.deepEqual(list.counts, { intake: 0, checked: 0, issued: 1, dropped: 0 });
});

test('without the checks of the program the database itself keeps agencies apart', async () => {
  const tables = [
    'directive_task',
    'directive_assignment',
    'directive_party',
    'directive_report',
    'directive_report_file',
    'directive_note',
    'notice_document',
    'notice_file',
    'notice_field',
    'notice_proposal',
    'notice_change',
    'notice_audience',
  ];
  for (const actor of [world.actors.homeClerk, world.actors.administrator, anonymousActor]) {
    await province.as(actor).run(async (tx) => {
      for (const table of tables) {
        const { rows } = await sql.raw<{ n: number }>(`select count(*)::int as n from ${table}`).execute(tx.db);
        assert.equal(rows[0]?.n, 0, `${actor.name} sees ${table}`);
      }
    });
  }
  const stolen = await province.as(world.actors.financeClerk).run((tx) =>
    sql<{
      id: string;
    }>`update directive_assignment set agency_id = ${finance} where id = ${part.id} returning id`.execute(tx.db),
  );
  assert.deepEqual(stolen.rows, []);
  await assert.rejects(
    province
      .as(world.actors.itClerk)
      .run((tx) => sql`update directive_assignment set agency_id = ${finance} where id = ${part.id}`.execute(tx.db)),
    /row-level security/,
  );
});

test('the program cannot alter what was reported or noted, nor delete anything of it', async () => {
  const system = province.as(systemActor());
  for (const statement of [
    "update directive_report set text = 'x'",
    'delete from directive_report',
    "update directive_note set text = 'x'",
    'delete from directive_assignment',
    "update directive_task set text = 'x'",
    'update notice_file set size = 1',
  ]) {
    await assert.rejects(
      system.run((tx) => sql.raw(statement).execute(tx.db)),
      /permission denied/,
      statement,
    );
  }
});

test('a visitor gets nothing', async () => {
  for (const url of ['/api/tasks', `/api/tasks/${secret.id}`, '/api/overview', '/api/notices']) {
    const reply = await world.app.inject({ method: 'GET', url });
    assert.equal(reply.statusCode, 401, url);
  }
});
