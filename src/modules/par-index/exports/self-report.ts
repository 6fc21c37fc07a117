import type { Block, Report, Table } from '#modules/documents/public.ts';
import { type Hundredths, type Leaf, leavesOf } from '../domain/criteria-set.ts';
import type { LeafInput } from '../domain/rule.ts';
import { type Official, reportOf, type SheetExport } from './data.ts';
import { difficultiesAnnex, requests } from './difficulties.ts';
import { explanationsAnnex, leavesToExplain } from './explanations.ts';
import { basisWords, resultInWords, summaryAnnex } from './summary.ts';
import { countedPoints, summaryOf } from './summary-rows.ts';
import { citation, decimal, figures, percent } from './wording.ts';

/** How many of the leaves that lost most are told in the report; all are in the annex. */
const LOSSES_TOLD = 15;

/**
 * Báo cáo tự đánh giá, chấm điểm: the dossier's three parts in one document - bảng tổng hợp, giải trình, khó khăn
 * vướng mắc và kiến nghị - with what they come to up front.
 */
export function selfReport(data: SheetExport, official: Official): Report {
  const { set, unit, difficulties } = data;
  const toExplain = leavesToExplain(data);
  const subject = `Kết quả ${basisWords(data)} Chỉ số cải cách hành chính năm ${set.year}`;
  const body: Block[] = [
    {
      kind: 'paragraph',
      text: `Thực hiện ${citation(set)}, ${unit} báo cáo kết quả ${basisWords(data)} Chỉ số cải cách hành chính năm ${set.year} như sau:`,
    },
    { kind: 'heading', level: 1, text: 'Tình hình thực hiện' },
    ...progress(data),
    { kind: 'heading', level: 1, text: 'Kết quả' },
    { kind: 'heading', level: 2, text: 'Kết quả chung' },
    { kind: 'paragraph', text: `${unit} ${resultInWords(data)}. Chi tiết tại Phụ lục I.` },
    { kind: 'heading', level: 2, text: 'Kết quả theo lĩnh vực' },
    fieldTable(data),
    { kind: 'heading', level: 2, text: 'Tiêu chí chưa đạt điểm tối đa' },
    ...losses(data),
    { kind: 'heading', level: 1, text: 'Giải trình' },
    {
      kind: 'paragraph',
      text:
        toExplain.length === 0
          ? 'Không có tiêu chí phải giải trình.'
          : `Có ${toExplain.length} tiêu chí không có hoặc chưa đủ tài liệu kiểm chứng; nội dung giải trình tại Phụ lục II.`,
    },
    { kind: 'heading', level: 1, text: 'Khó khăn, vướng mắc và kiến nghị' },
    ...(difficulties.length === 0
      ? [{ kind: 'paragraph', text: 'Không có.' } as const]
      : [
          {
            kind: 'paragraph',
            text: `Có ${difficulties.length} khó khăn, vướng mắc (chi tiết tại Phụ lục ${toExplain.length === 0 ? 'II' : 'III'}). ${unit} kiến nghị:`,
          } as const,
          ...requests(data),
        ]),
    {
      kind: 'paragraph',
      text: `Trên đây là kết quả ${basisWords(data)} Chỉ số cải cách hành chính năm ${set.year} của ${unit}./.`,
    },
  ];
  return reportOf(official, set, { kind: 'named', name: 'Báo cáo', subject }, body, [
    summaryAnnex(data),
    ...(toExplain.length === 0 ? [] : [explanationsAnnex(data)]),
    ...(difficulties.length === 0 ? [] : [difficultiesAnnex(data)]),
  ]);
}

