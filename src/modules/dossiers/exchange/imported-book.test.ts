import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { DossierDetail } from '../detail-schema.ts';
import type { IntegrityList } from '../integrity-schema.ts';
import { ImportMapping } from '../domain/exchange/mapping.ts';
import { subscribeDossiers } from '../subscriptions.ts';
import { dossierSeed, makeWorld, type Who } from '../testing/world.ts';
import { verifyDossiers } from '../verify.ts';
import { importFile } from './import-file.ts';
import { pushLines } from './push.ts';

const province = await testProvince({ at: '2018-04-02T08:00', seed: dossierSeed });
const world = await makeWorld(province);
subscribeDossiers();
const work = province.as(systemActor('Dòng lệnh'));
const folder = mkdtempSync(join(tmpdir(), 'imported-book-'));
after(() => rmSync(folder, { recursive: true }));

const ROWS = 2_400;
const CASES = 1_600;
const AGENCIES = ['Sở Khoa học và Công nghệ', 'Sở Tài chính', 'Sở Nội vụ', 'Phòng không ai biết'];
const STATUSES = {
  'Đang xử lý': 'open',
  'Tạm dừng': 'stopped',
  'Có kết quả': 'finished',
  'Đã trả': 'returned',
  'Đã rút': 'withdrawn',
  'Từ chối': 'denied',
  'Dừng giải quyết': 'closed',
} as const;
const ENDED = 2;
const HEADING = ['Mã', 'Nhận', 'Hẹn', 'Xong', 'Trả', 'Cơ quan', 'Tình trạng', 'Người nộp'];
const book = ImportMapping.parse({
  source: 'so-theo-doi',
  fields: {
    code: 'Mã',
    start: 'Nhận',
    plannedEnd: 'Hẹn',
    end: 'Xong',
    returned: 'Trả',
    agency: 'Cơ quan',
    status: { from: 'Tình trạng', values: STATUSES },
    applicant: 'Người nộp',
  },
});

const two = (value: number): string => String(value).padStart(2, '0');
const cell = (day: number, hour: number): string => `${two(1 + (day % 28))}/${two(1 + (day % 3))}/2018 ${two(hour)}:30`;
/** A line of the follow-up book: every state, some without a due day, some due before they came. */
function line(at: number, more: { due?: string } = {}): string[] {
  const status = Object.keys(STATUSES)[at % 7] ?? '';
  const due =
    at % 11 === 0 ? '' : at % 13 === 0 ? '02/01/2018 08:00' : `${two(1 + (at % 28))}/${two(3 + (at % 3))}/2018 17:00`;
  return [
    `S-${at}`,
    cell(at, 8),
    more.due ?? due,
    at % 7 >= ENDED && at % 17 !== 0 ? `${two(1 + (at % 28))}/03/2018 15:00` : '',
    at % 7 === 3 ? '30/03/2018 09:00' : '',
    AGENCIES[at % 4] ?? '',
    status,
    `Người nộp ${at % 90}`,
  ];
}

async function asXlsx(lines: readonly (readonly string[])[], name: string): Promise<string> {
  const path = join(folder, name);
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path });
  const sheet = writer.addWorksheet('Sổ theo dõi');
  for (const one of [HEADING, ...lines]) sheet.addRow([...one]).commit();
  await writer.commit();
  return path;
}
const asCsv = (lines: readonly (readonly string[])[], name: string): string => {
  const path = join(folder, name);
  writeFileSync(path, [HEADING, ...lines].map((one) => one.join(';')).join('\r\n'));
  return path;
};

const log = ImportMapping.parse({
  source: 'nhat-ky',
  fields: {
    code: 'concept:name',
    start: 'startDate',
    plannedEnd: 'endDatePlanned',
    end: [{ event: 'last', attribute: 'time:timestamp', if: { caseStatus: 'G' } }],
    status: { from: 'caseStatus', values: { G: 'finished', O: 'open', T: 'stopped' } },
    agency: 'agency',
  },
});
function asXes(name: string): string {
  const path = join(folder, name);
  const day = (at: number) => `2018-0${1 + (at % 3)}-${two(1 + (at % 28))}`;
  const attribute = (kind: string, key: string, value: string) => `<${kind} key="${key}" value="${value}"/>`;
  const traces = Array.from({ length: CASES }, (_, at) => {
    const events = Array.from(
      { length: 1 + (at % 5) },
      (__, step) =>
        `<event>${attribute('string', 'concept:name', `Bước ${step}`)}${attribute('date', 'time:timestamp', `${day(at)}T1${step}:00:00+07:00`)}</event>`,
    );
    return [
      '<trace>',
      attribute('string', 'concept:name', `X-${at}`),
      attribute('date', 'startDate', `${day(at)}T09:00:00+07:00`),
      at % 9 === 0 ? '' : attribute('date', 'endDatePlanned', `2018-0${3 + (at % 3)}-20T17:00:00+07:00`),
      attribute('string', 'caseStatus', ['O', 'G', 'T'][at % 3] ?? ''),
      attribute('string', 'agency', AGENCIES[at % 4] ?? ''),
      ...events,
      '</trace>',
    ].join('');
  });
  writeFileSync(path, `<?xml version="1.0"?><log xes.version="1.0">${traces.join('\n')}</log>`);
  return path;
}

