import { sql } from 'kysely';
import { askOnce, takeForeseen } from '#platform/db/foreseen.ts';
import type { Db, DbTransaction } from '#platform/db/pool.ts';
import { statement } from '#platform/db/statement.ts';
import { insertLater, updateLater } from '#platform/db/writes.ts';

export type EntryRow = {
  subject_kind: string;
  subject_id: string;
  seq: number;
  id: string;
  at: Date;
  actor_id: string | null;
  actor_name: string;
  action: string;
  agency_id: string | null;
  reach: 'agency' | 'subject' | 'auditor';
  data: unknown;
  prev_hash: string;
  hash: string;
};

type Tables = {
  audit_entry: EntryRow;
  audit_head: { subject_kind: string; subject_id: string; seq: number; hash: string };
  audit_seal: { hour: Date; entries: number; root: string; prev_root: string };
};

const tables = (db: Db) => db.$extendTables<Tables>();

type Head = { seq: number; hash: string };

const NEXT = statement<Head>(`
  select seq + 1 as seq, hash from audit_head where subject_kind = $1 and subject_id = $2 for update`);
const FIRST = statement<Head>(`
  insert into audit_head (subject_kind, subject_id, seq, hash) values ($1, $2, 1, $3)
  on conflict (subject_kind, subject_id) do update set seq = audit_head.seq + 1 returning seq, hash`);

const headName = (kind: string, id: string): string => `audit.head ${kind} ${id}`;

/** Takes the next place of a subject's chain and holds the chain until the transaction ends. */
export async function lockHead(db: DbTransaction, kind: string, id: string, genesis: string): Promise<Head> {
  const [head] = await (takeForeseen<Head[]>(db, headName(kind, id)) ?? NEXT.rows(db, [kind, id]));
  const [first] = head ? [head] : await FIRST.rows(db, [kind, id, genesis]);
  if (!first) throw new Error(`no place in the chain of ${kind} ${id}`);
  return first;
}

/** Asks for the place before it is needed; `lockHead` takes what was found. */
export function foreseeHead(db: DbTransaction, kind: string, id: string): void {
  void askOnce(db, headName(kind, id), () => NEXT.rows(db, [kind, id]));
}

/** Adds a link and makes it the chain's head. Whatever the actor may see, what he does is written down. */
export function appendEntry(db: Db, row: EntryRow): void {
  const subject = { subject_kind: row.subject_kind, subject_id: row.subject_id };
  updateLater(db, 'audit_head', subject, { seq: row.seq, hash: row.hash }, true);
  insertLater(db, 'audit_entry', { ...row, data: JSON.stringify(row.data) }, true);
}

/** One subject's links, oldest first. */
export async function listOfSubject(db: Db, kind: string, id: string): Promise<EntryRow[]> {
  return tables(db)
    .selectFrom('audit_entry')
    .selectAll()
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', id)
    .orderBy('seq')
    .execute();
}

export interface EntryFilter {
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
  readonly before?: { at: Date; id: string } | undefined;
}

/** Newest first, at most `limit`. */
export async function listEntries(db: Db, filter: EntryFilter, limit: number): Promise<EntryRow[]> {
  let query = tables(db).selectFrom('audit_entry').selectAll();
  if (filter.subjectKind) query = query.where('subject_kind', '=', filter.subjectKind);
  if (filter.subjectId) query = query.where('subject_id', '=', filter.subjectId);
  if (filter.actorId) query = query.where('actor_id', '=', filter.actorId);
  if (filter.action) query = query.where('action', 'like', `${filter.action.replace(/[%_\\]/g, '\\$&')}%`);
  if (filter.from) query = query.where('at', '>=', filter.from);
  if (filter.until) query = query.where('at', '<', filter.until);
  const { before } = filter;
  if (before)
    query = query.where((eb) =>
      eb.or([eb('at', '<', before.at), eb.and([eb('at', '=', before.at), eb('id', '<', before.id)])]),
    );
  return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** The next chains after a place, with the head each should end in. */
export async function listHeads(
  db: Db,
  after: { kind: string; id: string },
  limit: number,
): Promise<Tables['audit_head'][]> {
  return tables(db)
    .selectFrom('audit_head')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('subject_kind', '>', after.kind),
        eb.and([eb('subject_kind', '=', after.kind), eb('subject_id', '>', after.id)]),
      ]),
    )
    .orderBy('subject_kind')
    .orderBy('subject_id')
    .limit(limit)
    .execute();
}

/** The first hour with entries that is not sealed and ended before `until`. */
export async function nextUnsealedHour(db: Db, until: Date): Promise<Date | undefined> {
  const { rows } = await sql<{ hour: Date }>`
    select date_trunc('hour', at) as hour from audit_entry
    where at < ${until} and at >= coalesce((select max(hour) + interval '1 hour' from audit_seal), '-infinity')
    order by at limit 1`.execute(db);
  return rows[0]?.hour;
}

export async function hashesOfHour(db: Db, hour: Date): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('audit_entry')
    .select('hash')
    .where('at', '>=', hour)
    .where('at', '<', new Date(hour.getTime() + 3_600_000))
    .orderBy('id')
    .execute();
  return rows.map((row) => row.hash);
}

export async function lastSeal(db: Db): Promise<{ root: string } | undefined> {
  return tables(db).selectFrom('audit_seal').select('root').orderBy('hour', 'desc').limit(1).executeTakeFirst();
}

export async function listSeals(db: Db): Promise<Tables['audit_seal'][]> {
  return tables(db).selectFrom('audit_seal').select(['hour', 'entries', 'root', 'prev_root']).orderBy('hour').execute();
}

/** @returns whether this call made the seal; another process may have been first */
export async function insertSeal(db: Db, seal: Tables['audit_seal']): Promise<boolean> {
  const made = await tables(db)
    .insertInto('audit_seal')
    .values(seal)
    .onConflict((conflict) => conflict.column('hour').doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}
