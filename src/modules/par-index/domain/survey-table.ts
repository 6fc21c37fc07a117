import { Refusal } from '#kernel/refusal.ts';
import { normalizeText, searchKey } from '#kernel/vietnamese.ts';
import type { Hundredths, Leaf } from './criteria-set.ts';
import { pointsOf } from './give-points.ts';
import type { LeafInput } from './rule.ts';

/** A cell of a table somebody handed in; `null` is empty. */
export type TableCell = string | number | boolean | null;
export type TableRows = readonly (readonly TableCell[])[];

/** The columns of the table, by the words they are known by; the first of each is what our own form writes. */
export const SURVEY_COLUMNS = {
  unit: ['Mã đơn vị', 'mã cơ quan', 'đơn vị', 'cơ quan', 'tên đơn vị'],
  unitName: ['Đơn vị'],
  leaf: ['Mã tiêu chí', 'tiêu chí', 'mã'],
  leafName: ['Tên tiêu chí'],
  index: ['Chỉ số (%)', 'chỉ số', 'tỷ lệ hài lòng (%)', 'mean', 'index'],
  answers: ['Số phiếu hợp lệ', 'số phiếu', 'n'],
  numerator: ['Số đạt', 'tử số', 'số lượng'],
  denominator: ['Tổng số', 'mẫu số'],
  points: ['Điểm'],
} as const;
export type SurveyColumn = keyof typeof SURVEY_COLUMNS;

export interface SurveyUnit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** A row that can be taken in. */
export interface SurveyRow {
  /** Line of the file, 1 is the first. */
  readonly row: number;
  readonly unit: SurveyUnit;
  readonly leaf: Leaf;
  readonly input: LeafInput;
  readonly points: Hundredths | null;
}

export interface SurveyFault {
  readonly row: number;
  /** The heading of the column; null where the row as a whole is meant. */
  readonly column: string | null;
  readonly text: string;
}

export interface ReadSurvey {
  readonly rows: readonly SurveyRow[];
  readonly faults: readonly SurveyFault[];
}

/**
 * Reads a table of survey results: one row a unit and a criterion, told by code or by name. A survey's index is a per
 * cent with the number of valid answers; statistics are two counts, one count, or points. Lines without any figure are
 * passed over: the form lists every unit. Nothing is guessed: an index that looks like a share of one is told, not mended.
 *
 * @param rows with a line of headings somewhere among the first ten
 * @param leaves the criteria taken from surveys and statistics
 */
