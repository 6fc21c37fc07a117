import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import yazl from 'yazl';
import { Refusal } from '#kernel/refusal.ts';
import { compileMapping } from '../domain/exchange/compile.ts';
import { headingOf } from '../domain/exchange/fields.ts';
import type { MappedRow } from '../domain/exchange/imported.ts';
import { ImportMapping } from '../domain/exchange/mapping.ts';
import { openSource } from './open-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'dunghen-exchange-'));
after(() => rmSync(folder, { recursive: true }));
let files = 0;
const file = (bytes: string | Uint8Array) => {
  files += 1;
  const path = join(folder, `tep-${files}`);
  writeFileSync(path, bytes);
  return path;
};

const BOOK = ImportMapping.parse({
  source: 'so-theo-doi',
  fields: {
    code: 'Mã hồ sơ',
    start: 'Ngày tiếp nhận',
    plannedEnd: 'Ngày hẹn trả',
    end: 'Ngày có kết quả',
    applicant: 'Người nộp',
  },
});
const HEAD = ['Mã hồ sơ', 'Ngày tiếp nhận', 'Ngày hẹn trả', 'Ngày có kết quả', 'Người nộp'];
const ROW = ['H-1', '26/02/2018 08:00', '05/03/2018 17:00', '06/03/2018 09:00', 'Nguyễn Thị Hòa'];

async function rowsOf(path: string, mapping: ImportMapping = BOOK): Promise<MappedRow[]> {
  const source = await openSource(path, mapping);
  const map = compileMapping(mapping, source.heading && headingOf(source.heading.names));
  const rows: MappedRow[] = [];
  for await (const record of source.records) {
    if (record.kind === 'broken') rows.push({ ok: false, row: record.row, code: null, problems: [], empty: false });
    else rows.push(map(record));
  }
  return rows;
}

const csv = (lines: readonly (readonly string[])[], separator = ',') =>
  lines.map((line) => line.join(separator)).join('\r\n');

async function theRow(path: string, mapping?: ImportMapping) {
  const [row, ...others] = await rowsOf(path, mapping);
  assert.ok(row?.ok, JSON.stringify(row));
  assert.equal(others.length, 0);
  return row;
}

function assertTheRow(row: Extract<MappedRow, { ok: true }>): void {
  const { code, receivedAt, dueAt, finishedAt, applicant } = row.dossier;
  assert.deepEqual(
    [code, receivedAt.toISOString(), dueAt?.toISOString(), finishedAt?.toISOString(), applicant],
    ['H-1', '2018-02-26T01:00:00.000Z', '2018-03-05T10:00:00.000Z', '2018-03-06T02:00:00.000Z', 'Nguyễn Thị Hòa'],
  );
}

const refusal = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const text = csv([HEAD, ROW]);

/** What a Windows program of the years before Unicode wrote: base letters and combining marks of code page 1258. */
const cp1258 = iconv.encode(
  text.replace(/\p{L}/gu, (letter) => {
    const [, tone = ''] = /([\u0300\u0301\u0303\u0309\u0323])/.exec(letter.normalize('NFD')) ?? [];
    return letter.normalize('NFD').replace(tone, '').normalize('NFC') + tone;
  }),
  'windows-1258',
);

for (const [name, bytes] of [
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
  ['UTF-8 in decomposed letters', Buffer.from(text.normalize('NFD'))],
  ['UTF-16 little endian', iconv.encode(text, 'utf-16le', { addBOM: true })],
  ['UTF-16 big endian', iconv.encode(text, 'utf-16be', { addBOM: true })],
  ['UTF-16 without a mark', iconv.encode(text, 'utf-16le')],
  ['windows-1258', cp1258],
  ['semicolons', Buffer.from(csv([HEAD, ROW], ';'))],
  ['tabs', Buffer.from(csv([HEAD, ROW], '\t'))],
  ['lone carriage returns', Buffer.from(text.replaceAll('\r\n', '\r'))],
  ['gzipped', gzipSync(text)],
  ['every cell in quotes', Buffer.from(csv([HEAD, ROW].map((line) => line.map((cell) => `"${cell}"`))))],
  ['a title and an empty line above the heading', Buffer.from(`SỔ THEO DÕI,,,,\r\nNăm 2018,,,,\r\n,,,,\r\n${text}`)],
] as const)
  test(`a .csv in ${name} gives the same dossier`, async () => assertTheRow(await theRow(file(bytes))));

