import vm from 'node:vm';
import type { Sheet, SheetCell } from '../domain/workbook.ts';

type Value = string | number | null;

/**
 * What a spreadsheet program computes from a sheet: every formula read anew from its text, over the figures beside
 * it. Knows the few functions our formulas use, and no stored result.
 */
export function evaluateSheet(sheet: Sheet, changed: ReadonlyMap<string, Value> = new Map()): Value[][] {
  const rows = [...(sheet.rows as Iterable<{ cells: readonly SheetCell[] }>)].map(({ cells }) => cells);
  const rowNumber = (row: number) => row + 1;
  const known = new Map<string, Value>();
  const at = (address: string): Value => {
    const change = changed.get(address);
    if (change !== undefined) return change;
    const before = known.get(address);
    if (before !== undefined) return before;
    const cell = rows[Number(address.slice(1)) - 1]?.[address.charCodeAt(0) - 65] ?? null;
    const value =
      typeof cell === 'object' && cell !== null ? ('text' in cell ? run(cell.text(rowNumber)) : null) : cell;
    known.set(address, value);
    return value;
  };
  const context = vm.createContext({ at: (address: string) => at(address) ?? '', ...FUNCTIONS });
  const run = (formula: string): Value => {
    const script = formula
      .replace(/([A-Z])(\d+):([A-Z])(\d+)/g, (_, left: string, from: string, right: string, to: string) => {
        const letters = Array.from({ length: right.charCodeAt(0) - left.charCodeAt(0) + 1 }, (__, step) =>
          String.fromCharCode(left.charCodeAt(0) + step),
        );
        const numbers = Array.from({ length: Number(to) - Number(from) + 1 }, (__, step) => Number(from) + step);
        return numbers.flatMap((row) => letters.map((letter) => `at("${letter}${row}")`)).join();
      })
      .replace(/(?<!["A-Z])([A-Z])(\d+)(?!")/g, 'at("$1$2")')
      .replace(/(?<![<>=!])=(?!=)/g, '==');
    return vm.runInContext(script, context) as Value;
  };
  return rows.map((cells, row) => cells.map((_, column) => at(`${String.fromCharCode(65 + column)}${row + 1}`)));
}

const numbers = (values: readonly unknown[]) => values.filter((one): one is number => typeof one === 'number');
const FUNCTIONS = {
  SUM: (...values: unknown[]) => numbers(values).reduce((sum, one) => sum + one, 0),
  COUNT: (...values: unknown[]) => numbers(values).length,
  IF: (holds: boolean, yes: Value, no: Value) => (holds ? yes : no),
  AND: (...all: boolean[]) => all.every(Boolean),
  ISNUMBER: (value: unknown) => typeof value === 'number',
  N: (value: unknown) => (typeof value === 'number' ? value : 0),
  ROUND: (value: unknown, places: number) =>
    typeof value === 'number' ? Math.round(Number((value * 10 ** places).toFixed(6))) / 10 ** places : '',
  MIN: Math.min,
  MAX: Math.max,
};
