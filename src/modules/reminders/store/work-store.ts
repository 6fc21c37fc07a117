import { type RawBuilder, sql, type Selectable } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { Obligation } from '../domain/obligation.ts';
import type { Group } from '../schema.ts';
import { type ClockRow, type ObligationRow, toObligation } from './obligation-rows.ts';
import { amongAsked, OWED_BY_READER, type Reader, readerRows, SEEN_BY_READER } from './readers.ts';

/** Whose open work: a person's with what his agencies have not given to anybody, or that of agencies. */
export type Whose =
  | {
      readonly personId: string;
      readonly agencyIds: readonly string[];
      /** People on leave whose work is his meanwhile. */
      readonly insteadOf?: readonly string[];
    }
  | { readonly agencyIds: readonly string[] | 'all' };

/** Where the groups begin and end: now, midnight, and the Monday to come. */
export interface Bounds {
  readonly now: Date;
  readonly tomorrow: Date;
  readonly nextWeek: Date;
}

/** One group's first items and how many it has, counted in the same query. */
export interface OpenGroup {
  readonly count: number;
  readonly items: readonly Obligation[];
}

/** Whose list is read: those of some readers, each for himself, or that of agencies. */
export type Lists =
  | { readonly readers: readonly Reader[] }
  | {
      readonly agencyIds: readonly string[] | 'all';
      /** Only what was registered from this moment on. */
      readonly since?: Date | undefined;
    };

/** Only one group, from after this place on. */
export type After =
  | { readonly group: Group; readonly dueAt: Date | null; readonly id: string }
  | { readonly group: Group };

type OpenRow = Selectable<ObligationRow & ClockRow> & { of_reader: number; of_grp: Group; of_group: number };

/**
 * Open obligations by group, each in order of due moment (those without one last), at most `limit` of each: one map for
 * each reader in their order, or one for the agencies.
 */
export async function listOpenByGroup(
  db: Db,
  lists: Lists,
  { now, tomorrow, nextWeek }: Bounds,
  limit: number,
  after?: After,
): Promise<Map<Group, OpenGroup>[]> {
  const place = after && 'id' in after ? after : undefined;
  const each = 'readers' in lists ? readerRows(lists.readers) : sql`(values (0)) as r (place)`;
  const { rows } = await sql<OpenRow>`
    select r.place as of_reader, g.* from ${each} cross join lateral (
      with grouped as (
        select o.*, case
          when due_at < ${now} then 'overdue'
          when due_at < ${tomorrow} then 'today'
          when due_at < ${nextWeek} then 'thisWeek'
          else 'later' end as grp
        from reminder_obligation o
        where state = 'open' and ${listed(lists)}
      ), counts as (
        select grp as of_grp, count(*) as of_group from grouped group by grp
      ), placed as (
        select *, row_number() over (partition by grp order by due_at nulls last, id) as place from grouped
        where ${after ? sql`grp = ${after.group}` : sql`true`} and ${place ? beyond(place) : sql`true`}
      )
      select * from counts left join placed on grp = of_grp and place <= ${limit}
      left join reminder_clock on obligation_id = id
    ) g
    order by g.due_at nulls last, g.id`.execute(db);
  const count = 'readers' in lists ? lists.readers.length : 1;
  const found = Array.from({ length: count }, () => new Map<Group, { count: number; items: Obligation[] }>());
  for (const row of rows) {
    const groups = found[row.of_reader];
    const group = groups?.get(row.of_grp) ?? { count: row.of_group, items: [] };
    if (row.id) group.items.push(toObligation(row));
    groups?.set(row.of_grp, group);
  }
  return found;
}

/** Which open rows stand on the list. */
function listed(lists: Lists): RawBuilder<unknown> {
  if ('agencyIds' in lists)
    return sql`${ownedBy(lists)} and ${lists.since ? sql`registered_at >= ${lists.since}` : sql`true`}`;
  return sql`${OWED_BY_READER} and ${SEEN_BY_READER} and ${amongAsked('o.id')}
    and (r.since is null or registered_at >= r.since) and (r.before is null or registered_at < r.before)`;
}

/** Which rows of reminder_obligation are meant. */
export function ownedBy(whose: Whose): RawBuilder<unknown> {
  if ('personId' in whose)
    return sql`(person_id = any(${[whose.personId, ...(whose.insteadOf ?? [])]}::uuid[]) or (person_id is null and agency_id = any(${[...whose.agencyIds]}::uuid[])))`;
  return whose.agencyIds === 'all' ? sql`true` : sql`agency_id = any(${[...whose.agencyIds]}::uuid[])`;
}

function beyond({ dueAt, id }: { dueAt: Date | null; id: string }): RawBuilder<unknown> {
  if (!dueAt) return sql`(due_at is null and id > ${id})`;
  return sql`(due_at > ${dueAt} or (due_at = ${dueAt} and id > ${id}) or due_at is null)`;
}
