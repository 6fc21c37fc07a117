import { z } from 'zod';
import { explainVi } from '#modules/calendar/domain/explain-vi.ts';
import { addWorkingDays } from '#modules/calendar/domain/days.ts';
import { loadCalendar } from '#modules/calendar/public.ts';
import { peopleById } from '#modules/org/public.ts';
import { getProcedureVersion } from '#modules/procedures/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { type Actor, visibleAgencies } from '#platform/auth/actor.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts';
import { answersOf, withAnswer } from './answers.ts';
import { dueOf } from './domain/due.ts';
import type { Track } from './domain/tracks.ts';
import { SOON_WORKING_DAYS } from './domain/words.ts';
import { askingOf } from './asked.ts';
import { listCounter } from './counter-list.ts';
import { dossiersPermissions } from './permissions.ts';
import { type DossierPage, type DossiersQuery, QUEUES, type QueueCounts } from './list-schema.ts';
import type { DuePreview } from './reception-schema.ts';
import { agencyNames } from './service-read.ts';
import {
  countDossiers,
  countOpen,
  type DossierFilter,
  listDossiers,
  PHASES,
  type Place,
  type Queue,
} from './store/list.ts';
import type { SearchedAs } from './search-schema.ts';
import { listNewest, meantInQueue, searchDossiers, type Slice, sliceOf } from './search.ts';
import { listAsked } from './store/opinions.ts';
import type { DossierRow } from './store/rows.ts';
import { dossiersWithPartOf } from './store/side-by-side.ts';
import { type Names, summaryOf } from './views.ts';

/** Dossiers of a queue by urgency, or newest first; what is searched for in a queue in its order, in all of them newest first. */
export async function listDossierPage(work: Work, query: DossiersQuery): Promise<DossierPage> {
  requirePermission(work.actor, dossiersPermissions.read);
  // Narrowed to an urgency a counter's queue is like the others: what owes an answer has no due moment.
  const isCounter = query.queue === 'counter' && !query.urgency;
  const after = query.cursor && !isCounter ? placeAt(query.cursor) : undefined;
  return work.run(async (tx) => {
    const { q, ...rest } = query;
    const filter = {
      ...(await filterOf(tx, query.queue)),
      ...rest,
      agencyId: query.agency,
      procedureId: query.procedure,
    };
    if (isCounter) {
      const typed = q?.trim();
      const meant = typed ? await meantInQueue(tx, filter, typed) : undefined;
      if (meant?.ids.length === 0) return pageOf(tx, { rows: [], next: null }, query.queue, meant.search);
      const { rows, next } = await listCounter(tx, { ...filter, found: meant?.ids }, query.cursor, query.limit);
      return { ...(await pageOf(tx, { rows, next: null }, query.queue, meant?.search ?? null)), next };
    }
    if (q?.trim()) {
      const slice = await searchDossiers(tx, filter, q, after, query.limit);
      return pageOf(tx, slice, query.queue, slice.search);
    }
    if (query.queue === 'opinions')
      return pageOf(tx, await listAsked(tx.db, filter, after, query.limit), query.queue, null);
    const order = query.queue === 'all' && !query.open ? 'newest' : 'due';
    // The index of words knows whose a dossier is: the newest of a small counter are not looked for among all.
    if (order === 'newest' && filter.within !== 'all' && !after?.phase)
      return pageOf(tx, await listNewest(tx, filter, after, query.limit), query.queue, null);
    const rows = await listDossiers(tx.db, filter, order, after, query.limit + 1);
    return pageOf(tx, sliceOf(rows, query.limit, order), query.queue, null);
  });
}

async function pageOf(tx: Tx, { rows, next }: Slice, queue: Queue, search: SearchedAs | null): Promise<DossierPage> {
  const parts = shownParts(tx.actor, rows, queue);
  const names = await agencyNames(tx, [...rows, ...parts.values()].map(agencyOf));
  const people = await namesOfPeople(tx, parts.values());
  const calendar = await loadCalendar(tx);
  const own = tx.actor.grants.map(({ agencyId }) => agencyId);
  const asking = await askingOf(tx, rows, { queue, own, calendar });
  const answers = await answersOf(tx, rows);
  return {
    dossiers: rows.map((row) => ({
      ...withAnswer(summaryOf(row, names, calendar, tx.now, parts.get(row.id), people), answers.get(row.id), tx.now),
      ...asking.get(row.id),
    })),
    next: next ? cursorOf(next) : null,
    asOf: toVietnamIso(tx.now),
    search,
  };
}

