import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '#kernel/local-date.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import type { Db } from '#platform/db/pool.ts';
import type { Status, Step } from '../domain/status.ts';
import { type AssignmentRecord, type Role, type TaskRecord, tables } from './rows.ts';

/*
 * The rules of domain/status.ts as conditions, so that lists and counts are answered by indexes. A test compares the
 * two over every combination of facts. `a` is the assignment.
 */
const live = sql<boolean>`(a.withdrawn_at is null and a.superseded_at is null)`;
const done = sql<boolean>`a.confirmed_at is not null`;

/** By which due date a part is judged: the one in force, or the one first given, as if it had never been moved. */
export type DueKind = 'in-force' | 'original';
const DUE: Readonly<Record<DueKind, RawBuilder<Date | null>>> = {
  'in-force': sql`a.due_at`,
  original: sql`coalesce(a.original_due_at, a.due_at)`,
};

export function statusIs(status: Status, now: Date, kind: DueKind = 'in-force'): RawBuilder<boolean> {
  const due = DUE[kind];
  const reportedLate = sql<boolean>`a.reported_at > ${due}`;
  const late = sql<boolean>`(${due} < ${now} and (a.reported_at is null or ${reportedLate}))`;
  switch (status) {
    case 'DONE_ON_TIME':
      return sql`(${live} and ${done} and (${reportedLate}) is not true)`;
    case 'DONE_LATE':
      return sql`(${live} and ${done} and ${reportedLate})`;
    case 'OPEN_OVERDUE':
      return sql`(${live} and not (${done}) and ${late})`;
    case 'OPEN_IN_TIME':
      return sql`(${live} and not (${done}) and ${late} is not true)`;
  }
}

const asksExtension = sql<boolean>`exists (
  select 1 from directive_extension e where e.assignment_id = a.id and e.decided_at is null and e.ended_at is null)`;

/** The step as a condition on `a`. */
export const stepIs = (step: Step): RawBuilder<boolean> => STEP[step];

const STEP: Readonly<Record<Step, RawBuilder<boolean>>> = {
  withdrawn: sql`(not ${live})`,
  confirmed: sql`(${live} and ${done})`,
  reported: sql`(${live} and not (${done}) and a.reported_at is not null)`,
  returned: sql`(${live} and a.reported_at is null and a.returned_at is not null)`,
  'in-progress': sql`(${live} and a.reported_at is null and a.returned_at is null and a.progressed_at is not null)`,
  received: sql`(${live} and a.reported_at is null and a.returned_at is null and a.progressed_at is null and a.received_at is not null)`,
  new: sql`(${live} and a.reported_at is null and a.returned_at is null and a.progressed_at is null and a.received_at is null)`,
};

export interface TaskFilter {
  readonly status?: Status | undefined;
  readonly step?: Step | undefined;
  readonly agencyId?: string | undefined;
  readonly documentId?: string | undefined;
  readonly role?: Role | undefined;
  readonly officerId?: string | undefined;
  /** Only what enters the published rates. */
  readonly counted?: boolean | undefined;
  /** Only parts whose request for more time waits, or whose due date was moved. */
  readonly extension?: 'open' | 'granted' | undefined;
  readonly q?: string | undefined;
  /** What `findByWords` found for `q`. */
  readonly found?: readonly string[] | 'many' | undefined;
  readonly dueFrom?: LocalDate | undefined;
  readonly dueTo?: LocalDate | undefined;
  /** The first wall: only work of these agencies; absent = of all. */
  readonly within?: readonly string[] | undefined;
}

export type ListedRow = AssignmentRecord &
  Pick<
    TaskRecord,
    | 'text'
    | 'product'
    | 'kind'
    | 'document_id'
    | 'document_number'
    | 'document_kind'
    | 'document_issued_on'
    | 'urgency'
    | 'issued_at'
  > & {
    /** A request for more time waits for its answer. */
    asks_extension: boolean;
  };

export type Sort = 'due' | '-due' | '-issued';
/** The sort value (milliseconds, null without a due date) and id of the last row of a page. */
export type Place = readonly [at: number | null, id: string];

/** Assignments after a place, at most `limit`. */
export async function listRows(
  db: Db,
  filter: TaskFilter,
  now: Date,
  sort: Sort,
  after: Place | undefined,
  limit: number,
): Promise<ListedRow[]> {
  let query = filtered(db, filter)
    .innerJoin('directive_task as t', 't.id', 'a.task_id')
    .selectAll('a')
    .select([
      't.text',
      't.product',
      't.kind',
      't.document_id',
      't.document_number',
      't.document_kind',
      't.document_issued_on',
      't.urgency',
      't.issued_at',
      asksExtension.as('asks_extension'),
    ])
    .where(selected(filter, now))
    .limit(limit);
  if (sort === '-issued') query = query.orderBy('a.opened_at', 'desc').orderBy('a.id', 'desc');
  else if (sort === 'due') query = query.orderBy('a.due_at').orderBy('a.id');
  else query = query.orderBy('a.due_at', (order) => order.desc().nullsLast()).orderBy('a.id', 'desc');
  if (after) query = query.where(afterPlace(sort, after));
  return query.execute();
}

