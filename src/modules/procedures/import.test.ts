import assert from 'node:assert/strict';
import test from 'node:test';
import { Document, Packer, Paragraph } from 'docx';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { renderXlsx, type SheetCell } from '#modules/documents/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { ImportReport, ProcedureDetail, ProcedureList } from './schema.ts';
import { Form, makeWorld, procedureSeed } from './testing/world.ts';

const world = await makeWorld(await testProvince({ seed: procedureSeed }));
const monitor = world.as('monitor');

/** More than are written in one statement. */
const COUNT = 1_200;

const HEAD = [
  'STT',
  'Mã số TTHC',
  'Tên thủ tục hành chính',
  'Lĩnh vực',
  'Cấp thực hiện',
  'Cơ quan thực hiện',
  'Thời hạn giải quyết',
  'Phí, lệ phí',
  'Hiệu lực từ',
];

async function sheet(rows: readonly (readonly SheetCell[])[], head: readonly string[] = HEAD): Promise<Uint8Array> {
  return renderXlsx({
    title: 'Danh mục',
    demonstration: null,
    sheets: [
      {
        name: 'Danh mục',
        titles: ['UBND TỈNH', 'Danh mục thủ tục hành chính'],
        columns: head.map(() => ({ width: 20 })),
        head: [head.map((text) => ({ text }))],
        rows: rows.map((cells) => ({ cells })),
      },
    ],
  });
}

function form(bytes: Uint8Array, fields: Readonly<Record<string, string>> = {}): Form {
  const made = new Form();
  for (const [name, value] of Object.entries(fields)) made.field(name, value);
  return made.file('file', 'danh-muc.xlsx', bytes);
}

const check = async (bytes: Uint8Array) => monitor.post<ImportReport>('/api/procedures/import/check', form(bytes));
const takeIn = (bytes: Uint8Array, report: ImportReport, accepted: readonly number[] = []) =>
  monitor.post<ImportReport>(
    '/api/procedures/import',
    form(bytes, { sha256: report.sha256, accepted: accepted.join(','), validFrom: '2018-03-01' }),
  );
const find = async (words: string) =>
  (await monitor.get<ProcedureList>(`/api/procedures?tim=${encodeURIComponent(words)}`)).procedures;
const told = ({ rows }: ImportReport) =>
  rows.map(
    (row) =>
      `${row.code ?? '-'} ${row.outcome}: ${row.problems.map((one) => `${one.severity} ${one.code}`).join(', ')}`,
  );

test('the export taken in again changes nothing: every row unchanged', async () => {
  const { bytes } = await monitor.send('GET', '/api/procedures/export');
  const report = await check(bytes);
  assert.deepEqual(report.counts, { read: 65, created: 0, changed: 0, unchanged: 65, rejected: 0, asked: 0 });
});

test('no letter is lost, wherever the pieces end in which a file is unpacked', async () => {
  // Letters of three bytes all along: at any length of a piece some stand across its end.
  const name = (at: number) => `Thủ tục số ${at}: ${'ệ'.repeat(40 + (at % 3))} đêm`;
  const rows = Array.from({ length: 900 }, (_, at) => [
    at,
    `3.${String(100_000 + at)}`,
    name(at),
    'Thử',
    'Cấp tỉnh',
    '',
    '',
    '',
    null,
  ]);
  const report = await check(await sheet(rows));
  assert.equal(report.rows.length, 900);
  for (const [at, row] of report.rows.entries()) assert.equal(row.name, name(at));
});

test('each problem is told by its row: code with another name, name of another code, unknown unit, twice, no code', async () => {
  const report = await check(
    await sheet([
      [
        1,
        '2.000927',
        'Chứng thực việc sửa đổi, bổ sung, hủy bỏ giao dịch',
        'Chứng thực',
        'Cấp xã',
        '',
        'Trong ngày',
        'Không',
        null,
      ],
      [2, '1.999001', 'Thủ tục thử một', 'Thử', 'Tỉnh', 'Sở Nội vụ', '10 ngày làm việc', '', null],
      [3, '1.999001', 'Thủ tục thử khác tên', 'Thử', 'Tỉnh', 'Sở Nội vụ', '10 ngày làm việc', '', null],
      [4, '1.999002.000.00.00.H32', 'Thủ tục thử hai', '', 'Quận', 'Sở Không Có', '20 ngày; nhà ở 15 ngày', '', null],
      [5, '9.1', 'Mã sai', 'Thử', 'Tỉnh', 'Sở Nội vụ', '5 ngày', '', null],
      [6, '', 'Thủ tục không mã', 'Thử', 'Xã', '', '5 ngày', '', null],
      [7, '1.999003', '', 'Thử', 'Xã', '', '5 ngày', '', null],
      [8, '1.999004', 'Ngày không có thật', 'Thử', 'Xã', '', '5 ngày', '', '31/02/2018'],
      [null, null, null, null, null, null, null, null, null],
    ]),
  );
  assert.deepEqual(told(report), [
    '2.000927 changed: ask other-name, ask name-of-other-code',
    '1.999001 new: ask repeated-other-name',
    '1.999001 rejected: stop repeated-other-name',
    '1.999002.000.00.00.H32 new: note no-sector, note unknown-level, note unknown-limit, note unknown-agency',
    '9.1 rejected: stop bad-code',
    '- new: note no-code',
    '1.999003 rejected: stop no-name',
    '1.999004 rejected: stop bad-date',
  ]);
  assert.equal(report.rows[0]?.problems[1]?.values['other'], '2.000913');
  assert.equal(report.rows[0]?.row, 5, 'rows are numbered as Excel shows them');
  assert.equal((await find('1.999002')).length, 0, 'a dry run keeps nothing');
});

