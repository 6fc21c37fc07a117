import { Figure } from '#web/components/BesideList.tsx';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { OutlookView } from '../outlook-schema.ts';
import { formatPoints } from './figures.ts';
import classes from './year.module.css';
import { yearWords } from './year-words.ts';

type Forecast = OutlookView['forecast'];
const ORDER = ['live', 'final', 'appraised', 'self', 'last-year', 'unknown'] as const;

/** The expected score with its range, drawn on the line from nothing to the maximum, and what it rests on. */
export function ForecastPart({ forecast }: { readonly forecast: Forecast }) {
  const m = useMessages(yearWords);
  const language = useLanguage();
  const points = (value: number) => formatPoints(value, language);
  const groups = ORDER.flatMap((basis) => {
    const leaves = forecast.leaves.filter((leaf) => leaf.basis === basis);
    const max = leaves.reduce((sum, leaf) => sum + leaf.max, 0);
    return leaves.length > 0 ? [{ basis, count: leaves.length, max }] : [];
  });
  return (
    <section className={classes.part} aria-labelledby="par-forecast">
      <h2 id="par-forecast">{m.forecast}</h2>
      <div className={classes.figures}>
        <Figure value={points(forecast.expected)} label={`${m.expected}, ${m.of(points(forecast.max))}`} />
        <Figure value={`${points(forecast.low)} – ${points(forecast.high)}`} label={m.range} />
      </div>
      <Scale forecast={forecast} />
      <ul className={classes.facts}>
        {groups.map(({ basis, count, max }) => (
          <li key={basis}>
            <strong>{m.basisOf(basis)}</strong>: {m.leavesBy(count, points(max))}
          </li>
        ))}
      </ul>
      <details className={classes.how}>
        <summary>{m.how}</summary>
        <ul>
          {[m.howLive, m.howGiven, m.howBefore, m.howUnknown, m.howSum].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}

/** In hundredths of the width; the numbers stand above it in words. */
function Scale({ forecast: { expected, low, high, max } }: { readonly forecast: Forecast }) {
  const at = (value: number) => (max === 0 ? 0 : (1000 * value) / max);
  return (
    <svg className={classes.scale} viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true">
      <rect className={classes.scaleLine} x="0" y="11" width="1000" height="2" />
      <rect className={classes.scaleRange} x={at(low)} y="6" width={Math.max(2, at(high) - at(low))} height="12" />
      <rect className={classes.scaleMean} x={Math.max(0, at(expected) - 2)} y="1" width="4" height="22" />
    </svg>
  );
}
