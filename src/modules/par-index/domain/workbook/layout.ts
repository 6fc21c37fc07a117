import type { Block, Method, Scorer } from '../criteria-set.ts';
import type { LeafInput, NothingDue, Rule, Variable } from '../rule.ts';

/** What stands in a cell of a file somebody sent. `odd`: a day or an error, which no cell of ours may hold. */
export type CellIn = string | number | boolean | null | { readonly odd: 'day' | 'error' };

/** A sheet as it was read: `rows[0]` is row 1 of Excel. */
export interface SheetIn {
  readonly name: string;
  readonly rows: readonly (readonly CellIn[])[];
}

/** A sheet to be written, and how wide its columns are in characters. */
export interface SheetOut {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly { readonly head: string; readonly width: number; readonly isPoints?: boolean }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Every sheet with its columns by the heads an official reads; a reader finds columns by head, so they may be moved. */
export const SHEETS = {
  set: { name: 'Bộ tiêu chí', heads: { item: 'Mục', value: 'Giá trị' } },
  criteria: {
    name: 'Tiêu chí',
    heads: {
      code: 'Mã',
      level: 'Cấp',
      name: 'Tên',
      max: 'Điểm tối đa',
      method: 'Cách chấm',
      scorer: 'Bên chấm',
      rule: 'Loại quy tắc',
      inWords: 'Quy tắc bằng lời (chỉ để đọc)',
      unit: 'Đơn vị của bậc',
      late: 'Điểm khi chậm',
      each: 'Điểm mỗi kết quả',
      floor: 'Dưới mức này (%) thì 0 điểm',
      full: 'Từ mức này (%) thì tối đa',
      nothingDue: 'Khi không phát sinh',
      of: 'Đại lượng xét bậc (công thức)',
      evidence: 'Tài liệu kiểm chứng',
      measure: 'Số liệu của hệ thống',
      controllable: 'Trong tầm của đơn vị',
      legal: 'Căn cứ (trích văn bản)',
      source: 'Nguồn của căn cứ',
    },
  },
  conditions: { name: 'Điều kiện', heads: { code: 'Mã', text: 'Điều kiện' } },
  bands: {
    name: 'Bậc điểm',
    heads: {
      code: 'Mã',
      gt: 'Trên (>)',
      ge: 'Từ (≥)',
      lt: 'Đến dưới (<)',
      le: 'Đến hết (≤)',
      points: 'Điểm',
      formula: 'Công thức điểm',
    },
  },
  variables: { name: 'Biến', heads: { code: 'Mã', name: 'Tên biến', label: 'Ý nghĩa', unit: 'Đơn vị' } },
  tests: {
    name: 'Ví dụ',
    heads: { code: 'Mã', kind: 'Loại số liệu', given: 'Số liệu', expect: 'Điểm phải ra', why: 'Vì sao' },
  },
  classes: { name: 'Xếp loại', heads: { name: 'Mức', from: 'Từ (% điểm tối đa)' } },
} as const;

export type SheetKey = keyof typeof SHEETS;
export type Column<K extends SheetKey> = keyof (typeof SHEETS)[K]['heads'] & string;

/** The lines of the first sheet. */
export const ITEMS = {
  format: 'Định dạng',
  id: 'Mã bộ',
  title: 'Tên bộ',
  year: 'Năm',
  block: 'Khối',
  decision: 'Quyết định',
  isDemonstration: 'Bộ minh họa',
  label: 'Nhãn minh họa',
  total: 'Tổng điểm',
  bonusMax: 'Điểm thưởng tối đa',
  penaltyMax: 'Điểm trừ tối đa',
} as const;
export type Item = keyof typeof ITEMS;

/** Version of the workbook; a reader refuses one it does not know. */
export const WORKBOOK_FORMAT = 'dunghen.bo-tieu-chi/1';

export const LEVELS = ['Lĩnh vực', 'Tiêu chí', 'Tiêu chí thành phần'] as const;
export const YES_NO = { true: 'Có', false: 'Không' } as const;
export const NOT_APPLICABLE = 'Không áp dụng';

export const BLOCK_WORDS: Readonly<Record<Block, string>> = {
  province: 'Cấp tỉnh',
  ministry: 'Cấp bộ',
  'so-ban-nganh': 'Sở, ban, ngành',
  'nganh-doc': 'Ngành dọc Trung ương',
  'don-vi-su-nghiep': 'Đơn vị sự nghiệp',
  huyen: 'Cấp huyện',
  xa: 'Cấp xã',
};
export const METHOD_WORDS: Readonly<Record<Method, string>> = {
  appraised: 'Tự chấm, thẩm định',
  'survey-citizens': 'Khảo sát người dân, tổ chức',
  'survey-officials': 'Khảo sát cán bộ, công chức',
  statistics: 'Số liệu thống kê',
};
export const SCORER_WORDS: Readonly<Record<Scorer, string>> = {
  unit: 'Đơn vị được chấm',
  appraiser: 'Cơ quan thẩm định',
  survey: 'Bên khảo sát',
  system: 'Hệ thống, thống kê',
};
export const RULE_WORDS: Readonly<Record<Rule['type'], string>> = {
  'yes-no': 'Có hoặc không',
  'all-of': 'Đủ mọi điều kiện',
  timeliness: 'Đúng hạn',
  step: 'Theo bậc',
  'count-capped': 'Đếm có trần',
  proportional: 'Theo tỷ lệ',
  'banded-formula': 'Công thức theo bậc',
  survey: 'Theo chỉ số khảo sát',
  points: 'Chấm thẳng điểm',
};
export const STEP_UNIT_WORDS = { 'per-cent': '%', count: 'Số lượng' } as const;
export const NOTHING_DUE_WORDS: Readonly<Record<NothingDue, string>> = {
  full: 'Điểm tối đa',
  zero: '0 điểm',
  'not-applicable': NOT_APPLICABLE,
};
export const VARIABLE_UNIT_WORDS: Readonly<Record<Variable['unit'], string>> = {
  count: 'Số lượng',
  'per-cent': '%',
  days: 'Ngày',
  'million-dong': 'Triệu đồng',
};
export const INPUT_WORDS: Readonly<Record<LeafInput['type'], string>> = {
  'not-applicable': NOT_APPLICABLE,
  'yes-no': 'Có hoặc không',
  'all-of': 'Các điều kiện',
  timeliness: 'Thời hạn',
  ratio: 'Tỷ lệ',
  count: 'Số lượng',
  variables: 'Các biến',
  survey: 'Khảo sát',
  points: 'Điểm',
};
export const TIMELINESS_WORDS = { 'on-time': 'Đúng hạn', late: 'Chậm', none: 'Không thực hiện' } as const;

/** Which columns of the table a kind of rule uses; another that is filled in is a mistake, and said to be one. */
export const RULE_COLUMNS: Readonly<Record<Rule['type'], readonly Column<'criteria'>[]>> = {
  'yes-no': [],
  'all-of': [],
  timeliness: ['late'],
  step: ['unit', 'nothingDue'],
  'count-capped': ['each'],
  proportional: ['floor', 'full', 'nothingDue'],
  'banded-formula': ['of'],
  survey: [],
  points: [],
};
export const ALL_RULE_COLUMNS = ['unit', 'late', 'each', 'floor', 'full', 'nothingDue', 'of'] as const;

/** Which further sheets a kind of rule has rows in. */
export const RULE_SHEETS: Readonly<Record<Rule['type'], readonly ('conditions' | 'bands' | 'variables')[]>> = {
  'yes-no': ['conditions'],
  'all-of': ['conditions'],
  timeliness: [],
  step: ['bands'],
  'count-capped': [],
  proportional: [],
  'banded-formula': ['bands', 'variables'],
  survey: [],
  points: [],
};
