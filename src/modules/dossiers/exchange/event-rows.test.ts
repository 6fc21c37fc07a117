import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { Refusal } from '#kernel/refusal.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { dossierSeed } from '../testing/world.ts';
import { compileMapping } from '../domain/exchange/compile.ts';
import { headingOf } from '../domain/exchange/fields.ts';
import { ImportMapping } from '../domain/exchange/mapping.ts';
import { casesOfRows } from './event-rows.ts';
import { importFile } from './import-file.ts';
import { openSource } from './open-source.ts';

const province = await testProvince({ at: '2018-04-02T08:00', seed: dossierSeed });
const work = province.as(systemActor('Dòng lệnh'));
const folder = mkdtempSync(join(tmpdir(), 'dunghen-event-rows-'));
after(() => rmSync(folder, { recursive: true }));
// What is written on the way lands in a folder of this test alone.
process.env['TMPDIR'] = folder;

interface Event {
  readonly code: string;
  readonly start: string;
  readonly due: string;
  readonly status: string;
  readonly activity: string;
  readonly at: string;
  readonly resource: string;
}

const STEPS = ['Tiếp nhận', 'Thẩm định; xác minh', 'Ký "duyệt"', 'Trả kết quả'];
const iso = (day: number, hour: number) => new Date(Date.UTC(2018, 0, day, hour)).toISOString();

/** Made-up cases: some late by a day, some late within the day, some open, some open and overdue. */
const CASES = Array.from({ length: 40 }, (_, index): Event[] => {
  const done = index % 4 !== 3;
  const due = iso([8, 7, 60 + index][index % 3] ?? 0, 9);
  return STEPS.slice(0, done ? 4 : 2).map((activity, step) => ({
    code: `HS-${index}`,
    start: iso(1, 1),
    due,
    status: done ? 'G' : 'O',
    activity,
    at: iso(1 + step * 2 + (index % 2), 10),
    resource: `Cán bộ ${index % 5}`,
  }));
});
/** As software writes a log: in the order of time, the cases mixed. */
const EVENTS = CASES.flat().sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.code < b.code ? -1 : 1));

const END = { event: 'last', if: { Status: 'G' } } as const;
const tableMapping = (source: string, more: object = {}) =>
  ImportMapping.parse({
    source,
    rows: 'events',
    dateFormats: ['dd/MM/yyyy HH:mm'],
    timeZone: '+00:00',
    events: { activity: 'Việc', time: 'Thời điểm', resource: 'Người làm' },
    fields: {
      code: 'Mã vụ',
      start: 'Nhận',
      plannedEnd: 'Hẹn',
      end: { ...END, attribute: 'Thời điểm' },
      status: { from: 'Status', values: { G: 'finished', O: 'open' } },
    },
    ...more,
  });
const xesMapping = (source: string) =>
  ImportMapping.parse({
    source,
    fields: {
      code: 'concept:name',
      start: 'start',
      plannedEnd: 'due',
      end: { ...END, attribute: 'time:timestamp' },
      status: { from: 'Status', values: { G: 'finished', O: 'open' } },
    },
  });

const HEAD = ['Mã vụ', 'Nhận', 'Hẹn', 'Status', 'Việc', 'Thời điểm', 'Người làm'];
const cellsOf = (event: Event) => [
  event.code,
  event.start,
  event.due,
  event.status,
  event.activity,
  event.at,
  event.resource,
];
const written = (moment: string) =>
  `${moment.slice(8, 10)}/${moment.slice(5, 7)}/${moment.slice(0, 4)} ${moment.slice(11, 16)}`;

function csv(events: readonly Event[], name = 'events.csv'): string {
  const path = join(folder, name);
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = events.map((event) =>
    cellsOf({ ...event, start: written(event.start), due: written(event.due), at: written(event.at) })
      .map(quoted)
      .join(';'),
  );
  writeFileSync(path, [HEAD.join(';'), ...lines].join('\r\n'));
  return path;
}

async function xlsx(events: readonly Event[]): Promise<string> {
  const path = join(folder, 'events.xlsx');
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Nhật ký');
  sheet.addRow(['Nhật ký xử lý hồ sơ']);
  sheet.addRow(HEAD);
  for (const event of events) {
    const row = sheet.addRow(cellsOf(event));
    for (const [column, moment] of [
      [2, event.start],
      [3, event.due],
      [6, event.at],
    ] as const) {
      row.getCell(column).value = new Date(moment);
      row.getCell(column).numFmt = 'dd/mm/yyyy hh:mm';
    }
  }
  await book.xlsx.writeFile(path);
  return path;
}

