import type { LeafInput, NothingDue, Rule, RuleTest } from '../rule.ts';
import { INPUT_PATTERNS, readInput } from './inputs.ts';
import {
  ALL_RULE_COLUMNS,
  INPUT_WORDS,
  NOT_APPLICABLE,
  NOTHING_DUE_WORDS,
  RULE_COLUMNS,
  RULE_SHEETS,
  RULE_WORDS,
  SHEETS,
  STEP_UNIT_WORDS,
  VARIABLE_UNIT_WORDS,
} from './layout.ts';
import type { Line, Table } from './tables.ts';
import { same } from './inputs.ts';

interface Tables {
  readonly conditions: Table<'conditions'>;
  readonly bands: Table<'bands'>;
  readonly variables: Table<'variables'>;
  readonly tests: Table<'tests'>;
}
type PartSheet = keyof Tables;

/** The lines of the further sheets by the code they belong to. */
export interface Parts {
  lines<K extends PartSheet>(sheet: K, code: string): readonly Line<K>[];
  /** Says of every line of a code that it has no business there. */
  refuseAll(code: string, why: string): void;
}

export function partsByCode(tables: Tables): Parts {
  const byCode = new Map<string, Line<PartSheet>[]>();
  for (const sheet of Object.keys(tables) as PartSheet[])
    for (const line of tables[sheet].lines as readonly Line<PartSheet>[]) {
      const key = `${sheet} ${line.code}`;
      byCode.set(key, [...(byCode.get(key) ?? []), line]);
    }
  const lines = <K extends PartSheet>(sheet: K, code: string) =>
    (byCode.get(`${sheet} ${code}`) ?? []) as unknown as readonly Line<K>[];
  return {
    lines,
    refuseAll: (code, why) => {
      for (const sheet of Object.keys(tables) as PartSheet[])
        for (const line of lines(sheet, code)) line.fault('code' as never, why);
    },
  };
}

/** The rule of a line with its examples; null where none is given. What another kind would use is refused. */
export function readRule(line: Line<'criteria'>, parts: Parts): Rule | null {
  const type = line.word('rule', RULE_WORDS);
  const { code } = line;
  if (type === null) {
    if (line.text('rule') === null) {
      for (const column of ALL_RULE_COLUMNS)
        if (line.text(column) !== null) line.fault(column, 'Chưa ghi loại quy tắc thì để trống cột này.');
      parts.refuseAll(code, `Tiêu chí ${code} chưa ghi loại quy tắc.`);
    }
    return null;
  }
  for (const column of ALL_RULE_COLUMNS)
    if (!RULE_COLUMNS[type].includes(column) && line.text(column) !== null)
      line.fault(column, `Quy tắc "${RULE_WORDS[type]}" không dùng cột này; hãy để trống.`);
  for (const sheet of ['conditions', 'bands', 'variables'] as const)
    if (!RULE_SHEETS[type].includes(sheet))
      for (const one of parts.lines(sheet, code))
        one.fault('code', `Quy tắc "${RULE_WORDS[type]}" của tiêu chí ${code} không dùng trang này.`);
  const tests = parts.lines('tests', code).map(readTest);
  return { ...shapeOf(type, line, parts), ...(tests.length > 0 ? { tests } : {}) } as Rule;
}

function shapeOf(type: Rule['type'], line: Line<'criteria'>, parts: Parts): Rule {
  const { code } = line;
  const needed = (column: 'late' | 'each') => {
    const value = line.points(column);
    if (line.text(column) === null) line.fault(column, `Quy tắc "${RULE_WORDS[type]}" cần cột này.`);
    return value ?? 0;
  };
  switch (type) {
    case 'yes-no': {
      const [only, second] = conditionsOf(line, parts);
      if (second !== undefined)
        parts.lines('conditions', code)[1]?.fault('code', 'Quy tắc "Có hoặc không" có một điều kiện.');
      return { type, condition: only ?? '' };
    }
    case 'all-of':
      return { type, conditions: conditionsOf(line, parts) };
    case 'timeliness':
      return { type, late: needed('late') };
    case 'count-capped':
      return { type, each: needed('each') };
    case 'proportional':
      return {
        type,
        floorPerCent: line.number('floor'),
        fullFromPerCent: line.number('full'),
        nothingDue: nothingDue(line),
      };
    case 'step': {
      const unit = line.word('unit', STEP_UNIT_WORDS);
      if (line.text('unit') === null) line.fault('unit', `Ghi ${Object.values(STEP_UNIT_WORDS).join(' hoặc ')}.`);
      const bands = bandsOf(line, parts).map((band) => {
        if (band.text('formula') !== null) band.fault('formula', 'Quy tắc "Theo bậc" ghi điểm, không ghi công thức.');
        const points = band.points('points');
        if (band.text('points') === null) band.fault('points', 'Chưa ghi điểm của bậc.');
        return { ...edgesOf(band), points: points ?? 0 };
      });
      return { type, unit: unit ?? 'count', bands, nothingDue: nothingDue(line) };
    }
    case 'banded-formula': {
      const of = line.text('of');
      if (of === null) line.fault('of', 'Ghi đại lượng để xét bậc.');
      const bands = bandsOf(line, parts).map((band) => {
        if (band.text('points') !== null) band.fault('points', 'Quy tắc này ghi công thức, không ghi điểm.');
        const formula = band.text('formula');
        if (formula === null) band.fault('formula', 'Chưa ghi công thức điểm của bậc.');
        return { ...edgesOf(band), formula: formula ?? '' };
      });
      return { type, variables: variablesOf(line, parts), of: of ?? '', bands };
    }
    default:
      return { type };
  }
}

