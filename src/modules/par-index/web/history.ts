import type { RankHistory } from '../analysis-schema.ts';
import { explainMove, type RankMove } from '../domain/analysis/rank-move.ts';
import { ranksOf } from '../domain/analysis/ranks.ts';

type Year = RankHistory['years'][number];
type Ratio = Year['units'][number]['index'];

const valueOf = ({ numerator, denominator }: Ratio): number => (denominator === 0 ? 0 : numerator / denominator);

/** A place to draw: in which column, and whether it is that year's under the next rules. */
export interface Mark {
  readonly column: number;
  readonly rank: number;
  readonly backCast: boolean;
}

/** Lines of one unit: never joined over a change of rules, where the year before is drawn again under the new ones. */
export function linesOf(years: readonly Year[], agencyId: string): Mark[][] {
  const lines: Mark[][] = [];
  for (const [column, year] of years.entries()) {
    const unit = year.units.find(({ agency }) => agency.id === agencyId);
    if (!unit) continue;
    const mark: Mark = { column, rank: unit.rank, backCast: false };
    const before = years[column - 1];
    const line = lines.at(-1);
    const follows = before !== undefined && before.year === year.year - 1;
    if (line && follows && !year.breaks && line.at(-1)?.column === column - 1) line.push(mark);
    else {
      const again = follows && year.breaks ? placesUnderNext(before).get(agencyId) : undefined;
      lines.push([...(again === undefined ? [] : [{ column: column - 1, rank: again, backCast: true }]), mark]);
    }
  }
  return lines;
}

/** Places of a year under the rules of the next one. */
export function placesUnderNext(year: Year): Map<string, number> {
  const cast = year.units.filter(({ underNext }) => underNext !== null);
  const ranks = ranksOf(cast.map(({ underNext }) => (underNext ? valueOf(underNext) : 0)));
  return new Map(cast.map(({ agency }, at) => [agency.id, ranks[at] ?? 0]));
}

/** Why a unit's place moved from one year to the next, among the units of both; undefined where it was not in both. */
export function moveOf(
  before: Year,
  after: Year,
  agencyId: string,
  noisePlaces: number,
): { readonly move: RankMove; readonly units: number; readonly before: number; readonly after: number } | undefined {
  const now = new Map(after.units.map((unit) => [unit.agency.id, unit]));
  const both = before.units.flatMap((old) => {
    const next = now.get(old.agency.id);
    return next ? [{ id: old.agency.id, old, next }] : [];
  });
  const unit = both.findIndex(({ id }) => id === agencyId);
  if (unit < 0) return undefined;
  const years = {
    before: both.map(({ old }) => valueOf(old.index)),
    beforeNewRules: both.map(({ old }) => valueOf(old.underNext ?? old.index)),
    after: both.map(({ next }) => valueOf(next.index)),
  };
  return {
    move: explainMove(years, unit, noisePlaces),
    units: both.length,
    before: ranksOf(years.before)[unit] ?? 0,
    after: ranksOf(years.after)[unit] ?? 0,
  };
}

/** Half widths of two 90 % intervals of a place together: independent years add as squares. */
export function noiseOfBoth(
  one: { readonly best: number; readonly worst: number },
  other: { readonly best: number; readonly worst: number },
): number {
  return Math.hypot((one.worst - one.best) / 2, (other.worst - other.best) / 2);
}