function xes(): string {
  const path = join(folder, 'log.xes');
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const text = (key: string, value: string) => `<string key="${key}" value="${escaped(value)}"/>`;
  const date = (key: string, value: string) => `<date key="${key}" value="${value}"/>`;
  const traces = CASES.map(([first, ...rest]) => {
    const events = [first, ...rest].map((event) =>
      event === undefined
        ? ''
        : `<event>${text('concept:name', event.activity)}${date('time:timestamp', event.at)}${text('org:resource', event.resource)}</event>`,
    );
    return first === undefined
      ? ''
      : `<trace>${text('concept:name', first.code)}${date('start', first.start)}${date('due', first.due)}${text('Status', first.status)}${events.join('')}</trace>`;
  });
  writeFileSync(path, `<?xml version="1.0"?><log xes.version="2.0">${traces.join('')}</log>`);
  return path;
}

const take = (path: string, mapping: ImportMapping, dryRun = false) =>
  importFile(work, { path, fileName: 'f', mapping, dryRun, asOf: new Date('2018-02-15T00:00:00Z') });
const figures = ({ read, rejected, byInstant, byDate, open, noDue, notJudged }: Awaited<ReturnType<typeof take>>) => ({
  read,
  rejected,
  byInstant,
  byDate,
  open,
  noDue,
  notJudged,
});

test('one log as XES, as .csv and as .xlsx gives the same figures, and the same dossiers to the last value', async () => {
  const byXes = await take(xes(), xesMapping('mot-nguon'));
  assert.equal(byXes.created, CASES.length);
  const { onTime, late } = byXes.byDate;
  assert.ok(onTime > 0 && late > 0 && byXes.open.inTime > 0 && byXes.open.overdue > 0);
  assert.notDeepEqual(byXes.byDate, byXes.byInstant);
  for (const path of [csv(EVENTS), await xlsx(EVENTS)]) {
    const byTable = await take(path, tableMapping('mot-nguon'));
    assert.deepEqual(figures(byTable), figures(byXes));
    assert.equal(byTable.unchanged, CASES.length);
  }
});

test('what is taken in from a table holds every step in the order of time', async () => {
  await take(csv(EVENTS.toReversed()), tableMapping('nguoc'));
  const { rows } = await work.run((tx) =>
    sql<{ steps: string[] }>`
      select array(select e->>'activity' from jsonb_array_elements(v.content->'events') e) as steps
      from dossier_import_version v join dossier_import_link l using (dossier_id)
      where l.source = 'nguoc' order by l.code`.execute(tx.db),
  );
  assert.equal(rows.length, CASES.length);
  for (const { steps } of rows) assert.deepEqual(steps, STEPS.slice(0, steps.length));
});

test('cases come whole however the table is parted, and at no moment does a file of it stand anywhere', async () => {
  const rows = EVENTS.map((event, index) => ({ kind: 'row' as const, row: index + 2, cells: cellsOf(event) }));
  const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('dunghen-events-'));
  for (const bytes of [1, 100_000_000]) {
    const source = (async function* () {
      yield* rows;
    })();
    const cases = [];
    for await (const one of casesOfRows(source, 0, bytes, () => undefined)) {
      cases.push(one);
      // Whoever is killed here leaves nothing.
      assert.deepEqual(left(), []);
    }
    const map = compileMapping(tableMapping('x', { dateFormats: ['ISO'] }), headingOf(HEAD));
    const codes = cases
      .map((one) => (one.kind === 'case' ? map(one) : assert.fail()))
      .map((one) => {
        assert.ok(one.ok, JSON.stringify(one));
        assert.equal(one.dossier.events.length, CASES.find(([first]) => first?.code === one.dossier.code)?.length);
        return one.dossier.code;
      });
    assert.deepEqual(codes.toSorted(), CASES.map(([first]) => first?.code ?? '').toSorted());
  }
});

test('a row without a case, a step without a time: told of, and the others taken', async () => {
  const [first] = EVENTS;
  assert.ok(first);
  const path = csv(
    [
      { ...first, code: '' },
      { ...first, code: 'A' },
      { ...first, code: ' A ', at: '' },
    ],
    'odd.csv',
  );
  const result = await take(path, tableMapping('le'), true);
  assert.deepEqual([result.read, result.created, result.rejected], [2, 1, 1]);
  assert.deepEqual(
    result.errors.map(({ row, problems }) => [row, problems.map(({ code }) => code)]),
    [[2, ['no_code']]],
  );
  assert.equal(result.remarks['event-without-time'], 1);
});

test('a mapping that does not say which column is the step or its time is refused in a sentence of its own', async () => {
  const path = csv(EVENTS);
  const refusal = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
  const without = tableMapping('x', { events: { activity: 'Việc' } });
  await assert.rejects(openSource(path, without), refusal('dossiers.import.mapping_event_columns'));
  const wrong = tableMapping('x', { events: { activity: 'Việc', time: 'Giờ' } });
  await assert.rejects(openSource(path, wrong), refusal('dossiers.import.mapping_column_missing'));
  const asBook = tableMapping('x', { rows: 'dossiers' });
  await assert.rejects(openSource(path, asBook), refusal('dossiers.import.mapping_event_in_table'));
});
