import assert from 'node:assert/strict';
import test from 'node:test';
import { sampleReport } from '../testing/sample.ts';
import { prepareReport } from './prepare.ts';
import type { Block } from './report.ts';
import { clauseLetter, cleanText, formatNumber, formatValue, numberAndSymbol, placeAndDate, roman } from './wording.ts';

test('figures are written the Vietnamese way, and a small negative is not written as minus zero', () => {
  const cases: [number, number, string][] = [
    [1234.56, 2, '1.234,56'],
    [0, 2, '0,00'],
    [-0.001, 2, '0,00'],
    [-1234.5, 1, '-1.234,5'],
    [999_999.999, 2, '1.000.000,00'],
    [21914, 0, '21.914'],
    [100, 0, '100'],
  ];
  for (const [value, decimals, text] of cases) assert.equal(formatNumber(value, decimals), text);
  assert.equal(formatValue(89.45, 'per-cent'), '89,45%');
  assert.equal(formatValue('2018-02-28', 'day'), '28/02/2018');
  assert.equal(formatValue(null, 'decimal'), '');
});

test('days below ten and the first two months have a zero, other months have none; an open date leaves room', () => {
  assert.equal(placeAndDate('Khánh Hòa', '2018-02-05'), 'Khánh Hòa, ngày 05 tháng 02 năm 2018');
  assert.equal(placeAndDate('Khánh Hòa', '2018-03-30'), 'Khánh Hòa, ngày 30 tháng 3 năm 2018');
  assert.equal(placeAndDate('Khánh Hòa', '2018-12-01'), 'Khánh Hòa, ngày 01 tháng 12 năm 2018');
  assert.match(placeAndDate('Khánh Hòa', null), /ngày {3,}tháng {3,}năm {3,}/);
  assert.equal(numberAndSymbol(8, 'BC-UBND'), 'Số: 08/BC-UBND');
  assert.match(numberAndSymbol(null, 'UBND-NC'), /^Số: {3,}\/UBND-NC$/);
});

test('points of a clause run a, b, c, d, đ, e; sections I to XL', () => {
  assert.deepEqual([1, 4, 5, 6].map(clauseLetter), ['a', 'd', 'đ', 'e']);
  assert.deepEqual([1, 4, 9, 14, 40].map(roman), ['I', 'IV', 'IX', 'XIV', 'XL']);
});

test('text is NFC and holds nothing XML refuses', () => {
  assert.equal(cleanText('Hòa\u0000\u0008\ud800 bình\r\nxong'.normalize('NFD')), 'Hòa bình\nxong');
  assert.equal(cleanText('𠀀 chữ Nôm'), '𠀀 chữ Nôm');
});

test('numbers of headings start anew under each higher heading', () => {
  const { body } = prepareReport(sampleReport());
  const headings = body.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
  assert.deepEqual(headings, ['I. KẾT QUẢ', '1. Kết quả chung', 'II. KHÓ KHĂN', '1. Về số liệu']);
});

test('a letter whose points begin at 1. still has an outline that begins at the top', () => {
  const level = (one: 1 | 2 | 3): Block => ({ kind: 'heading', level: one, text: 'x' });
  const body = [level(2), level(3), level(2), level(1), level(3)];
  const made = prepareReport(sampleReport({ body })).body;
  assert.deepEqual(
    made.map((block) => (block.kind === 'heading' ? `${block.outline} ${block.text}` : '')),
    ['1 1. x', '2 a) x', '1 2. x', '1 I. X', '2 a) x'],
  );
});

test('a long name of a committee is broken before the name of its place, a short one stays', () => {
  const { issuer } = prepareReport(sampleReport());
  assert.deepEqual(issuer, { parent: 'ỦY BAN NHÂN DÂN\nTỈNH KHÁNH HÒA', name: 'SỞ NỘI VỤ' });
  const nameOf = (name: string) =>
    prepareReport(sampleReport({ head: { ...sampleReport().head, issuer: name } })).issuer.name;
  assert.equal(nameOf('Sở Thông tin và Truyền thông'), 'SỞ THÔNG TIN\nVÀ TRUYỀN THÔNG');
  assert.equal(nameOf('Sở Lao động - Thương binh và Xã hội'), 'SỞ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI');
});

test('annexes are counted when there are several, and say what they belong to', () => {
  const { annexes } = prepareReport(sampleReport());
  assert.deepEqual(
    annexes.map(({ name, basis }) => `${name} ${basis}`),
    ['Phụ lục I', 'Phụ lục II'].map((name) => `${name} (Kèm theo Báo cáo số 08/BC-SNV ngày 05/02/2018 của Sở Nội vụ)`),
  );
  const [only] = prepareReport(sampleReport({ annexes: [{ title: 'Bảng', body: [] }] })).annexes;
  assert.equal(only?.name, 'Phụ lục');
});

test('line ends in a paragraph make paragraphs, the dash of a list only before the first', () => {
  const body: Block[] = [{ kind: 'item', text: 'một\nhai' }];
  const made = prepareReport(sampleReport({ body })).body;
  const texts = made.map((block) => (block.kind === 'paragraph' ? block.runs.map(({ text }) => text).join('') : ''));
  assert.deepEqual(texts, ['- một', 'hai']);
});

test('a row that does not fill its table is refused, not shifted', () => {
  const body: Block[] = [
    { kind: 'table', columns: [{ width: 1 }, { width: 1 }], head: [], rows: [{ cells: ['một'] }] },
  ];
  assert.throws(() => prepareReport(sampleReport({ body })), /a row of 1 cells in a table of 2 columns/);
});
