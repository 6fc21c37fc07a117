import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { DueKind } from './list.ts';
import { type AssignmentRecord, tables, type TaskRecord } from './rows.ts';

/** What the history knew of a counted part at a moment. */
export type PartAsOf = Pick<AssignmentRecord, 'id' | 'agency_id' | 'due_at'> & {
  /** Of the report that waited or was accepted at that moment, among those sent in time to be looked at. */
  reported_at: Date | null;
  confirmed: boolean;
};

/** The due date a part had at a moment: as the last extension agreed to by then left it, or as it was first given. */
const dueAsOf = (asOf: Date) => sql`case when a.extended_times = 0 then a.due_at else coalesce(
  (select e.granted_due_at from directive_extension e
    where e.assignment_id = a.id and e.decision = 'granted' and e.decided_at <= ${asOf}
    order by e.decided_at desc, e.id desc limit 1),
  a.original_due_at) end`;

/**
 * Counted parts that stood at `asOf`, with their last report sent by `until` and the due date then in force, or the one
 * first given. A report that had been sent back by `asOf` counts as none. Read from facts that are never rewritten, so
 * a past moment answers the same for ever.
 */
export async function listPartsAsOf(
  db: Db,
  agencyIds: readonly string[] | undefined,
  until: Date,
  asOf: Date,
  due: DueKind,
): Promise<PartAsOf[]> {
  const within = agencyIds === undefined ? sql`` : sql`and a.agency_id = any(${[...agencyIds]}::uuid[])`;
  const { rows } = await sql<PartAsOf>`
    select a.id, a.agency_id, ${due === 'original' ? sql`coalesce(a.original_due_at, a.due_at)` : dueAsOf(asOf)} as due_at,
      case when r.decision = 'returned' and r.decided_at <= ${asOf} then null else r.reported_at end as reported_at,
      coalesce(r.decision = 'confirmed' and r.decided_at <= ${asOf}, false) as confirmed
    from directive_assignment a
    left join lateral (
      select reported_at, decision, decided_at from directive_report
      where assignment_id = a.id and reported_at <= ${until}
      order by reported_at desc, id desc limit 1
    ) r on true
    where a.counted and a.opened_at <= ${until}
      and (a.withdrawn_at is null or a.withdrawn_at > ${asOf})
      and (a.superseded_at is null or a.superseded_at > ${asOf})
      ${within}
    order by a.id`.execute(db);
  return rows;
}

/** A counted part as it stands now, with what people know it by. */
export type PartDetail = Pick<
  AssignmentRecord,
  'id' | 'task_id' | 'agency_id' | 'due_at' | 'reported_at' | 'percent' | 'officer_id' | 'officer_name' | 'period_label'
> &
  Pick<TaskRecord, 'text'> & { confirmed: boolean };

/** Live counted parts: some by id, or those of agencies that are done or due by a moment; earliest due first. */
export async function listPartDetails(
  db: Db,
  which: { ids: readonly string[] } | { agencyIds: readonly string[] | undefined; dueBy: Date },
  due: DueKind = 'in-force',
): Promise<PartDetail[]> {
  const dueAt =
    due === 'original' ? sql<Date | null>`coalesce(a.original_due_at, a.due_at)` : sql<Date | null>`a.due_at`;
  let query = tables(db)
    .selectFrom('directive_assignment as a')
    .innerJoin('directive_task as t', 't.id', 'a.task_id')
    .select(['a.id', 'a.task_id', 'a.agency_id', dueAt.as('due_at'), 'a.reported_at', 'a.percent', 'a.officer_id'])
    .select(['a.officer_name', 'a.period_label', 't.text'])
    .select((eb) => eb('a.confirmed_at', 'is not', null).$castTo<boolean>().as('confirmed'))
    .orderBy(dueAt)
    .orderBy('a.id');
  if ('ids' in which) query = query.where(sql<boolean>`a.id = any(${[...which.ids]}::uuid[])`);
  else {
    query = query
      .where('a.counted', '=', true)
      .where('a.withdrawn_at', 'is', null)
      .where('a.superseded_at', 'is', null)
      .where((eb) => eb.or([eb('a.confirmed_at', 'is not', null), eb(dueAt, '<=', which.dueBy)]));
    if (which.agencyIds) query = query.where(sql<boolean>`a.agency_id = any(${[...which.agencyIds]}::uuid[])`);
  }
  return query.execute();
}
