import { explainVi } from '#modules/calendar/domain/explain-vi.ts';
import { addWorkingDays } from '#modules/calendar/domain/days.ts';
import { loadCalendar } from '#modules/calendar/public.ts';
import { getProcedureVersion } from '#modules/procedures/public.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { visibleAgencies } from '#platform/auth/actor.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts';
import { dueOf } from './domain/due.ts';
import { SOON_WORKING_DAYS, URGENCIES } from './domain/words.ts';
import { dossiersPermissions } from './permissions.ts';
import { type DossierPage, type DossiersQuery, type DuePreview, QUEUES, type QueueCounts } from './schema.ts';
import { agencyNames } from './service-read.ts';
import { countDossiers, type DossierFilter, findByWords, listDossiers, type Queue } from './store/list.ts';
import { summaryOf } from './views.ts';

/** Dossiers of a queue or a search, by urgency or newest first. */
export async function listDossierPage(work: Work, query: DossiersQuery): Promise<DossierPage> {
  requirePermission(work.actor, dossiersPermissions.read);
  const place = query.cursor ? decodeCursor(query.cursor, 2) : undefined;
  const after = place && { at: place[0] === null ? null : new Date(String(place[0])), id: String(place[1]) };
  return work.run(async (tx) => {
    const { q, ...rest } = query;
    const base = await filterOf(tx, query.queue);
    const found = q?.trim() ? await findByWords(tx.db, q, base.within) : undefined;
    const order = query.queue === 'all' && !query.open ? 'newest' : 'due';
    const filter = { ...base, ...rest, agencyId: query.agency, procedureId: query.procedure, found };
    const rows = await listDossiers(tx.db, filter, order, after, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const names = await agencyNames(
      tx,
      page.map(({ agency_id: id }) => id),
    );
    const calendar = await loadCalendar(tx);
    const at = last && (order === 'due' ? last.due_at : last.submitted_at);
    return {
      dossiers: page.map((row) => summaryOf(row, names, calendar, tx.now)),
      next: rows.length > query.limit && last ? encodeCursor([at?.toISOString() ?? null, last.id]) : null,
      asOf: toVietnamIso(tx.now),
    };
  });
}

export async function filterOf(tx: Tx, queue: Queue): Promise<DossierFilter> {
  const calendar = await loadCalendar(tx);
  return {
    queue,
    own: [...new Set(tx.actor.grants.map(({ agencyId }) => agencyId))],
    within: visibleAgencies(tx.actor),
    personId: tx.actor.personId,
    today: tx.today,
    soonUntil: addWorkingDays(calendar, tx.today, SOON_WORKING_DAYS),
  };
}

/** The badges of the caller's desk: how much waits in each queue, and how urgent the agency's work is. */
export async function countQueues(work: Work): Promise<QueueCounts> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run(async (tx) => {
    const queues: Record<string, number> = {};
    for (const queue of QUEUES) {
      const filter = await filterOf(tx, queue);
      queues[queue] = await countDossiers(tx.db, queue === 'all' ? { ...filter, open: true } : filter);
    }
    const urgency: Record<string, number> = {};
    for (const one of URGENCIES) {
      if (one === 'ended') continue;
      const all = await filterOf(tx, 'all');
      urgency[one] = await countDossiers(tx.db, { ...all, urgency: one, open: one === 'stopped' ? undefined : true });
    }
    urgency['ended'] = 0;
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