function progress(data: SheetExport): Block[] {
  const leaves = leavesOf(data.set.fields);
  const lineOf = (code: string) => data.leaves.get(code) ?? {};
  const own = leaves.filter(({ scorer }) => scorer === 'unit');
  const scored = own.filter(({ code }) => lineOf(code).self !== undefined).length;
  const notApplicable = leaves.filter((leaf) => countedPoints(leaf, lineOf(leaf.code), data.basis) === null).length;
  const waiting = leaves.filter(
    (leaf) => leaf.scorer !== 'unit' && countedPoints(leaf, lineOf(leaf.code), data.basis) === undefined,
  ).length;
  const said = [
    `Đã tự chấm ${scored}/${own.length} tiêu chí, tiêu chí thành phần thuộc trách nhiệm của đơn vị.`,
    `Đã cung cấp ${data.evidence.length} tài liệu kiểm chứng.`,
    ...(notApplicable > 0 ? [`Có ${notApplicable} tiêu chí không áp dụng, không tính vào điểm tối đa.`] : []),
    ...(waiting > 0
      ? [`Có ${waiting} tiêu chí do cơ quan khác chấm, điều tra xã hội học hoặc thống kê chưa có điểm.`]
      : []),
  ];
  return said.map((text): Block => ({ kind: 'item', text }));
}

function fieldTable(data: SheetExport): Table {
  const { rows, fields, foot } = summaryOf(data);
  return {
    kind: 'table',
    columns: [
      { width: 8, align: 'center' },
      { width: 52 },
      { width: 13, format: 'decimal' },
      { width: 13, format: 'decimal' },
      { width: 14, format: 'per-cent' },
    ],
    head: [['STT', 'Lĩnh vực', 'Điểm tối đa', 'Điểm đạt', 'Chỉ số'].map((text) => ({ text }))],
    rows: [
      ...fields.flatMap((at) => {
        const row = rows[at];
        return row
          ? [{ cells: [row.code, row.name, decimal(row.max), decimal(row.obtained), percent(row.obtained, row.max)] }]
          : [];
      }),
      {
        weight: 'sum',
        cells: [
          { value: 'Tổng điểm', columns: 2 },
          decimal(foot.sums.max),
          decimal(foot.sums.obtained),
          percent(foot.sums.obtained, foot.sums.max),
        ],
      },
    ],
  };
}

/** A leaf below its maximum, and by how much. */
export interface LostLeaf {
  readonly leaf: Leaf;
  readonly got: Hundredths;
  readonly max: Hundredths;
  readonly loss: Hundredths;
  readonly input: LeafInput | undefined;
}

/** Leaves that have points and not all of them, those that lost most first; what is still waited for is not lost. */
export function lostLeaves(data: SheetExport): LostLeaf[] {
  return leavesOf(data.set.fields)
    .flatMap((leaf): LostLeaf[] => {
      const line = data.leaves.get(leaf.code);
      const got = line && countedPoints(leaf, line, data.basis);
      if (got === undefined || got === null || leaf.max === null || got >= leaf.max) return [];
      return [{ leaf, got, max: leaf.max, loss: leaf.max - got, input: line?.input }];
    })
    .sort((a, b) => b.loss - a.loss);
}

function losses(data: SheetExport): Block[] {
  const lost = lostLeaves(data);
  if (lost.length === 0) return [{ kind: 'paragraph', text: 'Không có.' }];
  const sum = lost.reduce((total, { loss }) => total + loss, 0);
  const told = lost.slice(0, LOSSES_TOLD);
  const text =
    lost.length > told.length
      ? `Có ${lost.length} tiêu chí chưa đạt điểm tối đa; ${told.length} tiêu chí mất nhiều điểm nhất:`
      : `Có ${lost.length} tiêu chí chưa đạt điểm tối đa:`;
  const table: Table = {
    kind: 'table',
    columns: [
      { width: 9, align: 'center' },
      { width: 44 },
      { width: 11, format: 'decimal' },
      { width: 11, format: 'decimal' },
      { width: 11, format: 'decimal' },
      { width: 22 },
    ],
    head: [['Mã', 'Tiêu chí', 'Điểm tối đa', 'Điểm đạt', 'Chưa đạt', 'Số liệu'].map((head) => ({ text: head }))],
    rows: [
      ...told.map(({ leaf, got, max, loss, input }) => ({
        cells: [leaf.code, leaf.name, max / 100, got / 100, loss / 100, figures(input)],
      })),
      {
        weight: 'sum',
        cells: [{ value: `Cộng ${lost.length} tiêu chí chưa đạt điểm tối đa`, columns: 4 }, sum / 100, null],
      },
    ],
  };
  return [{ kind: 'paragraph', text }, table];
}
