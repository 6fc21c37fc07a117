import { type RawBuilder, sql } from 'kysely';
import { instantAt } from '#kernel/vietnam-time.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { addDays } from '#kernel/local-date.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import type { Db } from '#platform/db/pool.ts';
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
  /** Ids that `findByWords` found. */
  readonly found?: readonly string[] | undefined;
}

const any = (ids: readonly string[]) => sql`any (${[...ids]}::uuid[])`;
const IN_HAND = sql`clock in ('running', 'stopped')`;

/** What a desk has before it; each is one index of the table. */
function inQueue({ queue, own, personId }: DossierFilter): RawBuilder<boolean> {
  const mine = any(own);
  switch (queue) {
    case 'mine':
      return sql`(officer_id = ${personId}::uuid and ${IN_HAND})`;
    case 'agency':
      return sql`(agency_id = ${mine} and ${IN_HAND})`;
    case 'counter':
      return sql`(receiving_agency_id = ${mine} and state in ('submitted', 'awaiting-completion', 'received'))`;
    case 'opinions':
      return sql`(id in (select o.dossier_id from dossier_opinion o where o.answered_at is null and o.agency_id = ${mine}) and clock <> 'ended')`;
    case 'apologies':
      return sql`(apology_draft_id is not null and (agency_id = ${mine} or competent_agency_id = ${mine}) and ${IN_HAND})`;
    case 'supplements':
      return sql`(receiving_agency_id = ${mine} and (supplement_draft_id is not null or state = 'awaiting-supplement') and ${IN_HAND})`;
    case 'results':
      return sql`(receiving_agency_id = ${mine} and state in ('result-ready', 'posting'))`;
    case 'all':
      return sql`true`;
  }
}

/** The same as domain/words.ts `urgencyOf`, as a condition; a test compares the two. */
export function urgencyIs(urgency: Urgency, today: LocalDate, soonUntil: LocalDate): RawBuilder<boolean> {
  const begins = instantAt(today);
  const tomorrow = instantAt(addDays(today, 1));
  const soonEnds = instantAt(addDays(soonUntil, 1));
  switch (urgency) {
    case 'overdue':
      return sql`(clock = 'running' and due_at < ${begins})`;
    case 'today':
      return sql`(clock = 'running' and due_at >= ${begins} and due_at < ${tomorrow})`;
    case 'soon':
      return sql`(clock = 'running' and due_at >= ${tomorrow} and due_at < ${soonEnds})`;
    case 'later':
      return sql`(clock = 'running' and (due_at is null or due_at >= greatest(${soonEnds}::timestamptz, ${tomorrow}::timestamptz)))`;
    case 'stopped':
      return sql`(clock in ('stopped', 'none') and state <> 'denied')`;
    case 'ended':
      return sql`(clock = 'ended' or state = 'denied')`;
  }
}

function conditions(filter: DossierFilter): RawBuilder<boolean> {
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
  return sql<boolean>`(${sql.join(all, sql` and `)})`;
}

export interface Place {
  readonly at: Date | null;
  readonly id: string;
}

/** Work by its due moment, without one last; what is searched for or looked back at newest first. */
export async function listDossiers(
  db: Db,
  filter: DossierFilter,
  order: 'due' | 'newest',
  after: Place | undefined,
  limit: number,
): Promise<DossierRow[]> {
  let query = tables(db).selectFrom('dossier').selectAll().where(conditions(filter)).limit(limit);
  if (order === 'due') {
    query = query.orderBy('due_at', (by) => by.asc().nullsLast()).orderBy('id');
    if (after?.at)
      query = query.where(sql<boolean>`((due_at, id) > (${after.at}, ${after.id}::uuid) or due_at is null)`);
    else if (after) query = query.where(sql<boolean>`(due_at is null and id > ${after.id}::uuid)`);
  } else {
    query = query.orderBy('submitted_at', 'desc').orderBy('id', 'desc');
    if (after) query = query.where(sql<boolean>`(submitted_at, id) < (${after.at}, ${after.id}::uuid)`);
  }
  return query.execute();
}

export async function countDossiers(db: Db, filter: DossierFilter): Promise<number> {
  const { count } = await tables(db)
    .selectFrom('dossier')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where(conditions(filter))
    .executeTakeFirstOrThrow();
  return Number(count);
}

const MOST_FOUND = 500;

/** Dossiers whose text holds the words, else those that nearly do; newest first. */
export async function findByWords(db: Db, query: string, within: 'all' | readonly string[]): Promise<string[]> {
  const words = searchKey(query);
  const agencies = within === 'all' ? sql`null` : sql`${[...within]}`;
  const run = async (from: RawBuilder<unknown>): Promise<string[]> => {
    const { rows } = await sql<{ id: string }>`select id from ${from} as id`.execute(db);
    return rows.map(({ id }) => id);
  };
  const exact = await run(sql`dossier_find(${words.replace(/[\\%_]/g, '\\$&')}, ${agencies}::uuid[], ${MOST_FOUND})`);
  return exact.length > 0 ? exact : run(sql`dossier_find_near(${words}, ${agencies}::uuid[], ${MOST_FOUND})`);
}
