import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { verifyChains } from '#modules/audit/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { TransitionResult } from './action-schema.ts';
import type { DossierDetail } from './detail-schema.ts';
import type { DossierPage, QueueCounts } from './list-schema.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
const clerk = world.as('clerk');
const officer = world.as('officer');
const head = world.as('head');
const officerId = world.actors.officer.personId ?? '';
const paper = { number: '12/SKHCN', on: '2018-07-02' };

interface Owed {
  readonly key: string;
  readonly state: string;
  readonly due_at: Date | null;
  readonly person_id: string | null;
}
const owed = (id: string): Promise<Owed[]> =>
  province.as(systemActor()).run(async (tx) => {
    const { rows } = await sql<Owed>`
      select key, state, due_at, person_id from reminder_obligation where source = 'dossiers' and key like ${`${id}%`} order by key
    `.execute(tx.db);
    return rows;
  });
const open = async (id: string) =>
  (await owed(id)).filter(({ state }) => state === 'open').map(({ key }) => key.replace(id, '#'));

/** Through the counter and the head to the officer. */
async function withOfficer(): Promise<DossierDetail> {
  const received = await aDossier(world);
  const forwarded = await clerk.act(received, 'forward');
  return head.act(forwarded, 'advance', { officerId });
}

/** On to the last step before the return. */
async function toTheEnd(from: DossierDetail): Promise<DossierDetail> {
  let dossier = from;
  while (dossier.nextSteps.length > 0) dossier = await head.act(dossier, 'advance');
  return dossier;
}

test('from the counter to the result by its workflow, each step owed by whoever has it, one history of all', async () => {
  const received = await aDossier(world);
  assert.equal(received.stepName, 'Tiếp nhận, chuyển hồ sơ');
  assert.deepEqual(await open(received.id), ['#', '#/step']);
  let dossier = await withOfficer();
  assert.deepEqual([dossier.stepName, dossier.officer?.name], ['Thẩm định, dự thảo kết quả', 'Võ Chuyên Viên']);
  assert.ok(dossier.stepDueAt);
  const step = (await owed(dossier.id)).find(({ key }) => key.endsWith('/step'));
  assert.equal(step?.person_id, officerId);
  const early = await officer.cannot(dossier, 'finish');
  assert.deepEqual([early.status, early.code], [409, 'dossiers.steps_left']);
  dossier = await toTheEnd(dossier);
  dossier = await head.act(dossier, 'finish');
  assert.deepEqual([dossier.state, dossier.status, dossier.outcome], ['result-ready', 'early', 'granted']);
  assert.deepEqual(await open(dossier.id), []);
  assert.deepEqual(new Set((await owed(dossier.id)).map(({ state }) => state)), new Set(['done']));
  dossier = await clerk.act(dossier, 'hand-over-result', { receiver: 'Nguyễn Thị Hòa' });
  assert.equal(dossier.state, 'returned');
  assert.deepEqual(dossier.actions, ['correct', 'undo']);
  assert.deepEqual(
    dossier.events.map(({ seq }) => seq),
    dossier.events.map((_, index) => index + 1),
  );
  assert.deepEqual((await province.as(systemActor()).run(verifyChains)).broken, []);
});

test('a stale version is told who did what since; two at once: one passes, one is told', async () => {
  const dossier = await withOfficer();
  await officer.act(dossier, 'record-verification', { text: 'Đã xem thực địa' });
  const stale = await head.cannot(dossier, 'advance');
  assert.deepEqual([stale.status, stale.code], [409, 'dossiers.changed']);
  assert.match(stale.detail ?? '', /^Võ Chuyên Viên đã ghi kết quả thẩm tra, xác minh lúc/);
  const now = await head.get<DossierDetail>(`/api/dossiers/${dossier.id}`);
  const replies = await Promise.all([
    head.cannot(now, 'advance'),
    clerk.cannot(now, 'advance'),
    officer.cannot(now, 'advance'),
  ]);
  assert.deepEqual(
    replies.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 409, 409],
  );
});

