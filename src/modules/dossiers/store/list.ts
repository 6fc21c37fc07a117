import { type RawBuilder, sql } from 'kysely';
import { instantAt } from '#kernel/vietnam-time.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { addDays } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';
import { prepared } from '#platform/db/session.ts';
import type { State } from '../domain/states.ts';
import type { Channel, Urgency } from '../domain/words.ts';
import { type DossierRow, tables } from './rows.ts';

export type Queue = 'mine' | 'agency' | 'counter' | 'opinions' | 'apologies' | 'supplements' | 'results' | 'all';

export interface DossierFilter {
  readonly queue: Queue;
  /** Agencies the actor acts for himself, and the agencies whose work he sees. */
  readonly own: readonly string[];
  readonly within: 'all' | readonly string[];
  readonly personId: string | null;
  readonly today: LocalDate;
  /** The last day that is "soon". */
  readonly soonUntil: LocalDate;
  readonly state?: State | undefined;
  readonly urgency?: Urgency | undefined;
  readonly agencyId?: string | undefined;
  readonly procedureId?: string | undefined;
  readonly channel?: Channel | undefined;
  readonly open?: boolean | undefined;
  readonly receivedFrom?: LocalDate | undefined;
  readonly receivedTo?: LocalDate | undefined;
  /** Only those that run and are not overdue by law yet: what a forecast can be made for. */
  readonly inTime?: boolean | undefined;
  /** Dossiers in which the actor, or his agencies, have a part beside the leading one (`dossier_part`). */
  readonly withPart?: readonly string[] | undefined;
  /** Only these, and with a code that ends so: what a search found. */
  readonly found?: readonly string[] | undefined;
  readonly codeEnd?: string | undefined;
}

const any = (ids: readonly string[]) => sql`any (${[...ids]}::uuid[])`;
const IN_HAND = sql`clock in ('running', 'stopped')`;

/** What a desk has before it; each is one index of the table. */
function inQueue({ queue, own, personId, withPart = [] }: DossierFilter): RawBuilder<boolean> {
  const mine = any(own);
  // Said only where there are such parts: without them each queue stays one index.
  const orPart = withPart.length > 0 ? sql` or id = ${any(withPart)}` : sql``;
  switch (queue) {
    case 'mine':
      return sql`((officer_id = ${personId}::uuid${orPart}) and ${IN_HAND})`;
    case 'agency':
      return sql`((agency_id = ${mine}${orPart}) and ${IN_HAND})`;
    case 'counter':
      return sql`(receiving_agency_id = ${mine} and state in ('submitted', 'awaiting-completion', 'received'))`;
    case 'opinions':
      return sql`(id in (select o.dossier_id from dossier_opinion o where o.answered_at is null and o.agency_id = ${mine}) and clock <> 'ended')`;
    case 'apologies':
      return sql`(apology_draft_id is not null and (agency_id = ${mine} or competent_agency_id = ${mine}) and ${IN_HAND})`;
    case 'supplements':
      return sql`(receiving_agency_id = ${mine} and (supplement_draft_id is not null or state in ('awaiting-supplement', 'awaiting-payment')) and ${IN_HAND})`;
    case 'results':
      return sql`(receiving_agency_id = ${mine} and state in ('result-ready', 'posting'))`;
    case 'all':
      return sql`true`;
  }
}

/** Overdue although the day promised last is not over: few, with an index of their own (dossier_late_already). */
const lateAlready = (
  begins: Date,
): RawBuilder<boolean> => sql`(clock in ('running', 'stopped') and (was_late or reappointments > 0)
  and (was_late or (clock = 'running' and coalesce(lawful_due_at < ${begins}, false))))`;

/** The same as domain/words.ts `urgencyOf`, as a condition; a test compares the two. */
export function urgencyIs(urgency: Urgency, today: LocalDate, soonUntil: LocalDate): RawBuilder<boolean> {
  const begins = instantAt(today);
  const tomorrow = instantAt(addDays(today, 1));
  const soonEnds = instantAt(addDays(soonUntil, 1));
  switch (urgency) {
    case 'overdue':
      return sql`((clock = 'running' and due_at < ${begins}) or ${lateAlready(begins)})`;
    case 'today':
      return sql`(clock = 'running' and due_at >= ${begins} and due_at < ${tomorrow} and not ${lateAlready(begins)})`;
    case 'soon':
      return sql`(clock = 'running' and due_at >= ${tomorrow} and due_at < ${soonEnds} and not ${lateAlready(begins)})`;
    case 'later':
      return sql`(clock = 'running' and (due_at is null or due_at >= greatest(${soonEnds}::timestamptz, ${tomorrow}::timestamptz))
        and not ${lateAlready(begins)})`;
    case 'stopped':
      return sql`(clock in ('stopped', 'none') and state <> 'denied' and not ${lateAlready(begins)})`;
    case 'ended':
      return sql`(clock = 'ended' or state = 'denied')`;
  }
}

