import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { evaluateWorkbook, storedCells } from '#modules/documents/testing/evaluate.ts';
import { readXlsx, renderXlsx, type SheetCell, type Workbook } from '#modules/documents/public.ts';
import { leavesOf } from '../domain/criteria-set.ts';
import { commentsWorkbook } from './comments-summary.ts';
import type { LeafLine, SheetExport } from './data.ts';
import { difficultiesWorkbook } from './difficulties.ts';
import { explanationsWorkbook, leavesToExplain } from './explanations.ts';
import { ministrySheet } from './ministry-sheet.ts';
import { lostLeaves } from './self-report.ts';
import { selfWorkbook } from './self-workbook.ts';
import { summaryOf } from './summary-rows.ts';
import { demoSet, sampleComments, sampleSheet } from './testing/sample.ts';

const close = (a: unknown, b: unknown) =>
  typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) < 1e-9 : (a ?? '') === (b ?? '');
const formulasOf = ({ sheets }: Workbook) =>
  sheets.flatMap(({ rows }) =>
    [...(rows as Iterable<{ cells: readonly SheetCell[] }>)].flatMap(({ cells }) =>
      cells.filter((cell) => typeof cell === 'object' && cell !== null && 'text' in cell),
    ),
  );

/** Every cell as its formula computes it, beside what is stored for readers that do not compute. */
function assertComputesWhatIsStored(workbook: Workbook): void {
  const computed = evaluateWorkbook(workbook);
  for (const sheet of workbook.sheets)
    for (const [row, cells] of storedCells(sheet).entries())
      for (const [column, value] of cells.entries()) {
        const found = computed.get(sheet.name)?.[row]?.[column];
        assert.ok(close(found, value), `${sheet.name}, row ${row + 1}, column ${column + 1}: ${found} ≠ ${value}`);
      }
}

const data = sampleSheet();
const BOOKS: readonly (readonly [string, (one: SheetExport) => Workbook, number])[] = [
  ['báo cáo tự chấm', selfWorkbook, 200],
  ['giải trình', explanationsWorkbook, 10],
  ['khó khăn, kiến nghị', difficultiesWorkbook, 5],
  ['phiếu nhập liệu', ministrySheet, 50],
];

for (const [name, make, least] of BOOKS) {
  test(`${name}: sums, differences, shares and places are formulas that give what the program says`, () => {
    for (const basis of ['self', 'appraised'] as const) {
      const workbook = make(sampleSheet({ basis }));
      assertComputesWhatIsStored(workbook);
      assert.ok(formulasOf(workbook).length >= least, `${formulasOf(workbook).length} formulas`);
    }
  });

  test(`${name}: formulas stand in the file with their figures, and one without anything to say still opens`, async () => {
    const workbook = make(data);
    const files = await readXlsx(await renderXlsx(workbook));
    for (const [which, sheet] of workbook.sheets.entries()) {
      const rows = files[which]?.rows ?? [];
      const first = rows.findIndex(([cell]) => cell === sheet.head[0]?.[0]?.text) + sheet.head.length;
      for (const [row, cells] of storedCells(sheet).entries())
        for (const [column, value] of cells.entries())
          if (typeof value === 'number')
            assert.ok(close(rows[first + row]?.[column], value), `${sheet.name}, row ${row + 1}, column ${column + 1}`);
    }
    const empty = { ...data, leaves: new Map<string, LeafLine>(), evidence: [], difficulties: [] };
    assertComputesWhatIsStored(make(empty));
    await readXlsx(await renderXlsx(make(empty)));
  });
}

test('for any points, formulas of the self-assessment give what the program scored', () => {
  const set = demoSet();
  const leaves = leavesOf(set.fields);
  const line = (max: number): fc.Arbitrary<LeafLine> => {
    const points = fc.option(fc.integer({ min: 0, max }), { nil: null });
    return fc.record({ self: points, appraised: points, survey: fc.integer({ min: 0, max }) }, { requiredKeys: [] });
  };
  fc.assert(
    fc.property(fc.tuple(...leaves.map(({ max }) => line(max ?? 0))), (lines) => {
      const any = sampleSheet({ set, leaves: new Map(leaves.map(({ code }, at) => [code, lines[at] ?? {}])) });
      assertComputesWhatIsStored(selfWorkbook(any));
      assertComputesWhatIsStored(ministrySheet(any));
    }),
    { numRuns: 15 },
  );
});

test('points changed in bảng tổng hợp run through to the field, its place, and what is short of the maximum', () => {
  const [lost] = lostLeaves(data);
  assert.ok(lost && lost.leaf.scorer === 'unit');
  const { rows, fields } = summaryOf(data);
  const at = rows.findIndex(({ code }) => code === lost.leaf.code);
  const typed = new Map([['Bảng tổng hợp', new Map([[`E${at + 1}`, lost.max / 100]])]]);
  const workbook = selfWorkbook(data);
  const [before, after] = [evaluateWorkbook(workbook), evaluateWorkbook(workbook, typed)];
  assert.equal(after.get('Chưa đạt điểm tối đa')?.[0]?.[4], 0);
  const field = fields.findIndex((row) => rows[row]?.code === lost.leaf.code.split('.')[0]);
  const obtained = (made: typeof before) => Number(made.get('Theo lĩnh vực')?.[field]?.[3]);
  assert.ok(close(obtained(after) - obtained(before), lost.loss / 100));
  const total = (made: typeof before) => Number(made.get('Theo lĩnh vực')?.at(-1)?.[3]);
  assert.ok(close(total(after) - total(before), lost.loss / 100));
});

test('reasons, bodies and outcomes are counted in the sheet; texts that look like orders count as what they say', () => {
  const found = leavesToExplain(data);
  const reasons = evaluateWorkbook(explanationsWorkbook(data)).get('Giải trình theo lý do') ?? [];
  assert.equal(reasons.at(-1)?.[1], found.length);
  const odd = ['*', '>0', 'Bộ Nội vụ', 'BỘ NỘI VỤ', '=A1'].map((to) => ({
    leaf: null,
    difficulty: 'Khó',
    cause: null,
    request: 'Xin',
    to,
  }));
  const bodies = evaluateWorkbook(difficultiesWorkbook({ ...data, difficulties: odd })).get('Theo cơ quan giải quyết');
  assert.deepEqual(
    bodies?.map(([, count]) => count),
    [1, 1, 2, 1, 5],
  );
  const outcomes = evaluateWorkbook(commentsWorkbook(sampleComments())).get('Theo kết quả') ?? [];
  assert.deepEqual(
    outcomes.map(([outcome, count, share]) => [outcome, count, share]),
    [
      ['Chưa trả lời', 1, 33.33],
      ['Giải trình', 1, 33.33],
      ['Tiếp thu một phần', 1, 33.33],
      ['Cộng', 3, 100],
    ],
  );
  assertComputesWhatIsStored(commentsWorkbook(sampleComments()));
});