test('a queue steps with a short answer, and the same rules hold', async () => {
  const dossier = await withOfficer();
  const url = `/api/dossiers/${dossier.id}/transitions`;
  const result = await officer.post<TransitionResult>(url, { action: 'advance', version: dossier.version });
  assert.deepEqual([result.version, result.stepName, result.undoable], [dossier.version + 1, 'Xem xét dự thảo', true]);
  const stale = await officer.refused('POST', url, { action: 'advance', version: dossier.version });
  assert.equal(stale.code, 'dossiers.changed');
  const stranger = await world.as('strangerClerk').refused('POST', url, { action: 'advance', version: result.version });
  assert.equal(stranger.status, 404);
});

test('a retry under one key makes one transition and gets the first answer', async () => {
  const dossier = await withOfficer();
  const key = `retry-${dossier.id}`;
  const first = await officer.act(dossier, 'advance', {}, key);
  const again = await officer.act(dossier, 'advance', {}, key);
  assert.deepEqual(again, first);
  const now = await officer.get<DossierDetail>(`/api/dossiers/${dossier.id}`);
  assert.equal(now.version, dossier.version + 1);
});

test('taken back within ten seconds by a line of its own; later, or by another, not', async () => {
  const dossier = await withOfficer();
  const advanced = await officer.act(dossier, 'advance');
  assert.ok(advanced.actions.includes('undo') && advanced.undoUntil);
  assert.equal((await head.cannot(advanced, 'undo')).code, 'dossiers.not_yours');
  const back = await officer.act(advanced, 'undo');
  assert.deepEqual(
    [back.stepName, back.officer?.name, back.stepDueAt],
    [dossier.stepName, 'Võ Chuyên Viên', dossier.stepDueAt],
  );
  assert.deepEqual(
    back.events.slice(-2).map(({ undone, undoes }) => [undone, undoes]),
    [
      [true, null],
      [false, advanced.version],
    ],
  );
  assert.ok(!back.actions.includes('undo'));
  const again = await officer.act(back, 'advance');
  await province
    .as(systemActor())
    .run((tx) =>
      sql`update dossier set changed_really_at = clock_timestamp() - interval '11 seconds' where id = ${again.id}`.execute(
        tx.db,
      ),
    );
  assert.equal((await officer.cannot(again, 'undo')).code, 'dossiers.undo_too_late');
});

test('a finish that was taken back is no finish: the clock went on, the reminders too', async () => {
  const ready = await toTheEnd(await withOfficer());
  const finished = await head.act(ready, 'finish');
  const back = await head.act(finished, 'undo');
  assert.deepEqual([back.state, back.finishedAt, back.status], ['processing', null, 'running']);
  assert.deepEqual(await open(back.id), ['#', '#/step']);
});

test('a supplement goes through the counter: drafted by the officer, sent by the desk, the clock stops and begins again', async () => {
  let dossier = await withOfficer();
  const due = dossier.dueAt;
  assert.deepEqual(
    [dossier.returnUntil?.on, (await clerk.get<DossierDetail>(`/api/dossiers/${dossier.id}`)).returnUntil?.on],
    ['2018-07-05', '2018-07-05'],
  );
  assert.equal((await officer.cannot(dossier, 'draft-supplement', { reason: 'Thiếu' })).code, 'dossiers.needs_papers');
  dossier = await officer.act(dossier, 'draft-supplement', {
    reason: 'Thiếu bản vẽ',
    papers: [{ name: 'Bản vẽ', originals: 1 }],
  });
  assert.equal((await officer.cannot(dossier, 'issue-supplement')).code, 'dossiers.not_yours');
  const { dossiers } = await clerk.get<DossierPage>('/api/dossiers?queue=supplements');
  assert.ok(dossiers.some(({ id }) => id === dossier.id));
  dossier = await clerk.act(dossier, 'issue-supplement');
  assert.deepEqual([dossier.state, dossier.status, dossier.urgency], ['awaiting-supplement', 'stopped', 'stopped']);
  assert.deepEqual(await open(dossier.id), ['#/wait'], 'only that the applicant is waited for');
  province.clock.set('2018-07-20T10:00');
  dossier = await clerk.act(dossier, 'take-supplement');
  assert.equal(dossier.dueAt, '2018-08-03T10:00:00+07:00');
  assert.deepEqual([dossier.firstDueAt, dossier.supplements[0]?.status], [due, 'taken']);
  assert.equal(dossier.returnUntil, null, 'only the first return has its days');
  assert.deepEqual(await open(dossier.id), ['#', '#/step']);
  province.clock.set('2018-07-02T09:00');
});

