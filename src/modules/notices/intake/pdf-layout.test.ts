import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PdfPiece } from './pdf-layout.ts';
import { layoutText } from './pdf-layout.ts';

const SIZE = 12;
let run = 0;
/** A piece in a run of its own; a letter is taken to be half the font size wide. */
const at = (x: number, y: number, text: string, width = text.length * 6): PdfPiece => ({
  text,
  x,
  y,
  width,
  size: SIZE,
  run: (run += 1),
});
const page = (...pieces: PdfPiece[]) => ({ height: 842, pieces });
const lines = (...pieces: PdfPiece[]): string[] => layoutText([page(...pieces)]).split('\n');

test('head in two columns: all of the left one, then all of the right one, also with unequal heights', () => {
  assert.deepEqual(
    lines(
      at(300, 800, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'),
      at(90, 798, 'ỦY BAN NHÂN DÂN'),
      at(95, 782, 'TỈNH AN GIANG'),
      at(340, 786, 'Độc lập - Tự do - Hạnh phúc'),
      at(95, 760, 'Số: 12/TB-UBND'),
      at(330, 752, 'An Giang, ngày 05 tháng 3 năm 2019'),
    ),
    [
      'ỦY BAN NHÂN DÂN',
      'TỈNH AN GIANG',
      'Số: 12/TB-UBND',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'An Giang, ngày 05 tháng 3 năm 2019',
    ],
  );
});

test('a row of a table without the words of head or foot stays a row', () => {
  assert.deepEqual(
    lines(at(90, 700, 'Tập huấn'), at(320, 700, 'Sở Nội vụ'), at(90, 680, 'Số hóa'), at(320, 680, 'Sở Tư pháp')),
    ['Tập huấn | Sở Nội vụ', 'Số hóa | Sở Tư pháp'],
  );
});

test('lines that run to the edge are one paragraph, an item or an indented line begins another', () => {
  const full = (y: number, text: string, x = 80): PdfPiece => at(x, y, text, 540 - x);
  assert.deepEqual(
    lines(
      full(700, '1. Sở Y tế chủ trì, phối hợp với các', 110),
      full(684, 'cơ quan kiểm tra, hoàn thành trước'),
      at(80, 668, 'ngày 30/3/2018.'),
      full(652, 'Trường hợp cần thiết thì báo cáo UBND', 110),
      full(636, '2. Sở Nội vụ theo dõi việc thực hiện của'),
      at(80, 620, 'các đơn vị.'),
    ),
    [
      '1. Sở Y tế chủ trì, phối hợp với các cơ quan kiểm tra, hoàn thành trước ngày 30/3/2018.',
      'Trường hợp cần thiết thì báo cáo UBND',
      '2. Sở Nội vụ theo dõi việc thực hiện của các đơn vị.',
    ],
  );
});

test('a paragraph goes on over the page end and the page number between is dropped', () => {
  const first = page(at(80, 90, 'Sở Y tế chủ trì, phối hợp với các cơ quan', 460), at(300, 40, '1'));
  const second = page(at(300, 810, '2'), at(80, 780, 'kiểm tra việc thực hiện.'));
  assert.equal(layoutText([first, second]), 'Sở Y tế chủ trì, phối hợp với các cơ quan kiểm tra việc thực hiện.');
});

test('a number alone in the middle of a page is no page number', () => {
  assert.deepEqual(lines(at(80, 500, 'Tổng cộng'), at(80, 484, '25')), ['Tổng cộng', '25']);
});

test('letters painted one by one make words, and wide spaces of a justified line no columns', () => {
  const word = (x: number, text: string): PdfPiece => ({ text, x, y: 700, width: text.length * 6, size: SIZE, run: 1 });
  assert.deepEqual(lines(word(80, 'T'), word(86, 'ỉ'), word(92, 'nh'), word(120, 'Cà'), word(148, 'Mau')), [
    'Tỉnh Cà Mau',
  ]);
});

test('no pieces, no text', () => assert.equal(layoutText([page()]), ''));
