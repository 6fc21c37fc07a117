import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { dossierSeed } from '../testing/world.ts';
import { ImportMapping } from '../domain/exchange/mapping.ts';
import { fold } from '../domain/facts.ts';
import { findDossier, holdDossier, listEvents, saveTransition } from '../store/dossiers.ts';
import { factsOfRow } from '../store/rows.ts';
import { importFile } from './import-file.ts';
import type { ImportOptions } from './import-run.ts';

const province = await testProvince({ at: '2018-04-02T08:00', seed: dossierSeed });
const work = province.as(systemActor('Dòng lệnh'));
const folder = mkdtempSync(join(tmpdir(), 'dunghen-import-'));
after(() => rmSync(folder, { recursive: true }));

let sources = 0;
const mappingFor = (more: object = {}) => {
  sources += 1;
  return ImportMapping.parse({
    source: `nguon-${sources}`,
    fields: {
      code: 'Mã',
      start: 'Nhận',
      plannedEnd: 'Hẹn',
      end: 'Xong',
      agency: 'Cơ quan',
      channel: 'Hình thức',
      procedure: 'Thủ tục',
    },
    ...more,
  });
};
const HEAD = 'Mã;Nhận;Hẹn;Xong;Cơ quan;Hình thức;Thủ tục';
const ROWS = [
  'A-1;26/02/2018 08:00;05/03/2018 17:00;05/03/2018 16:59;Sở Nội vụ;Trực tiếp;Cấp phép',
  'A-2;26/02/2018 08:00;05/03/2018 09:00;05/03/2018 16:00;Sở Nội vụ;Trực tuyến;Cấp phép',
  'A-3;26/02/2018 08:00;05/03/2018 17:00;06/03/2018 00:00;SNV;Bưu chính;Cấp phép',
  'A-4;26/02/2018 08:00;30/04/2018 17:00;;Sở Nội vụ;;Cấp phép',
  'A-5;26/02/2018 08:00;30/03/2018 17:00;;Sở Không Có;Fax;Cấp phép',
  'A-6;26/02/2018 08:00;;;Sở Nội vụ;;Cấp phép',
  'A-7;26/02/2018 08:00;;01/03/2018 10:00;Sở Nội vụ;;Cấp phép',
  ';26/02/2018 08:00;;;;;',
  'A-8;hôm nào đó;;;;;',
  'A-1;26/02/2018 09:00;;;;;',
  ';;;;;;',
];
let files = 0;
const book = (rows: readonly string[]) => {
  files += 1;
  const path = join(folder, `so-${files}.csv`);
  writeFileSync(path, [HEAD, ...rows].join('\r\n'));
  return path;
};
const run = (mapping: ImportMapping, rows: readonly string[], more: Partial<ImportOptions> = {}) =>
  importFile(work, { path: book(rows), fileName: 'so.csv', mapping, dryRun: false, ...more });
const dossierOf = (source: string, code: string) =>
  work.run(async (tx) => {
    const { rows } = await sql<{ dossier_id: string }>`
      select dossier_id from dossier_import_link where source = ${source} and code = ${code}`.execute(tx.db);
    const id = rows[0]?.dossier_id ?? assert.fail(`no dossier ${code}`);
    const row = (await findDossier(tx.db, id)) ?? assert.fail();
    return { row, events: await listEvents(tx.db, id) };
  });
