import { z } from 'zod';
import {
  BLOCKS,
  type CriteriaNode,
  type CriteriaSet,
  faultsOfSet,
  isKeepable,
  type Leaf,
  type SetFault,
} from './criteria-set.ts';
import { faultsOfRules, type RuleFault } from './rule-check.ts';
import type { LeafInput, Rule } from './rule.ts';

/** Version of the file format; a reader refuses one it does not know. */
export const FORMAT = 'dunghen.criteria-set/1';

/** The name of a value in a formula. */
export const VariableName = z
  .string()
  .regex(
    /^[a-z][A-Za-z0-9]{0,40}$/,
    'Tên biến bắt đầu bằng chữ thường, chỉ gồm chữ không dấu và chữ số, tối đa 41 ký tự.',
  );

const Words = z.string().trim().min(1).max(4000);
const Points = z.int().min(0).max(1_000_000);
const Edge = z.number().min(-1_000_000_000).max(1_000_000_000);
const edges = { gt: Edge.optional(), ge: Edge.optional(), lt: Edge.optional(), le: Edge.optional() };
const NothingDue = z.enum(['full', 'zero', 'not-applicable']);
const Count = z.int().min(0);

export const InputShape: z.ZodType<LeafInput> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('not-applicable'), reason: Words }),
  z.strictObject({ type: z.literal('yes-no'), met: z.boolean() }),
  z.strictObject({ type: z.literal('all-of'), met: z.array(z.boolean()).max(50) }),
  z.strictObject({ type: z.literal('timeliness'), state: z.enum(['on-time', 'late', 'none']) }),
  z.strictObject({ type: z.literal('ratio'), ratio: z.strictObject({ numerator: Count, denominator: Count }) }),
  z.strictObject({ type: z.literal('count'), count: Count }),
  z.strictObject({
    type: z.literal('variables'),
    values: z
      .record(VariableName, z.number())
      .refine((values) => Object.keys(values).length <= 30, 'Nhận tối đa 30 biến.'),
  }),
  z.strictObject({ type: z.literal('survey'), indexHundredths: Count.max(10_000), answers: Count }),
  z.strictObject({ type: z.literal('points'), points: z.int() }),
]);

const tests = z
  .array(
    z.strictObject({
      given: InputShape,
      expect: z.union([Points, z.literal('not-applicable')]),
      why: z.string().max(500).optional(),
    }),
  )
  .max(200)
  .optional();

export const RuleShape = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('yes-no'), condition: Words, tests }),
  z.strictObject({ type: z.literal('all-of'), conditions: z.array(Words).min(1).max(50), tests }),
  z.strictObject({ type: z.literal('timeliness'), late: Points, tests }),
  z.strictObject({
    type: z.literal('step'),
    unit: z.enum(['per-cent', 'count']),
    bands: z
      .array(z.strictObject({ ...edges, points: Points }))
      .min(1)
      .max(50),
    nothingDue: NothingDue,
    tests,
  }),
  z.strictObject({ type: z.literal('count-capped'), each: Points, tests }),
  z.strictObject({
    type: z.literal('proportional'),
    floorPerCent: z.number().min(0).max(100).nullable(),
    fullFromPerCent: z.number().min(0).max(100).nullable(),
    nothingDue: NothingDue,
    tests,
  }),
  z.strictObject({
    type: z.literal('banded-formula'),
    variables: z
      .array(
        z.strictObject({
          name: VariableName,
          label: Words,
          unit: z.enum(['count', 'per-cent', 'days', 'million-dong']),
        }),
      )
      .min(1)
      .max(20),
    of: z.string().min(1).max(1000),
    bands: z
      .array(z.strictObject({ ...edges, formula: z.string().min(1).max(1000) }))
      .min(1)
      .max(50),
    tests,
  }),
  z.strictObject({ type: z.literal('survey'), tests }),
  z.strictObject({ type: z.literal('points'), tests }),
]) as unknown as z.ZodType<Rule>;

