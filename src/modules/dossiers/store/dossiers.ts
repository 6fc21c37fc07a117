import { sql } from 'kysely';
import { instantAt } from '#kernel/vietnam-time.ts';
import { askOnce, takeForeseen } from '#platform/db/foreseen.ts';
import type { Db, DbTransaction } from '#platform/db/pool.ts';
import { type Statement, statement } from '#platform/db/statement.ts';
import { insertLater } from '#platform/db/writes.ts';
import type { DossierEvent } from '../domain/events.ts';
import type { Facts } from '../domain/facts.ts';
import { changesOfFacts, rowOfFacts } from './fold-columns.ts';
import { type DossierRow, type EventRow, eventOfRow, rowOfEvent, tables } from './rows.ts';

const BY_ID = statement<DossierRow>('select * from dossier where id = $1');

/** The row, when the actor may see it. */
export async function findDossier(db: Db, id: string): Promise<DossierRow | undefined> {
  return (await BY_ID.rows(db, [id]))[0];
}

/** A row that is held until the transaction ends: nobody else changes it meanwhile. */
export type HeldDossier = DossierRow & { readonly [HELD]: true };
declare const HELD: unique symbol;

const HOLD = statement<HeldDossier>('select * from dossier where id = $1 for no key update');
const holdName = (id: string): string => `dossiers.hold ${id}`;

/** The row as it stands once nobody else changes it; undefined when the actor may not see it. */
export async function holdDossier(db: DbTransaction, id: string): Promise<HeldDossier | undefined> {
  return (await (takeForeseen<HeldDossier[]>(db, holdName(id)) ?? HOLD.rows(db, [id])))[0];
}

/** Asks for it before it is needed; `holdDossier` takes what was found. */
export function foreseeDossier(db: DbTransaction, id: string): void {
  void askOnce(db, holdName(id), () => HOLD.rows(db, [id]));
}

/** Those of the ids that the caller's sight lets through. */
export async function findDossiers(db: Db, ids: readonly string[]): Promise<DossierRow[]> {
  if (ids.length === 0) return [];
  return tables(db).selectFrom('dossier').selectAll().where('id', 'in', ids).execute();
}

const BY_SUBMISSION = statement<DossierRow>('select * from dossier where submission_id = $1');

export async function findBySubmission(db: Db, submissionId: string): Promise<DossierRow | undefined> {
  return (await BY_SUBMISSION.rows(db, [submissionId]))[0];
}

/** Whole seconds of real time since the last change: the clock of a demonstration may stand still. */
export async function secondsSinceChange(db: Db, id: string): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`
    select extract(epoch from clock_timestamp() - changed_really_at)::float8 as seconds from dossier where id = ${id}
  `.execute(db);
  return rows[0]?.seconds ?? Infinity;
}

const EVENTS = statement<EventRow>('select * from dossier_event where dossier_id = $1 order by seq');

/** Everything that ever happened, oldest first. */
export async function listEvents(db: Db, id: string): Promise<DossierEvent[]> {
  return (await EVENTS.rows(db, [id])).map(eventOfRow);
}

/**
 * The first row of a dossier.
 * @returns the row, held as its transaction's own; undefined when its submission is known already: a simultaneous one is
 *   waited for
 */
