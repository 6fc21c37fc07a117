import { type CriteriaNode, type CriteriaSet, type Hundredths, type Leaf, leavesOf } from '../criteria-set.ts';
import { INPUT_PATTERNS, writeInput } from './inputs.ts';
import {
  BLOCK_WORDS,
  INPUT_WORDS,
  ITEMS,
  type Item,
  LEVELS,
  METHOD_WORDS,
  NOT_APPLICABLE,
  NOTHING_DUE_WORDS,
  RULE_WORDS,
  SCORER_WORDS,
  type SheetKey,
  type SheetOut,
  SHEETS,
  STEP_UNIT_WORDS,
  VARIABLE_UNIT_WORDS,
  WORKBOOK_FORMAT,
  YES_NO,
} from './layout.ts';

type Cell = string | number | null;
type Row = readonly Cell[];

/**
 * A set as sheets an official can read and change: one line a node, the parts of rules in sheets of their own by code,
 * the examples in another, and a page of help. `readSetSheets` reads them back to the same set.
 * @param inWords the rule of a leaf as a sentence, to be read beside the columns that define it
 */
export function sheetsOfSet(set: CriteriaSet, inWords: (leaf: Leaf) => string): SheetOut[] {
  const leaves = leavesOf(set.fields);
  return [
    sheet('set', 'BỘ TIÊU CHÍ', { item: 26, value: 80 }, itemRows(set)),
    sheet('criteria', 'TIÊU CHÍ VÀ QUY TẮC', CRITERIA_WIDTHS, criteriaRows(set.fields, 0, inWords), [
      'max',
      'late',
      'each',
    ]),
    sheet('conditions', 'ĐIỀU KIỆN CỦA QUY TẮC', { code: 10, text: 90 }, leaves.flatMap(conditionRows)),
    sheet(
      'bands',
      'BẬC ĐIỂM CỦA QUY TẮC',
      { code: 10, gt: 12, ge: 12, lt: 12, le: 12, points: 12, formula: 60 },
      leaves.flatMap(bandRows),
      ['points'],
    ),
    sheet('variables', 'BIẾN CỦA CÔNG THỨC', { code: 10, name: 20, label: 60, unit: 16 }, leaves.flatMap(variableRows)),
    sheet(
      'tests',
      'VÍ DỤ KIỂM TRA QUY TẮC',
      { code: 10, kind: 20, given: 50, expect: 16, why: 60 },
      leaves.flatMap(testRows),
    ),
    sheet(
      'classes',
      'XẾP LOẠI',
      { name: 30, from: 20 },
      set.classes.map(({ name, from }) => [name, from / 100]),
    ),
    {
      name: 'Hướng dẫn',
      title: 'HƯỚNG DẪN',
      columns: [
        { head: 'Mục', width: 30 },
        { head: 'Cách ghi', width: 100 },
      ],
      rows: GUIDE,
    },
  ];
}

const CRITERIA_WIDTHS = {
  code: 10,
  level: 20,
  name: 50,
  max: 11,
  method: 26,
  scorer: 20,
  rule: 22,
  inWords: 50,
  unit: 12,
  late: 11,
  each: 11,
  floor: 13,
  full: 13,
  nothingDue: 16,
  of: 30,
  evidence: 40,
  measure: 26,
  controllable: 14,
  legal: 50,
  source: 36,
};

function sheet<K extends SheetKey>(
  key: K,
  title: string,
  widths: Record<keyof (typeof SHEETS)[K]['heads'] & string, number>,
  rows: readonly Row[],
  points: readonly string[] = [],
): SheetOut {
  const { name, heads } = SHEETS[key];
  return {
    name,
    title,
    columns: Object.entries(heads).map(([column, head]) => ({
      head,
      width: widths[column as keyof typeof widths],
      isPoints: points.includes(column),
    })),
    rows,
  };
}

function itemRows(set: CriteriaSet): Row[] {
  const values: Record<Item, Cell> = {
    format: WORKBOOK_FORMAT,
    id: set.id,
    title: set.title,
    year: set.year,
    block: BLOCK_WORDS[set.block],
    decision: set.decision,
    isDemonstration: YES_NO[`${set.isDemonstration}`],
    label: set.label,
    total: points(set.total),
    bonusMax: points(set.bonusMax),
    penaltyMax: points(set.penaltyMax),
  };
  return Object.entries(ITEMS).map(([key, words]) => [words, values[key as Item]]);
}

