import { type RawBuilder, sql } from 'kysely';
import { momentText } from '#platform/db/copy-in.ts';
import type { Db } from '#platform/db/pool.ts';

/** A column and its type in PostgreSQL. */
export type Columns = Readonly<Record<string, string>>;
type Row = Readonly<Record<string, unknown>>;

/** Part values in one text and stand for null; neither can be in text that a person wrote. */
const NEXT = '\u001f';
const NULL = '\u001e';

/**
 * Inserts thousands of rows in one statement. A column that a row does not have stays empty.
 * @param rows values as JavaScript has them: dates, texts, numbers, lists of plain words, anything JSON for `jsonb`
 * @param skipsKnown rows whose key is taken are left out instead of refused
 */
export async function insertRows(
  db: Db,
  table: string,
  columns: Columns,
  rows: readonly Row[],
  { skipsKnown = false } = {},
): Promise<void> {
  if (rows.length === 0) return;
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
  const known = skipsKnown ? sql`on conflict do nothing` : sql``;
  await sql`insert into ${sql.table(table)} (${names}) ${listed(columns, rows)} ${known}`.execute(db);
}

/** The types of the columns that these rows have; the others keep their default. */
export async function columnsOf(db: Db, table: string, rows: readonly Row[]): Promise<Columns> {
  const given = new Set(rows.flatMap((row) => Object.keys(row)));
  const { rows: columns } = await sql<{ name: string; type: string }>`
    select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`.execute(db);
  return Object.fromEntries(columns.flatMap(({ name, type }) => (given.has(name) ? [[name, type]] : [])));
}

/**
 * Changes thousands of rows in one statement, each found by its `key` (one of the columns).
 * @param renewed columns that get their default again: the moment of writing
 */
export async function updateRows(
  db: Db,
  table: string,
  key: string,
  columns: Columns,
  rows: readonly Row[],
  renewed: readonly string[] = [],
): Promise<void> {
  if (rows.length === 0) return;
  const set = Object.keys(columns)
    .filter((name) => name !== key)
    .map((name) => sql`${sql.ref(name)} = r.${sql.ref(name)}`)
    .concat(renewed.map((name) => sql`${sql.ref(name)} = default`));
  await sql`
    update ${sql.table(table)} as t set ${sql.join(set)}
    from (${listed(columns, rows)}) as r where t.${sql.ref(key)} = r.${sql.ref(key)}
  `.execute(db);
}

/**
 * Rows as a query. A column's values travel as one text, taken apart again by PostgreSQL: nothing cheaper was found
 * on both sides (JSON repeats every name in every row, arrays are escaped value by value). What is the same in every row
 * travels once.
 */
function listed(columns: Columns, rows: readonly Row[]): RawBuilder<unknown> {
  const lists = Object.entries(columns).map(([name, type]) => {
    const values: string[] = [];
    let varies = false;
    // What the row before had too is not written anew.
    let [before, text]: [unknown, string] = [null, NULL];
    for (const row of rows) {
      const value = row[name];
      if (value !== before) [before, text] = [value, textOf(value, type)];
      values.push(text);
      varies ||= text !== values[0];
    }
    return { name: sql.ref(name), type: sql.raw(type), first: values[0], values, varies };
  });
  const varying = lists.filter(({ varies }) => varies);
  const picked = lists.map(({ name, type, first, varies }) =>
    varies ? sql`r.${name}::${type} as ${name}` : sql`${first === NULL ? null : first}::${type} as ${name}`,
  );
  const source =
    varying.length === 0
      ? sql`generate_series(1, ${rows.length}::integer)`
      : sql`unnest(${sql.join(varying.map(({ values }) => sql`string_to_array(${values.join(NEXT)}, ${NEXT}, ${NULL})`))})
          as r(${sql.join(varying.map(({ name }) => name))})`;
  return sql`select ${sql.join(picked)} from ${source}`;
}

/** A value as PostgreSQL reads it. */
function textOf(value: unknown, type: string): string {
  if (value === null || value === undefined) return NULL;
  if (value instanceof Date) return momentText(value.getTime());
  if (type === 'jsonb') return JSON.stringify(value); // escapes what parts values
  if (Array.isArray(value)) return `{${value.join(',')}}`;
  return typeof value === 'string' ? whole(value) : JSON.stringify(value);
}

function whole(text: string): string {
  return text.includes(NEXT) || text.includes(NULL) ? text.replaceAll(NEXT, ' ').replaceAll(NULL, ' ') : text;
}
