import { Sheet } from '#web/components/BesideList.tsx';
import { formatNumber, formatShare } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { Overview, RateView } from '../schema.ts';
import classes from './overview.module.css';
import { words } from './words.ts';

/** The published rates and the strict one, each with its formula and what it is made of. */
export function RateFigures({ rates }: { rates: Overview['rates'] }) {
  const m = useMessages(words);
  return (
    <Sheet title={m.rates}>
      <dl className={classes.rates}>
        <Rate rate={rates.completion} label={m.completion} formula={m.completionFormula} />
        <Rate rate={rates.strict} label={m.strict} formula={m.strictFormula} />
        <Rate rate={rates.overdue} label={m.overdueRate} formula={m.overdueFormula} />
      </dl>
    </Sheet>
  );
}

function Rate({ rate, label, formula }: { rate: RateView; label: string; formula: string }) {
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
        <span className={classes.formula}>= {formula}</span>
      </dd>
    </div>
  );
}