test('an opinion has its own day and its own owner, and stops no clock', async () => {
  const financeId = world.agency('KH.STC');
  let dossier = await withOfficer();
  const { id } = dossier;
  assert.equal((await world.as('otherOfficer').refused('GET', `/api/dossiers/${id}`)).status, 404);
  dossier = await officer.act(dossier, 'ask-opinion', {
    agencyId: financeId,
    text: 'Xin ý kiến về phí',
    dueOn: '2018-07-05',
  });
  assert.deepEqual([dossier.state, dossier.opinions[0]?.dueAt], ['processing', '2018-07-05T17:00:00+07:00']);
  const seen = await world.as('otherOfficer').get<DossierDetail>(`/api/dossiers/${id}`);
  assert.deepEqual(seen.actions, ['answer-opinion']);
  const waiting = await world.as('otherClerk').get<DossierPage>('/api/dossiers?queue=opinions');
  assert.deepEqual(
    waiting.dossiers.map((one) => one.id),
    [id],
  );
  const answered = await world.as('otherOfficer').act(seen, 'answer-opinion', { text: 'Thống nhất' });
  assert.deepEqual([answered.opinions[0]?.answer, answered.opinions[0]?.late], ['Thống nhất', false]);
  assert.equal(answered.intervals.length, 1);
});

test('a question nobody needs answered any more is owed by nobody', async () => {
  let dossier = await withOfficer();
  const ask = { agencyId: world.agency('KH.STC'), text: 'Xin ý kiến', dueOn: '2018-07-05' };
  dossier = await officer.act(dossier, 'ask-opinion', ask);
  const state = async () => {
    const id = dossier.opinions[0]?.id ?? '';
    return (await owed(`opinion/${id}`)).map((one) => one.state);
  };
  assert.deepEqual(await state(), ['open']);
  dossier = await clerk.act(dossier, 'withdraw', { reason: 'Người nộp đề nghị' });
  assert.deepEqual(await state(), ['cancelled']);
});

test('a phone that was put right is the second fact from then on', async () => {
  let dossier = await withOfficer();
  const change = { field: 'phone', value: '0905 999 888', reason: 'Ghi sai', document: paper };
  dossier = await head.act(dossier, 'correct', change);
  const track = (fact: string) => officer.send('GET', `/api/public/tracking?code=${dossier.code}&fact=${fact}`);
  assert.deepEqual([(await track('9888')).status, (await track('3456')).status], [200, 404]);
});

test('an identity number and an address for letters are put right too, checked as at the counter', async () => {
  let dossier = await withOfficer();
  const right = (field: string, value: string) => ({ field, value, reason: 'Gõ nhầm ở quầy', document: paper });
  const impossible = await head.cannot(dossier, 'correct', right('identityNumber', '0561900012'));
  assert.deepEqual([impossible.status, impossible.code], [422, 'dossiers.identity_number']);
  const unreachable = await head.cannot(dossier, 'correct', right('email', 'hoa@'));
  assert.deepEqual([unreachable.status, unreachable.code], [422, 'dossiers.needs_correction']);
  dossier = await head.act(dossier, 'correct', { ...right('identityNumber', '056 190 004 321'), person: 'other' });
  dossier = await head.act(dossier, 'correct', right('email', 'hoa@example.vn'));
  assert.deepEqual(
    [dossier.applicant.identityNumber, dossier.owner.identityNumber, dossier.applicant.email],
    ['056190004321', '056190004321', 'hoa@example.vn'],
  );
  const track = (fact: string) => officer.send('GET', `/api/public/tracking?code=${dossier.code}&fact=${fact}`);
  assert.deepEqual([(await track('4321')).status, (await track('1234')).status], [200, 404]);
});

