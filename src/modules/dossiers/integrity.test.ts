import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { readXlsx } from '#modules/documents/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { IntegrityKind } from './domain/integrity.ts';
import type { IntegrityList } from './integrity-schema.ts';
import type { DossierDetail } from './detail-schema.ts';
import { exportIntegrity } from './service-integrity.ts';
import { integrityCounts } from './store/integrity.ts';
import { writeDossier } from './testing/month-rows.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
const clerk = world.as('clerk');
const officer = world.as('officer');
const head = world.as('head');
const monitor = world.as('monitor');
const document = { number: '12/SKHCN', on: '2018-07-02' };

async function withOfficer(): Promise<DossierDetail> {
  const sent = await clerk.act(await aDossier(world), 'forward');
  return head.act(sent, 'advance', { officerId: world.actors.officer.personId });
}

const list = (query = '?month=2018-07') => monitor.get<IntegrityList>(`/api/dossiers/integrity${query}`);
const found = async (kind: IntegrityKind, month = '2018-07') =>
  (await list(`?month=${month}&kind=${kind}`)).lines.map(({ dossierId, change, actor, reason, document: paper }) => ({
    dossierId,
    change,
    actor,
    reason,
    paper,
  }));

test('a correction shows who, why, on which paper, and both values; the moment it is about is not moved', async () => {
  const dossier = await head.act(await withOfficer(), 'correct', {
    field: 'applicantName',
    value: 'Nguyễn Thị Hoa',
    reason: 'Sai tên trên căn cước',
    document,
  });
  assert.deepEqual(await found('correction'), [
    {
      dossierId: dossier.id,
      change: 'Tên người nộp: “Nguyễn Thị Hòa” thành “Nguyễn Thị Hoa”',
      actor: 'Lê Giám Đốc',
      reason: 'Sai tên trên căn cước',
      paper: '12/SKHCN ngày 02/07/2018',
    },
  ]);
});

test('a new promise is listed with both days; a letter that only says sorry is no new promise', async () => {
  let dossier = await withOfficer();
  dossier = await officer.act(dossier, 'draft-apology', {
    reason: 'Chờ thẩm định',
    cause: 'agency',
    dueOn: '2018-07-30',
  });
  dossier = await head.act(dossier, 'approve-apology');
  let sorry = await withOfficer();
  sorry = await officer.act(sorry, 'draft-apology', { reason: 'Xin lỗi', cause: 'agency' });
  await head.act(sorry, 'approve-apology');
  const lines = await found('reappointment');
  assert.deepEqual(
    lines.map(({ dossierId }) => dossierId),
    [dossier.id],
  );
  assert.match(lines[0]?.change ?? '', /^Hạn .*\/07\/2018 thành .* 30\/07\/2018$/u);
});

test('the second supplement is listed, the first is not; papers outside the published list are named', async () => {
  let dossier = await withOfficer();
  const published = world.procedure.papers[0];
  assert.ok(published);
  const listed = { key: published.key, name: published.name };
  dossier = await officer.act(dossier, 'draft-supplement', { reason: 'Thiếu', papers: [listed] });
  dossier = await clerk.act(dossier, 'issue-supplement');
  assert.deepEqual(await found('supplement-again'), []);
  assert.deepEqual(await found('paper-beyond-list'), []);
  dossier = await clerk.act(dossier, 'take-supplement');
  dossier = await officer.act(dossier, 'draft-supplement', { reason: 'Lại thiếu', papers: [{ name: 'Sổ hộ khẩu' }] });
  dossier = await clerk.act(dossier, 'issue-supplement');
  assert.deepEqual(
    (await found('supplement-again')).map(({ dossierId, reason }) => [dossierId, reason]),
    [[dossier.id, 'Lại thiếu']],
  );
  assert.deepEqual(
    (await found('paper-beyond-list')).map(({ dossierId, change }) => [dossierId, change]),
    [[dossier.id, 'Sổ hộ khẩu']],
  );
});

test('a clock stopped on the eve of its day or on the day is listed with both moments; one stopped earlier, and one resumed, is not', async () => {
  const due = new Date((await withOfficer()).dueAt ?? 0);
  const pay = async (daysBefore: number): Promise<string> => {
    province.clock.set('2018-07-02T09:00');
    const dossier = await withOfficer();
    province.clock.set(new Date(due.getTime() - daysBefore * 86_400_000));
    const stopped = await officer.act(dossier, 'require-payment', { reason: 'Nộp lệ phí' });
    await officer.act(stopped, 'confirm-payment');
    return dossier.id;
  };
  await pay(4);
  const [eve, day] = [await pay(1), await pay(0)];
  assert.deepEqual(
    (await found('stopped-at-end')).map(({ dossierId, change, reason }) => [dossierId, change, reason]),
    [
      [day, 'Hạn 09:00 thứ Hai, 16/07/2018, dừng 09:00 thứ Hai, 16/07/2018', 'Nộp lệ phí'],
      [eve, 'Hạn 09:00 thứ Hai, 16/07/2018, dừng 09:00 Chủ nhật, 15/07/2018', 'Nộp lệ phí'],
    ],
  );
  province.clock.set('2018-07-02T09:00');
});