function afterPlace(sort: Sort, [at, id]: Place): RawBuilder<boolean> {
  if (sort === '-issued') return sql`(a.opened_at, a.id) < (${new Date(at ?? 0)}::timestamptz, ${id}::uuid)`;
  if (at === null)
    return sort === 'due' ? sql`(a.due_at is null and a.id > ${id})` : sql`(a.due_at is null and a.id < ${id})`;
  const place = sql`(${new Date(at)}::timestamptz, ${id}::uuid)`;
  return sort === 'due'
    ? sql`((a.due_at, a.id) > ${place} or a.due_at is null)`
    : sql`((a.due_at, a.id) < ${place} or a.due_at is null)`;
}

export interface Counted {
  readonly doneOnTime: number;
  readonly doneLate: number;
  readonly openInTime: number;
  readonly openOverdue: number;
}

/** The four counts of everything the other filters leave, and how many rows the list has in all. */
export async function countRows(db: Db, filter: TaskFilter, now: Date): Promise<Counted & { total: number }> {
  const row = await filtered(db, filter)
    .select(countsAt(now))
    .select(sql<number>`count(*) filter (where ${selected(filter, now)})::int`.as('total'))
    .where(filter.step ? STEP[filter.step] : live)
    .executeTakeFirstOrThrow();
  return row;
}

/** The four counts as select expressions. */
export function countsAt(now: Date, kind: DueKind = 'in-force') {
  const count = (status: Status) => sql<number>`count(*) filter (where ${statusIs(status, now, kind)})::int`;
  return [
    count('DONE_ON_TIME').as('doneOnTime'),
    count('DONE_LATE').as('doneLate'),
    count('OPEN_IN_TIME').as('openInTime'),
    count('OPEN_OVERDUE').as('openOverdue'),
  ] as const;
}

/** What status and step ask for; withdrawn work shows only when it is asked for. */
function selected(filter: TaskFilter, now: Date): RawBuilder<boolean> {
  const step = filter.step ? STEP[filter.step] : live;
  return filter.status ? sql`(${step} and ${statusIs(filter.status, now)})` : step;
}

/** Without the task's own table: the numbers are read off the assignments alone. */
function filtered(db: Db, filter: TaskFilter) {
  let query = tables(db).selectFrom('directive_assignment as a').where('a.superseded_at', 'is', null);
  if (filter.within) query = query.where('a.agency_id', 'in', filter.within.length > 0 ? [...filter.within] : [NOBODY]);
  if (filter.agencyId) query = query.where('a.agency_id', '=', filter.agencyId);
  if (filter.documentId) query = query.where('a.document_id', '=', filter.documentId);
  if (filter.role) query = query.where('a.role', '=', filter.role);
  if (filter.officerId) query = query.where('a.officer_id', '=', filter.officerId);
  if (filter.counted !== undefined) query = query.where('a.counted', '=', filter.counted);
  if (filter.extension === 'open') query = query.where(asksExtension);
  if (filter.extension === 'granted') query = query.where('a.extended_times', '>', 0);
  if (filter.dueFrom) query = query.where('a.due_at', '>=', instantAt(filter.dueFrom));
  if (filter.dueTo) query = query.where('a.due_at', '<', instantAt(filter.dueTo, 24 * 60));
  if (filter.found === 'many')
    query = query.where(sql<boolean>`(select ${likeAll(filter.q)} from directive_task s where s.id = a.task_id)`);
  else if (filter.found) query = query.where(sql<boolean>`a.task_id = any(${filter.found}::uuid[])`);
  return query;
}

/** Up to this many tasks are named to the list one by one. */
const NAMED = 5000;

/**
 * The tasks whose words hold all that is searched for, so that list and counts need not look twice; 'many' when they
 * are to be asked assignment by assignment: common words, or only the few assignments of some agency or document.
 */
export async function findByWords(db: Db, filter: TaskFilter): Promise<TaskFilter['found']> {
  if (!filter.q || wordsOf(filter.q).length === 0) return undefined;
  if (filter.within ?? filter.agencyId ?? filter.documentId ?? filter.officerId) return 'many';
  const { rows } = await sql<{ id: string }>`
    select s.id from directive_task s where ${likeAll(filter.q)} limit ${NAMED + 1}`.execute(db);
  return rows.length > NAMED ? 'many' : rows.map(({ id }) => id);
}

function wordsOf(q: string): string[] {
  return searchKey(q).split(' ').filter(Boolean);
}

function likeAll(q = ''): RawBuilder<unknown> {
  const likes = wordsOf(q).map((word) => sql`s.search like ${`%${word.replace(/[%_\\]/g, '\\$&')}%`}`);
  return sql.join(likes, sql` and `);
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
