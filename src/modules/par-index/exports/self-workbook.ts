import type { Sheet, Workbook } from '#modules/documents/public.ts';
import { workbookOf, type SheetExport } from './data.ts';
import { difficultiesSheets } from './difficulties.ts';
import { explanationsSheets, leavesToExplain } from './explanations.ts';
import { cell, column, copied, less, lessCountingEmpty, perCentOf, perCentOfSum, placeOf, summed } from './formulas.ts';
import { lostLeaves } from './self-report.ts';
import { basisWords, SUMMARY_SHEET, summarySheet } from './summary.ts';
import { type Summary, summaryOf } from './summary-rows.ts';
import { decimal, figures, percent } from './wording.ts';

/**
 * Báo cáo tự đánh giá, chấm điểm as .xlsx: results by field and what is short of the maximum read bảng tổng hợp, so
 * that points changed there run through to sums, differences, shares and places; giải trình and kiến nghị follow.
 */
export function selfWorkbook(data: SheetExport): Workbook {
  const summary = summaryOf(data);
  return workbookOf(
    data.set,
    `Báo cáo kết quả ${basisWords(data)} Chỉ số cải cách hành chính năm ${data.set.year} - ${data.unit}`,
    [
      fieldSheet(data, summary),
      summarySheet(data),
      lossSheet(data, summary),
      ...(leavesToExplain(data).length === 0 ? [] : explanationsSheets(data)),
      ...(data.difficulties.length === 0 ? [] : difficultiesSheets(data)),
    ],
  );
}

function fieldSheet(data: SheetExport, { rows, fields, foot }: Summary): Sheet {
  const lines = fields.flatMap((at) => {
    const row = rows[at];
    return row ? [{ at, row, short: (row.max ?? 0) - (row.obtained ?? 0), index: percent(row.obtained, row.max) }] : [];
  });
  const count = lines.length;
  const short = lines.reduce((sum, one) => sum + one.short, 0);
  const place = (index: number) => 1 + lines.filter((one) => one.index !== null && one.index > index).length;
  return {
    name: 'Theo lĩnh vực',
    titles: [`KẾT QUẢ ${basisWords(data).toLocaleUpperCase('vi')} THEO LĨNH VỰC`, data.set.title, data.unit],
    columns: [
      { width: 8, align: 'center' },
      { width: 56 },
      { width: 12, format: 'decimal' },
      { width: 12, format: 'decimal' },
      { width: 14, format: 'decimal' },
      { width: 12, format: 'per-cent' },
      { width: 16, format: 'per-cent' },
      { width: 12, format: 'count', align: 'center' },
    ],
    head: [
      [
        'STT',
        'Lĩnh vực',
        'Điểm tối đa',
        'Điểm đạt',
        'Còn thiếu so với tối đa',
        'Chỉ số',
        'Tỷ trọng phần còn thiếu',
        'Hạng theo chỉ số',
      ].map((text) => ({ text })),
    ],
    rows: [
      ...lines.map(({ at, row, short: own, index }, line) => ({
        cells: [
          row.code,
          row.name,
          copied(cell('C', at, SUMMARY_SHEET), decimal(row.max)),
          copied(cell('G', at, SUMMARY_SHEET), decimal(row.obtained)),
          lessCountingEmpty(cell('C', line), cell('D', line), own / 100),
          perCentOf(cell('D', line), cell('C', line), index),
          perCentOfSum(cell('E', line), column('E', count), percent(own, short)),
          placeOf(cell('F', line), column('F', count), index === null ? null : place(index)),
        ],
      })),
      {
        weight: 'sum' as const,
        cells: [
          null,
          'Tổng điểm',
          summed(column('C', count), (foot.sums.max ?? 0) / 100),
          summed(column('D', count), (foot.sums.obtained ?? 0) / 100),
          summed(column('E', count), short / 100),
          perCentOf(cell('D', count), cell('C', count), percent(foot.sums.obtained ?? 0, foot.sums.max)),
          perCentOfSum(column('E', count), column('E', count), percent(short, short)),
          null,
        ],
      },
    ],
    notes: [
      `Số liệu lấy từ tờ "${SUMMARY_SHEET}": sửa điểm ở đó thì tờ này đổi theo. Chưa tính điểm thưởng, điểm trừ; tiêu chí chưa có điểm nằm trong phần còn thiếu.`,
    ],
  };
}

function lossSheet(data: SheetExport, { rows }: Summary): Sheet {
  const lost = lostLeaves(data);
  const placeOfLeaf = new Map(rows.map(({ code }, at) => [code, at]));
  const count = lost.length;
  const sum = lost.reduce((total, { loss }) => total + loss, 0);
  let before = 0;
  return {
    name: 'Chưa đạt điểm tối đa',
    titles: ['TIÊU CHÍ CHƯA ĐẠT ĐIỂM TỐI ĐA', data.set.title, data.unit],
    columns: [
      { width: 9, align: 'center' },
      { width: 56 },
      { width: 12, format: 'decimal' },
      { width: 12, format: 'decimal' },
      { width: 12, format: 'decimal' },
      { width: 14, format: 'per-cent' },
      { width: 14, format: 'per-cent' },
      { width: 32 },
    ],
    head: [
      ['Mã', 'Tiêu chí', 'Điểm tối đa', 'Điểm đạt', 'Chưa đạt', 'Tỷ trọng', 'Tỷ trọng lũy kế', 'Số liệu'].map(
        (text) => ({ text }),
      ),
    ],
    rows: [
      ...lost.map(({ leaf, got, max, loss, input }, line) => {
        const at = placeOfLeaf.get(leaf.code) ?? 0;
        before += loss;
        return {
          cells: [
            leaf.code,
            leaf.name,
            copied(cell('C', at, SUMMARY_SHEET), max / 100),
            copied(cell('G', at, SUMMARY_SHEET), got / 100),
            less(cell('C', line), cell('D', line), loss / 100),
            perCentOfSum(cell('E', line), column('E', count), percent(loss, sum)),
            perCentOfSum(column('E', line + 1), column('E', count), percent(before, sum)),
            figures(input),
          ],
        };
      }),
      ...(count === 0
        ? []
        : [
            {
              weight: 'sum' as const,
              cells: [
                null,
                `Cộng ${count} tiêu chí`,
                summed(column('C', count), lost.reduce((total, { max }) => total + max, 0) / 100),
                summed(column('D', count), lost.reduce((total, { got }) => total + got, 0) / 100),
                summed(column('E', count), sum / 100),
                perCentOfSum(column('E', count), column('E', count), percent(sum, sum)),
                null,
                null,
              ],
            },
          ]),
    ],
    notes: count === 0 ? ['Không có tiêu chí nào chưa đạt điểm tối đa.'] : ['Xếp từ tiêu chí mất nhiều điểm nhất.'],
  };
}