const base = { code: z.string().trim().min(1).max(30), name: Words, max: Points.nullable() };

const LeafShape = z.strictObject({
  kind: z.literal('leaf'),
  ...base,
  method: z.enum(['appraised', 'survey-citizens', 'survey-officials', 'statistics']).nullable(),
  scorer: z.enum(['unit', 'appraiser', 'survey', 'system']).nullable(),
  rule: RuleShape.nullable(),
  evidence: Words.nullable(),
  measureId: z.string().max(100).nullable(),
  controllable: z.boolean().nullable(),
  legal: z.strictObject({ text: Words, source: Words }).nullable(),
});

/** What may be changed of one leaf; code and place stay. */
export const LeafEditShape = LeafShape.omit({ kind: true, code: true }).partial() as unknown as z.ZodType<
  Partial<Omit<Leaf, 'kind' | 'code'>>
>;

/** Three levels and no more: field, criterion, component. */
const CriterionShape = z.discriminatedUnion('kind', [
  LeafShape,
  z.strictObject({ kind: z.literal('branch'), ...base, children: z.array(LeafShape).max(100) }),
]);
const FieldShape = z.discriminatedUnion('kind', [
  LeafShape,
  z.strictObject({ kind: z.literal('branch'), ...base, children: z.array(CriterionShape).max(100) }),
]);

/** A criteria set as it travels. */
export const CriteriaSetShape = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,80}$/),
  title: Words,
  year: z.int().min(2000).max(2100),
  block: z.enum(BLOCKS),
  decision: Words.nullable(),
  isDemonstration: z.boolean(),
  label: Words.nullable(),
  total: Points.nullable(),
  fields: z.array(FieldShape).min(1).max(50),
  bonusMax: Points.nullable(),
  penaltyMax: Points.nullable(),
  classes: z.array(z.strictObject({ name: Words, from: z.int().min(0).max(10_000) })).max(20),
}) as unknown as z.ZodType<CriteriaSet>;

/** One thing that is wrong, where it is and what it is, in words for the person who wrote the file. */
export interface PlacedFault {
  /** "Tiêu chí thành phần 1.2.3" or "Bộ tiêu chí". */
  readonly place: string;
  readonly code: string;
  readonly text: string;
  /** false: the set may be kept as a draft, but not adopted. */
  readonly blocksKeeping: boolean;
  /** What kind of fault it is, and at which band, example or formula of the rule, where the set itself is wrong. */
  readonly what?: SetFault['what'] | RuleFault['what'];
  readonly at?: number;
  /** The part of the node or of the set that has the wrong shape. */
  readonly key?: string;
}

export interface ReadSet {
  /** Absent when the file is not a criteria set at all. */
  readonly set?: CriteriaSet;
  readonly faults: readonly PlacedFault[];
}

/** Reads an exported set. The set is given back whenever its shape is right, with everything that is wrong in it. */
export function readCriteriaSet(json: string): ReadSet {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (error) {
    return { faults: [atSet(`Tệp không phải JSON${placeInText(json, error)}.`)] };
  }
  const { format, set } = (data ?? {}) as { format?: unknown; set?: unknown };
  if (format !== FORMAT) return { faults: [atSet(`Tệp không phải bộ tiêu chí xuất từ Đúng Hẹn (cần "${FORMAT}").`)] };
  return checkCriteriaSet(set);
}

/** Where reading stopped, as far as the error tells it; its English words stay out. */
function placeInText(text: string, error: unknown): string {
  const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return at === undefined ? '' : `: sai cú pháp ở dòng ${text.slice(0, Number(at)).split('\n').length}`;
}

/** The same for a set that is already parsed. Texts come out in NFC. */
export function checkCriteriaSet(data: unknown): ReadSet {
  const parsed = CriteriaSetShape.safeParse(normal(data));
  if (!parsed.success) return { faults: parsed.error.issues.map((issue) => ofShape(data, issue)) };
  return { set: parsed.data, faults: placedFaults(parsed.data) };
}

