import { Bar, BarChart, Cell, LabelList, ResponsiveContainer, XAxis } from 'recharts';
import { formatNumber } from '../../format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useGo } from '../../navigation.tsx';
import classes from './LabelledBars.module.css';

/** One class of a histogram: its bounds in a few letters, and how many lie in it. */
export interface HistogramBar {
  readonly label: string;
  readonly value: number;
  /** The list the number opens. */
  readonly to?: string | undefined;
}

interface HistogramProps {
  /** What is counted, with its unit. */
  readonly caption: string;
  readonly bars: readonly HistogramBar[];
}

/** What is there is drawn, however few it is beside the others. */
const LEAST_PX = 3;

/**
 * Upright bars side by side in the order of their classes, each with its number written on it: nothing is read off an
 * axis or a colour. The page puts the table of the same numbers beside it; this drawing is for the eye and the mouse.
 */
export function Histogram({ caption, bars }: HistogramProps) {
  const language = useLanguage();
  const go = useGo();
  const data = bars.map((bar) => ({ ...bar, text: formatNumber(bar.value, language, 0) }));
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>{caption}</figcaption>
      <div className={classes.drawing} aria-hidden="true">
        <ResponsiveContainer width="100%" height={220}>
          <BarChart
            data={data}
            margin={{ top: 24, right: 4, bottom: 0, left: 4 }}
            barCategoryGap={3}
            accessibilityLayer={false}
          >
            <XAxis
              dataKey="label"
              interval={0}
              tickLine={false}
              axisLine={{ stroke: 'var(--dh-line-strong)' }}
              tick={{ fill: 'var(--dh-ink-2)', fontSize: 12 }}
            />
            <Bar
              dataKey="value"
              isAnimationActive={false}
              radius={[2, 2, 0, 0]}
              minPointSize={(value) => (Number(value) > 0 ? LEAST_PX : 0)}
            >
              {data.map(({ label, to }) => (
                <Cell
                  key={label}
                  fill="var(--dh-action)"
                  {...(to ? { cursor: 'pointer', onClick: () => go(to) } : {})}
                />
              ))}
              <LabelList dataKey="text" position="top" fill="var(--dh-ink)" fontSize={13} fontWeight={600} />
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
