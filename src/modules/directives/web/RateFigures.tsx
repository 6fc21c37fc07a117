import { Sheet } from '#web/components/BesideList.tsx';
import { formatNumber, formatShare } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { Overview, RateView } from '../schema.ts';
import classes from './overview.module.css';
import { words } from './words.ts';

/** The published rates and the strict one, each with its formula, what it is made of, and how it were without extensions. */
export function RateFigures({ rates, original }: Pick<Overview, 'rates' | 'original'>) {
  const m = useMessages(words);
  // Where nothing was moved the two are one.
  const first = original.extended > 0 ? original : undefined;
  return (
    <Sheet title={m.rates}>
      <dl className={classes.rates}>
        <Rate rate={rates.completion} original={first?.completion} label={m.completion} formula={m.completionFormula} />
        <Rate rate={rates.strict} original={first?.strict} label={m.strict} formula={m.strictFormula} />
        <Rate rate={rates.overdue} original={first?.overdue} label={m.overdueRate} formula={m.overdueFormula} />
      </dl>
      {first && <p className={classes.formula}>{m.extendedNote(first.extended)}</p>}
    </Sheet>
  );
}

interface RateProps {
  readonly rate: RateView;
  /** The same by the due dates first given, where any was moved. */
  readonly original: RateView | undefined;
  readonly label: string;
  readonly formula: string;
}

function Rate({ rate, original, label, formula }: RateProps) {
  const m = useMessages(words);
  const language = useLanguage();
  const { numerator, denominator, value } = rate;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span className={classes.rate}>{value === null ? '–' : formatShare(value, language, 2)}</span>
        <span>
          {value === null
            ? m.noRate
            : m.fraction(formatNumber(numerator, language), formatNumber(denominator, language))}
        </span>
        {original && original.value !== null && (
          <span className={classes.byOriginal}>
            {m.byOriginal(
              formatShare(original.value, language, 2),
              m.fraction(formatNumber(original.numerator, language), formatNumber(original.denominator, language)),
            )}
          </span>
        )}
        <span className={classes.formula}>= {formula}</span>
      </dd>
    </div>
  );
}
