import type { LocalDate } from '#kernel/local-date.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import type { Db } from '#platform/db/pool.ts';
import { compactKey } from '../domain/names.ts';
import type { AgencyRow, ChangeRow, OrgTables, SuccessionRow, VersionRow } from './tables.ts';

const org = (db: Db) => db.$extendTables<OrgTables>();

export async function insertChange(db: Db, change: Omit<ChangeRow, 'detail'> & { detail: object }): Promise<void> {
  await org(db)
    .insertInto('org_change')
    .values({ ...change, detail: JSON.stringify(change.detail) })
    .execute();
}

export async function markApplied(db: Db, id: string, at: Date): Promise<void> {
  await org(db).updateTable('org_change').set({ applied_at: at }).where('id', '=', id).execute();
}

export async function markWithdrawn(db: Db, id: string, at: Date): Promise<void> {
  await org(db).updateTable('org_change').set({ withdrawn_at: at }).where('id', '=', id).execute();
}

export async function lockChange(db: Db, id: string): Promise<ChangeRow | undefined> {
  return org(db).selectFrom('org_change').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Changes whose day has come and whose consequences are not drawn, oldest first; others' are skipped, not waited for. */
export async function lockDueChanges(db: Db, today: LocalDate): Promise<ChangeRow[]> {
  return org(db)
    .selectFrom('org_change')
    .selectAll()
    .where('applied_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('effective_on', '<=', today)
    .orderBy('effective_on')
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute();
}

/** The next day on which a change takes effect; undefined when none waits. */
export async function nextChangeDay(db: Db): Promise<LocalDate | undefined> {
  const row = await org(db)
    .selectFrom('org_change')
    .where('applied_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .select(({ fn }) => fn.min('effective_on').as('day'))
    .executeTakeFirst();
  return row?.day ?? undefined;
}

export async function insertAgency(db: Db, row: AgencyRow): Promise<void> {
  await org(db).insertInto('org_agency').values(row).execute();
}

/** Writes a version; one of the same day is replaced. */
export async function putVersion(db: Db, version: Omit<VersionRow, 'search_key' | 'compact_key'>): Promise<void> {
  const row = { ...version, search_key: searchKey(version.name), compact_key: compactKey(version.name) };
  await org(db)
    .insertInto('org_agency_version')
    .values(row)
    .onConflict((conflict) => conflict.columns(['agency_id', 'from_on']).doUpdateSet(row))
    .execute();
}

/** Drops the versions from the day on, when the agency ends before it. */
export async function dropVersionsFrom(db: Db, agencyId: string, day: LocalDate): Promise<void> {
  await org(db)
    .deleteFrom('org_agency_version')
    .where('agency_id', '=', agencyId)
    .where('from_on', '>=', day)
    .execute();
}

/** Adds names by which the agency is found; those it has stay. */
export async function addShortNames(db: Db, agencyId: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await org(db)
    .insertInto('org_agency_short_name')
    .values(
      names.map((name, position) => ({
        agency_id: agencyId,
        name,
        position,
        search_key: searchKey(name),
        compact_key: compactKey(name),
      })),
    )
    .onConflict((conflict) => conflict.columns(['agency_id', 'name']).doNothing())
    .execute();
}

/** Raises the revision, so that whoever read the agency before is told; `set` may change its end with it. */
export async function touchAgency(
  db: Db,
  id: string,
  set: Partial<Pick<AgencyRow, 'valid_to' | 'to_precision' | 'ended_by'>> = {},
): Promise<void> {
  await org(db)
    .updateTable('org_agency')
    .set((eb) => ({ ...set, revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export async function insertEdges(db: Db, edges: readonly SuccessionRow[]): Promise<void> {
  if (edges.length > 0)
    await org(db)
      .insertInto('org_succession')
      .values([...edges])
      .onConflict((conflict) => conflict.columns(['from_id', 'to_id']).doNothing())
      .execute();
}

export async function dropEdge(db: Db, fromId: string, toId: string): Promise<void> {
  await org(db).deleteFrom('org_succession').where('from_id', '=', fromId).where('to_id', '=', toId).execute();
}

export async function codeIsTaken(db: Db, code: string): Promise<boolean> {
  return (
    (await org(db).selectFrom('org_agency').select('id').where('code', '=', code).executeTakeFirst()) !== undefined
  );
}

/** A place in the order of protocol after those of the same level. */
export async function nextPosition(db: Db, level: string): Promise<number> {
  const row = await org(db)
    .selectFrom('org_agency as a')
    .innerJoin('org_agency_version as v', 'v.agency_id', 'a.id')
    .where('v.level', '=', level as VersionRow['level'])
    .select(({ fn }) => fn.max('a.position').as('last'))
    .executeTakeFirst();
  return (row?.last ?? 0) + 10;
}

export async function edgesOfChange(db: Db, changeId: string): Promise<SuccessionRow[]> {
  return org(db)
    .selectFrom('org_succession')
    .selectAll()
    .where('change_id', '=', changeId)
    .orderBy('from_id')
    .execute();
}
