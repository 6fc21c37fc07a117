import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { DEMONSTRATION_LABEL, leavesOf } from '../domain/criteria-set.ts';
import { scorePoints } from '../domain/give-points.ts';
import type { LeafLine, SheetExport } from './data.ts';
import { resultInWords, summaryAnnex, summaryWorkbook } from './summary.ts';
import { countedPoints, summaryOf } from './summary-rows.ts';
import { evaluateSheet } from '#modules/documents/testing/evaluate.ts';
import { demoSet, sampleSheet } from './testing/sample.ts';

const sheetOf = (data: SheetExport) => {
  const [sheet] = summaryWorkbook(data).sheets;
  assert.ok(sheet);
  return sheet;
};
const rowsOf = (data: SheetExport) => [...(sheetOf(data).rows as Iterable<{ cells: readonly unknown[] }>)];
const storedOf = (data: SheetExport) =>
  rowsOf(data).map(({ cells }) =>
    cells.map((cell) => (typeof cell === 'object' && cell !== null && 'result' in cell ? cell.result : cell)),
  );
const close = (a: unknown, b: unknown) =>
  typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) < 1e-9 : (a ?? '') === (b ?? '');

function scoreOf({ set, leaves, basis, bonus, penalty }: SheetExport) {
  const counted = new Map<string, number | null>();
  for (const leaf of leavesOf(set.fields)) {
    const points = countedPoints(leaf, leaves.get(leaf.code) ?? {}, basis);
    if (points !== undefined) counted.set(leaf.code, points);
  }
  return scorePoints(set, counted.set('+', bonus[basis] ?? 0).set('-', penalty[basis] ?? 0));
}

test('the table has the nine columns of the provinces, in their order', () => {
  assert.deepEqual(
    sheetOf(sampleSheet()).head[0]?.map(({ text }) => text),
    [
      'STT',
      'Lĩnh vực, tiêu chí, tiêu chí thành phần',
      'Điểm tối đa',
      'Điểm điều tra xã hội học',
      'Điểm tự đánh giá',
      'Điểm Sở Nội vụ thẩm định',
      'Điểm đạt được',
      'Chỉ số (%)',
      'Ghi chú',
    ],
  );
});

test('every sum, share and total is a live formula, and each gives what the program scored', () => {
  for (const basis of ['self', 'appraised'] as const) {
    const data = sampleSheet({ basis });
    const computed = evaluateSheet(sheetOf(data));
    const stored = storedOf(data);
    for (const [row, cells] of stored.entries())
      for (const [column, value] of cells.entries())
        assert.ok(
          close(computed[row]?.[column], value),
          `row ${row + 1}, column ${column + 1}: ${computed[row]?.[column]} ≠ ${JSON.stringify(value)}`,
        );
    const score = scoreOf(data);
    const [total, index] = computed.at(-1)?.slice(6, 8) ?? [];
    assert.ok(close(total, score.total / 100) && close(index, (score.indexHundredths ?? 0) / 100));
    const formulas = rowsOf(data).flatMap(({ cells }) =>
      cells.filter((cell) => typeof cell === 'object' && cell !== null),
    );
    assert.ok(formulas.length > 100);
  }
});

test('points changed in the sheet move the criterion, the field, the total and the index', () => {
  const data = sampleSheet();
  const at = summaryOf(data).rows.findIndex(
    ({ isLeaf, self, max }) => isLeaf && self !== undefined && self < (max ?? 0),
  );
  const row = summaryOf(data).rows[at];
  assert.ok(row?.max !== undefined);
  const computed = evaluateSheet(sheetOf(data), new Map([[`E${at + 1}`, row.max / 100]]));
  const leaves = new Map(data.leaves).set(row.code, { ...data.leaves.get(row.code), self: row.max });
  const score = scoreOf({ ...data, leaves });
  assert.ok(close(computed.at(-1)?.[6], score.total / 100));
  assert.notEqual(score.total, scoreOf(data).total);
});

