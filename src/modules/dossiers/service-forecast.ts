import { loadCalendar } from '#modules/calendar/public.ts';
import { addDays } from '#kernel/local-date.ts';
import { dateInVietnam, instantAt, toVietnamIso } from '#kernel/vietnam-time.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { type Quality, qualityOf } from './domain/forecast/evaluate.ts';
import { explainForecast } from './domain/forecast/explain.ts';
import { pastDossier, standingOf } from './domain/forecast/from-history.ts';
import { type ForecastModel, forecastOf, Learner } from './domain/forecast/model.ts';
import { riskOf } from './domain/forecast/risk.ts';
import { isOpenAt, stepAt } from './domain/forecast/past.ts';
import { ledgerOf } from './domain/ledger.ts';
import type { ForecastList } from './forecast-schema.ts';
import { dossiersPermissions } from './permissions.ts';
import { findDossiers } from './store/dossiers.ts';
import { teachingWindow } from './learning.ts';
import { historiesOf, type KeptModel, lessons, newestModel } from './store/forecast.ts';
import type { DossierRow } from './store/rows.ts';

type Forecasts = ForecastList['forecasts'];

/**
 * How likely each of these open dossiers is to be late, from what became of dossiers in the same place. Those the
 * caller may not see are left out like those without a forecast.
 */
export async function forecastDossiers(work: Work, ids: readonly string[]): Promise<ForecastList> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run(async (tx) => {
    const kept = await newestModel(tx.db);
    if (!kept) return { forecasts: [], learned: null };
    return { forecasts: await forecastsOf(tx, kept.model, await findDossiers(tx.db, ids)), learned: learnedFrom(kept) };
  });
}

/** How likely those of these dossiers that still run in time are to be late. */
export async function forecastsOf(tx: Tx, model: ForecastModel, dossiers: readonly DossierRow[]): Promise<Forecasts> {
  const rows = dossiers.filter(({ clock, procedure_id }) => clock === 'running' && procedure_id);
  const histories = await historiesOf(
    tx.db,
    rows.map(({ id }) => id),
  );
  const calendar = await loadCalendar(tx);
  return rows.flatMap((row) => {
    const kin = { procedureId: row.procedure_id ?? '', agencyId: row.competent_agency_id };
    const ledger = ledgerOf(histories.get(row.id) ?? [], calendar, tx.now);
    const standing = standingOf(kin, ledger, calendar, tx.now);
    if (!standing) return [];
    const forecast = forecastOf(model, standing);
    const { probability, low, high } = forecast;
    return [{ id: row.id, probability, low, high, risk: riskOf(forecast), explanation: explainForecast(forecast) }];
  });
}

/** What the reader is told of what a model knows. */
export function learnedFrom({ model, asOf }: KeptModel): NonNullable<ForecastList['learned']> {
  return { dossiers: model.dossiers, asOf: toVietnamIso(asOf) };
}

/** How good forecasts are on dossiers the model never saw (đánh giá dự báo). */
export interface Evaluation {
  /** Learned from dossiers received before this day, knowing nothing after it. */
  readonly splitOn: string;
  readonly learnedFrom: number;
  readonly heldBack: number;
  readonly model: Quality;
  /** The same dossiers foretold by their procedure's share of late ones alone. */
  readonly byProcedure: Quality;
  /**
   * The same foretold by what anybody sees from the clock: the share of late ones among those of the procedure still
   * open when as much of the time was used. What is still open late in its time is more likely late, whoever has it:
   * only what is better than this was learned from agency and step.
   */
  readonly byClock: Quality;
  /** Each share of the time by itself: over all of them ranking looks better than it is at any one. */
  readonly byShare: readonly { readonly share: number; readonly model: Quality; readonly byClock: Quality }[];
  /** Those of whose own place few dossiers were known (fewer than `THIN`); null where there were none. */
  readonly thin: Quality | null;
  /** The histories are made up: the figures say how well the generator's habits are learned, nothing of offices. */
  readonly madeUp: boolean;
}

