import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import test from 'node:test';
import excel from 'exceljs';
import type { Sheet, SheetRow, Workbook } from '../domain/workbook.ts';
import { LABEL } from '../testing/sample.ts';
import { placeHead, sheetName } from './layout.ts';
import { readXlsx } from './read-xlsx.ts';
import { renderXlsx, streamXlsx } from './render-xlsx.ts';

const COLUMNS = [
  { width: 8, align: 'center' },
  { width: 40 },
  { width: 10, format: 'decimal' },
  { width: 10, format: 'decimal' },
  { width: 10, format: 'per-cent' },
  { width: 12, format: 'day' },
] as const;
const HEAD = [
  [
    { text: 'STT', rows: 2 },
    { text: 'Tiêu chí', rows: 2 },
    { text: 'Điểm', columns: 2 },
    { text: 'Chỉ số', rows: 2 },
    { text: 'Ngày', rows: 2 },
  ],
  [{ text: 'Tối đa' }, { text: 'Đạt' }],
];

function workbookOf(rows: Sheet['rows'], demonstration: string | null = LABEL): Workbook {
  const sheet = { name: 'Bảng tổng hợp', titles: ['BẢNG TỔNG HỢP', 'Năm 2017'], columns: COLUMNS, head: HEAD, rows };
  return { title: 'Bảng tổng hợp', demonstration, sheets: [sheet, { ...sheet, name: 'Tờ hai', rows: [] }] };
}

const plain = (name: string): SheetRow => ({ cells: ['1.1', name, 2, 1.5, null, null] });
const SUMS: SheetRow = {
  weight: 'sum',
  cells: [
    '1',
    'Chỉ đạo'.normalize('NFD'),
    { text: (at) => `SUM(C${at(1)}:C${at(2)})`, result: 4 },
    { text: (at) => `SUM(D${at(1)}:D${at(2)})`, result: 3 },
    { text: (at) => `ROUND(D${at(0)}/C${at(0)}*100,2)`, result: 75 },
    { day: '2018-02-28' },
  ],
};

async function read(file: Uint8Array): Promise<excel.Workbook> {
  const workbook = new excel.Workbook();
  await workbook.xlsx.read(Readable.from([file]));
  return workbook;
}

const book = await read(await renderXlsx(workbookOf([SUMS, plain('Một'), plain('Hai')])));
const sheet = book.worksheets[0];

test('sums are live formulas over the right rows, with their present results', () => {
  assert.deepEqual(sheet?.getCell('C7').value, { formula: 'SUM(C8:C9)', result: 4 });
  assert.deepEqual(sheet?.getCell('E7').value, { formula: 'ROUND(D7/C7*100,2)', result: 75 });
});

test('a formula may read another sheet of the workbook, and one that is not there is refused', async () => {
  const other = { ...workbookOf([plain('Một')]).sheets[0], name: 'Điểm', titles: ['Một dòng'] } as Sheet;
  const reading = (name: string): SheetRow => ({
    cells: ['1', 'Cộng', { text: (at) => `'${name}'!C${at(0, name)}`, result: 0 }, null, null, null],
  });
  const workbook = (name: string) => ({
    ...workbookOf([]),
    sheets: [other, ...workbookOf([reading(name)]).sheets.slice(0, 1)],
  });
  const made = await renderXlsx(workbook('Điểm'));
  assert.deepEqual((await read(made)).worksheets[1]?.getCell('C7').formula, "'Điểm'!C6");
  const [, back] = await readXlsx(made);
  assert.equal(back?.rows[6]?.[2], 0, 'a result of nought is a figure, not an empty cell');
  await assert.rejects(renderXlsx(workbook('Không có')), /a sheet the workbook does not have: Không có/);
});

test('figures are numbers with a format, days are days, text is NFC', () => {
  assert.deepEqual([sheet?.getCell('C8').value, sheet?.getCell('C8').numFmt], [2, '#,##0.00']);
  assert.deepEqual(sheet?.getCell('F7').value, new Date(Date.UTC(2018, 1, 28)));
  assert.equal(sheet?.getCell('B7').value, 'Chỉ đạo');
});