test('a name with separator, doubled quotes and a line end inside stays one value on one line', async () => {
  const row = await theRow(file(csv([HEAD, [...ROW.slice(0, 4), '"Công ty ""A, B""\nNha Trang"']])));
  assert.equal(row.dossier.applicant, 'Công ty "A, B" Nha Trang');
});

test('rows are counted as a spreadsheet program counts them, empty ones too', async () => {
  const rows = await rowsOf(file(csv([HEAD, ROW, ['', '', '', '', ''], ['H-2', 'hôm qua', '', '', '']])));
  assert.deepEqual(
    rows.map((row) => [row.row, row.ok]),
    [
      [2, true],
      [4, false],
    ],
  );
  const bad = rows[1];
  assert.deepEqual(bad?.ok === false && bad.problems, [
    { code: 'bad_date', field: 'Ngày tiếp nhận', value: 'hôm qua' },
  ]);
});

test('letters broken in one row of a UTF-8 file are that row’s error, not the file’s', async () => {
  const good = `${text}\r\n${'x'.repeat(70_000)},,,,\r\n`;
  const bytes = Buffer.concat([
    Buffer.from(good),
    Buffer.from([0x48, 0xe1, 0x20]),
    Buffer.from(',26/02/2018 08:00,,,\r\n'),
  ]);
  const last = (await rowsOf(file(bytes))).at(-1);
  assert.equal(last?.ok === false && last.problems[0]?.code, 'bad_letters');
});

test('headings are found whatever their marks, case and spaces; a missing one is named with those there are', async () => {
  assertTheRow(await theRow(file(csv([['MÃ HỒ SƠ', 'ngay  tiep nhan', ...HEAD.slice(2)], ROW]))));
  await assert.rejects(rowsOf(file(csv([['Mã', ...HEAD.slice(1)], ROW]))), (error) => {
    assert.ok(error instanceof Refusal);
    assert.equal(error.code, 'dossiers.import.mapping_column_missing');
    assert.equal(error.details['value'], 'Mã hồ sơ');
    assert.match(String(error.details['columns']), /Ngày hẹn trả/);
    return true;
  });
});

test('a quote that is never closed refuses the file and names the line', async () => {
  const endless = `${text}\r\n"H-2,${'x'.repeat(1_200_000)}`;
  await assert.rejects(rowsOf(file(endless)), refusal('dossiers.import.csv_broken'));
});

for (const [name, bytes, code] of [
  ['an empty file', '', 'file_empty'],
  ['an old .xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'old_xls'],
  ['a zip that is no workbook', Buffer.from('PK\u0003\u0004rest', 'latin1'), 'xlsx_broken'],
  ['gzip cut off', gzipSync(text.repeat(1000)).subarray(0, 200), 'gzip_broken'],
  ['XML that is no log', '<?xml version="1.0"?><html/>', 'xes_not_log'],
  ['XML cut off', '<log><trace>', 'xml_broken'],
] as const)
  test(`${name} is refused in words`, async () => {
    const log = ImportMapping.parse({ source: 's', fields: { code: 'concept:name', start: 'startDate' } });
    const mapping = name.startsWith('XML') ? log : BOOK;
    await assert.rejects(rowsOf(file(bytes), mapping), refusal(`dossiers.import.${code}`));
  });

test('a file that is not there, and a folder, are refused in words', async () => {
  await assert.rejects(openSource(join(folder, 'khong-co'), BOOK), refusal('dossiers.import.file_missing'));
  await assert.rejects(openSource(folder, BOOK), refusal('dossiers.import.file_unreadable'));
});

async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<string> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return file(new Uint8Array(await book.xlsx.writeBuffer()));
}

