import { createHash } from 'node:crypto';
import pg from 'pg';
import { type CopyColumns, copyIn, copyLine } from '#platform/db/copy-in.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import { pairsOf, wordsOf } from '../domain/search-query.ts';
import type { Bulk } from './bulk.ts';
import type { DossierRow } from './rows.ts';

/**
 * A connection of the owner for filling tables by the million.
 * @param memoryMb what making an index may use
 */
export async function openLoad(ownerUrl: string, schema: string, memoryMb = 768): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: 'dunghen bulk',
    options: `-c search_path=${schema},public -c synchronous_commit=off -c maintenance_work_mem=${memoryMb}MB`,
  });
  await client.connect();
  return client;
}

/** In the order in which they point at each other; `dossier_search` is made of `dossier`. */
const TABLES = [
  'dossier_applicant',
  'dossier',
  'dossier_event',
  'dossier_paper',
  'dossier_part',
  'dossier_opinion',
  'dossier_supplement',
  'dossier_apology',
] as const satisfies readonly (keyof Bulk)[];
/** Every table a filling writes by the million. */
export const FILLED_TABLES = [...TABLES, 'dossier_search'] as const;

/** Writes dossiers with all that hangs on them, a chunk a transaction. */
export class BulkLoad {
  readonly #client: pg.Client;
  readonly #columns: ReadonlyMap<string, CopyColumns>;
  /** What the dictionary of words holds already, as far as this load knows. */
  readonly #words = new Set<string>();
  readonly #unchecked: boolean;

  private constructor(client: pg.Client, columns: ReadonlyMap<string, CopyColumns>, unchecked: boolean) {
    this.#client = client;
    this.#columns = columns;
    this.#unchecked = unchecked;
  }

  static async on(client: pg.Client): Promise<BulkLoad> {
    const { rows } = await client.query<{ table: string; name: string; type: string }>(
      `select c.relname as table, attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
       join pg_class c on c.oid = attrelid where attrelid = any ($1::regclass[]) and attnum > 0 and not attisdropped`,
      [[...FILLED_TABLES]],
    );
    const columns = new Map<string, CopyColumns>(
      FILLED_TABLES.map((table) => [
        table,
        rows.flatMap((one) => (one.table === table ? [[one.name, one.type] as const] : [])),
      ]),
    );
    // Every row points at one of its own chunk or of an earlier one: only the owner of the whole server may say so.
    const { rows: role } = await client.query<{ is_superuser: string }>('show is_superuser');
    return new BulkLoad(client, columns, role[0]?.is_superuser === 'on');
  }

  async write(source: string, chunk: number, bulk: Bulk): Promise<void> {
    const search = bulk.dossier.map(searchRowOf);
    await this.#noteWords(bulk.dossier, search);
    await this.#client.query('begin');
    try {
      if (this.#unchecked) await this.#client.query('set local session_replication_role = replica');
      for (const table of TABLES) await this.#copy(table, bulk[table]);
      await this.#copy('dossier_search', search);
      await this.#client.query('insert into dossier_demo_chunk (source, chunk, dossiers) values ($1, $2, $3)', [
        source,
        chunk,
        bulk.dossier.length,
      ]);
      await this.#client.query('commit');
    } catch (error) {
      await this.#client.query('rollback');
      throw error;
    }
  }

  async #copy(table: string, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
    const [first] = rows;
    if (!first) return;
    const columns = (this.#columns.get(table) ?? []).filter(([name]) => name in first);
    const lines = rows.map((row) => copyLine(columns, row));
    await copyIn(
      this.#client,
      table,
      columns.map(([name]) => name),
      lines,
    );
  }

  /** Words of a chunk that is cut off stay: they find nothing and harm nobody. */
  async #noteWords(dossiers: readonly DossierRow[], search: readonly SearchRow[]): Promise<void> {
    const fresh = new Set<string>();
    for (const { borne } of search) for (const word of borne) if (!this.#words.has(word)) fresh.add(word);
    const procedures = new Map<string, string>();
    for (const { procedure_name: name } of dossiers) {
      const word = procedureWord(name);
      if (!this.#words.has(word)) procedures.set(word, wordsOf(name).join(' '));
    }
    if (fresh.size > 0)
      await this.#client.query(
        'insert into dossier_search_word select unnest($1::text[]) order by 1 on conflict do nothing',
        [[...fresh].sort()],
      );
    if (procedures.size > 0)
      await this.#client.query(
        'insert into dossier_search_procedure select * from unnest($1::text[], $2::text[]) on conflict do nothing',
        [[...procedures.keys()], [...procedures.values()]],
      );
    for (const word of [...fresh, ...procedures.keys()]) this.#words.add(word);
  }
}

