import assert from 'node:assert/strict';
import test from 'node:test';
import { parseInstant } from '#kernel/vietnam-time.ts';
import { renderFormDocx, renderXlsx } from '#modules/documents/public.ts';
import { partsOf, shownText } from '#modules/documents/testing/parts.ts';
import { evaluateSheet } from '#modules/documents/testing/evaluate.ts';
import { countsBy, type MonthCounts, periodOf, sumCounts } from '../domain/month.ts';
import { monthForm, monthWorkbook, RATE_LETTER } from './month-export.ts';
import { sampleDossier } from './testing/sample.ts';

/** Counts whose identities hold, all different, so that no two columns can be mistaken for one another. */
function counts(seed: number): MonthCounts {
  const base = { online: seed, direct: seed + 2, carried: seed + 4, early: seed, onTime: seed + 1, late: 2, over: 1 };
  const all = base.online + base.direct + base.carried;
  const solved = base.early + base.onTime + base.late;
  const made: Record<string, number> = { ...base, all, solved, pending: all - solved, within: all - solved - 1 };
  return countsBy((column) => made[column] ?? 0);
}

const period = periodOf('2018-03', parseInstant('2018-04-05') ?? new Date(0));
const data = {
  period,
  unit: sampleDossier().unit,
  agencies: [
    {
      name: 'Sở Xây dựng',
      sectors: [
        { name: 'Xây dựng', counts: counts(10) },
        { name: 'Nhà ở', counts: counts(20) },
      ],
    },
    { name: 'Sở Tư pháp', sectors: [{ name: 'Hộ tịch', counts: counts(30) }] },
  ],
  previousPending: 72,
  demonstration: null,
};
const sums = sumCounts(data.agencies.flatMap(({ sectors }) => sectors));

test('every formula comes to what is stored with it, read anew from its text', () => {
  const workbook = monthWorkbook(data);
  const [sheet] = workbook.sheets;
  assert.ok(sheet);
  const rows = [...(sheet.rows as Iterable<{ cells: readonly unknown[] }>)];
  const computed = evaluateSheet(sheet);
  for (const [row, { cells }] of rows.entries())
    for (const [column, cell] of cells.entries())
      if (typeof cell === 'object' && cell !== null && 'result' in cell)
        assert.equal(computed[row]?.[column], cell.result, `row ${row + 1} column ${column + 1}`);
  assert.deepEqual(computed.at(-1)?.slice(2, 13), [
    sums.all,
    sums.online,
    sums.direct,
    sums.carried,
    sums.solved,
    sums.early,
    sums.onTime,
    sums.late,
    sums.pending,
    sums.within,
    sums.over,
  ]);
});

test('a figure changed in the sheet runs through sums, rate and check', () => {
  const [sheet] = monthWorkbook(data).sheets;
  assert.ok(sheet);
  const before = evaluateSheet(sheet);
  // Row 2 is the first sector, column J its late ones.
  const after = evaluateSheet(sheet, new Map([['J2', 12]]));
  const last = (values: typeof before, letter: string) => values.at(-1)?.[letter.charCodeAt(0) - 65];
  assert.equal(last(after, 'G'), sums.solved + 10);
  assert.equal(last(before, 'N'), 'Khớp');
  assert.equal(last(after, 'N'), 'Không khớp');
  assert.ok(Number(last(after, RATE_LETTER)) < Number(last(before, RATE_LETTER)));
});

test('the file holds live formulas', async () => {
  const xml = (await partsOf(await renderXlsx(monthWorkbook(data)))).get('xl/worksheets/sheet1.xml') ?? '';
  assert.match(xml, /<f>SUM\(D\d+:F\d+\)<\/f><v>\d+<\/v>/);
  assert.match(xml, /<f>C\d+\+C\d+<\/f>|<f>D\d+\+D\d+<\/f>/);
});

test('the document says its period, its checks and what a column also counts', async () => {
  const xml = (await partsOf(await renderFormDocx(monthForm(data)))).get('word/document.xml') ?? '';
  const shown = shownText(xml).replace(/\s+/g, ' ');
  for (const text of [
    'Từ ngày 01/03/2018 đến ngày 31/03/2018',
    'Đúng hạn (gồm hồ sơ rút, dừng trong hạn)',
    'Biểu số II.06a/VPCP/KSTT',
    '(13)',
    'Khớp: (6) = (11) của kỳ trước (72 = 72)',
  ])
    assert.ok(shown.includes(text), `${text} in ${shown}`);
  const wrong = shownText(
    (await partsOf(await renderFormDocx(monthForm({ ...data, previousPending: 71 })))).get('word/document.xml') ?? '',
  );
  assert.ok(wrong.includes('KHÔNG KHỚP: (6) = (11) của kỳ trước (72 ≠ 71)'));
});
