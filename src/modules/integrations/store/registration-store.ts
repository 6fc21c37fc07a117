import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { Declared } from '../domain/obligation.ts';

interface RegistrationRow {
  source: string;
  key: string;
  version: number;
  sent: unknown;
  url: string | null;
  note: string | null;
  changed_at: Date;
  changed_by: string;
}
type Tables = { integration_obligation: RegistrationRow };

/** What an application last said of an obligation. */
export interface Registration {
  readonly source: string;
  readonly key: string;
  readonly version: number;
  readonly sent: Declared;
  readonly url: string | null;
  readonly changedAt: Date;
}

function toRegistration(row: RegistrationRow): Registration {
  const { source, key, version, url } = row;
  return { source, key, version, sent: row.sent as Declared, url, changedAt: row.changed_at };
}

export async function findRegistration(
  db: Db,
  source: string,
  key: string,
  { lock = false } = {},
): Promise<Registration | undefined> {
  const query = db
    .$extendTables<Tables>()
    .selectFrom('integration_obligation')
    .selectAll()
    .where('source', '=', source)
    .where('key', '=', key);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toRegistration(row);
}

interface Saying {
  readonly source: string;
  readonly key: string;
  readonly sent: Declared;
  readonly at: Date;
  readonly by: string;
}

/** @returns false when another call was first; it waits for that call to end */
export async function insertRegistration(db: Db, { source, key, sent, at, by }: Saying): Promise<boolean> {
  const made = await db
    .$extendTables<Tables>()
    .insertInto('integration_obligation')
    .values({
      source,
      key,
      version: 1,
      sent: JSON.stringify(sent),
      url: sent.url,
      note: null,
      changed_at: at,
      changed_by: by,
    })
    .onConflict((conflict) => conflict.columns(['source', 'key']).doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

/** One upload of a source at a time writes a batch: several would hold in turn what the others wait for. */
export async function holdUploads(db: Db, source: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(current_schema() || '.integration_upload.' || ${source}))`.execute(
    db,
  );
}

/** What is known of these keys of a source, held until the transaction ends. */
export async function lockRegistrations(
  db: Db,
  source: string,
  keys: readonly string[],
): Promise<Map<string, Pick<Registration, 'version' | 'sent'>>> {
  const { rows } = await sql<{ key: string; version: number; sent: Declared }>`
    select key, version, sent from integration_obligation
    where source = ${source} and key = any (${[...keys]}::text[]) order by key for update`.execute(db);
  return new Map(rows.map(({ key, version, sent }) => [key, { version, sent }]));
}

/** Many in one statement, in the order given. @returns the keys that were new; other calls were first with the rest */
export async function insertRegistrations(
  db: Db,
  source: string,
  sayings: readonly { readonly key: string; readonly sent: Declared }[],
  { at, by }: Pick<Saying, 'at' | 'by'>,
): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    insert into integration_obligation (source, key, version, sent, url, note, changed_at, changed_by)
    select ${source}, key, 1, sent, sent->>'url', null, ${at}, ${by}
    from jsonb_to_recordset(${JSON.stringify(sayings)}::jsonb) as s (key text, sent jsonb)
    on conflict (source, key) do nothing returning key`.execute(db);
  return new Set(rows.map(({ key }) => key));
}

/** Another version of each, in one statement. */
export async function updateRegistrations(
  db: Db,
  source: string,
  sayings: readonly { readonly key: string; readonly sent: Declared }[],
  { at, by }: Pick<Saying, 'at' | 'by'>,
): Promise<void> {
  await sql`
    update integration_obligation r set version = r.version + 1, sent = s.sent, url = s.sent->>'url',
      changed_at = ${at}, changed_by = ${by}
    from jsonb_to_recordset(${JSON.stringify(sayings)}::jsonb) as s (key text, sent jsonb)
    where r.source = ${source} and r.key = s.key`.execute(db);
}

export async function updateRegistration(
  db: Db,
  known: Registration,
  change: { sent?: Declared; note?: string | null; at: Date; by: string },
): Promise<Registration> {
  const { sent, note, at, by } = change;
  const row = await db
    .$extendTables<Tables>()
    .updateTable('integration_obligation')
    .set({
      version: known.version + 1,
      changed_at: at,
      changed_by: by,
      ...(sent === undefined ? {} : { sent: JSON.stringify(sent), url: sent.url }),
      ...(note === undefined ? {} : { note }),
    })
    .where('source', '=', known.source)
    .where('key', '=', known.key)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toRegistration(row);
}
