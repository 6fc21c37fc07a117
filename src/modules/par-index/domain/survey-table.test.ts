import assert from 'node:assert/strict';
import test from 'node:test';
import type { Leaf } from './criteria-set.ts';
import type { Rule } from './rule.ts';
import { cellsOf, readSurveyTable } from './survey-table.ts';

const leaf = (code: string, name: string, max: number, rule: Rule, scorer: Leaf['scorer']): Leaf => ({
  kind: 'leaf',
  code,
  name,
  max,
  method: 'statistics',
  scorer,
  rule,
  evidence: null,
  measureId: null,
  controllable: null,
  legal: null,
});
const LEAVES = [
  leaf('2.2', 'Hài lòng', 300, { type: 'survey' }, 'survey'),
  leaf(
    '2.3',
    'Thống kê',
    100,
    { type: 'step', unit: 'per-cent', bands: [{ ge: 50, points: 100 }], nothingDue: 'zero' },
    'system',
  ),
  leaf('2.4', 'Sáng kiến', 100, { type: 'count-capped', each: 50 }, 'system'),
  leaf('2.5', 'Điểm riêng', 100, { type: 'points' }, 'system'),
];
const UNITS = [
  { id: 'a', code: 'KH.SYT', name: 'Sở Y tế' },
  { id: 'b', code: 'KH.STC', name: 'Sở Tài chính' },
];
const HEAD = 'Mã đơn vị;Đơn vị;Mã tiêu chí;Tên tiêu chí;Chỉ số (%);Số phiếu hợp lệ;Số đạt;Tổng số;Điểm';
const read = (...lines: string[]) => readSurveyTable(cellsOf([HEAD, ...lines].join('\n')), UNITS, LEAVES);
const faults = (...lines: string[]) =>
  read(...lines).faults.map(({ row, column, text }) => `${row} ${column ?? '-'}: ${text}`);

test('a survey, two counts, one count and points are read as the rule wants them, and the points shown', () => {
  const { rows, faults: none } = read(
    'KH.SYT;Sở Y tế;2.2;Hài lòng;83,25;1.234;;;',
    'KH.SYT;;2.3;;;;6;10;',
    'KH.STC;;2.4;;;;3;;',
    'KH.STC;;2.5;;;;;;0,75',
    'KH.STC;;2.2;;;;;;',
  );
  assert.deepEqual(none, []);
  assert.deepEqual(
    rows.map(({ row, unit, leaf: { code }, input, points }) => [row, unit.id, code, input, points]),
    [
      [2, 'a', '2.2', { type: 'survey', indexHundredths: 8325, answers: 1234 }, 250],
      [3, 'a', '2.3', { type: 'ratio', ratio: { numerator: 6, denominator: 10 } }, 100],
      [4, 'b', '2.4', { type: 'count', count: 3 }, 100],
      [5, 'b', '2.5', { type: 'points', points: 75 }, 75],
    ],
    'the line without a figure is passed over',
  );
});

test('what is wrong is told by line and column, all of it at once', () => {
  assert.deepEqual(
    faults(
      'KH.XXX;;2.2;;80;100;;;',
      'KH.SYT;;1.1;;80;100;;;',
      'KH.SYT;;2.2;;0,83;100;;;',
      'KH.STC;;2.2;;101;100;;;',
      'KH.STC;;2.3;;;;11;10;',
      'KH.SYT;;2.3;;;;6;;',
      'KH.SYT;;2.4;;;;1,5;;',
    ),
    [
      '2 Mã đơn vị: "KH.XXX" không có phiếu trong đợt này.',
      '3 Mã tiêu chí: "1.1" không phải tiêu chí lấy từ khảo sát hay thống kê.',
      '4 Chỉ số (%): Chỉ số ghi theo phần trăm, ví dụ 83,25 chứ không phải 0,8325.',
      '5 Chỉ số (%): Chỉ số phải từ 0 đến 100.',
      '6 -: Số liệu không thể có thật, ví dụ số đạt lớn hơn tổng số.',
      '7 Tổng số: Chưa ghi "Tổng số".',
      '8 Số đạt: Phải là số nguyên không âm.',
    ],
  );
  assert.deepEqual(faults('KH.SYT;;2.2;;80;100;;;', 'Sở Y tế;;2.2;;81;90;;;'), [
    '3 -: Đơn vị và tiêu chí này đã có ở dòng 2.',
  ]);
  assert.deepEqual(faults('KH.SYT;;2.2;;80;0;;;'), ['2 Số phiếu hợp lệ: Khảo sát phải có ít nhất một phiếu hợp lệ.']);
  assert.deepEqual(faults(), ['1 -: Không có dòng nào có số liệu.']);
});

test('a table pasted from elsewhere is read by its own headings, names without marks, and a title above', () => {
  const { rows, faults: none } = readSurveyTable(
    cellsOf('Kết quả khảo sát\t\t\t\nĐơn vị\tTiêu chí\tmean\tn\nSO Y TE\tHai long\t83.5 %\t400'),
    UNITS,
    LEAVES,
  );
  assert.deepEqual(none, []);
  assert.deepEqual(rows[0]?.input, { type: 'survey', indexHundredths: 8350, answers: 400 });
  assert.match(readSurveyTable(cellsOf('a,b\n1,2'), UNITS, LEAVES).faults[0]?.text ?? '', /Không thấy dòng tiêu đề/);
});

test('quotes hold a cell together, over lines too; the mark between cells is found', () => {
  assert.deepEqual(cellsOf('\uFEFFa,"b, ""c""\nd",e\r\n1,2,3\n'), [
    ['a', 'b, "c"\nd', 'e'],
    ['1', '2', '3'],
  ]);
});
