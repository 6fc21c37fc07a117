import { loadCalendar } from '#modules/calendar/public.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Work } from '#platform/db/province.ts';
import { isAtRisk } from './domain/forecast/risk.ts';
import type { RiskPage, RiskQuery } from './forecast-schema.ts';
import { dossiersPermissions } from './permissions.ts';
import { forecastsOf, learnedFrom } from './service-forecast.ts';
import { meantAmong } from './search.ts';
import { filterOf } from './service-list.ts';
import { agencyNames } from './service-read.ts';
import { newestModel } from './store/forecast.ts';
import { listDossiers } from './store/list.ts';
import { summaryOf } from './views.ts';

/** A forecast reads the whole history of a dossier: so many are looked at, those due first. */
const MOST_CONSIDERED = 300;

/**
 * The running dossiers of a queue that are in time and may become late, the most probable first; none when nothing was
 * learned yet. Whether dossiers further from their day had to be left out is said in `more`.
 */
export async function listAtRisk(work: Work, query: RiskQuery): Promise<RiskPage> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run(async (tx) => {
    const asOf = toVietnamIso(tx.now);
    const kept = await newestModel(tx.db);
    if (!kept) return { dossiers: [], forecasts: [], learned: null, considered: 0, more: false, next: null, asOf };
    const { q, ...rest } = query;
    const base = await filterOf(tx, query.queue);
    const filter = { ...base, ...rest, agencyId: query.agency, procedureId: query.procedure, inTime: true };
    const found = q?.trim() ? ((await meantAmong(tx, filter, q))?.ids ?? []) : undefined;
    const rows = await listDossiers(tx.db, { ...filter, found }, 'due', undefined, MOST_CONSIDERED + 1);
    const considered = rows.slice(0, MOST_CONSIDERED);
    const forecasts = (await forecastsOf(tx, kept.model, considered))
      .filter(({ risk }) => isAtRisk(risk))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, query.limit);
    const byId = new Map(considered.map((row) => [row.id, row]));
    const atRisk = forecasts.flatMap(({ id }) => byId.get(id) ?? []);
    const names = await agencyNames(
      tx,
      atRisk.map(({ agency_id: id }) => id),
    );
    const calendar = await loadCalendar(tx);
    return {
      dossiers: atRisk.map((row) => summaryOf(row, names, calendar, tx.now)),
      forecasts,
      learned: learnedFrom(kept),
      considered: considered.length,
      more: rows.length > MOST_CONSIDERED,
      next: null,
      asOf,
    };
  });
}