export function readSurveyTable(rows: TableRows, units: readonly SurveyUnit[], leaves: readonly Leaf[]): ReadSurvey {
  const head = headOf(rows);
  if (!head) {
    const text = `Không thấy dòng tiêu đề có các cột "${SURVEY_COLUMNS.unit[0]}" và "${SURVEY_COLUMNS.leaf[0]}".`;
    return { rows: [], faults: [{ row: 1, column: null, text }] };
  }
  const byUnit = new Map(units.flatMap((unit) => [unit.code, unit.name].map((word) => [searchKey(word), unit])));
  const byLeaf = new Map(leaves.map((leaf) => [leaf.code, leaf]));
  const read: SurveyRow[] = [];
  const faults: SurveyFault[] = [];
  const lines = new Map<string, number>();
  for (const [at, cells] of rows.entries()) {
    if (at <= head.at) continue;
    const row = at + 1;
    const cell = (column: SurveyColumn): TableCell => cells[head.columns.get(column) ?? -1] ?? null;
    const fault = (column: SurveyColumn | null, text: string): void => {
      faults.push({ row, column: (column && head.names.get(column)) || null, text });
    };
    const unitWord = textOf(cell('unit')) || textOf(cell('unitName'));
    if (FIGURES.every((column) => isBlank(cell(column)))) continue;
    const unit = byUnit.get(searchKey(unitWord));
    const code = textOf(cell('leaf'));
    const leaf = byLeaf.get(code) ?? leaves.find((one) => searchKey(one.name) === searchKey(code));
    if (!unit) fault('unit', unitWord === '' ? 'Chưa ghi đơn vị.' : `"${unitWord}" không có phiếu trong đợt này.`);
    if (!leaf) fault('leaf', `"${code}" không phải tiêu chí lấy từ khảo sát hay thống kê.`);
    if (!unit || !leaf) continue;
    const key = `${unit.id} ${leaf.code}`;
    const before = lines.get(key);
    if (before !== undefined) {
      fault(null, `Đơn vị và tiêu chí này đã có ở dòng ${before}.`);
      continue;
    }
    lines.set(key, row);
    const input = inputOf(leaf, cell, fault);
    if (!input) continue;
    try {
      read.push({ row, unit, leaf, input, points: pointsOf(leaf, input) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      fault(null, WHY[error.code] ?? 'Số liệu không dùng được cho tiêu chí này.');
    }
  }
  if (read.length === 0 && faults.length === 0)
    faults.push({ row: head.at + 1, column: null, text: 'Không có dòng nào có số liệu.' });
  return { rows: read, faults };
}

const WHY: Readonly<Record<string, string>> = {
  'par-index.wrong_input': 'Số liệu không thể có thật, ví dụ số đạt lớn hơn tổng số.',
  'par-index.outside_maximum': 'Điểm vượt điểm tối đa hoặc âm.',
};
const FIGURES = ['index', 'answers', 'numerator', 'denominator', 'points'] as const;

interface Head {
  readonly at: number;
  readonly columns: ReadonlyMap<SurveyColumn, number>;
  /** The heading as the file writes it. */
  readonly names: ReadonlyMap<SurveyColumn, string>;
}

function headOf(rows: TableRows): Head | undefined {
  for (const [at, cells] of rows.slice(0, 10).entries()) {
    const columns = new Map<SurveyColumn, number>();
    const names = new Map<SurveyColumn, string>();
    for (const [index, cell] of cells.entries()) {
      const key = searchKey(textOf(cell));
      // The form's own two columns of names come before the looser words for codes.
      const known = (Object.keys(SURVEY_COLUMNS) as SurveyColumn[]).filter((name) =>
        SURVEY_COLUMNS[name].some((word) => searchKey(word) === key),
      );
      const column = known.find((name) => !columns.has(name));
      if (!column) continue;
      columns.set(column, index);
      names.set(column, textOf(cell));
    }
    if ((columns.has('unit') || columns.has('unitName')) && columns.has('leaf')) return { at, columns, names };
  }
  return undefined;
}

type Tell = (column: SurveyColumn, text: string) => void;

/** What the rule of the leaf wants, from the columns that hold it; undefined when something was told. */
function inputOf(leaf: Leaf, cell: (column: SurveyColumn) => TableCell, tell: Tell): LeafInput | undefined {
  const whole = (column: SurveyColumn): number | undefined => {
    const value = numberOf(cell(column));
    if (value === undefined || !Number.isSafeInteger(value) || value < 0) {
      tell(column, isBlank(cell(column)) ? `Chưa ghi "${SURVEY_COLUMNS[column][0]}".` : 'Phải là số nguyên không âm.');
      return undefined;
    }
    return value;
  };
  if (leaf.rule?.type === 'survey') {
    const index = perCent(cell('index'), tell);
    const answers = whole('answers');
    if (answers === 0) tell('answers', 'Khảo sát phải có ít nhất một phiếu hợp lệ.');
    return index === undefined || !answers ? undefined : { type: 'survey', indexHundredths: index, answers };
  }
  if (!isBlank(cell('points'))) {
    const value = numberOf(cell('points'));
    const hundredths = value === undefined ? Number.NaN : Math.round(value * 100);
    if (Number.isFinite(hundredths) && hundredths >= 0) return { type: 'points', points: hundredths };
    tell('points', 'Điểm phải là số không âm.');
    return undefined;
  }
  if (leaf.rule?.type === 'proportional' || (leaf.rule?.type === 'step' && leaf.rule.unit === 'per-cent')) {
    const numerator = whole('numerator');
    const denominator = whole('denominator');
    return numerator === undefined || denominator === undefined
      ? undefined
      : { type: 'ratio', ratio: { numerator, denominator } };
  }
  if (leaf.rule?.type === 'count-capped' || leaf.rule?.type === 'step') {
    const count = whole('numerator');
    return count === undefined ? undefined : { type: 'count', count };
  }
  tell('points', 'Tiêu chí này cần ghi điểm.');
  return undefined;
}

/** "83,25", "83.25 %" or 83.25 as hundredths of a per cent. */
function perCent(cell: TableCell, tell: Tell): number | undefined {
  const value = numberOf(typeof cell === 'string' ? cell.replace('%', '') : cell);
  if (value === undefined) tell('index', isBlank(cell) ? 'Chưa ghi chỉ số.' : 'Chỉ số phải là số.');
  else if (value < 0 || value > 100) tell('index', 'Chỉ số phải từ 0 đến 100.');
  else if (value > 0 && value <= 1) tell('index', 'Chỉ số ghi theo phần trăm, ví dụ 83,25 chứ không phải 0,8325.');
  else return Math.round(value * 100);
  return undefined;
}

/** A number as Excel keeps it, or as people type it: 1.234 · 1234,5 · 83.25. undefined when it is none. */
function numberOf(cell: TableCell): number | undefined {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : undefined;
  const text = textOf(cell).replace(/\s/g, '');
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'));
  if (/^\d+([.,]\d+)?$/.test(text)) return Number(text.replace(',', '.'));
  return undefined;
}

function textOf(cell: TableCell): string {
  return cell === null ? '' : normalizeText(String(cell)).trim();
}

function isBlank(cell: TableCell): boolean {
  return textOf(cell) === '';
}

/**
 * The cells of a pasted table or a CSV file: split by tabs when there are any, else by semicolons, else by commas;
 * quotes hold a cell together.
 */
export function cellsOf(text: string): string[][] {
  const clean = text.replace(/^\uFEFF/, '');
  const first = clean.split('\n', 1)[0] ?? '';
  const mark = first.includes('\t') ? '\t' : first.includes(';') ? ';' : ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < clean.length; at += 1) {
    const char = clean.charAt(at);
    if (quoted) {
      if (char !== '"') cell += char;
      else if (clean.charAt(at + 1) === '"') [cell, at] = [`${cell}"`, at + 1];
      else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === mark) [row, cell] = [[...row, cell], ''];
    else if (char === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
    } else if (char !== '\r') cell += char;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}