const countOf = (source: string) =>
  work.run(async (tx) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from dossier where source = ${source}`.execute(
      tx.db,
    );
    return rows[0]?.n;
  });

const COUNTS = {
  read: 10,
  created: 7,
  updated: 0,
  unchanged: 0,
  rejected: 3,
  byInstant: { onTime: 1, late: 2 },
  byDate: { onTime: 2, late: 1 },
  open: { inTime: 1, overdue: 1 },
  noDue: { finished: 1, open: 1 },
  notJudged: { withdrawn: 0, denied: 0, finishedWithoutEnd: 0 },
};
const pick = <T extends object>(from: T, like: object) =>
  Object.fromEntries(Object.keys(like).map((key) => [key, from[key as keyof T]]));

test('finished dossiers are judged by moment and by day, open ones as of a moment, and every row is counted once', async () => {
  const mapping = mappingFor();
  const result = await run(mapping, ROWS);
  assert.deepEqual(pick(result, COUNTS), COUNTS);
  assert.deepEqual(
    result.errors.map(({ row, code, problems }) => [row, code, problems.map((problem) => problem.code)]),
    [
      [9, null, ['no_code']],
      [10, 'A-8', ['bad_date']],
      [11, 'A-1', ['duplicate']],
    ],
  );
  assert.deepEqual(result.remarks, { 'channel-unknown': 1, 'agency-unknown': 1 });
  assert.deepEqual(result.unmatchedAgencies, [{ name: 'Sở Không Có', dossiers: 1 }]);
});

test('the moment asked for moves open dossiers from in time to overdue', async () => {
  const before = await run(mappingFor(), ROWS, { asOf: new Date('2018-03-30T10:00:00Z') });
  const after = await run(mappingFor(), ROWS, { asOf: new Date('2018-04-30T10:00:01Z') });
  assert.deepEqual(
    [before.open, after.open],
    [
      { inTime: 2, overdue: 0 },
      { inTime: 0, overdue: 2 },
    ],
  );
});

test('a dry run counts the same and leaves no dossier', async () => {
  const mapping = mappingFor();
  assert.deepEqual(pick(await run(mapping, ROWS, { dryRun: true }), COUNTS), COUNTS);
  assert.equal(await countOf(mapping.source), 0);
});

test('the same file again finds everything unchanged, and the same errors', async () => {
  const mapping = mappingFor();
  await run(mapping, ROWS);
  const again = await run(mapping, ROWS);
  assert.deepEqual(pick(again, COUNTS), { ...COUNTS, created: 0, unchanged: 7 });
  assert.equal(await countOf(mapping.source), 7);
});

test('a changed row is updated; what the source told before stays in the history', async () => {
  const mapping = mappingFor();
  await run(mapping, ROWS);
  const changed = ROWS.with(3, 'A-4;26/02/2018 08:00;30/04/2018 17:00;02/05/2018 08:00;Sở Nội vụ;;Cấp phép');
  const result = await run(mapping, changed);
  assert.deepEqual([result.created, result.updated, result.unchanged], [0, 1, 6]);
  const { row, events } = await dossierOf(mapping.source, 'A-4');
  assert.deepEqual(
    events.map(({ action, state }) => [action, state]),
    [
      ['import', 'processing'],
      ['import', 'result-ready'],
    ],
  );
  assert.equal(row.finished_at?.toISOString(), '2018-05-02T01:00:00.000Z');
  const versions = await work.run((tx) =>
    sql<{ finished: string | null }>`
      select content->>'finishedAt' as finished from dossier_import_version where dossier_id = ${row.id} order by number
    `.execute(tx.db),
  );
  assert.deepEqual(
    versions.rows.map(({ finished }) => finished),
    [null, '2018-05-02T01:00:00.000Z'],
  );
});

test('the row of every imported dossier is the fold of its events', async () => {
  const mapping = mappingFor();
  await run(mapping, ROWS);
  for (const code of ['A-1', 'A-4', 'A-5', 'A-6', 'A-7']) {
    const { row, events } = await dossierOf(mapping.source, code);
    assert.deepEqual(factsOfRow(row), fold(events), code);
  }
});

test('the agency is found by name or code; one that is not stands with the province and keeps its word', async () => {
  const mapping = mappingFor();
  await run(mapping, ROWS);
  const [named, coded, unknown] = await Promise.all(
    ['A-1', 'A-3', 'A-5'].map((code) => dossierOf(mapping.source, code)),
  );
  assert.equal(named?.row.agency_id, coded?.row.agency_id);
  assert.notEqual(named?.row.agency_id, unknown?.row.agency_id);
  assert.equal(unknown?.events[0]?.data['agency'], 'Sở Không Có');
  assert.deepEqual(
    [coded?.row.channel, unknown?.row.channel, unknown?.events[0]?.data['channel']],
    ['post', 'counter', 'Fax'],
  );
});

test('one code from two sources is two dossiers', async () => {
  const [one, other] = [mappingFor(), mappingFor()];
  await run(one, ROWS);
  const result = await run(other, ROWS);
  assert.equal(result.created, 7);
  assert.notEqual((await dossierOf(one.source, 'A-1')).row.id, (await dossierOf(other.source, 'A-1')).row.id);
});

test('what has been worked on here since is no longer the source’s to change', async () => {
  const mapping = mappingFor();
  await run(mapping, ROWS);
  const { row, events } = await dossierOf(mapping.source, 'A-4');
  const [event] = events;
  assert.ok(event);
  const next = {
    ...event,
    seq: 2,
    at: new Date('2018-04-02T01:00:00Z'),
    fromState: event.state,
    action: 'suspend' as const,
  };
  await work.run(async (tx) => {
    const held = await holdDossier(tx.db, row.id);
    assert.ok(held);
    saveTransition(tx.db, held, next, { ...factsOfRow(row), version: 2 });
  });
  const changed = ROWS.with(3, 'A-4;26/02/2018 08:00;30/04/2018 17:00;02/05/2018 08:00;Sở Nội vụ;;Cấp phép');
  const result = await run(mapping, changed);
  assert.deepEqual([result.updated, result.rejected], [0, 4]);
  assert.ok(result.errors.some(({ code, problems }) => code === 'A-4' && problems[0]?.code === 'handled_here'));
});

test('dates that contradict each other are taken, flagged, and not mended', async () => {
  const mapping = mappingFor();
  const result = await run(mapping, ['B-1;26/02/2018 08:00;20/02/2018 17:00;25/02/2018 08:00;Sở Nội vụ;;']);
  assert.deepEqual([result.created, result.remarks], [1, { 'end-before-start': 1, 'due-before-start': 1 }]);
  assert.equal((await dossierOf(mapping.source, 'B-1')).row.due_at?.toISOString(), '2018-02-20T10:00:00.000Z');
});

test('two runs of one file at once make each dossier once', async () => {
  const mapping = mappingFor();
  const rows = Array.from({ length: 3000 }, (_, index) => `C-${index};26/02/2018 08:00;30/04/2018 17:00;;SNV;;x`);
  const [one, other] = await Promise.all([run(mapping, rows), run(mapping, rows)]);
  assert.equal(one.created + other.created, 3000);
  assert.equal(one.unchanged + other.unchanged, 3000);
  assert.equal(await countOf(mapping.source), 3000);
});

test('batches written side by side keep one another’s order: what stands twice is refused in its later row', async () => {
  const mapping = mappingFor();
  const row = (code: string) => `${code};26/02/2018 08:00;30/04/2018 17:00;;SNV;;x`;
  const codes = Array.from({ length: 5000 }, (_, index) => `D-${index}`);
  const twice = codes.filter((_, index) => index % 60 === 0);
  const told: number[] = [];
  const result = await run(mapping, [...codes, ...twice].map(row), { onProgress: ({ read }) => told.push(read) });
  assert.deepEqual([result.read, result.created, result.rejected], [5084, 5000, 84]);
  assert.deepEqual(
    result.errors.map(({ row: at, problems }) => [at, problems[0]?.code, problems[0]?.value]),
    twice.map((_, index) => [5002 + index, 'duplicate', String(2 + index * 60)]),
  );
  assert.deepEqual(
    told,
    told.toSorted((a, b) => a - b),
  );
  assert.equal(told.at(-1), 5084);
  assert.equal(await countOf(mapping.source), 5000);
});
