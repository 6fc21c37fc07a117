import { formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import classes from './ranking.module.css';
import { rankingWords } from './ranking-words.ts';
import type { AnalysisState } from './use-analysis.ts';

/** How to read the intervals, and how they came about; or why there are none. */
export function AnalysisNote({ result }: { readonly result: AnalysisState }) {
  const m = useMessages(rankingWords);
  const language = useLanguage();
  if (result.state === 'running') return <output className={classes.note}>{m.computing}</output>;
  if (result.state === 'failed') return <p className={classes.note}>{m.failed}</p>;
  const { analysis } = result;
  if (!analysis.hasNoise) return <p className={classes.note}>{m.noNoise}</p>;
  return (
    <div className={classes.note}>
      <p>{m.howToRead}</p>
      <p>
        {m.computed(
          formatNumber(analysis.draws, language, 0),
          formatNumber(analysis.milliseconds / 1000, language, 2),
          analysis.seed,
        )}
      </p>
    </div>
  );
}
