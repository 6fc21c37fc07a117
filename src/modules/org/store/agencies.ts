import { sql } from 'kysely';
import type { LocalDate } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';
import type { Agency, AgencyLevel } from '../domain/agency.ts';
import { type AgencyRow, dayOrNull, type OrgTables, type VersionRow } from './tables.ts';

type Joined = Omit<AgencyRow, 'sources' | 'egov_code' | 'unit_id' | 'ended_by'> &
  Omit<VersionRow, 'agency_id' | 'from_on' | 'search_key' | 'compact_key' | 'change_id'> & {
    short_names: string[];
    parent_name: string | null;
    unit_name: string | null;
  };

/** Which version counts: the day's, kept within the agency's life, so that an ended agency still has its last name. */
const versionDay = (on: LocalDate) => sql<string>`greatest(least(${on}::date, a.valid_to), a.valid_from)`;

/** All agencies with the version of the day `on`; the caller narrows it. */
function agenciesOn(db: Db, on: LocalDate) {
  return db
    .$extendTables<OrgTables>()
    .selectFrom('org_agency as a')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('org_agency_version as w')
          .selectAll()
          .whereRef('w.agency_id', '=', 'a.id')
          .where('w.from_on', '<=', versionDay(on))
          .orderBy('w.from_on', 'desc')
          .limit(sql.lit(1))
          .as('v'),
      (join) => join.onTrue(),
    )
    .leftJoin('org_unit as u', 'u.id', 'a.unit_id')
    .select([
      'a.id',
      'a.code',
      'a.valid_from',
      'a.valid_to',
      'a.from_precision',
      'a.to_precision',
      'a.verified',
      'a.outside',
      'a.note',
      'a.position',
      'a.revision',
      'v.name',
      'v.parent_id',
      'v.level',
      'v.kind',
      'v.doc_symbol',
      'v.ranked_block',
      'u.name as unit_name',
    ])
    .select([
      sql<string[]>`array(select s.name from org_agency_short_name s where s.agency_id = a.id order by s.position)`.as(
        'short_names',
      ),
      sql<string | null>`(select p.name from org_agency_version p where p.agency_id = v.parent_id
        and p.from_on <= ${versionDay(on)} order by p.from_on desc limit 1)`.as('parent_name'),
    ]);
}

export function toAgency(row: Joined): Agency {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    shortNames: row.short_names,
    docSymbol: row.doc_symbol,
    kind: row.kind,
    level: row.level,
    parentId: row.parent_id,
    parentName: row.parent_name,
    unitName: row.unit_name,
    validFrom: dayOrNull(row.valid_from),
    validTo: dayOrNull(row.valid_to),
    fromPrecision: row.from_precision,
    toPrecision: row.to_precision,
    rankedBlock: row.ranked_block,
    verified: row.verified,
    outside: row.outside,
    note: row.note,
    revision: row.revision,
  };
}

/** One agency as it was on the day, or at the nearest end of its life. */
export async function findAgencyRow(db: Db, id: string, on: LocalDate): Promise<Agency | undefined> {
  const row = await agenciesOn(db, on).where('a.id', '=', id).executeTakeFirst();
  return row && toAgency(row);
}

export async function findAgencyRowByCode(db: Db, code: string, on: LocalDate): Promise<Agency | undefined> {
  const row = await agenciesOn(db, on).where('a.code', '=', code).executeTakeFirst();
  return row && toAgency(row);
}

/** The named agencies as they were on the day, in the order of protocol; unknown ids are left out. */
export async function listAgencyRows(db: Db, ids: readonly string[], on: LocalDate): Promise<Agency[]> {
  if (ids.length === 0) return [];
  const rows = await agenciesOn(db, on)
    .where('a.id', 'in', [...ids])
    .orderBy('a.position')
    .execute();
  return rows.map(toAgency);
}

/** What of a list is wanted; without `outside` only agencies of this province. */
export interface AgencyFilter {
  readonly on: LocalDate;
  readonly level?: AgencyLevel | undefined;
  readonly kind?: string | undefined;
  /** null asks for the agencies at the top. */
  readonly parentId?: string | null | undefined;
  readonly outside?: boolean | undefined;
  /** Only those after this place of the order, for paging. */
  readonly after?: { position: number; id: string } | undefined;
  readonly limit?: number | undefined;
}

/** An agency with its place in the order of protocol. */
export interface PlacedAgency {
  readonly agency: Agency;
  readonly position: number;
}

/** Agencies in force on the day, in the order of protocol. */
export async function listInForce(db: Db, filter: AgencyFilter): Promise<Agency[]> {
  return (await listPlaced(db, filter)).map((one) => one.agency);
}

/** `listInForce` with the places that paging needs (position, then id). */
export async function listPlaced(db: Db, filter: AgencyFilter): Promise<PlacedAgency[]> {
  let query = agenciesOn(db, filter.on)
    .where('a.valid_from', '<=', filter.on)
    .where('a.valid_to', '>=', filter.on)
    .orderBy('a.position')
    .orderBy('a.id');
  if (!filter.outside) query = query.where('a.outside', '=', false);
  if (filter.level) query = query.where('v.level', '=', filter.level);
  if (filter.kind) query = query.where('v.kind', '=', filter.kind);
  if (filter.parentId !== undefined) {
    query =
      filter.parentId === null
        ? query.where('v.parent_id', 'is', null)
        : query.where('v.parent_id', '=', filter.parentId);
  }
  if (filter.after) {
    query = query.where(sql<boolean>`(a.position, a.id) > (${filter.after.position}, ${filter.after.id}::uuid)`);
  }
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  return (await query.execute()).map((row) => ({ agency: toAgency(row), position: row.position }));
}

/**
 * Ids of the agency and of everything below it on the day; empty when it is not in force. A parent that is not
 * in force does not carry its children.
 */
export async function subtreeIdsOn(db: Db, agencyId: string, on: LocalDate): Promise<string[]> {
  return (await subtreesOn(db, [agencyId], on)).get(agencyId) ?? [];
}

/** `subtreeIdsOn` of several agencies in one query, by the agency at the top; those not in force are left out. */
export async function subtreesOn(db: Db, agencyIds: readonly string[], on: LocalDate): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ top: string; id: string }>`
    with recursive live as (
      select a.id, (select v.parent_id from org_agency_version v
                    where v.agency_id = a.id and v.from_on <= ${on}::date order by v.from_on desc limit 1) as parent_id
      from org_agency a where a.valid_from <= ${on}::date and a.valid_to >= ${on}::date
    ), below as (
      select id as top, id from live where id = any(${[...agencyIds]}::uuid[])
      union
      select below.top, live.id from live join below on live.parent_id = below.id
    )
    select top, id from below`.execute(db);
  const subtrees = new Map<string, string[]>();
  for (const { top, id } of rows) {
    const known = subtrees.get(top);
    if (known) known.push(id);
    else subtrees.set(top, [id]);
  }
  return subtrees;
}

/** The last day on which any agency of the level existed, when none exists after it; undefined when some does. */
export async function lastDayOfLevel(db: Db, level: AgencyLevel, on: LocalDate): Promise<LocalDate | undefined> {
  const row = await db
    .$extendTables<OrgTables>()
    .selectFrom('org_agency as a')
    .innerJoin('org_agency_version as v', 'v.agency_id', 'a.id')
    .where('v.level', '=', level)
    .where('a.outside', '=', false)
    .select(({ fn }) => fn.max('a.valid_to').as('last'))
    .executeTakeFirst();
  const last = row?.last;
  return last && last < on ? last : undefined;
}
