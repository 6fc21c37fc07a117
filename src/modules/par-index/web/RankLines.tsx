import { useMessages } from '#web/i18n/messages.ts';
import type { RankHistory } from '../analysis-schema.ts';
import { linesOf, type Mark } from './history.ts';
import { historyWords } from './history-words.ts';
import classes from './ranking.module.css';

const ROW = 14;
const TOP = 26;
const SIDE = 34;
const COLUMN = 220;
/** A year under the next rules stands this far right of the year itself. */
const AGAIN = 90;

interface RankLinesProps {
  readonly years: RankHistory['years'];
  readonly chosen: string;
  readonly name: string;
}

/** Places of a block over the years: one line a unit, cut where the rules changed. */
export function RankLines({ years, chosen, name }: RankLinesProps) {
  const m = useMessages(historyWords);
  const places = Math.max(...years.map(({ units }) => units.length), 2);
  const width = SIDE * 2 + COLUMN * (years.length - 1);
  const height = TOP + ROW * places + 14;
  const x = ({ column, backCast }: Pick<Mark, 'column' | 'backCast'>) =>
    SIDE + column * COLUMN + (backCast ? AGAIN : 0);
  const y = (rank: number) => TOP + ROW * (rank - 0.5);
  const ids = [...new Set(years.flatMap(({ units }) => units.map(({ agency }) => agency.id)))];
  const ordered = [...ids.filter((id) => id !== chosen), chosen];
  return (
    <div className={classes.lines}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={m.chart(name)}
        className={classes.chart}
        style={{ maxWidth: `${width * 1.5}px` }}
      >
        {years.map(({ year }, column) => (
          <text key={year} x={x({ column, backCast: false })} y={12} textAnchor="middle" className={classes.year}>
            {year}
          </text>
        ))}
        {years.map(({ year, breaks }, column) =>
          breaks ? (
            <g key={year}>
              <line
                x1={x({ column: column - 1, backCast: false }) + AGAIN / 2}
                x2={x({ column: column - 1, backCast: false }) + AGAIN / 2}
                y1={TOP - 6}
                y2={height - 8}
                className={classes.break}
              />
              <text x={x({ column: column - 1, backCast: true })} y={12} textAnchor="middle" className={classes.again}>
                {m.under(year)}
              </text>
            </g>
          ) : null,
        )}
        {ordered.map((id) => (
          <g key={id} className={id === chosen ? classes.strong : classes.pale}>
            {linesOf(years, id).map((line) => (
              <g key={line.map(({ column }) => column).join()}>
                <polyline points={line.map((mark) => `${x(mark)},${y(mark.rank)}`).join(' ')} />
                {line.map((mark) => (
                  <circle
                    key={`${mark.column}${mark.backCast}`}
                    cx={x(mark)}
                    cy={y(mark.rank)}
                    r={id === chosen ? 5 : 3}
                    data-ring={mark.backCast ? true : undefined}
                  />
                ))}
                {id === chosen &&
                  line.map((mark) => (
                    <text
                      key={`${mark.column}${mark.backCast}`}
                      x={x(mark) + (mark.column === years.length - 1 ? 11 : -11)}
                      y={y(mark.rank) + 4}
                      textAnchor={mark.column === years.length - 1 ? 'start' : 'end'}
                    >
                      {mark.rank}
                    </text>
                  ))}
              </g>
            ))}
          </g>
        ))}
      </svg>
    </div>
  );
}
