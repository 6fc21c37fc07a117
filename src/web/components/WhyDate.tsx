import { useMessages } from '../i18n/messages.ts';
import classes from './WhyDate.module.css';
import { words } from './words.ts';

interface WhyDateProps {
  /** The calendar's sentences in order: start, unit, each day skipped with its name, the rule and its source. */
  readonly explanation: readonly string[];
  /** Other question, such as "Vì sao tôi nhận được?". */
  readonly question?: string;
}

/** "Vì sao là ngày này?": a disclosure, closed at first, that shows how the date came about. */
export function WhyDate({ explanation, question }: WhyDateProps) {
  const m = useMessages(words);
  if (explanation.length === 0) return null;
  return (
    <details className={classes.why}>
      <summary className={classes.question}>{question ?? m.whyThisDate}</summary>
      <ol className={classes.steps}>
        {explanation.map((sentence, index) => (
          <li key={`${index}-${sentence}`}>{sentence}</li>
        ))}
      </ol>
    </details>
  );
}