/** So few in the narrowest group, and a forecast leans on the wider ones. */
export const THIN = 10;

/** One forecast on held-back history, beside those it is compared with. */
interface Held {
  readonly share: number;
  readonly isLate: boolean;
  readonly isThin: boolean;
  readonly model: number;
  readonly byProcedure: number;
  readonly byClock: number;
}

/**
 * Learns from the older part of the history and foretells the newer one, each dossier at several shares of its time,
 * as it stood then.
 * @param heldBackDays how many days before now are held back
 * @throws RangeError when nothing was held back or nothing is left to learn from
 */
export async function evaluateForecast(
  tx: Tx,
  { heldBackDays, shares }: { heldBackDays: number; shares: readonly number[] },
): Promise<Evaluation> {
  const calendar = await loadCalendar(tx);
  const splitAt = instantAt(addDays(dateInVietnam(tx.now), -heldBackDays));
  const learner = new Learner();
  // Learned from the same dossiers as the model, and like it with one imagined dossier of each kind.
  const known = new Map<string, { open: number; late: number }>();
  const note = (key: string, isLate: boolean) => {
    const before = known.get(key) ?? { open: 0, late: 0 };
    known.set(key, { open: before.open + 1, late: before.late + Number(isLate) });
  };
  const rate = (key: string) => ((known.get(key)?.late ?? 0) + 1) / ((known.get(key)?.open ?? 0) + 2);
  const held: Held[] = [];
  let heldBack = 0;
  let model: ReturnType<Learner['model']> | undefined;
  for await (const lesson of lessons(tx.db, teachingWindow(tx))) {
    const kin = { procedureId: lesson.procedureId, agencyId: lesson.agencyId };
    if (lesson.receivedAt < splitAt) {
      const past = pastDossier(kin, lesson.events, calendar, splitAt);
      if (!past) continue;
      learner.add(past);
      note(kin.procedureId, past.isLate);
      for (const share of shares) if (isOpenAt(past, share)) note(`${kin.procedureId} ${share}`, past.isLate);
      continue;
    }
    model ??= learner.model();
    const past = pastDossier(kin, lesson.events, calendar, tx.now);
    if (!past) continue;
    heldBack += 1;
    for (const share of shares)
      if (isOpenAt(past, share)) {
        const { probability, basis } = forecastOf(model, { ...kin, stepKey: stepAt(past, share), share });
        held.push({
          share,
          isLate: past.isLate,
          isThin: (basis.at(-1)?.open ?? 0) < THIN || basis.at(-1)?.level === 'all',
          model: probability,
          byProcedure: rate(kin.procedureId),
          byClock: rate(`${kin.procedureId} ${share}`),
        });
      }
  }
  if (!model || model.dossiers === 0 || held.length === 0) throw new RangeError('too little history to evaluate');
  return {
    splitOn: dateInVietnam(splitAt),
    learnedFrom: model.dossiers,
    heldBack,
    model: qualityBy(held, 'model'),
    byProcedure: qualityBy(held, 'byProcedure'),
    byClock: qualityBy(held, 'byClock'),
    byShare: shares.flatMap((share) => {
      const at = held.filter((one) => one.share === share);
      return at.length === 0 ? [] : [{ share, model: qualityBy(at, 'model'), byClock: qualityBy(at, 'byClock') }];
    }),
    thin: held.some(({ isThin }) => isThin)
      ? qualityBy(
          held.filter(({ isThin }) => isThin),
          'model',
        )
      : null,
    madeUp: tx.province.isDemonstration,
  };
}

function qualityBy(held: readonly Held[], by: 'model' | 'byProcedure' | 'byClock'): Quality {
  return qualityOf(held.map(({ isLate, [by]: probability }) => ({ probability, isLate })));
}
