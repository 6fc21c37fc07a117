import { Bar, BarChart, Cell, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { formatNumber } from '../../format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useMessages } from '../../i18n/messages.ts';
import { PageLink } from '../../navigation.tsx';
import { words } from '../words.ts';
import classes from './LabelledBars.module.css';

/** One bar: a name, a count, and where its list is. */
export interface LabelledBar {
  readonly label: string;
  readonly value: number;
  /** `late` only for what is overdue. Default `action`. */
  readonly tone?: 'late' | 'amber' | 'action' | 'quiet';
  /** The list the number opens. */
  readonly to?: string;
}

interface LabelledBarsProps {
  /** What is counted, with its unit: "Việc quá hạn theo cơ quan (việc)". */
  readonly caption: string;
  readonly bars: readonly LabelledBar[];
  /** Decimals of the printed values. Default 0. */
  readonly digits?: number;
}

const ROW = 34;

/**
 * Bars with name and number written on them, so that nothing must be read off an axis and grey print loses
 * nothing. The table behind it holds the same numbers, each opening its list.
 */
export function LabelledBars({ caption, bars, digits = 0 }: LabelledBarsProps) {
  const m = useMessages(words);
  const language = useLanguage();
  const data = bars.map((bar) => ({ ...bar, text: formatNumber(bar.value, language, digits) }));
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>{caption}</figcaption>
      <div className={classes.drawing} aria-hidden="true">
        <ResponsiveContainer width="100%" height={bars.length * ROW + 8}>
          <BarChart
            data={data}
            layout="vertical"
            margin={{ top: 4, right: 48, bottom: 4, left: 0 }}
            accessibilityLayer={false}
          >
            <XAxis type="number" hide domain={[0, 'dataMax']} />
            <YAxis
              type="category"
              dataKey="label"
              width={196}
              axisLine={false}
              tickLine={false}
              tick={{ fill: 'var(--dh-ink-2)', fontSize: 12 }}
            />
            <Bar dataKey="value" barSize={14} isAnimationActive={false} radius={[0, 2, 2, 0]}>
              {data.map((bar) => (
                <Cell key={bar.label} fill={`var(--dh-${bar.tone ?? 'action'})`} />
              ))}
              <LabelList dataKey="text" position="right" fill="var(--dh-ink)" fontSize={13} fontWeight={600} />
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </div>
      <details className={classes.details}>
        <summary>{m.chartTable}</summary>
        <table>
          <caption className="dh-visually-hidden">{caption}</caption>
          <tbody>
            {data.map((bar) => (
              <tr key={bar.label}>
                <th scope="row">{bar.to ? <PageLink to={bar.to}>{bar.label}</PageLink> : bar.label}</th>
                <td>{bar.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