test('what an act said besides its reason is read in the history: verification, amount, who took the result', async () => {
  let dossier = await withOfficer();
  const verification = {
    at: '2018-07-02T08:30:00+07:00',
    place: '12 Lý Tự Trọng',
    participants: 'Ông Võ Chuyên Viên, bà Nguyễn Thị Hòa',
  };
  dossier = await officer.act(dossier, 'record-verification', { text: 'Đúng như bản vẽ.', verification });
  const said = () => dossier.events.at(-1)?.text;
  assert.match(said() ?? '', /08:30.*Nơi: 12 Lý Tự Trọng\. Người tham gia: Ông Võ.*Kết quả: Đúng như bản vẽ\./);
  dossier = await officer.act(dossier, 'require-payment', { reason: 'Phí thẩm định', amountVnd: 1_250_000 });
  assert.equal(said(), 'Số tiền: 1.250.000 đồng.');
  dossier = await clerk.act(dossier, 'confirm-payment');
  dossier = await head.act(await toTheEnd(dossier), 'finish');
  dossier = await clerk.act(dossier, 'hand-over-result', { receiver: 'Nguyễn Thị Hòa' });
  assert.equal(said(), 'Người nhận kết quả: Nguyễn Thị Hòa.');
});

test('an apology: drafted with its true cause, signed by the head, once, the first promise kept', async () => {
  let dossier = await withOfficer();
  const due = dossier.dueAt;
  assert.equal(dossier.reappointUntil, '2018-07-15');
  assert.equal(
    (await officer.cannot(dossier, 'draft-apology', { reason: 'Chậm', cause: 'agency', dueOn: '2018-07-10' })).code,
    'dossiers.new_due_not_later',
  );
  dossier = await officer.act(dossier, 'draft-apology', {
    reason: 'Chờ xác minh',
    cause: 'agency',
    dueOn: '2018-07-25',
  });
  assert.equal((await officer.cannot(dossier, 'approve-apology')).code, 'dossiers.not_yours');
  dossier = await head.act(dossier, 'approve-apology');
  assert.deepEqual(
    [dossier.dueAt, dossier.lawfulDueAt, dossier.firstDueAt, dossier.reappointed],
    ['2018-07-25T17:00:00+07:00', due, due, true],
  );
  assert.equal((await owed(dossier.id))[0]?.due_at?.toISOString(), '2018-07-25T10:00:00.000Z');
  assert.equal(dossier.reappointUntil, null);
  assert.equal(
    (await officer.cannot(dossier, 'draft-apology', { reason: 'Chậm', cause: 'agency', dueOn: '2018-07-30' })).code,
    'dossiers.reappointed_already',
  );
  province.clock.set('2018-07-24T09:00');
  dossier = await head.act(await toTheEnd(dossier), 'finish');
  assert.equal(dossier.status, 'late-reappointed');
  province.clock.set('2018-07-02T09:00');
});

test('on the day itself no new date may be promised, but an apology may still be sent', async () => {
  let dossier = await withOfficer();
  province.clock.set('2018-07-16T08:00');
  assert.equal(
    (await officer.cannot(dossier, 'draft-apology', { reason: 'Chậm', cause: 'agency', dueOn: '2018-07-25' })).code,
    'dossiers.reappointment_too_late',
  );
  dossier = await officer.act(dossier, 'draft-apology', { reason: 'Chậm', cause: 'agency' });
  dossier = await head.act(dossier, 'approve-apology');
  assert.deepEqual(
    [dossier.dueAt, dossier.reappointed, dossier.apologies[0]?.status],
    [dossier.firstDueAt, false, 'approved'],
  );
  province.clock.set('2018-07-02T09:00');
});

test('a correction needs reason and document, keeps both values, and moves no moment', async () => {
  let dossier = await withOfficer();
  assert.equal(
    (await head.cannot(dossier, 'correct', { field: 'applicantName', value: 'Nguyễn Thị Hoa', reason: 'Sai tên' }))
      .code,
    'dossiers.needs_document',
  );
  dossier = await head.act(dossier, 'correct', {
    field: 'applicantName',
    value: 'Nguyễn Thị Hoa',
    reason: 'Sai tên',
    document: paper,
  });
  assert.equal(dossier.applicantName, 'Nguyễn Thị Hoa');
  assert.match(dossier.events.at(-1)?.text ?? '', /“Nguyễn Thị Hòa” thành “Nguyễn Thị Hoa”/);
  const { dueAt, receivedAt } = dossier;
  dossier = await head.act(dossier, 'correct', {
    field: 'receivedAt',
    value: '2018-06-29T09:00',
    reason: 'Nhận từ hôm trước',
    document: paper,
  });
  assert.deepEqual([dossier.receivedAt, dossier.dueAt], [receivedAt, dueAt]);
});