const take = (path: string, mapping: ImportMapping) =>
  importFile(work, { path, fileName: 'nguon', mapping, dryRun: false });
const wrong = async () => (await work.run(verifyDossiers)).wrong;
const idsOf = (where: string): Promise<string[]> =>
  work.run(async (tx) => {
    const { rows } = await sql<{
      id: string;
    }>`select id from dossier where origin = 'import' and ${sql.raw(where)} order by code`.execute(tx.db);
    return rows.map(({ id }) => id);
  });
/** Dossiers that run without being owed as they stand, or are owed and do not run. */
const notOwed = (): Promise<string[]> =>
  work.run(async (tx) => {
    const { rows } = await sql<{ code: string }>`
      select coalesce(d.code, o.key) as code
      from (select * from dossier where origin = 'import' and clock = 'running' and due_at is not null) as d
      full join (select * from reminder_obligation where source = 'dossiers' and kind = 'dossier' and state = 'open') as o
        on o.key = d.id::text
      where o.key is null or d.id is null or o.due_at <> d.due_at`.execute(tx.db);
    return rows.map(({ code }) => code);
  });
const detail = (who: Who, id: string) => world.as(who).get<DossierDetail>(`/api/dossiers/${id}`);
const oneOf = async (where: string): Promise<string> => (await idsOf(where))[0] ?? assert.fail(where);
const ATS = `agency_id = '${world.agency('KH.SKHCN')}'`;

test('an imported book of thousands and a log of thousands keep what the check of every history asks', async () => {
  const [rows, cases] = [
    await take(
      await asXlsx(
        Array.from({ length: ROWS }, (_, at) => line(at)),
        'so.xlsx',
      ),
      book,
    ),
    await take(asXes('nhat-ky.xes'), log),
  ];
  assert.deepEqual([rows.created, rows.rejected, cases.created, cases.rejected], [ROWS, 0, CASES, 0]);
  const { dossiers, wrong: found } = await work.run(verifyDossiers);
  assert.equal(dossiers, ROWS + CASES);
  assert.deepEqual(found, []);
});

test('what runs in the other software is reminded of here from its first reading on, and nothing else is', async () => {
  assert.deepEqual(await notOwed(), []);
  const [running, late] = [await idsOf(`clock = 'running'`), await idsOf(`clock = 'running' and due_at < received_at`)];
  assert.ok(running.length > 500 && late.length > 5, `${running.length} run, ${late.length} were due before they came`);
});

test('a clock the other software had stopped goes on from when it was told of, not from the reception', async () => {
  const id = await oneOf(`state = 'suspended' and due_at > '2018-05-01' and ${ATS}`);
  const before = await detail('head', id);
  province.clock.set('2018-04-04T08:00');
  const resumed = await world.as('head').act(before, 'resume', { reason: 'Đã có trả lời' });
  assert.equal(resumed.state, 'processing');
  const moved = (new Date(resumed.dueAt ?? 0).getTime() - new Date(before.dueAt ?? 0).getTime()) / 86_400_000;
  assert.ok(moved >= 2 && moved <= 6, `two working days, not months: ${moved} days`);
});

test('what was stopped when it was taken in is listed for whoever watches the dates, with what its clock counts from', async () => {
  const stopped = await idsOf(`clock = 'stopped' and last_action = 'import'`);
  assert.ok(stopped.length > 10);
  const [old] = stopped;
  // As imports of before kept it: stopped from the reception on.
  await work.run((tx) => sql`update dossier set stopped_at = received_at where id = ${old}`.execute(tx.db));
  const monitor = world.as('monitor');
  const listed = new Map<string, string | null>();
  for (const month of ['2018-01', '2018-02', '2018-03', '2018-04'])
    for (let after = 0, more = true; more; after += 100) {
      const page = await monitor.get<IntegrityList>(
        `/api/dossiers/integrity?month=${month}&kind=import-stopped&after=${after}`,
      );
      for (const line of page.lines) listed.set(line.dossierId, line.change);
      more = page.next !== null;
    }
  assert.deepEqual([...listed.keys()].toSorted(), stopped.toSorted());
  assert.match(listed.get(old ?? '') ?? '', /^Đang tính là dừng từ lúc tiếp nhận .+ hãy xem lại hạn$/);
  assert.match(listed.get(stopped[1] ?? '') ?? '', /^Tính là dừng từ lúc nhập /);
  await work.run((tx) => sql`update dossier set stopped_at = changed_at where id = ${old}`.execute(tx.db));
});