/** Every fault of sums, codes, scorers, rules and examples, with its place. */
export function placedFaults(set: CriteriaSet): PlacedFault[] {
  const levels = levelsOf(set.fields);
  return [
    ...faultsOfSet(set).map((fault) => ({
      place: placeOf(levels, fault.code),
      code: fault.code,
      text: sentenceOf(fault),
      blocksKeeping: !isKeepable([fault]),
      what: fault.what,
    })),
    ...faultsOfRules(set).map((fault) => ({
      place: placeOf(levels, fault.code),
      code: fault.code,
      text: ruleSentence(fault),
      blocksKeeping: true,
      what: fault.what,
      ...(fault.at === undefined ? {} : { at: fault.at }),
    })),
  ];
}

/** The file of a set: indented, keys in the order of the type, ending in a line break. */
export function writeCriteriaSet(set: CriteriaSet): string {
  // Through the shape, so that the keys stand in its order wherever the set was kept meanwhile.
  return `${JSON.stringify({ format: FORMAT, set: CriteriaSetShape.parse(set) }, null, 1)}\n`;
}

/** What XML, and so an .xlsx file, cannot carry: kept out at every door, so that a set is the same in all its forms. */
const NOT_IN_XML = /(?![\t\n])\p{Cc}|\p{Surrogate}|[\ufffe\uffff]/gu;

function normal(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC').replace(/\r\n?/g, '\n').replace(NOT_IN_XML, '');
  if (Array.isArray(value)) return value.map(normal);
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, normal(one)]));
  return value;
}

function atSet(text: string): PlacedFault {
  return { place: 'Bộ tiêu chí', code: '', text, blocksKeeping: true };
}

const LEVELS = ['Lĩnh vực', 'Tiêu chí', 'Tiêu chí thành phần'] as const;

function levelsOf(nodes: readonly CriteriaNode[], depth = 0, into = new Map<string, number>()): Map<string, number> {
  for (const node of nodes) {
    into.set(node.code, depth);
    if (node.kind === 'branch') levelsOf(node.children, depth + 1, into);
  }
  return into;
}

function placeOf(levels: ReadonlyMap<string, number>, code: string): string {
  return code === '' ? 'Bộ tiêu chí' : `${LEVELS[levels.get(code) ?? 1]} ${code}`;
}

/** Follows the path of a shape error through the raw data, so that it is named by code and not by position. */
function ofShape(data: unknown, issue: z.core.$ZodIssue): PlacedFault {
  let here = data;
  let code = '';
  let depth = -1;
  const tail: string[] = [];
  for (const key of issue.path) {
    here = (here as Record<PropertyKey, unknown> | undefined)?.[key];
    if (typeof key === 'number' && (tail.at(-1) === 'fields' || tail.at(-1) === 'children')) {
      const own = (here as { code?: unknown } | undefined)?.code;
      code = typeof own === 'string' ? own : `${code ? `${code} ` : ''}thứ ${key + 1}`;
      depth += 1;
      tail.length = 0;
    } else tail.push(typeof key === 'number' ? String(key + 1) : String(key));
  }
  const place = code === '' ? 'Bộ tiêu chí' : `${LEVELS[depth] ?? LEVELS[2]} ${code}`;
  const what = tail.length > 0 ? `Mục "${tail.map((word) => WORDS[word] ?? word).join(', ')}": ` : '';
  return { place, code, text: `${what}${issueVi(issue)}`, blocksKeeping: true, ...(tail[0] ? { key: tail[0] } : {}) };
}