export async function insertDossier(db: Db, row: DossierRow, facts: Facts): Promise<HeldDossier | undefined> {
  const { numInsertedOrUpdatedRows } = await tables(db)
    .insertInto('dossier')
    .values({
      ...row,
      ...rowOfFacts(facts),
      time_limit: JSON.stringify(row.time_limit),
      applicant: JSON.stringify(row.applicant),
      owner: JSON.stringify(row.owner),
    })
    .onConflict((conflict) => conflict.column('submission_id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n ? (row as HeldDossier) : undefined;
}

/** The first line of a history, written behind (session.ts). */
export function insertFirstEvent(db: Db, id: string, event: DossierEvent): void {
  insertLater(db, 'dossier_event', rowOfEvent(id, event));
}

/** What beside the fold an action changes in the row. */
export type RowChange = Partial<
  Pick<
    DossierRow,
    | 'parties'
    | 'code'
    | 'officer_name'
    | 'applicant'
    | 'applicant_id'
    | 'owner'
    | 'content'
    | 'second_facts'
    | 'receiving_agency_id'
    | 'competent_agency_id'
    | 'law_id'
    | 'workflow_id'
  >
>;

/**
 * Writes an event and the fold after it behind (session.ts): nobody else can have changed a row that is held.
 * @param before the fold as it was read with the row, when nothing was written since: what is the same is not written again
 */
export function saveTransition(
  db: Db,
  { id }: HeldDossier,
  event: DossierEvent,
  facts: Facts,
  change: RowChange = {},
  before?: Facts,
): void {
  const { applicant, owner, ...plain } = change;
  const row = {
    ...(before ? changesOfFacts(before, facts) : rowOfFacts(facts)),
    ...plain,
    ...(applicant ? { applicant: JSON.stringify(applicant) } : {}),
    ...(owner ? { owner: JSON.stringify(owner) } : {}),
    last_action: event.action,
    changed_by: event.actorId,
    changed_by_name: event.actorName,
    changed_at: event.at,
  };
  moving(Object.keys(row)).later(db, [...Object.values(row), id]);
  insertLater(db, 'dossier_event', rowOfEvent(id, event));
}

const moves = new Map<string, Statement<never>>();

/** Text is built once for each set of columns an action changes. */
function moving(columns: readonly string[]): Statement<never> {
  const key = columns.join();
  const known = moves.get(key);
  if (known) return known;
  const set = columns.map((name, index) => `${name} = $${index + 1}`).join(', ');
  const made = statement<never>(
    `update dossier set ${set}, changed_really_at = clock_timestamp() where id = $${columns.length + 1}`,
  );
  moves.set(key, made);
  return made;
}

const NUMBER = statement<{ last: number }>(`
  insert into dossier_number (agency_id, day, last) values ($1, $2, 1)
  on conflict (agency_id, day) do update set last = dossier_number.last + 1 returning last`);
const numberName = (agencyId: string, day: string): string => `dossiers.number ${agencyId} ${day}`;

/** Takes the next number of a unit on a day; held until the transaction ends. */
export async function takeNumber(db: DbTransaction, agencyId: string, day: string): Promise<number> {
  const taken = takeForeseen<{ last: number }[]>(db, numberName(agencyId, day));
  const [row] = await (taken ?? NUMBER.rows(db, [agencyId, day]));
  if (!row) throw new Error('a number was not given');
  return row.last;
}

/**
 * Takes it before it is needed; `takeNumber` gets what was taken. To be sent when the dossier's own row stands: who waits
 * for a simultaneous submission must not hold the number meanwhile.
 */
export function foreseeNumber(db: DbTransaction, agencyId: string, day: string): void {
  void askOnce(db, numberName(agencyId, day), () => NUMBER.rows(db, [agencyId, day]));
}

export type UnitRow = { m: string; y: number; z: number; v: number };

const UNIT = statement<UnitRow>('select m, y, z, v from dossier_unit where agency_id = $1');
const unitName = (agencyId: string): string => `dossiers.unit ${agencyId}`;

export async function findUnit(db: DbTransaction, agencyId: string): Promise<UnitRow | undefined> {
  return (await (takeForeseen<UnitRow[]>(db, unitName(agencyId)) ?? UNIT.rows(db, [agencyId])))[0];
}

/** Asks for it before it is needed; `findUnit` takes what was found. */
export function foreseeUnit(db: DbTransaction, agencyId: string): void {
  void askOnce(db, unitName(agencyId), () => UNIT.rows(db, [agencyId]));
}

/** Gives a unit the next free number of its level; several at once take turns. */
export async function addUnit(db: DbTransaction, agencyId: string, m: string, part: 'y' | 'z' | 'v'): Promise<UnitRow> {
  await sql`select pg_advisory_xact_lock(hashtext('dossier_unit'))`.execute(db);
  const known = await findUnit(db, agencyId);
  if (known) return known;
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(${sql.ref(part)}), 0) + 1 as next from dossier_unit where m = ${m}
  `.execute(db);
  const row = { m, y: 0, z: 0, v: 0, [part]: rows[0]?.next ?? 1 };
  await tables(db)
    .insertInto('dossier_unit')
    .values({ agency_id: agencyId, ...row, assumed: true })
    .execute();
  return row;
}

/** Open dossiers in which these agencies hold, receive or decide, in order, locked for a hand-over. */
export async function lockOpenOf(db: Db, agencyIds: readonly string[]): Promise<HeldDossier[]> {
  const ids = sql`${[...agencyIds]}::uuid[]`;
  return tables(db)
    .selectFrom('dossier')
    .selectAll()
    .where('state', 'not in', ['denied', 'returned', 'withdrawn', 'closed'])
    .where(sql<boolean>`(agency_id = any (${ids}) or receiving_agency_id = any (${ids}) or competent_agency_id = any (${ids})
      or exists (select 1 from jsonb_array_elements(opinions) o where (o->>'agencyId')::uuid = any (${ids}))
      or exists (select 1 from jsonb_array_elements(tracks->'others') o where (o->>'agencyId')::uuid = any (${ids})))`)
    .orderBy('id')
    .forUpdate()
    .$castTo<HeldDossier>()
    .execute();
}

export async function countOpenOf(db: Db, agencyIds: readonly string[]): Promise<number> {
  const ids = sql`${[...agencyIds]}::uuid[]`;
  const { count } = await tables(db)
    .selectFrom('dossier')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('state', 'not in', ['denied', 'returned', 'withdrawn', 'closed'])
    .where(
      sql<boolean>`(agency_id = any (${ids}) or receiving_agency_id = any (${ids}) or competent_agency_id = any (${ids}))`,
    )
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Running dossiers whose promise ends on a day that is not over and not before `firstDay`, locked. */
export async function lockOpenWithDue(
  db: Db,
  firstDay: string,
  now: Date,
  agencyId: string | null,
): Promise<HeldDossier[]> {
  let query = tables(db)
    .selectFrom('dossier')
    .selectAll()
    .where('clock', '=', 'running')
    .where('due_at', '>=', now)
    .where('due_at', '>=', instantAt(firstDay));
  if (agencyId) query = query.where('competent_agency_id', '=', agencyId);
  return query.orderBy('id').forUpdate().$castTo<HeldDossier>().execute();
}