test('a supplement to a dossier whose limit nobody told keeps its promise, later by as long as the clock stood', async () => {
  const id = await oneOf(`state = 'processing' and due_at > '2018-05-01' and ${ATS}`);
  const before = await detail('clerk', id);
  const drafted = await world
    .as('head')
    .act(before, 'draft-supplement', { reason: 'Thiếu', papers: [{ name: 'Bản vẽ', originals: 1 }] });
  const issued = await world.as('clerk').act(await detail('clerk', drafted.id), 'issue-supplement');
  province.clock.set('2018-04-05T08:00');
  const taken = await world.as('clerk').act(await detail('clerk', issued.id), 'take-supplement');
  assert.ok(taken.dueAt && before.dueAt && taken.dueAt > before.dueAt, `${before.dueAt} → ${taken.dueAt}`);
});

/** Numbers that look thrown and are the same every time (Park and Miller). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

test('worked on here, told anew by their source and pushed step by step, every row stays the fold of its history', async () => {
  const roll = dice(404);
  const people: readonly Who[] = ['clerk', 'officer', 'head', 'otherClerk', 'otherOfficer', 'strangerClerk'];
  const open = [
    ...(await idsOf(`state = 'processing'`)).slice(0, 40),
    ...(await idsOf(`state = 'suspended'`)).slice(0, 20),
    ...(await idsOf(`state = 'result-ready'`)).slice(0, 20),
  ];
  const began = new Date('2018-04-05T02:00:00Z').getTime();
  const done = new Map<string, number>();
  for (let turn = 0; turn < 260; turn += 1) {
    province.clock.set(new Date(began + turn * 2 * 3_600_000));
    const who = people[roll(people.length)] ?? 'head';
    const seen = await world.as(who).send('GET', `/api/dossiers/${open[roll(open.length)]}`);
    if (seen.status !== 200) continue;
    const dossier = seen.body as DossierDetail;
    const action = dossier.actions[roll(Math.max(1, dossier.actions.length))];
    if (!action) continue;
    const reply = await world.as(who).send('POST', `/api/dossiers/${dossier.id}/actions`, {
      action,
      version: dossier.version,
      reason: 'Lý do',
      text: 'Nội dung',
      document: { number: '7/SKHCN', on: '2018-03-05' },
      cause: 'agency',
      agencyId: world.agency('KH.STC'),
      dueOn: '2018-06-12',
      papers: [{ name: 'Bản vẽ', originals: 1 }],
      field: 'content',
      value: 'Chữ',
    });
    assert.ok(
      [200, 403, 404, 409, 422].includes(reply.status),
      `${action}: ${reply.status} ${JSON.stringify(reply.body)}`,
    );
    if (reply.status === 200) done.set(action, (done.get(action) ?? 0) + 1);
  }
  assert.ok(done.size >= 8, [...done.keys()].join());
  assert.deepEqual(await wrong(), []);

  // Every fifth line has a later day now.
  const anew = Array.from({ length: ROWS }, (_, at) => line(at, at % 5 === 0 ? { due: '30/06/2018 17:00' } : {}));
  const again = await take(asCsv(anew, 'so-moi.csv'), book);
  assert.ok(again.updated > 400 && again.rejected > 0, `${again.updated} updated, ${again.rejected} rejected`);
  assert.ok(again.errors.every(({ problems }) => problems.every(({ code }) => code === 'handled_here')));
  assert.equal(again.updated + again.unchanged + again.rejected, ROWS);
  assert.deepEqual(await wrong(), []);

  const steps = Array.from({ length: 120 }, (_, at) =>
    JSON.stringify({
      type: 'transition',
      source: 'nhat-ky',
      code: `X-${1200 + at}`,
      activity: at % 2 === 0 ? 'Tạm dừng' : 'Ký kết quả',
      at: '2018-05-02T09:00:00+07:00',
      ...(at % 2 === 0 ? { status: 'stopped' } : { status: 'finished', finishedAt: '2018-05-02T09:00:00+07:00' }),
    }),
  ).join('\n');
  const results = (await pushLines(work, steps)).map(({ result }) => result);
  assert.equal(results.filter((one) => one === 'updated').length, 120, results.join());
  assert.ok((await pushLines(work, steps)).every(({ result }) => result === 'unchanged'));
  assert.deepEqual(await wrong(), []);
  assert.deepEqual(await notOwed(), []);
});
