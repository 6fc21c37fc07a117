import { sql } from 'kysely';
import type { LocalDate } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';

/** A name an agency goes by. */
export interface NameRow {
  readonly agency_id: string;
  readonly name: string;
  readonly official: boolean;
}

/**
 * Names that may answer a query, of agencies in force on the day: by likeness of the unmarked words or of the
 * letters alone. Wide on purpose; the domain decides and ranks.
 * @param key the query as a search key, @param compact its letters and digits alone
 */
export async function likelyNames(db: Db, key: string, compact: string, on: LocalDate): Promise<NameRow[]> {
  // Plain SET LOCAL, as set_config() does not reach other nodes; the defaults would lose one-slip abbreviations.
  await sql`set local pg_trgm.similarity_threshold = 0.2`.execute(db);
  await sql`set local pg_trgm.word_similarity_threshold = 0.4`.execute(db);
  const inside = `%${compact.replace(/[\\%_]/g, '')}%`;
  const { rows } = await sql<NameRow>`
    with live as (
      select a.id, (select max(v.from_on) from org_agency_version v
                    where v.agency_id = a.id and v.from_on <= ${on}::date) as from_on
      from org_agency a
      where a.valid_from <= ${on}::date and a.valid_to >= ${on}::date and not a.outside
    )
    select v.agency_id, v.name, true as official
    from live join org_agency_version v on v.agency_id = live.id and v.from_on = live.from_on
    where v.search_key % ${key} or ${key} <% v.search_key or v.compact_key like ${inside}
    union all
    select s.agency_id, s.name, false
    from live join org_agency_short_name s on s.agency_id = live.id
    where s.search_key % ${key} or ${key} <% s.search_key or s.compact_key like ${inside} or s.compact_key % ${compact}`.execute(
    db,
  );
  return rows;
}

/** A name with the life of the agency that bears it, for finding whom a document means. */
export interface LivedName {
  readonly agency_id: string;
  readonly name: string;
  readonly official: boolean;
  readonly valid_from: string;
  readonly valid_to: string;
  readonly outside: boolean;
}

/** Every name of every agency, old ones too; a province has a few hundred agencies. */
export async function allNames(db: Db): Promise<LivedName[]> {
  const { rows } = await sql<LivedName>`
    select v.agency_id, v.name, true as official,
           greatest(v.from_on, a.valid_from) as valid_from,
           least(a.valid_to, coalesce((select min(n.from_on) - 1 from org_agency_version n
                                       where n.agency_id = v.agency_id and n.from_on > v.from_on), 'infinity')) as valid_to,
           a.outside
    from org_agency_version v join org_agency a on a.id = v.agency_id
    union all
    select s.agency_id, s.name, false, a.valid_from, a.valid_to, a.outside
    from org_agency_short_name s join org_agency a on a.id = s.agency_id`.execute(db);
  return rows;
}