/** A filter as one condition on the row of a dossier. */
export function conditions(filter: DossierFilter): RawBuilder<boolean> {
  const all: RawBuilder<unknown>[] = [inQueue(filter)];
  const { within, state, urgency, agencyId, procedureId, channel, open, receivedFrom, receivedTo, found } = filter;
  if (within !== 'all') all.push(sql`parties && ${[...within]}::uuid[]`);
  if (state) all.push(sql`state = ${state}`);
  if (urgency) all.push(urgencyIs(urgency, filter.today, filter.soonUntil));
  if (agencyId) all.push(sql`agency_id = ${agencyId}::uuid`);
  if (procedureId) all.push(sql`procedure_id = ${procedureId}::uuid`);
  if (channel) all.push(sql`channel = ${channel}`);
  if (open === true) all.push(IN_HAND);
  if (open === false) all.push(sql`clock not in ('running', 'stopped')`);
  if (receivedFrom) all.push(sql`received_at >= ${instantAt(receivedFrom)}`);
  if (receivedTo) all.push(sql`received_at < ${instantAt(addDays(receivedTo, 1))}`);
  if (filter.inTime)
    all.push(sql`(clock = 'running' and procedure_id is not null and lawful_due_at >= ${instantAt(filter.today)})`);
  if (found) all.push(sql`id = ${any(found)}`);
  if (filter.codeEnd) all.push(sql`right(upper(code), ${filter.codeEnd.length}) = ${filter.codeEnd}`);
  return sql<boolean>`(${sql.join(all, sql` and `)})`;
}

/** What a queue lists first: what runs by its due moment, then what stands still by what it waits for. */
export const PHASES = ['running', 'stopped', 'none', 'ended'] as const;
export type Phase = (typeof PHASES)[number];

/** By what each is listed, empty ones last: two moments or days, the second never empty. */
const KEYS: Readonly<Record<Phase, readonly [keyof DossierRow, keyof DossierRow]>> = {
  running: ['due_at', 'id'],
  stopped: ['wait_until', 'stopped_at'],
  none: ['wait_until', 'submitted_at'],
  ended: ['finished_at', 'submitted_at'],
};

/** Where a page ended. `phase` is absent for what is listed newest first. */
export interface Place {
  readonly phase: Phase | null;
  readonly first: string | null;
  readonly second: string | null;
  readonly id: string;
}

/** The place of a row in its order. */
export function placeOf(row: DossierRow, order: 'due' | 'newest'): Place {
  const text = (value: unknown): string | null =>
    value instanceof Date ? value.toISOString() : (value as string | null);
  if (order === 'newest') return { phase: null, first: text(row.submitted_at), second: null, id: row.id };
  const [first, second] = KEYS[row.clock];
  return { phase: row.clock, first: text(row[first]), second: text(row[second]), id: row.id };
}

/** The phases a filter can find anything in: the others are not asked for. */
function phasesOf({ queue, urgency, open }: DossierFilter): readonly Phase[] {
  if (urgency === 'stopped') return ['stopped', 'none'];
  if (urgency === 'ended') return ['none', 'ended'];
  if (urgency === 'overdue') return ['running', 'stopped'];
  if (urgency) return ['running'];
  if (queue === 'counter') return ['running', 'none'];
  if (queue === 'results') return ['ended'];
  return queue === 'all' && open !== true ? PHASES : ['running', 'stopped'];
}

/** Work by what it waits for (its due moment, or the day until which something is awaited); else newest first. */
export async function listDossiers(
  db: Db,
  filter: DossierFilter,
  order: 'due' | 'newest',
  after: Place | undefined,
  limit: number,
): Promise<DossierRow[]> {
  // Ids first: an index may tell them without the rows of those a filter leaves out.
  if (order === 'newest') {
    const query = tables(db).selectFrom('dossier').select('id').where(conditions(filter));
    let newest = query.orderBy('submitted_at', 'desc').orderBy('id', 'desc').limit(limit);
    if (after) newest = newest.where(sql<boolean>`(submitted_at, id) < (${after.first}, ${after.id}::uuid)`);
    return inOrder(db, await newest.execute());
  }
  const found: Pick<DossierRow, 'id'>[] = [];
  const phases = phasesOf(filter);
  const from = after?.phase ? phases.indexOf(after.phase) : 0;
  for (const phase of phases.slice(Math.max(0, from))) {
    if (found.length >= limit) break;
    found.push(...(await listPhase(db, filter, phase, { after, limit: limit - found.length })));
  }
  return inOrder(db, found);
}