test('what begins with = + - @ or a tab is text, and stays text when edited', async () => {
  const typed = ['=HYPERLINK("http://x","y")', '+1+1', '-2', '@SUM(A1)', '\t=1', '=1\n+cmd'];
  const made = await read(await renderXlsx(workbookOf(typed.map(plain))));
  for (const [index, text] of typed.entries()) {
    const cell = made.worksheets[0]?.getCell(`B${7 + index}`);
    assert.equal(cell?.type, excel.ValueType.String, text);
    assert.equal(cell?.value, text);
    assert.equal(cell?.numFmt, '@');
  }
});

test('every sheet shows the demonstration label on screen and on paper; real data shows none', async () => {
  for (const one of book.worksheets) {
    assert.equal(one.getCell('A1').value, LABEL);
    assert.ok(one.headerFooter.oddFooter?.includes(LABEL));
  }
  const real = await read(await renderXlsx(workbookOf([], null)));
  assert.equal(real.worksheets[0]?.getCell('A1').value, 'BẢNG TỔNG HỢP');
  assert.ok(!real.worksheets[0]?.headerFooter.oddFooter?.includes(LABEL));
});

test('the head stays in view, repeats on paper, A4 across and one page wide', () => {
  const view = sheet?.views[0];
  assert.deepEqual(view?.state === 'frozen' ? [view.ySplit, view.topLeftCell] : view, [6, 'A7']);
  const { paperSize, orientation, fitToWidth, fitToHeight, printTitlesRow } = sheet?.pageSetup ?? {};
  assert.deepEqual([paperSize, orientation, fitToWidth, fitToHeight, printTitlesRow], [9, 'landscape', 1, 0, '5:6']);
  assert.equal(sheet?.getCell('C5').value, 'Điểm');
  assert.equal(sheet?.getCell('D5').master.address, 'C5');
  assert.equal(sheet?.getCell('A6').master.address, 'A5');
  assert.equal(sheet?.getCell('C6').value, 'Tối đa');
});

test('rows may come one by one, five thousand of them', async () => {
  async function* rows() {
    for (let row = 0; row < 5_000; row += 1) yield plain(`Việc ${row}`);
  }
  const made = new excel.stream.xlsx.WorkbookReader(streamXlsx(workbookOf(rows())), {
    worksheets: 'emit',
    sharedStrings: 'cache',
  });
  let count = 0;
  for await (const one of made) for await (const _ of one) count += 1;
  assert.ok(count > 5_000);
});

test('rows that fail end the file with an error, never a file that looks whole', async () => {
  function* rows() {
    yield plain('Một');
    throw new Error('kho dữ liệu ngừng');
  }
  await assert.rejects(buffer(streamXlsx(workbookOf(rows()))), /kho dữ liệu ngừng/);
  await assert.rejects(renderXlsx(workbookOf([{ cells: ['thiếu'] }])), /a row of 1 cells in a sheet of 6 columns/);
});

test('a cell longer than Excel keeps is cut and says so', async () => {
  const made = await read(await renderXlsx(workbookOf([plain('ă'.repeat(40_000))])));
  const text = made.worksheets[0]?.getCell('B7').text ?? '';
  assert.equal(text.length, 32_767);
  assert.match(text, /phần còn lại xem ở bản Word/);
});

test('names of sheets lose what Excel forbids; heads with spans leave no cell twice', () => {
  assert.equal(sheetName('Bảng [tổng] hợp: năm/2017 của Ủy ban nhân dân'), 'Bảng tổng hợp năm 2017 của Ủy b');
  assert.equal(sheetName("'?*'"), 'Bảng');
  assert.deepEqual(
    placeHead(HEAD).map(({ text, row, column }) => `${text} ${row}:${column}`),
    ['STT 0:0', 'Tiêu chí 0:1', 'Điểm 0:2', 'Chỉ số 0:4', 'Ngày 0:5', 'Tối đa 1:2', 'Đạt 1:3'],
  );
});
