import { ranksOf } from './ranks.ts';

/** Totals of all units in two years, the old year also under the new rules; same order of units. */
export interface TwoYears {
  /** Old results under old rules. */
  readonly before: readonly number[];
  /** Old results back-cast under the new rules. */
  readonly beforeNewRules: readonly number[];
  /** New results under new rules. */
  readonly after: readonly number[];
}

/** Why a unit's place moved; the three parts add up to the whole. Positive = up (a better place). */
export interface RankMove {
  readonly places: number;
  readonly ownPoints: number;
  readonly othersPoints: number;
  readonly ruleChange: number;
  /** Whether noise alone moves a unit this far in more than one case of ten. */
  readonly withinNoise: boolean;
}

/**
 * Splits a move into what the unit did, what the others did and what the new rules did, by the mean over all six
 * orders in which the three could have happened (Shapley value): no order is preferred and nothing is left over.
 * @param noisePlaces half the width of the 90 % interval of the unit's place, both years together
 */
export function explainMove(years: TwoYears, unit: number, noisePlaces: number): RankMove {
  const placeWith = (own: boolean, others: boolean, rules: boolean): number => {
    const totals = years.before.map((_, index) => {
      const moved = index === unit ? own : others;
      if (moved)
        return rules
          ? (years.after[index] ?? 0)
          : (years.before[index] ?? 0) + (years.after[index] ?? 0) - (years.beforeNewRules[index] ?? 0);
      return rules ? (years.beforeNewRules[index] ?? 0) : (years.before[index] ?? 0);
    });
    return ranksOf(totals)[unit] ?? 0;
  };
  const parts = { own: 0, others: 0, rules: 0 };
  type Part = keyof typeof parts;
  const orders: readonly (readonly Part[])[] = [
    ['own', 'others', 'rules'],
    ['own', 'rules', 'others'],
    ['others', 'own', 'rules'],
    ['others', 'rules', 'own'],
    ['rules', 'own', 'others'],
    ['rules', 'others', 'own'],
  ];
  for (const order of orders) {
    const done: Record<Part, boolean> = { own: false, others: false, rules: false };
    let place = placeWith(false, false, false);
    for (const part of order) {
      done[part] = true;
      const next = placeWith(done.own, done.others, done.rules);
      parts[part] += place - next;
      place = next;
    }
  }
  const places = placeWith(false, false, false) - placeWith(true, true, true);
  return {
    places,
    ownPoints: parts.own / orders.length,
    othersPoints: parts.others / orders.length,
    ruleChange: parts.rules / orders.length,
    withinNoise: Math.abs(places) <= noisePlaces,
  };
}
