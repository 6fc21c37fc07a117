import vm from 'node:vm';
import type { Sheet, SheetCell, Workbook } from '../domain/workbook.ts';

type Value = string | number | null;

/**
 * What a spreadsheet program computes from a sheet: every formula read anew from its text, over the figures beside
 * it. Knows the few functions our formulas use, and no stored result.
 * @param changed figures typed over by address, row 1 being the first under the head
 */
export function evaluateSheet(sheet: Sheet, changed: ReadonlyMap<string, Value> = new Map()): Value[][] {
  return evaluated([sheet], new Map([[sheet.name, changed]])).get(sheet.name) ?? [];
}

/** The same for a workbook whose sheets look into each other, by name of the sheet. */
export function evaluateWorkbook(
  workbook: Pick<Workbook, 'sheets'>,
  changed: ReadonlyMap<string, ReadonlyMap<string, Value>> = new Map(),
): ReadonlyMap<string, Value[][]> {
  return evaluated(workbook.sheets, changed);
}

/** What stands stored beside the formulas, for readers that do not compute. */
export function storedCells(sheet: Sheet): Value[][] {
  return rowsOf(sheet).map((cells) => cells.map((cell) => (isFormula(cell) ? cell.result : plain(cell))));
}

const rowsOf = (sheet: Sheet) =>
  [...(sheet.rows as Iterable<{ cells: readonly SheetCell[] }>)].map(({ cells }) => cells);
const isFormula = (cell: SheetCell) => typeof cell === 'object' && cell !== null && 'text' in cell;
const plain = (cell: SheetCell): Value => (typeof cell === 'object' ? null : cell);

function evaluated(
  sheets: readonly Sheet[],
  changed: ReadonlyMap<string, ReadonlyMap<string, Value>>,
): Map<string, Value[][]> {
  const rows = new Map(sheets.map((sheet) => [sheet.name, rowsOf(sheet)]));
  const known = new Map<string, Value>();
  const at = (name: string, address: string): Value => {
    const change = changed.get(name)?.get(address);
    if (change !== undefined) return change;
    const key = `${name}!${address}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const cells = rows.get(name);
    if (!cells) throw new RangeError(`no sheet ${name}`);
    const cell = cells[Number(address.slice(1)) - 1]?.[address.charCodeAt(0) - 65] ?? null;
    const value = isFormula(cell)
      ? run(
          cell.text((row) => row + 1),
          name,
        )
      : plain(cell);
    known.set(key, value);
    return value;
  };
  const context = vm.createContext({ at: (name: string, address: string) => at(name, address) ?? '', ...FUNCTIONS });
  const run = (formula: string, own: string): Value => vm.runInContext(scriptOf(formula, own), context) as Value;
  return new Map(
    [...rows].map(([name, lines]) => [
      name,
      lines.map((cells, row) => cells.map((_, column) => at(name, `${letterOf(column)}${row + 1}`))),
    ]),
  );
}

const letterOf = (column: number) => String.fromCharCode(65 + column);
/** Texts are passed over; a cell or a range, of the own sheet or of one named in front. */
const REFERENCE = /"[^"]*"|(?:'([^']+)'!)?(?<![A-Z])([A-Z])(\d+)(?::([A-Z])(\d+))?(?![A-Z\d(])/g;

function scriptOf(formula: string, own: string): string {
  return formula
    .replace(/SUMPRODUCT\(--\(([^=()]+)=([^()]+)\)\)/g, 'EQUAL($2,$1)')
    .replace(/(?<![<>=])=(?!=)/g, '==')
    .replace(/<>/g, '!=')
    .replace(
      REFERENCE,
      (whole, sheet: string | undefined, left?: string, from?: string, right?: string, to?: string) => {
        if (left === undefined || from === undefined) return whole;
        const name = JSON.stringify(sheet ?? own);
        const columns = Array.from({ length: (right ?? left).charCodeAt(0) - left.charCodeAt(0) + 1 }, (_, step) =>
          letterOf(left.charCodeAt(0) - 65 + step),
        );
        const numbers = Array.from({ length: Number(to ?? from) - Number(from) + 1 }, (_, step) => Number(from) + step);
        return numbers.flatMap((row) => columns.map((letter) => `at(${name},"${letter}${row}")`)).join();
      },
    );
}

const numbers = (values: readonly unknown[]) => values.filter((one): one is number => typeof one === 'number');
const sum = (...values: unknown[]) => numbers(values).reduce((total, one) => total + one, 0);
const FUNCTIONS = {
  SUM: sum,
  SUBTOTAL: (_: 9, ...values: unknown[]) => sum(...values),
  COUNT: (...values: unknown[]) => numbers(values).length,
  /** How many of a range are the same text or figure as a cell; Excel does not mind capitals. */
  EQUAL: (wanted: unknown, ...values: unknown[]) =>
    values.filter((one) => String(one).toLocaleLowerCase('vi') === String(wanted).toLocaleLowerCase('vi')).length,
  RANK: (value: number, ...values: unknown[]) => 1 + numbers(values).filter((one) => one > value).length,
  IF: (holds: boolean, yes: Value, no: Value) => (holds ? yes : no),
  AND: (...all: boolean[]) => all.every(Boolean),
  ISNUMBER: (value: unknown) => typeof value === 'number',
  N: (value: unknown) => (typeof value === 'number' ? value : 0),
  ROUND: (value: unknown, places: number) =>
    typeof value === 'number' ? Math.round(Number((value * 10 ** places).toFixed(6))) / 10 ** places : '',
  MIN: Math.min,
  MAX: Math.max,
};