function nothingDue(line: Line<'criteria'>): NothingDue {
  const value = line.word('nothingDue', NOTHING_DUE_WORDS);
  if (line.text('nothingDue') === null)
    line.fault('nothingDue', `Ghi khi không phát sinh thì sao: ${Object.values(NOTHING_DUE_WORDS).join(', ')}.`);
  return value ?? 'zero';
}

function conditionsOf(line: Line<'criteria'>, parts: Parts): string[] {
  const lines = parts.lines('conditions', line.code);
  if (lines.length === 0)
    line.fault('rule', `Chưa có dòng nào của mã ${line.code} ở trang "${SHEETS.conditions.name}".`);
  return lines.map((one) => {
    const text = one.text('text');
    if (text === null) one.fault('text', 'Chưa ghi điều kiện.');
    return text ?? '';
  });
}

function bandsOf(line: Line<'criteria'>, parts: Parts): readonly Line<'bands'>[] {
  const lines = parts.lines('bands', line.code);
  if (lines.length === 0) line.fault('rule', `Chưa có dòng nào của mã ${line.code} ở trang "${SHEETS.bands.name}".`);
  return lines;
}

function edgesOf(line: Line<'bands'>): { gt?: number; ge?: number; lt?: number; le?: number } {
  const edges: { gt?: number; ge?: number; lt?: number; le?: number } = {};
  for (const edge of ['gt', 'ge', 'lt', 'le'] as const) {
    const value = line.number(edge);
    if (value !== null) edges[edge] = value;
  }
  return edges;
}

type Variables = Extract<Rule, { type: 'banded-formula' }>['variables'];

function variablesOf(line: Line<'criteria'>, parts: Parts): Variables {
  const lines = parts.lines('variables', line.code);
  if (lines.length === 0)
    line.fault('rule', `Chưa có dòng nào của mã ${line.code} ở trang "${SHEETS.variables.name}".`);
  return lines.map((one) => {
    const name = one.text('name');
    if (name === null || !/^[a-z][A-Za-z0-9]{0,40}$/.test(name))
      one.fault('name', 'Tên biến bắt đầu bằng chữ thường không dấu, chỉ gồm chữ và số.');
    const label = one.text('label');
    if (label === null) one.fault('label', 'Chưa ghi ý nghĩa của biến.');
    const unit = one.word('unit', VARIABLE_UNIT_WORDS);
    if (one.text('unit') === null) one.fault('unit', 'Chưa ghi đơn vị.');
    return { name: name ?? '', label: label ?? '', unit: unit ?? 'count' };
  });
}

function readTest(line: Line<'tests'>): RuleTest {
  const type = line.word('kind', INPUT_WORDS);
  if (line.text('kind') === null) line.fault('kind', 'Chưa ghi loại số liệu.');
  const said = line.text('given') ?? '';
  const given: LeafInput | undefined = type === null ? undefined : readInput(type, said);
  if (type !== null && given === undefined)
    line.fault('given', `"${said}" không đúng cách ghi: ${INPUT_PATTERNS[type]}.`);
  const expected = line.text('expect');
  const isOut = expected !== null && same(expected, NOT_APPLICABLE);
  const points = isOut ? null : line.points('expect');
  if (expected === null) line.fault('expect', 'Chưa ghi điểm phải ra.');
  const why = line.text('why');
  return {
    given: given ?? { type: 'not-applicable', reason: '?' },
    expect: isOut ? 'not-applicable' : (points ?? 0),
    ...(why === null ? {} : { why }),
  };
}
