import type { Db } from './pool.ts';
import { type Statement, statement } from './statement.ts';

type Row = Readonly<Record<string, unknown>>;

const built = new Map<string, Statement<never>>();

/** The statement of a text that is built once; columns and tables are names of the program, never of a caller. */
function once(key: string, build: () => string, isOpen = false): Statement<never> {
  const known = built.get(key);
  if (known) return known;
  const made = statement<never>(build(), { isOpen });
  built.set(key, made);
  return made;
}

/**
 * Adds a row, written behind (session.ts).
 * @param row its columns are always given in one order; objects as JSON text
 * @param isOpen the table has no row-level security against adding
 */
export function insertLater(db: Db, table: string, row: Row, isOpen = false): void {
  const columns = Object.keys(row);
  const text = () =>
    `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`;
  once(`+ ${table} ${columns.join()}`, text, isOpen).later(db, Object.values(row));
}

/** Changes the row whose key has these values, written behind; otherwise as `insertLater`. */
export function updateLater(db: Db, table: string, key: Row, change: Row, isOpen = false): void {
  const set = Object.keys(change);
  const where = Object.keys(key);
  const text = () =>
    `update ${table} set ${set.map((name, index) => `${name} = $${index + 1}`).join(', ')} where ${where
      .map((name, index) => `${name} = $${set.length + index + 1}`)
      .join(' and ')}`;
  once(`= ${table} ${set.join()} ${where.join()}`, text, isOpen).later(db, [
    ...Object.values(change),
    ...Object.values(key),
  ]);
}