test('a code Excel made a number, a text too long for the page that revises it, a fee that is none: told, never lost', async () => {
  const head = ['Mã thủ tục', 'Tên thủ tục hành chính', 'Lĩnh vực', 'Cấp thực hiện', 'Thời hạn', 'Mức thu (đồng)'];
  const report = await check(
    await sheet(
      [
        [1.00099, 'Mã là số', 'Thử', 'Xã', '5 ngày', null],
        ['1.999041', 'Tên dài '.repeat(200), 'Thử', 'Xã', '5 ngày', null],
        ['1.999042', 'Không phải tiền', 'Thử', 'Xã', '5 ngày', 'theo quy định'],
        ['1.999043', 'Tiền âm', 'Thử', 'Xã', '5 ngày', -5000],
        ['1.999044', 'Có tiền', 'Thử', 'Xã', '5 ngày', '120.000'],
      ],
      head,
    ),
  );
  const usual = new Set(['unknown-limit', 'unknown-agency']);
  const said = report.rows.map(
    ({ outcome, problems }) =>
      `${outcome}: ${problems.flatMap(({ severity, code }) => (usual.has(code) ? [] : [`${severity} ${code}`])).join(', ')}`,
  );
  assert.deepEqual(said, [
    'rejected: stop code-is-number',
    'rejected: stop too-long',
    'new: note unknown-fee',
    'new: note unknown-fee',
    'new: ',
  ]);
  assert.deepEqual(report.rows[1]?.problems[0]?.values, { text: 'Tên thủ tục hành chính', most: '1000' });
});

test('rows with a question wait for a word; the rest is taken in with its own day, or the day of the decision', async () => {
  const bytes = await sheet([
    [1, '1.000894', 'Đăng ký kết hôn (tên mới)', 'Hộ tịch', 'Xã', '', '1 ngày làm việc', '', null],
    [
      2,
      '1.999010',
      'Cấp giấy phép thử nghiệm',
      'Thử',
      'Tỉnh',
      'Sở Y tế',
      '0,5 ngày làm việc',
      '10.000 đồng',
      { day: '2018-02-20' },
    ],
  ]);
  const report = await check(bytes);
  assert.deepEqual((await takeIn(bytes, report)).taken, [report.rows[1]?.row]);
  const [added] = await find('1.999010');
  assert.deepEqual(
    [added?.limit.minutes, added?.competent.code, added?.validFrom, added?.isSample],
    [240, 'KH.SYT', '2018-02-20', false],
  );
  assert.equal((await find('1.000894'))[0]?.name, 'Đăng ký kết hôn');

  const again = await check(bytes);
  assert.deepEqual([again.counts.created, again.counts.changed, again.counts.unchanged], [0, 1, 1]);
  assert.equal(again.rows.length, 1, 'an unchanged row says nothing');
  await takeIn(bytes, again, [again.rows[0]?.row ?? 0]);
  assert.equal((await find('1.000894'))[0]?.name, 'Đăng ký kết hôn', 'the new name holds from 01/3 only');
  world.province.clock.set('2018-03-01T08:00');
  const [renamed] = await find('1.000894');
  assert.equal(renamed?.name, 'Đăng ký kết hôn (tên mới)');
  const detail = await monitor.get<ProcedureDetail>(`/api/procedures/${renamed?.id}`);
  assert.deepEqual(
    detail.versions.map(({ version, validFrom, validTo }) => [version, validFrom, validTo]),
    [
      [2, '2018-03-01', null],
      [1, '2015-05-15', '2018-02-28'],
    ],
  );
  assert.equal(
    await monitor.refused(
      'POST',
      '/api/procedures/import',
      form(bytes, { sha256: again.sha256, validFrom: '2018-03-01' }),
    ),
    '422 procedures.nothing_to_take_in',
  );
});