test('a workbook with real dates, a formula, rich text, and a hidden first sheet', async () => {
  const path = await workbook((book) => {
    book.addWorksheet('Ẩn', { state: 'hidden' }).addRow(['không đọc']);
    const sheet = book.addWorksheet('Sổ');
    sheet.addRow(['SỔ THEO DÕI HỒ SƠ']);
    sheet.addRow(HEAD);
    const row = sheet.addRow(['H-1', null, null, null, null]);
    row.getCell(2).value = new Date('2018-02-26T08:00:00Z');
    row.getCell(3).value = { formula: 'B3+7.375', result: new Date('2018-03-05T17:00:00Z') } as never;
    row.getCell(4).value = new Date('2018-03-06T09:00:00Z');
    for (const column of [2, 3, 4]) row.getCell(column).numFmt = 'dd/mm/yyyy hh:mm';
    row.getCell(5).value = { richText: [{ text: 'Nguyễn ' }, { text: 'Thị Hòa', font: { bold: true } }] };
  });
  assertTheRow(await theRow(path));
});

test('a workbook of the 1904 system, dates as bare serials, and a code that is a number', async () => {
  const old = await workbook((book) => {
    book.properties.date1904 = true;
    const sheet = book.addWorksheet('A');
    sheet.addRow(HEAD);
    const row = sheet.addRow(['H-1', new Date('2018-02-26T08:00:00Z')]);
    row.getCell(2).numFmt = 'dd/mm/yyyy hh:mm';
  });
  assert.equal((await theRow(old)).dossier.receivedAt.toISOString(), '2018-02-26T01:00:00.000Z');
  const bare = await workbook((book) => {
    const sheet = book.addWorksheet('A');
    sheet.addRow(HEAD);
    sheet.addRow([1180226001, 43157 + 8 / 24]);
  });
  const { dossier } = await theRow(bare);
  assert.deepEqual([dossier.code, dossier.receivedAt.toISOString()], ['1180226001', '2018-02-26T01:00:00.000Z']);
});

test('a sheet is taken by its name; a wrong one lists those there are', async () => {
  const path = await workbook((book) => {
    book.addWorksheet('Tháng 1').addRow(['x']);
    const sheet = book.addWorksheet('Tháng 2');
    sheet.addRow(HEAD);
    sheet.addRow(ROW);
  });
  assertTheRow(await theRow(path, { ...BOOK, sheet: 'Tháng 2' }));
  await assert.rejects(rowsOf(path, { ...BOOK, sheet: 'Tháng 3' }), refusal('dossiers.import.sheet_missing'));
});

async function zipped(parts: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return file(Buffer.concat(chunks));
}

const relation = (id: string, kind: string, target: string) =>
  `<Relationship Id="${id}" Type="http://x/relationships/${kind}" Target="${target}"/>`;
const book = (sheet: string | Buffer) => ({
  '_rels/.rels': `<Relationships>${relation('r1', 'officeDocument', '/xl/workbook.xml')}</Relationships>`,
  'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': `<Relationships>${relation('r1', 'worksheet', 'worksheets/sheet1.xml')}</Relationships>`,
  'xl/worksheets/sheet1.xml': sheet,
});

test('a workbook made to exhaust the machine is refused while it unpacks', async () => {
  const bomb = await zipped(
    book(
      Buffer.concat([Buffer.from('<worksheet>'), Buffer.alloc(120 * 1024 * 1024, `<row x="${' '.repeat(100_000)}"/>`)]),
    ),
  );
  await assert.rejects(rowsOf(bomb), refusal('dossiers.import.zip_bomb'));
});

test('a workbook with a document type, and one without its parts, are refused', async () => {
  await assert.rejects(
    rowsOf(await zipped(book('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'))),
    refusal('dossiers.import.xml_doctype'),
  );
  await assert.rejects(rowsOf(await zipped({ 'a.txt': 'x' })), refusal('dossiers.import.xlsx_broken'));
});

test('cells without addresses and in-line texts stand one after another', async () => {
  const cell = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const rows = [HEAD, ROW].map((line) => `<row>${line.map(cell).join('')}</row>`).join('');
  assertTheRow(await theRow(await zipped(book(`<worksheet><sheetData>${rows}</sheetData></worksheet>`))));
});

test('a book read in another encoding than it was written in is told so, not called a wrong mapping', async () => {
  const path = file(iconv.encode(csv([HEAD, ROW]), 'windows-1252'));
  const wrong = (error: unknown) => error instanceof Refusal && error.code === 'dossiers.import.wrong_encoding';
  await assert.rejects(openSource(path, { ...BOOK, encoding: 'utf-8' }), wrong);
});
