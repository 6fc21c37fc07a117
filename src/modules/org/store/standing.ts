import type { LocalDate } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';
import type { Lived } from '../domain/soundness.ts';
import type { AgencyRow, ChangeRow, OrgTables, SuccessionRow, VersionRow } from './tables.ts';

const org = (db: Db) => db.$extendTables<OrgTables>();

/** An agency held for a change, with its versions in order of time. */
export interface Standing {
  readonly row: AgencyRow;
  readonly versions: readonly VersionRow[];
}

/** Locks agencies in the order of their ids, so that two changes cannot wait for each other. */
export async function lockStandings(db: Db, ids: readonly string[]): Promise<Map<string, Standing>> {
  if (ids.length === 0) return new Map();
  const rows = await org(db)
    .selectFrom('org_agency')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute();
  const versions = await org(db)
    .selectFrom('org_agency_version')
    .selectAll()
    .where('agency_id', 'in', [...ids])
    .orderBy('from_on')
    .execute();
  return new Map(rows.map((row) => [row.id, { row, versions: versions.filter((one) => one.agency_id === row.id) }]));
}

/** Every agency's life and parents, to look for circles. */
export async function allLived(db: Db): Promise<Lived[]> {
  const rows = await org(db).selectFrom('org_agency').select(['id', 'valid_from', 'valid_to']).execute();
  const versions = await org(db)
    .selectFrom('org_agency_version')
    .select(['agency_id', 'from_on', 'parent_id'])
    .orderBy('from_on')
    .execute();
  const parents = new Map<string, { from: string; parentId: string | null }[]>();
  for (const version of versions) {
    const list = parents.get(version.agency_id) ?? [];
    list.push({ from: version.from_on, parentId: version.parent_id });
    parents.set(version.agency_id, list);
  }
  // '-infinity' has to come first; as text it does, being before every digit.
  return rows.map((row) => ({
    id: row.id,
    from: row.valid_from,
    to: row.valid_to,
    parents: parents.get(row.id) ?? [],
  }));
}

/** Agencies that stand under one of these at some time from the day on, with their versions, locked. */
export async function lockChildren(db: Db, parentIds: readonly string[], since: LocalDate): Promise<Standing[]> {
  const rows = await org(db)
    .selectFrom('org_agency_version as v')
    .innerJoin('org_agency as a', 'a.id', 'v.agency_id')
    .where('v.parent_id', 'in', [...parentIds])
    .where('a.valid_to', '>=', since)
    .select('v.agency_id')
    .distinct()
    .execute();
  const standings = await lockStandings(
    db,
    rows.map((row) => row.agency_id),
  );
  // Whoever stood under them only before has left already.
  return [...standings.values()].filter(({ row, versions }) => {
    const first = row.valid_from > since ? row.valid_from : since;
    const current = versions.findLast((version) => version.from_on <= first);
    return versions.some(
      (version) =>
        (version === current || version.from_on > first) &&
        version.parent_id !== null &&
        parentIds.includes(version.parent_id),
    );
  });
}

/** The steps of succession out of these agencies, with what made them. */
export async function edgesFrom(
  db: Db,
  ids: readonly string[],
): Promise<(SuccessionRow & Pick<ChangeRow, 'detail'>)[]> {
  if (ids.length === 0) return [];
  return org(db)
    .selectFrom('org_succession as s')
    .innerJoin('org_change as c', 'c.id', 's.change_id')
    .where('s.from_id', 'in', [...ids])
    .selectAll('s')
    .select('c.detail')
    .orderBy('s.effective_on')
    .execute();
}

export async function findChange(db: Db, id: string): Promise<ChangeRow | undefined> {
  return org(db).selectFrom('org_change').selectAll().where('id', '=', id).executeTakeFirst();
}