const cursorOf = ({ phase, first, second, id }: Place): string => encodeCursor([phase, first, second, id]);

const Moment = z.union([z.iso.datetime(), z.iso.date()]).nullable();
const PlaceShape = z.tuple([z.enum(PHASES).nullable(), Moment, z.union([Moment, z.uuid()]), z.uuid()]);

/** @throws Refusal `http.bad_cursor` (400) when it is none of ours */
function placeAt(cursor: string): Place {
  const read = PlaceShape.safeParse(decodeCursor(cursor, 4));
  if (!read.success) throw new Refusal('http.bad_cursor', 400);
  const [phase, first, second, id] = read.data;
  return { phase, first, second, id };
}

const agencyOf = (one: DossierRow | Track): string => ('agency_id' in one ? one.agency_id : one.agencyId);

/** In the queue of whoever has a part beside the leading one the dossier stands with that part. */
function shownParts(actor: Actor, rows: readonly DossierRow[], queue: Queue): Map<string, Track> {
  const shown = new Map<string, Track>();
  if (queue !== 'mine' && queue !== 'agency') return shown;
  const own = new Set(actor.grants.map(({ agencyId }) => agencyId));
  const isMine = ({ agencyId, officerId }: Pick<Track, 'agencyId' | 'officerId'>) =>
    queue === 'mine' ? officerId === actor.personId : own.has(agencyId);
  for (const row of rows) {
    if (!row.tracks || isMine({ agencyId: row.agency_id, officerId: row.officer_id })) continue;
    const part = row.tracks.others.find((one) => one.waitsAt === null && isMine(one));
    if (part) shown.set(row.id, part);
  }
  return shown;
}

async function namesOfPeople(tx: Tx, parts: Iterable<Track>): Promise<Names> {
  const ids = [...new Set([...parts].flatMap(({ officerId }) => officerId ?? []))];
  if (ids.length === 0) return new Map();
  return new Map((await peopleById(tx, ids)).map(({ id, fullName }) => [id, fullName]));
}

export async function filterOf(tx: Tx, queue: Queue): Promise<DossierFilter> {
  const calendar = await loadCalendar(tx);
  const own = [...new Set(tx.actor.grants.map(({ agencyId }) => agencyId))];
  const { personId } = tx.actor;
  const withPart =
    queue === 'agency'
      ? await dossiersWithPartOf(tx.db, { agencyIds: own })
      : queue === 'mine' && personId !== null
        ? await dossiersWithPartOf(tx.db, { personId })
        : undefined;
  return {
    queue,
    own,
    withPart,
    within: visibleAgencies(tx.actor),
    personId,
    today: tx.today,
    soonUntil: addWorkingDays(calendar, tx.today, SOON_WORKING_DAYS),
  };
}

/** The badges of the caller's desk: how much waits in each queue, and how urgent the agency's work is. */
export async function countQueues(work: Work): Promise<QueueCounts> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run(async (tx) => {
    const all = await filterOf(tx, 'all');
    const { open, ...urgency } = await countOpen(tx.db, all);
    const queues: Record<string, number> = { all: open };
    for (const queue of QUEUES)
      if (queue !== 'all') queues[queue] = await countDossiers(tx.db, await filterOf(tx, queue));
    return { queues, urgency, asOf: toVietnamIso(tx.now) } as QueueCounts;
  });
}

/** When a dossier of the procedure received now (or at `from`) would be due, and why. */
export async function previewDue(
  work: Work,
  input: {
    readonly procedureVersionId: string;
    readonly agencyId?: string | undefined;
    readonly from?: string | undefined;
  },
): Promise<DuePreview> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run(async (tx) => {
    const procedure = await getProcedureVersion(tx, input.procedureVersionId);
    const calendar = await loadCalendar(tx, input.agencyId);
    const from = input.from ? new Date(input.from) : tx.now;
    const due = dueOf(calendar, from, procedure.limit);
    return {
      from: toVietnamIso(from),
      dueAt: due ? toVietnamIso(due.dueAt) : null,
      limitText: procedure.limit.text,
      explanation: due ? explainVi(due.explanation) : [],
    };
  });
}
