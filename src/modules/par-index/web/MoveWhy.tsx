import { formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { RankHistory } from '../analysis-schema.ts';
import type { RankingView } from '../ranking-schema.ts';
import type { Analysis } from './analysis.ts';
import { formatPlaces } from './figures.ts';
import { moveOf, noiseOfBoth } from './history.ts';
import { historyWords } from './history-words.ts';
import classes from './ranking.module.css';
import { useAnalysis } from './use-analysis.ts';
import { useRanking } from './use-par.ts';

interface MoveWhyProps {
  readonly years: RankHistory['years'];
  readonly chosen: string;
  readonly ranking: RankingView;
  readonly analysis: Analysis;
}

/** Why the chosen unit's place moved since the round before: its own points, those of others, the rules; and noise. */
export function MoveWhy({ years, chosen, ranking, analysis }: MoveWhyProps) {
  const m = useMessages(historyWords);
  const language = useLanguage();
  const [before, after] = years.slice(-2);
  const earlier = useRanking(before?.roundId ?? '');
  const result = useAnalysis(earlier.data, before?.year ?? 0);
  if (!before || !after) return null;
  const now = intervalOf(ranking, analysis, chosen);
  const then = earlier.data && result.state === 'ready' ? intervalOf(earlier.data, result.analysis, chosen) : undefined;
  const isKnown = now !== undefined && then !== undefined;
  const noise = isKnown ? noiseOfBoth(now, then) : 0;
  const found = moveOf(before, after, chosen, noise);
  const name = after.units.find(({ agency }) => agency.id === chosen)?.agency.name ?? '';
  if (!found) return null;
  const { move } = found;
  const parts = [
    [m.own, move.ownPoints],
    [m.others, move.othersPoints],
    [m.rules, move.ruleChange],
  ] as const;
  const widest = Math.max(1, Math.abs(move.places), ...parts.map(([, places]) => Math.abs(places)));
  return (
    <figure className={classes.weights} aria-label={m.why}>
      <figcaption>
        <strong>{m.why}</strong>
        <span className={classes.note}>
          {m.from(name, found.before, before.year, found.after, after.year)}{' '}
          {found.units < after.units.length && m.common(found.units)}
        </span>
      </figcaption>
      <ul>
        {parts.map(([label, places]) => (
          <Bar
            key={label}
            label={label}
            places={places}
            widest={widest}
            words={m.places(formatPlaces(places, language))}
          />
        ))}
        <Bar
          label={m.sum}
          places={move.places}
          widest={widest}
          words={m.places(formatPlaces(move.places, language))}
          strong
        />
      </ul>
      <p className={classes.note}>
        {result.state === 'running'
          ? m.computing
          : !analysis.hasNoise || !isKnown
            ? m.noNoise
            : move.withinNoise
              ? m.within(formatNumber(noise, language, 1))
              : m.beyond(formatNumber(noise, language, 1))}{' '}
        {m.shapley}
      </p>
    </figure>
  );
}

interface BarProps {
  readonly label: string;
  readonly places: number;
  readonly widest: number;
  readonly words: string;
  readonly strong?: boolean;
}

/** To the right of the middle: up; to the left: down. */
function Bar({ label, places, widest, words, strong = false }: BarProps) {
  const half = (Math.abs(places) / widest) * 50;
  return (
    <li>
      <span className={classes.weightName}>{strong ? <strong>{label}</strong> : label}</span>
      <span className={classes.track} aria-hidden="true">
        <span className={classes.zero} style={{ left: '50%' }} />
        <span
          className={classes.bar}
          data-way={places < 0 ? 'down' : 'up'}
          style={{ left: `${places < 0 ? 50 - half : 50}%`, width: `${half}%` }}
        />
      </span>
      <span className={classes.rangeWords}>{words}</span>
    </li>
  );
}

function intervalOf(ranking: RankingView, analysis: Analysis, agencyId: string) {
  const row = ranking.units.findIndex(({ agency }) => agency.id === agencyId);
  return analysis.intervals[row];
}