/** Why a value has the wrong shape, as a sentence. */
function issueVi(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'thiếu hoặc không đúng kiểu.' : 'không đúng kiểu.';
    case 'too_small':
      return issue.origin === 'string' ? 'chưa ghi gì.' : `nhỏ hơn mức thấp nhất là ${issue.minimum}.`;
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `dài quá ${issue.maximum}.`
        : `lớn hơn mức cao nhất là ${issue.maximum}.`;
    case 'invalid_value':
      return `phải là một trong: ${issue.values.map(String).join(', ')}.`;
    case 'invalid_format':
      return 'viết không đúng cách.';
    case 'unrecognized_keys':
      return `có mục lạ: ${issue.keys.join(', ')}.`;
    default:
      return 'không đúng.';
  }
}

const WORDS: Readonly<Record<string, string>> = {
  max: 'điểm tối đa',
  name: 'tên',
  rule: 'quy tắc tính điểm',
  method: 'cách chấm',
  scorer: 'bên chấm',
  evidence: 'tài liệu kiểm chứng',
  children: 'các mục con',
  classes: 'mức xếp loại',
  total: 'tổng điểm',
  bands: 'bậc',
  tests: 'ví dụ kiểm tra',
  title: 'tên bộ',
  year: 'năm',
  block: 'khối',
};

/** Hundredths as a person writes points: 1250 is "12,50". */
export function pointsVi(hundredths: number): string {
  const sign = hundredths < 0 ? '-' : '';
  const whole = Math.abs(hundredths);
  return `${sign}${Math.floor(whole / 100)},${String(whole % 100).padStart(2, '0')}`;
}

function sentenceOf({ what, stated, found }: SetFault): string {
  const both = `ghi ${pointsVi(stated ?? 0)} điểm nhưng các mục con cộng lại ${pointsVi(found ?? 0)} điểm`;
  const say: Readonly<Record<SetFault['what'], string>> = {
    'sum-differs': `Điểm tối đa ${both}.`,
    'total-differs': `Tổng điểm ${both}.`,
    'unknown-max': 'Chưa có điểm tối đa.',
    'unknown-method': 'Chưa rõ cách chấm hoặc bên chấm.',
    'repeated-code': 'Mã bị trùng.',
    'misplaced-code': 'Mã không nằm dưới mã của mục cha.',
    'empty-branch': 'Không có mục con nào.',
    'no-rule': 'Chưa có quy tắc tính điểm.',
    'no-label': 'Bộ minh họa phải mang nhãn minh họa.',
    'classes-not-falling': 'Các mức xếp loại phải giảm dần.',
    'negative-max': 'Điểm tối đa phải là số nguyên phần trăm điểm, không âm.',
    'wrong-scorer': 'Tiêu chí khảo sát do bên khảo sát nhập điểm; tiêu chí khác thì không.',
  };
  return say[what];
}

/** Why an example gives no points at all. */
const REASONS: Readonly<Record<string, string>> = {
  'par-index.outside_maximum': 'điểm âm hoặc quá điểm tối đa',
  'par-index.wrong_input': 'lỗi vì số liệu không đúng kiểu của quy tắc',
};

function ruleSentence({ what, at, expected, found }: RuleFault): string {
  const word = (value: RuleFault['found']) =>
    typeof value === 'number'
      ? `${pointsVi(value)} điểm`
      : value === 'not-applicable'
        ? 'không áp dụng'
        : (REASONS[String(value)] ?? String(value));
  switch (what) {
    case 'example-fails':
      return `Ví dụ thứ ${at} của quy tắc phải ra ${word(expected)} nhưng ra ${word(found)}.`;
    case 'above-maximum':
      return at ? `Bậc thứ ${at} cho điểm quá điểm tối đa.` : 'Quy tắc cho điểm quá điểm tối đa.';
    case 'band-empty':
      return `Bậc thứ ${at} không chứa giá trị nào.`;
    case 'bands-overlap':
      return `Bậc thứ ${at} chồng lên bậc trước.`;
    case 'bad-formula':
      return `Công thức không dùng được: ${word(found)}.`;
  }
}