interface SearchRow {
  readonly [column: string]: unknown;
  readonly borne: readonly string[];
}

const procedureWords = new Map<string, string>();

function procedureWord(name: string): string {
  const known = procedureWords.get(name);
  if (known) return known;
  const word = `P${createHash('md5').update(searchKey(name)).digest('hex').slice(0, 12)}`;
  procedureWords.set(name, word);
  return word;
}

const WEEK_MS = 604_800_000;

/** The same words as `dossier_search_words` of the database makes; a test compares them. */
export function searchRowOf(row: DossierRow): SearchRow {
  const { applicant, owner, code } = row;
  const borne = new Set<string>();
  for (const name of new Set([applicant.name, owner.name])) {
    const words = wordsOf(name);
    for (const word of words) borne.add(word);
    for (const pair of pairsOf(words)) borne.add(pair);
  }
  const others = [procedureWord(row.procedure_name), `W${Math.floor(row.submitted_at.getTime() / WEEK_MS)}`];
  for (const number of [applicant.phone, applicant.identityNumber, owner.phone, owner.identityNumber]) {
    const digits = number?.replace(/\D/g, '') ?? '';
    if (digits.length >= 6) others.push(`N${digits}`);
  }
  for (const party of row.parties) others.push(`A${party.slice(-12)}`);
  const pieces = wordsOf(code ?? '').slice(-2);
  for (const piece of pieces) others.push(`C${piece}`);
  if (pieces.length > 1) others.push(`C${pieces.join('-')}`);
  const words = [...borne, ...others].map((word) => `'${word}'`).join(' ');
  return { dossier_id: row.id, submitted_at: row.submitted_at, words, borne: [...borne] };
}

/** What a filling was told and how far it came. */
export interface LoadRun {
  readonly source: string;
  readonly people: string;
  readonly firstPerson: number;
  readonly owed: boolean;
  readonly chunks: ReadonlySet<number>;
  readonly dossiers: number;
}

/** Begins a filling, or finds one that was cut off. */
export async function beginRun(
  client: pg.Client,
  source: string,
  people: string,
  numberAfter: (serial: number) => number,
): Promise<LoadRun> {
  const known = await client.query('select from dossier_demo_run where source = $1', [source]);
  if (known.rowCount === 0) {
    const { rows } = await client.query<{ serial: number | null }>(
      `select max(substr(identity_number, 7)::integer) as serial from dossier_applicant where identity_number ~ '^000[0-9]{9}$'`,
    );
    const serial = rows[0]?.serial ?? null;
    await client.query('insert into dossier_demo_run (source, people, first_person) values ($1, $2, $3)', [
      source,
      people,
      serial === null ? 0 : numberAfter(serial),
    ]);
  }
  const { rows: runs } = await client.query<{ people: string; first_person: number; owed: boolean }>(
    'select people, first_person, owed from dossier_demo_run where source = $1',
    [source],
  );
  const { rows: chunks } = await client.query<{ chunk: number; dossiers: number }>(
    'select chunk, dossiers from dossier_demo_chunk where source = $1',
    [source],
  );
  const [run] = runs;
  if (!run) throw new Error(`no run ${source}`);
  return {
    source,
    people: run.people,
    firstPerson: run.first_person,
    owed: run.owed,
    chunks: new Set(chunks.map(({ chunk }) => chunk)),
    dossiers: chunks.reduce((sum, one) => sum + one.dossiers, 0),
  };
}

/** Fillings whose end was never reached, with the dossiers each has written. */
export async function unfinishedRuns(client: pg.Client): Promise<{ source: string; dossiers: number }[]> {
  const { rows } = await client.query<{ source: string; dossiers: number }>(
    `select r.source, coalesce(sum(c.dossiers), 0)::integer as dossiers from dossier_demo_run r
     left join dossier_demo_chunk c using (source) where not r.owed group by 1 order by 1`,
  );
  return rows;
}

export async function endRun(client: pg.Client, source: string): Promise<void> {
  await client.query('update dossier_demo_run set owed = true where source = $1', [source]);
}

/** The highest numbers that were given on a day, for reception to go on after. */
export async function raiseNumbers(
  client: pg.Client,
  day: string,
  numbers: readonly { readonly agencyId: string; readonly last: number }[],
): Promise<void> {
  await client.query(
    `insert into dossier_number (agency_id, day, last) select agency, $1::date, last from unnest($2::uuid[], $3::integer[]) as n (agency, last)
     on conflict (agency_id, day) do update set last = greatest(dossier_number.last, excluded.last)`,
    [day, numbers.map(({ agencyId }) => agencyId), numbers.map(({ last }) => last)],
  );
}