test('another file than the one looked at, a broken file, no head, no day: each is refused for what it is', async () => {
  const bytes = await sheet([[1, '1.999020', 'Thử', 'Thử', 'Xã', '', '1 ngày', '', null]]);
  const post = (body: object) => monitor.refused('POST', '/api/procedures/import', body);
  const { sha256 } = await check(bytes);
  assert.equal(
    await post(form(bytes, { sha256: '0'.repeat(64), validFrom: '2018-03-01' })),
    '409 procedures.other_file',
  );
  assert.equal(await post(form(bytes, { sha256, validFrom: '2018-02-30' })), '422 procedures.bad_valid_from');
  assert.equal(
    await post(form(bytes, { sha256, accepted: '1;2', validFrom: '2018-03-01' })),
    '422 procedures.bad_rows',
  );
  const dry = (body: object) => monitor.refused('POST', '/api/procedures/import/check', body);
  assert.equal(await dry(form(Buffer.from('không phải Excel'))), '422 procedures.file_unreadable');
  assert.equal(await dry(form(await sheet([[1, 2]], ['Một', 'Hai']))), '422 procedures.no_head');
  assert.equal(await dry(form(new Uint8Array())), '422 procedures.file_empty');
  const letter = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('Thư')] }] }));
  assert.equal(await dry(form(letter)), '422 procedures.file_unreadable', 'a Word document named .xlsx');
  const blank = new ExcelJS.Workbook();
  blank.addWorksheet('Trang 1');
  assert.equal(await dry(form(new Uint8Array(await blank.xlsx.writeBuffer()))), '422 procedures.sheet_empty');
  assert.equal(await dry(new Form().field('validFrom', '2018-03-01')), '422 procedures.no_file');
  assert.equal(
    await world.as('officer').refused('POST', '/api/procedures/import/check', form(bytes)),
    '403 auth.forbidden',
  );
});

test('decomposed Vietnamese and the older tone placement are the same name', async () => {
  const report = await check(
    await sheet([
      [
        1,
        '1.001193',
        'Đăng ký khai sinh'.normalize('NFD').toUpperCase(),
        'Hộ tịch',
        'Cấp xã',
        'Nơi tiếp nhận hồ sơ',
        'Trong ngày tiếp nhận',
        '',
        null,
      ],
    ]),
  );
  const row = report.rows[0] ?? assert.fail('taking the place of a sample is a change');
  assert.ok(!row.differences.includes('name'));
  assert.ok(!row.problems.some(({ severity }) => severity === 'ask'));
});

test('cells merged downwards say the same in each of their rows; a heading over two rows is one heading', async () => {
  const book = new ExcelJS.Workbook();
  const page = book.addWorksheet('Danh mục');
  page.addRow(['DANH MỤC THỦ TỤC']);
  page.mergeCells('A1:H1');
  page.addRow([
    'STT',
    'Thủ tục',
    '',
    'Lĩnh vực',
    'Cấp thực hiện',
    'Cơ quan thực hiện',
    'Thời hạn giải quyết',
    'Phí, lệ phí',
  ]);
  page.addRow(['', 'Mã số TTHC', 'Tên thủ tục hành chính']);
  page.mergeCells('B2:C2');
  for (const letter of ['A', 'D', 'E', 'F', 'G', 'H']) page.mergeCells(`${letter}2:${letter}3`);
  for (let number = 1; number <= 3; number += 1)
    page.addRow([
      number,
      `1.99800${number}`,
      `Thủ tục gộp ${number}`,
      'Thử gộp',
      'Tỉnh',
      'Sở Nội vụ',
      '5 ngày làm việc',
      'Không',
    ]);
  page.mergeCells('D4:D6');
  page.mergeCells('F4:F6');
  const report = await check(new Uint8Array(await book.xlsx.writeBuffer()));
  assert.deepEqual(told(report), ['1.998001 new: ', '1.998002 new: ', '1.998003 new: ']);
});

test('a whole catalogue comes in at once, each procedure with its place in the log', async () => {
  const rows = Array.from({ length: COUNT }, (_, index) => [
    index + 1,
    `3.${String(100_000 + index)}`,
    `Thủ tục thử nghiệm hàng loạt ${index}`,
    'Nhập hàng loạt',
    'Tỉnh',
    'Sở Y tế',
    `${1 + (index % 20)} ngày làm việc`,
    'Không',
    { day: '2018-02-20' },
  ]);
  const bytes = await sheet(rows);
  const report = await check(bytes);
  assert.equal(report.counts.created, rows.length);
  assert.equal((await takeIn(bytes, report)).taken.length, rows.length);
  const [last] = await find(`3.${String(100_000 + COUNT - 1)}`);
  assert.equal(last?.limit.amount, 1 + ((COUNT - 1) % 20));
  const { rows: entries } = await world.province.as(systemActor('Thử nghiệm')).run((tx) =>
    sql<{ count: number }>`
      select count(distinct e.subject_id) as count from audit_entry e join procedure_version v on v.procedure_id::text = e.subject_id::text
      where e.action = 'procedures.added' and v.sector = 'Nhập hàng loạt'`.execute(tx.db),
  );
  assert.equal(entries[0]?.count, COUNT);
  assert.equal((await check(bytes)).counts.unchanged, COUNT);
});
