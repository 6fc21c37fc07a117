import { type RawBuilder, sql, type Selectable } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { Obligation } from '../domain/obligation.ts';
import type { Group } from '../schema.ts';
import { type ClockRow, type ObligationRow, toObligation } from './obligation-store.ts';

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

/** A part of the list. */
export interface Part {
  /** Only one group, from after this place on. */
  readonly after?:
    | { readonly group: Group; readonly dueAt: Date | null; readonly id: string }
    | { readonly group: Group }
    | undefined;
  /** Only what was registered from this moment on. */
  readonly since?: Date | undefined;
}

/** Open obligations by group, each in order of due moment (those without one last), at most `limit` of each. */
export async function listOpenByGroup(
  db: Db,
  whose: Whose,
  { now, tomorrow, nextWeek }: Bounds,
  limit: number,
  { after, since }: Part = {},
): Promise<Map<Group, OpenGroup>> {
  const place = after && 'id' in after ? after : undefined;
  const { rows } = await sql<Selectable<ObligationRow & ClockRow> & { of_grp: Group; of_group: number }>`
    with grouped as (
      select o.*, case
        when due_at < ${now} then 'overdue'
        when due_at < ${tomorrow} then 'today'
        when due_at < ${nextWeek} then 'thisWeek'
        else 'later' end as grp
      from reminder_obligation o
      where state = 'open' and ${ownedBy(whose)} and ${since ? sql`registered_at >= ${since}` : sql`true`}
    ), counts as (
      select grp as of_grp, count(*) as of_group from grouped group by grp
    ), placed as (
      select *, row_number() over (partition by grp order by due_at nulls last, id) as place from grouped
      where ${after ? sql`grp = ${after.group}` : sql`true`} and ${place ? beyond(place) : sql`true`}
    )
    select * from counts left join placed on grp = of_grp and place <= ${limit}
    left join reminder_clock on obligation_id = id
    order by due_at nulls last, id`.execute(db);
  const groups = new Map<Group, { count: number; items: Obligation[] }>();
  for (const row of rows) {
    const group = groups.get(row.of_grp) ?? { count: row.of_group, items: [] };
    if (row.id) group.items.push(toObligation(row));
    groups.set(row.of_grp, group);
  }
  return groups;
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