test('a payment stops the clock, a stop needs head, cause and document; a refusal is a result in time', async () => {
  let dossier = await withOfficer();
  dossier = await officer.act(dossier, 'require-payment', { reason: 'Phí thẩm định', amountVnd: 1_000_000 });
  assert.equal(dossier.status, 'stopped');
  const waits = await clerk.get<DossierPage>('/api/dossiers?queue=supplements&limit=200');
  assert.ok(
    waits.dossiers.some(({ id }) => id === dossier.id),
    'the counter has it among what waits for applicants',
  );
  province.clock.set('2018-07-04T09:00');
  dossier = await clerk.act(dossier, 'confirm-payment');
  assert.equal(dossier.dueAt, '2018-07-18T09:00:00+07:00');
  assert.equal(
    (await officer.cannot(dossier, 'suspend', { reason: 'x', cause: 'law', document: paper })).code,
    'dossiers.not_yours',
  );
  dossier = await head.act(dossier, 'suspend', { reason: 'Chờ quy hoạch', cause: 'law', document: paper });
  dossier = await head.act(dossier, 'resume');
  dossier = await head.act(dossier, 'refuse', { reason: 'Không đủ điều kiện', document: paper });
  assert.deepEqual([dossier.state, dossier.outcome, dossier.status], ['result-ready', 'refused', 'early']);
  province.clock.set('2018-07-02T09:00');
});

test('sent back with a reason to a step it went through, withdrawn with a reason, assigned only within the agency', async () => {
  let dossier = await withOfficer();
  assert.equal(
    (await head.cannot(dossier, 'assign', { officerId: world.actors.otherOfficer.personId })).code,
    'dossiers.not_in_agency',
  );
  dossier = await head.act(dossier, 'assign', { officerId: world.actors.officer2.personId });
  assert.equal(dossier.officer?.name, 'Vũ Chuyên Viên');
  assert.equal((await officer.cannot(dossier, 'advance')).code, 'dossiers.not_yours', 'it carries another name now');
  dossier = await head.act(dossier, 'send-back', { reason: 'Phân công lại' });
  assert.equal(dossier.stepName, 'Phân công xử lý');
  dossier = await clerk.act(dossier, 'withdraw', { reason: 'Người nộp đề nghị' });
  assert.deepEqual([dossier.state, dossier.status, dossier.finishedAt], ['withdrawn', 'withdrawn', null]);
  assert.deepEqual(await open(dossier.id), []);
});

test('a fault of the line is written down with its time and moves the officer’s step alone', async () => {
  const dossier = await withOfficer();
  province.clock.set('2018-07-03T10:00');
  const period = { from: '2018-07-02T14:00:00+07:00', to: '2018-07-02T16:00:00+07:00' };
  assert.equal((await officer.cannot(dossier, 'note-fault', { reason: 'Mất kết nối' })).code, 'dossiers.needs_period');
  const noted = await officer.act(dossier, 'note-fault', { reason: 'Mất kết nối', period });
  assert.equal(noted.dueAt, dossier.dueAt);
  assert.equal(noted.faultMinutes, 120);
  assert.ok((noted.stepDueAt ?? '') > (dossier.stepDueAt ?? ''));
  province.clock.set('2018-07-02T09:00');
});

test('the queues count what they list, and urgency in SQL is urgency in words', async () => {
  for (const at of [
    '2018-07-02T09:00',
    '2018-07-12T09:00',
    '2018-07-16T08:00',
    '2018-07-16T16:00',
    '2018-07-17T07:00',
    '2018-08-20T09:00',
  ]) {
    province.clock.set(at);
    const { dossiers } = await head.get<DossierPage>('/api/dossiers?limit=200');
    const counts = await head.get<QueueCounts>('/api/dossiers/counts');
    for (const urgency of ['overdue', 'today', 'soon', 'later', 'stopped', 'ended'] as const) {
      const listed = await head.get<DossierPage>(`/api/dossiers?limit=200&urgency=${urgency}`);
      assert.deepEqual(
        new Set(listed.dossiers.map(({ id }) => id)),
        new Set(dossiers.filter((one) => one.urgency === urgency).map(({ id }) => id)),
        `${at} ${urgency}`,
      );
      if (urgency !== 'ended') assert.equal(counts.urgency[urgency], listed.dossiers.length, `${at} ${urgency}`);
    }
  }
  province.clock.set('2018-07-02T09:00');
});
