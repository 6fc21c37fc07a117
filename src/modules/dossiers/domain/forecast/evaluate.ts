import { forecastOf, type ForecastModel } from './model.ts';
import { isOpenAt, type PastDossier, stepAt } from './past.ts';

/** One forecast made as if at that time, beside what happened. */
export interface Outcome {
  readonly probability: number;
  readonly isLate: boolean;
}

export interface CalibrationBand {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly foretold: number;
  readonly happened: number;
}

export interface Quality {
  readonly forecasts: number;
  readonly lateShare: number;
  /** Chance that a late one was given a higher probability than one on time (0.5 = no better than a coin). */
  readonly auc: number;
  /** Mean squared error of the probability; `brierOfBase` is that of always saying the share of late ones. */
  readonly brier: number;
  readonly brierOfBase: number;
  readonly logLoss: number;
  /** Mean distance between foretold and happened, weighted by the bands' counts. */
  readonly calibrationError: number;
  readonly bands: readonly CalibrationBand[];
}

/** What the model would have said of held-back dossiers when these shares of their budget were used. */
export function hindsight(model: ForecastModel, past: Iterable<PastDossier>, shares: readonly number[]): Outcome[] {
  const outcomes: Outcome[] = [];
  for (const one of past)
    for (const share of shares)
      if (isOpenAt(one, share)) {
        const { probability } = forecastOf(model, { ...one, stepKey: stepAt(one, share), share });
        outcomes.push({ probability, isLate: one.isLate });
      }
  return outcomes;
}

/** How good the forecasts were. @throws RangeError when there are none to judge */
export function qualityOf(outcomes: readonly Outcome[], bandCount = 10): Quality {
  const n = outcomes.length;
  if (n === 0) throw new RangeError('no forecasts to judge');
  const late = outcomes.filter(({ isLate }) => isLate).length;
  const lateShare = late / n;
  const sum = (of: (one: Outcome) => number): number => outcomes.reduce((total, one) => total + of(one), 0);
  const bands = bandsOf(outcomes, bandCount);
  const surest = 1e-9;
  return {
    forecasts: n,
    lateShare,
    auc: aucOf(outcomes, late),
    brier: sum(({ probability, isLate }) => (probability - Number(isLate)) ** 2) / n,
    brierOfBase: lateShare * (1 - lateShare),
    logLoss: -sum(({ probability: p, isLate }) => Math.log(Math.max(surest, isLate ? p : 1 - p))) / n,
    calibrationError:
      bands.reduce((total, band) => total + band.count * Math.abs(band.foretold - band.happened), 0) / n,
    bands,
  };
}

/** Mann–Whitney with middle ranks for ties; 0.5 when all were late or none. */
function aucOf(outcomes: readonly Outcome[], late: number): number {
  const onTime = outcomes.length - late;
  if (late === 0 || onTime === 0) return 0.5;
  const sorted = [...outcomes].sort((a, b) => a.probability - b.probability);
  let ranksOfLate = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]?.probability === sorted[from]?.probability) to += 1;
    const middle = (from + 1 + to) / 2;
    for (let at = from; at < to; at += 1) if (sorted[at]?.isLate) ranksOfLate += middle;
    from = to;
  }
  return (ranksOfLate - (late * (late + 1)) / 2) / (late * onTime);
}

function bandsOf(outcomes: readonly Outcome[], bandCount: number): CalibrationBand[] {
  const bands = Array.from({ length: bandCount }, (_, at) => ({ at, count: 0, foretold: 0, happened: 0 }));
  for (const { probability, isLate } of outcomes) {
    const band = bands[Math.min(bandCount - 1, Math.floor(probability * bandCount))];
    if (!band) continue;
    band.count += 1;
    band.foretold += probability;
    band.happened += Number(isLate);
  }
  return bands
    .filter(({ count }) => count > 0)
    .map(({ at, count, foretold, happened }) => ({
      from: at / bandCount,
      to: (at + 1) / bandCount,
      count,
      foretold: foretold / count,
      happened: happened / count,
    }));
}
