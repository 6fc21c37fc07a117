import type { CriteriaNode, Leaf, ScoreClass } from '../criteria-set.ts';
import { checkCriteriaSet, type PlacedFault, type ReadSet } from '../set-json.ts';
import { same } from './inputs.ts';
import {
  BLOCK_WORDS,
  type Column,
  ITEMS,
  type Item,
  LEVELS,
  METHOD_WORDS,
  SCORER_WORDS,
  type SheetIn,
  SHEETS,
  WORKBOOK_FORMAT,
} from './layout.ts';
import { type Parts, partsByCode, readRule } from './read-rule.ts';
import { Faults, type Line, placeInSheet, readTable, type Table } from './tables.ts';

/**
 * Reads a workbook written by `sheetsOfSet`, perhaps changed since. Everything wrong is told with sheet, row and
 * column; the set is given back when each cell could be read, so that a draft with gaps may be kept.
 */
export function readSetSheets(sheets: readonly SheetIn[]): ReadSet {
  const faults = new Faults();
  const items = readTable('set', sheets, faults);
  const criteria = readTable('criteria', sheets, faults);
  const conditions = readTable('conditions', sheets, faults);
  const bands = readTable('bands', sheets, faults);
  const variables = readTable('variables', sheets, faults);
  const tests = readTable('tests', sheets, faults);
  const classes = readTable('classes', sheets, faults);
  if (!items || !criteria || !conditions || !bands || !variables || !tests || !classes) return { faults: faults.list };
  const parts = partsByCode({ conditions, bands, variables, tests });
  const head = readItems(items);
  const fields = readTree(criteria, parts, faults);
  const known = new Set(criteria.lines.map(({ code }) => code));
  for (const line of [conditions, bands, variables, tests].flatMap((table) => table.lines as Line<'conditions'>[]))
    if (!known.has(line.code)) line.fault('code', `Trang "${SHEETS.criteria.name}" không có mã "${line.code}".`);
  const data = { ...head.values, fields, classes: classes.lines.map(readClass) };
  if (faults.list.length > 0) return { faults: faults.list };
  const { set, faults: inside } = checkCriteriaSet(data);
  const places = { items, criteria, bands, tests, classes, itemRows: head.rows, parts };
  return { ...(set ? { set } : {}), faults: inside.map((fault) => ({ ...fault, place: placeOf(fault, places) })) };
}

interface Items {
  readonly values: Record<string, unknown>;
  readonly rows: ReadonlyMap<Item, number>;
}

function readItems(table: Table<'set'>): Items {
  const lines = new Map<Item, Line<'set'>>();
  for (const line of table.lines) {
    const said = line.text('item') ?? '';
    const item = (Object.entries(ITEMS) as [Item, string][]).find(([, words]) => same(words, said))?.[0];
    if (item === undefined)
      line.fault('item', `Không có mục "${said}"; các mục là ${Object.values(ITEMS).join(', ')}.`);
    else if (lines.has(item)) line.fault('item', `Mục "${said}" ghi hai lần.`);
    else lines.set(item, line);
  }
  const text = (item: Item) => lines.get(item)?.text('value') ?? null;
  const points = (item: Item) => lines.get(item)?.points('value') ?? null;
  const needed = (item: Item) => {
    const value = text(item);
    const line = lines.get(item) ?? table.lines[0];
    if (value === null) line?.fault('value', `Chưa ghi mục "${ITEMS[item]}".`);
    return value;
  };
  const format = needed('format');
  if (format !== null && format !== WORKBOOK_FORMAT)
    lines.get('format')?.fault('value', `Không đọc được định dạng "${format}" (cần "${WORKBOOK_FORMAT}").`);
  needed('id');
  needed('title');
  needed('year');
  needed('block');
  return {
    values: {
      id: text('id'),
      title: text('title'),
      year: lines.get('year')?.number('value'),
      block: lines.get('block')?.word('value', BLOCK_WORDS),
      decision: text('decision'),
      isDemonstration: lines.get('isDemonstration')?.yesNo('value') ?? false,
      label: text('label'),
      total: points('total'),
      bonusMax: points('bonusMax'),
      penaltyMax: points('penaltyMax'),
    },
    rows: new Map([...lines].map(([item, { row }]) => [item, row])),
  };
}

type Growing = {
  node: Omit<CriteriaNode, 'children'> & { children?: unknown[] };
  depth: number;
  line: Line<'criteria'>;
};

/** The tree by the levels of its lines: a line with deeper ones under it is a branch, any other is scored. */
function readTree(table: Table<'criteria'>, parts: Parts, faults: Faults): unknown[] {
  const roots: unknown[] = [];
  const path: Growing[] = [];
  const depths = table.lines.map((line) => depthOf(line));
  for (const [index, line] of table.lines.entries()) {
    const depth = depths[index];
    if (depth === undefined) continue;
    if (line.text('code') === null) line.fault('code', 'Chưa ghi mã.');
    const parent = depth === 0 ? undefined : path[depth - 1];
    if (depth > 0 && !parent) {
      line.fault('level', `"${LEVELS[depth]}" phải đứng dưới một "${LEVELS[depth - 1]}".`);
      continue;
    }
    const isBranch = (depths[index + 1] ?? 0) > depth;
    const base = { code: line.code, name: line.text('name') ?? '', max: line.points('max') };
    if (base.name === '') line.fault('name', 'Chưa ghi tên.');
    const node = isBranch
      ? { kind: 'branch', ...base, children: [] }
      : { kind: 'leaf', ...base, ...leafOf(line, parts) };
    if (isBranch) refuseLeafCells(line, parts);
    path.length = depth;
    path.push({ node: node as Growing['node'], depth, line });
    if (parent) parent.node.children?.push(node);
    else roots.push(node);
  }
  if (roots.length === 0 && faults.list.length === 0)
    faults.add(SHEETS.criteria.name, 1, null, null, 'Không có lĩnh vực nào.');
  return roots;
}