/** Of one phase what comes after a place, in its order. @param only narrows it further */
export function listPhase(
  db: Db,
  filter: DossierFilter,
  phase: Phase,
  { after, limit, only }: { after: Place | undefined; limit: number; only?: RawBuilder<boolean> },
): Promise<Pick<DossierRow, 'id'>[]> {
  const [first, second] = KEYS[phase];
  let part = tables(db)
    .selectFrom('dossier')
    .select('id')
    .where(conditions(filter))
    .where('clock', '=', phase)
    .orderBy(first, (by) => by.asc().nullsLast())
    .orderBy(second)
    .limit(limit);
  if (second !== 'id') part = part.orderBy('id');
  if (only) part = part.where(only);
  if (after?.phase === phase) part = part.where(beyond(after, first, second));
  return part.execute();
}

/** The rows of these, as they stand in the list. */
export async function inOrder(db: Db, found: readonly Pick<DossierRow, 'id'>[]): Promise<DossierRow[]> {
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const rows = await tables(db)
    .selectFrom('dossier')
    .selectAll()
    .where(sql<boolean>`id = ${any(ids)}`)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** What comes after a place in the order of its phase. */
function beyond(after: Place, first: string, second: string): RawBuilder<boolean> {
  const column = sql.ref(first);
  const rest =
    second === 'id'
      ? sql`id > ${after.id}::uuid`
      : sql`(${sql.ref(second)}, id) > (${after.second}::timestamptz, ${after.id}::uuid)`;
  if (after.first === null) return sql<boolean>`(${column} is null and ${rest})`;
  // The row comparison is what the index by due moment is walked along.
  if (second === 'id')
    return sql<boolean>`((${column}, id) > (${after.first}::timestamptz, ${after.id}::uuid) or ${column} is null)`;
  const type = sql.raw(first === 'wait_until' ? 'date' : 'timestamptz');
  const value = sql`${after.first}::${type}`;
  return sql<boolean>`(${column} > ${value} or ${column} is null or (${column} = ${value} and ${rest}))`;
}

/** The dossiers of a filter without an order, at most so many: a queue that is searched. */
export async function idsOf(db: Db, filter: DossierFilter, most: number): Promise<string[]> {
  const rows = await tables(db).selectFrom('dossier').select('id').where(conditions(filter)).limit(most).execute();
  return rows.map(({ id }) => id);
}

/** How many a queue holds. Its text is the same for everybody, and planning it costs more than most queues do: prepared. */
export async function countDossiers(db: Db, filter: DossierFilter): Promise<number> {
  const { count } = await tables(db)
    .selectFrom('dossier')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where(conditions(filter))
    .modifyEnd(prepared)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * How many open dossiers there are, and how urgent they are: each urgency is a stretch of the index by due moment, what
 * waits is an index of its own, and from each the few are moved that are overdue already. Whose they are is asked by row-level security alone: of 80,000 rows, once is enough.
 */
export async function countOpen(
  db: Db,
  { today, soonUntil }: Pick<DossierFilter, 'today' | 'soonUntil'>,
): Promise<Record<'open' | Urgency, number>> {
  const [begins, tomorrow] = [instantAt(today), instantAt(addDays(today, 1))];
  const last = sql`greatest(${instantAt(addDays(soonUntil, 1))}::timestamptz, ${tomorrow}::timestamptz)`;
  const spans = {
    past: sql`due_at < ${begins}`,
    today: sql`due_at >= ${begins} and due_at < ${tomorrow}`,
    soon: sql`due_at >= ${tomorrow} and due_at < ${instantAt(addDays(soonUntil, 1))}`,
    later: sql`due_at >= ${last}`,
  };
  const of = (span: RawBuilder<unknown>, table: string) =>
    sql`(select count(*) from ${sql.ref(table)} where clock = 'running' and ${span})`;
  const dated = (span: RawBuilder<unknown>) => sql`${of(span, 'dossier')} - ${of(span, 'late')}`;
  const { rows } = await sql<Record<'held' | Urgency, number>>`
    with late as materialized (select clock, due_at from dossier where ${lateAlready(begins)})
    select ${dated(spans.past)} + (select count(*) from late) as overdue,
      ${dated(spans.today)} as today, ${dated(spans.soon)} as soon,
      ${dated(spans.later)} + ${of(sql`due_at is null`, 'dossier')} - ${of(sql`due_at is null`, 'late')} as later,
      count(*) filter (where clock = 'stopped') - (select count(*) from late where clock = 'stopped') as held,
      count(*) - (select count(*) from late where clock = 'stopped') as stopped
    from dossier where clock in ('stopped', 'none') and state <> 'denied'`.execute(db);
  const [counted] = rows;
  if (!counted) throw new Error('a count without an answer');
  const { held, ...urgency } = counted;
  const { overdue, today: due, soon, later } = urgency;
  return { ...urgency, open: overdue + due + soon + later + held, ended: 0 };
}