function criteriaRows(nodes: readonly CriteriaNode[], depth: number, inWords: (leaf: Leaf) => string): Row[] {
  return nodes.flatMap((node) => {
    const start = [node.code, LEVELS[depth] ?? LEVELS[2], node.name, points(node.max)];
    if (node.kind === 'branch')
      return [[...start, ...Array<null>(16).fill(null)], ...criteriaRows(node.children, depth + 1, inWords)];
    const { rule } = node;
    return [
      [
        ...start,
        node.method && METHOD_WORDS[node.method],
        node.scorer && SCORER_WORDS[node.scorer],
        rule && RULE_WORDS[rule.type],
        inWords(node),
        rule?.type === 'step' ? STEP_UNIT_WORDS[rule.unit] : null,
        rule?.type === 'timeliness' ? points(rule.late) : null,
        rule?.type === 'count-capped' ? points(rule.each) : null,
        rule?.type === 'proportional' ? rule.floorPerCent : null,
        rule?.type === 'proportional' ? rule.fullFromPerCent : null,
        rule?.type === 'proportional' || rule?.type === 'step' ? NOTHING_DUE_WORDS[rule.nothingDue] : null,
        rule?.type === 'banded-formula' ? rule.of : null,
        node.evidence,
        node.measureId,
        node.controllable === null ? null : YES_NO[`${node.controllable}`],
        node.legal?.text ?? null,
        node.legal?.source ?? null,
      ],
    ];
  });
}

function conditionRows({ code, rule }: Leaf): Row[] {
  if (rule?.type === 'yes-no') return [[code, rule.condition]];
  return rule?.type === 'all-of' ? rule.conditions.map((text) => [code, text]) : [];
}

function bandRows({ code, rule }: Leaf): Row[] {
  if (rule?.type === 'step') return rule.bands.map((band) => [code, ...edges(band), points(band.points), null]);
  return rule?.type === 'banded-formula' ? rule.bands.map((band) => [code, ...edges(band), null, band.formula]) : [];
}

function edges({ gt, ge, lt, le }: { gt?: number; ge?: number; lt?: number; le?: number }): Cell[] {
  return [gt ?? null, ge ?? null, lt ?? null, le ?? null];
}

function variableRows({ code, rule }: Leaf): Row[] {
  if (rule?.type !== 'banded-formula') return [];
  return rule.variables.map(({ name, label, unit }) => [code, name, label, VARIABLE_UNIT_WORDS[unit]]);
}

function testRows({ code, rule }: Leaf): Row[] {
  return (rule?.tests ?? []).map(({ given, expect, why }) => [
    code,
    INPUT_WORDS[given.type],
    writeInput(given),
    expect === 'not-applicable' ? NOT_APPLICABLE : expect / 100,
    why ?? null,
  ]);
}

function points(value: Hundredths | null): number | null {
  return value === null ? null : value / 100;
}

const list = (words: Readonly<Record<string, string>>) => Object.values(words).join(' · ');

const GUIDE: readonly Row[] = [
  [
    'Cách dùng',
    'Sửa các trang này rồi nhập lại vào Đúng Hẹn. Cột tìm theo tên ở dòng đầu bảng; không đổi tên trang và tên cột.',
  ],
  ['Thêm tiêu chí', 'Thêm một dòng ở trang "Tiêu chí" dưới mục cha. Cột "Cấp" quyết định mục nào nằm dưới mục nào.'],
  [
    'Điểm',
    'Điểm có tối đa hai chữ số thập phân. Điểm của lĩnh vực và tiêu chí phải bằng tổng các mục con. Để trống là chưa biết.',
  ],
  ['Cấp', LEVELS.join(' · ')],
  ['Khối', list(BLOCK_WORDS)],
  ['Cách chấm', list(METHOD_WORDS)],
  ['Bên chấm', list(SCORER_WORDS)],
  ['Loại quy tắc', list(RULE_WORDS)],
  ['Có hoặc không; Đủ mọi điều kiện', 'Ghi từng điều kiện một dòng ở trang "Điều kiện", cùng mã tiêu chí.'],
  ['Đúng hạn', 'Ghi cột "Điểm khi chậm". Đúng hạn được điểm tối đa, không thực hiện được 0 điểm.'],
  [
    'Theo bậc',
    'Ghi "Đơn vị của bậc" và "Khi không phát sinh"; mỗi bậc một dòng ở trang "Bậc điểm". Ngoài mọi bậc là 0 điểm.',
  ],
  ['Đếm có trần', 'Ghi "Điểm mỗi kết quả"; không vượt điểm tối đa.'],
  ['Theo tỷ lệ', 'Điểm tối đa nhân tỷ lệ. Ghi "Khi không phát sinh"; hai cột mức % có thể để trống.'],
  [
    'Công thức theo bậc',
    'Ghi "Đại lượng xét bậc", từng bậc ở trang "Bậc điểm" với "Công thức điểm", từng biến ở trang "Biến". Số trong công thức viết có phần thập phân, ví dụ 2.0.',
  ],
  ['Khi không phát sinh', list(NOTHING_DUE_WORDS)],
  ['Ví dụ', 'Mỗi ví dụ được tính thử khi nhập: số liệu cho ra điểm khác "Điểm phải ra" thì bộ không được nhận.'],
  ...Object.entries(INPUT_WORDS).map(
    ([type, words]): Row => [`Số liệu kiểu "${words}"`, INPUT_PATTERNS[type as keyof typeof INPUT_PATTERNS]],
  ),
];