function depthOf(line: Line<'criteria'>): number | undefined {
  const said = line.text('level');
  const depth = LEVELS.findIndex((level) => said !== null && same(level, said));
  if (depth < 0) line.fault('level', `Ghi một trong các cấp: ${LEVELS.join(', ')}.`);
  return depth < 0 ? undefined : depth;
}

function leafOf(line: Line<'criteria'>, parts: Parts): Omit<Leaf, 'kind' | 'code' | 'name' | 'max'> {
  const [text, source] = [line.text('legal'), line.text('source')];
  if ((text === null) !== (source === null))
    line.fault(text === null ? 'legal' : 'source', 'Căn cứ phải có cả trích văn bản và nguồn.');
  return {
    method: line.word('method', METHOD_WORDS),
    scorer: line.word('scorer', SCORER_WORDS),
    rule: readRule(line, parts),
    evidence: line.text('evidence'),
    measureId: line.text('measure'),
    controllable: line.yesNo('controllable'),
    legal: text !== null && source !== null ? { text, source } : null,
  };
}

/** What belongs to scored lines alone. */
const LEAF_COLUMNS = ['method', 'scorer', 'rule', 'evidence', 'measure', 'controllable', 'legal', 'source'] as const;

function refuseLeafCells(line: Line<'criteria'>, parts: Parts): void {
  for (const column of LEAF_COLUMNS)
    if (line.text(column) !== null) line.fault(column, 'Mục có mục con thì để trống cột này.');
  parts.refuseAll(line.code, `Mục "${line.code}" có mục con nên không có quy tắc.`);
}

function readClass(line: Line<'classes'>): ScoreClass {
  const name = line.text('name') ?? '';
  if (name === '') line.fault('name', 'Chưa ghi tên mức.');
  const from = line.points('from');
  if (from === null) line.fault('from', 'Chưa ghi mức bắt đầu.');
  return { name, from: from ?? 0 };
}

interface Places {
  readonly items: Table<'set'>;
  readonly criteria: Table<'criteria'>;
  readonly bands: Table<'bands'>;
  readonly tests: Table<'tests'>;
  readonly classes: Table<'classes'>;
  readonly itemRows: ReadonlyMap<Item, number>;
  readonly parts: Parts;
}

const COLUMN_OF: Readonly<Record<string, Column<'criteria'>>> = {
  'sum-differs': 'max',
  'unknown-max': 'max',
  'negative-max': 'max',
  'repeated-code': 'code',
  'misplaced-code': 'code',
  'empty-branch': 'code',
  'no-rule': 'rule',
  'unknown-method': 'method',
  'wrong-scorer': 'scorer',
  'bad-formula': 'of',
};

/** Where in the workbook a fault of the set itself stands. */
function placeOf(fault: PlacedFault, places: Places): string {
  const { code, what, at } = fault;
  const item = (one: Item) => places.items.placeOf(places.itemRows.get(one) ?? 1, 'value');
  if (code === '') {
    if (what === 'no-label') return item('label');
    if (what === 'classes-not-falling') return places.classes.placeOf(places.classes.lines[0]?.row ?? 1, 'from');
    if (what === 'total-differs') return item('total');
    const named = fault.key as Item | undefined;
    return named !== undefined && places.itemRows.has(named) ? item(named) : fault.place;
  }
  const lines = places.criteria.lines.filter((line) => line.code === code);
  // Of a code that stands twice the second is the one to change.
  const row = (what === 'repeated-code' ? lines.at(-1) : lines[0])?.row;
  if (row === undefined) return `${placeInSheet(SHEETS.criteria.name, 1, null, null)}: ${fault.place}`;
  const cell = (column: Column<'criteria'>) => `${places.criteria.placeOf(row, column)}, mã ${code}`;
  const part = (sheet: 'bands' | 'tests', nth: number, column: string) => {
    const line = places.parts.lines(sheet, code)[nth - 1];
    const table = places[sheet] as Table<'bands'>;
    return line ? `${table.placeOf(line.row, column as Column<'bands'>)}, mã ${code}` : cell('rule');
  };
  if (what === 'example-fails') return part('tests', at ?? 1, 'expect');
  if (what === 'above-maximum' && at !== undefined) return part('bands', at, 'points');
  if (what === 'above-maximum')
    return cell(places.criteria.lines.find((line) => line.row === row)?.text('late') === null ? 'each' : 'late');
  if (what === 'band-empty' || what === 'bands-overlap') return part('bands', at ?? 1, 'code');
  if (what === 'bad-formula' && (at ?? 0) > 0) return part('bands', at ?? 1, 'formula');
  const column =
    COLUMN_OF[what ?? ''] ??
    (fault.key !== undefined && fault.key in SHEETS.criteria.heads ? (fault.key as Column<'criteria'>) : 'code');
  return cell(column);
}
