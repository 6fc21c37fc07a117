import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { SeriesView } from '../sets-schema.ts';
import { formatIndex } from './figures.ts';
import { mappingWords } from './mapping-words.ts';
import { chartOf, HEIGHT, WIDTH } from './series-chart.ts';
import classes from './series.module.css';

interface SeriesChartProps {
  readonly name: string;
  readonly segments: SeriesView['units'][number]['segments'];
  readonly breaks: SeriesView['breaks'];
}

/** One unit over the years: a line only where rules stayed, a gap where they changed, a hollow ring where it is recast. */
export function SeriesChart({ name, segments, breaks }: SeriesChartProps) {
  const m = useMessages(mappingWords);
  const language = useLanguage();
  const chart = chartOf(segments, breaks);
  const points = segments.flatMap((segment) => segment.points);
  return (
    <figure className={classes.figure}>
      <figcaption>{name}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={classes.chart} aria-hidden="true" focusable="false">
        <line x1="8" x2={WIDTH - 8} y1={HEIGHT - 30} y2={HEIGHT - 30} className={classes.axis} />
        {chart.breaks.map(({ x, year }) => (
          <g key={year}>
            <line x1={x} x2={x} y1="22" y2={HEIGHT - 30} className={classes.break} />
            <text x={x} y="14" textAnchor="middle" className={classes.breakText}>
              {m.breakAt(year)}
            </text>
          </g>
        ))}
        {chart.lines.map((path) => (
          <path key={path} d={path} className={classes.line} />
        ))}
        {chart.points.map(({ x, y, backCast, year, indexHundredths, above }) => (
          <g key={`${year} ${backCast}`}>
            <circle cx={x} cy={y} r="5" className={backCast ? classes.ring : classes.dot} />
            <text
              x={backCast ? x - 20 : x}
              y={above ? y - 11 : y + 20}
              textAnchor={backCast ? 'start' : 'middle'}
              className={classes.value}
            >
              {formatIndex(indexHundredths, language)}
              {backCast ? ` (${m.castPoint})` : ''}
            </text>
          </g>
        ))}
        {chart.years.map(({ x, year }) => (
          <text key={year} x={x} y={HEIGHT - 10} textAnchor="middle" className={classes.year}>
            {year}
          </text>
        ))}
      </svg>
      <details className={classes.fold}>
        <summary>{m.table}</summary>
        <table>
          <caption className="dh-visually-hidden">{name}</caption>
          <thead>
            <tr>
              <th scope="col">{m.year}</th>
              <th scope="col">{m.index}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={`${point.year} ${point.backCast}`}>
                <th scope="row">
                  {point.year}
                  {point.backCast ? ` (${m.castPoint})` : ''}
                </th>
                <td>{formatIndex(point.indexHundredths, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {breaks.map(({ year }) => (
          <p key={year}>{m.breakAt(year)}</p>
        ))}
      </details>
    </figure>
  );
}