test('late without a letter of apology is listed in the month the day was missed, finished or not; on time is not', async () => {
  const agencyId = world.agency('KH.SNV');
  const made = await province.as(systemActor('Thử nghiệm')).run(async (tx) => ({
    open: await writeDossier(tx, {
      code: 'T-1',
      agencyId,
      events: [
        ['2018-05-02 09:00', 'received', '2018-05-16 09:00'],
        ['2018-05-03 09:00', 'processing', '2018-05-16 09:00', 'other-agency'],
      ],
    }),
    late: await writeDossier(tx, {
      code: 'T-2',
      agencyId,
      events: [
        ['2018-05-02 09:00', 'received', '2018-05-31 09:00'],
        ['2018-06-04 09:00', 'result-ready', '2018-05-31 09:00'],
      ],
    }),
    sameDay: await writeDossier(tx, {
      code: 'T-3',
      agencyId,
      events: [
        ['2018-05-02 09:00', 'received', '2018-05-31 09:00'],
        ['2018-05-31 16:00', 'result-ready', '2018-05-31 09:00'],
      ],
    }),
    noDay: await writeDossier(tx, { code: 'T-4', agencyId, events: [['2018-05-02 09:00', 'received', null]] }),
  }));
  assert.deepEqual(
    (await found('apology-missing', '2018-05')).map(({ dossierId, change }) => [dossierId, change]),
    [
      [made.late, 'Xong 09:00 thứ Hai, 04/06/2018'],
      [made.open, 'Chưa giải quyết xong'],
    ],
  );
  assert.deepEqual(await found('apology-missing', '2018-06'), []);
  assert.deepEqual(
    (await found('no-due', '2018-05')).map(({ dossierId }) => dossierId),
    [made.noDay],
  );
});

test('what was told a day or more after it happened is listed as entered late, where clocks can be compared', async () => {
  const agencyId = world.agency('KH.STC');
  const asked = {
    from: new Date('2018-03-31T17:00:00Z'),
    to: new Date('2018-04-30T17:00:00Z'),
    agencyIds: [agencyId],
  };
  await province.as(systemActor('Thử nghiệm')).run(async (tx) => {
    for (const [code, hours] of [
      ['M-1', 23],
      ['M-2', 25],
    ] as const) {
      const events = [['2018-04-02 09:00', 'submitted', '2018-04-30 09:00']] as const;
      const id = await writeDossier(tx, { code, agencyId, events });
      const at = new Date('2018-04-03T02:00:00Z');
      const recorded = new Date(at.getTime() + hours * 3_600_000);
      await sql`insert into dossier_event (dossier_id, seq, at, recorded_at, action, state, clock, agency_id, due_at,
          lawful_due_at, actor_name, data)
        values (${id}, 2, ${at}, ${recorded}, 'accept', 'received', 'running', ${agencyId}, ${at}, ${at}, 'Người Thử',
          '{}')`.execute(tx.db);
    }
    assert.deepEqual(await integrityCounts(tx.db, { ...asked, realClock: true }), [
      { kind: 'late-entry', agency_id: agencyId, count: 1 },
    ]);
    assert.deepEqual(await integrityCounts(tx.db, { ...asked, realClock: false }), []);
  });
});

test('the counts are those of the lists; each line once; agencies see their own', async () => {
  for (const month of ['2018-05', '2018-07']) {
    const whole = await list(`?month=${month}`);
    for (const { kind, count } of whole.counts)
      assert.equal((await list(`?month=${month}&kind=${kind}`)).lines.length, count, kind);
    assert.equal(whole.total, whole.lines.length);
    assert.equal(new Set(whole.lines.map((line) => JSON.stringify(line))).size, whole.lines.length);
  }
  const others = await world.as('otherClerk').get<IntegrityList>('/api/dossiers/integrity?month=2018-07');
  assert.deepEqual([others.total, others.agencies], [0, []]);
  const stranger = await world
    .as('strangerClerk')
    .refused('GET', `/api/dossiers/integrity?month=2018-07&agency=${world.agency('KH.SKHCN')}`);
  assert.deepEqual([stranger.status, stranger.code], [403, 'dossiers.agency_not_seen']);
  const early = await monitor.refused('GET', '/api/dossiers/integrity?month=2018-09');
  assert.equal(early.code, 'dossiers.month_not_begun');
});

test('the workbook holds every line of the month with the figures by kind', async () => {
  const work = province.as(world.actors.monitor);
  const { total, counts } = await list();
  const file = await exportIntegrity(work, { month: '2018-07', after: 0 });
  const sheets = await readXlsx(file.bytes);
  const text = JSON.stringify(sheets);
  assert.ok(text.includes('Sai tên trên căn cước') && text.includes('Sổ hộ khẩu'));
  assert.equal(sheets.length, 2);
  const numbers = (sheets[0]?.rows ?? []).filter((row) => typeof row[0] === 'number');
  assert.equal(numbers.length, total);
  assert.ok(counts.length >= 4);
});