test('for any points the sheet and the program come to the same total, index and sums of fields', () => {
  const set = { ...demoSet(), bonusMax: 200, penaltyMax: 500 };
  const codes = leavesOf(set.fields);
  const line = (max: number): fc.Arbitrary<LeafLine> => {
    const points = fc.option(fc.integer({ min: 0, max }), { nil: null });
    return fc.record({ self: points, appraised: points, survey: fc.integer({ min: 0, max }) }, { requiredKeys: [] });
  };
  const any = fc.record({
    lines: fc.tuple(...codes.map(({ max }) => line(max ?? 0))),
    basis: fc.constantFrom('self' as const, 'appraised' as const),
    bonus: fc.integer({ min: 0, max: 400 }),
    penalty: fc.integer({ min: 0, max: 900 }),
  });
  fc.assert(
    fc.property(any, ({ lines, basis, bonus, penalty }) => {
      const leaves = new Map(codes.map(({ code }, at) => [code, lines[at] ?? {}]));
      const given = { self: bonus, appraised: bonus };
      const data = sampleSheet({ set, leaves, basis, bonus: given, penalty: { self: penalty, appraised: penalty } });
      const computed = evaluateSheet(sheetOf(data));
      const score = scoreOf(data);
      assert.ok(close(computed.at(-1)?.[6], score.total / 100), `${computed.at(-1)?.[6]} ≠ ${score.total / 100}`);
      const index = score.indexHundredths === undefined ? '' : score.indexHundredths / 100;
      assert.ok(close(computed.at(-1)?.[7], index), `${computed.at(-1)?.[7]} ≠ ${index}`);
      for (const [field, at] of summaryOf(data).fields.entries())
        assert.ok(close(computed[at]?.[6] || 0, (score.fields[field]?.points ?? 0) / 100));
    }),
    { numRuns: 25 },
  );
});

test('what does not apply leaves the maximum, and the note says so; what is missing is counted', () => {
  const { rows, foot } = summaryOf(sampleSheet());
  const left = rows.find(({ note }) => note.startsWith('Không áp dụng'));
  assert.ok(left && left.max === undefined && left.obtained === undefined);
  assert.equal(foot.sums.max, 9875);
  assert.equal(foot.missing, rows.filter(({ note }) => /^(Chưa có|Chờ)/.test(note)).length);
  assert.equal(foot.className, undefined, 'no class before every leaf has its points');
});

test('the annex tells the same figures as the sheet, and the report the same result', () => {
  const data = sampleSheet();
  const table = summaryAnnex(data).body.find(({ kind }) => kind === 'table');
  assert.ok(table?.kind === 'table');
  const stored = storedOf(data);
  for (const [at, row] of summaryOf(data).rows.entries()) {
    const told: readonly unknown[] = table.rows[at]?.cells ?? [];
    assert.equal(told[0], row.code);
    for (let column = 2; column < 8; column += 1) assert.ok(close(told[column], stored[at]?.[column]), row.code);
  }
  const score = scoreOf(data);
  assert.ok(
    resultInWords(data).includes(`chỉ số ${((score.indexHundredths ?? 0) / 100).toFixed(2).replace('.', ',')}%`),
  );
});

test('points a unit may not give itself count from the column of whoever gives them', () => {
  const set = demoSet();
  const all = { self: 30, appraised: 20, survey: 10 };
  const leaves = new Map(leavesOf(set.fields).map(({ code }) => [code, all]));
  for (const basis of ['self', 'appraised'] as const) {
    const data = sampleSheet({ set, leaves, basis });
    const computed = evaluateSheet(sheetOf(data));
    const scorers = new Map(leavesOf(set.fields).map(({ code, scorer }) => [code, scorer]));
    for (const [at, row] of summaryOf(data).rows.entries()) {
      if (!row.isLeaf) continue;
      const scorer = scorers.get(row.code);
      const expected =
        scorer === 'survey' || scorer === 'system' ? 10 : scorer === 'appraiser' || basis === 'appraised' ? 20 : 30;
      assert.deepEqual([row.obtained, computed[at]?.[6]], [expected, expected / 100], row.code);
    }
  }
});

test('a demonstration set is labelled even when its file forgot the label; a real one is not', () => {
  const set = demoSet();
  assert.equal(summaryWorkbook(sampleSheet({ set: { ...set, label: null } })).demonstration, DEMONSTRATION_LABEL);
  assert.equal(summaryWorkbook(sampleSheet({ set: { ...set, isDemonstration: false } })).demonstration, null);
});
