import { formatDue, formatMoment, type Moment, relativeDue } from '../format.ts';
import { useLanguage } from '../i18n/language.ts';
import { useMessages } from '../i18n/messages.ts';
import classes from './DueDate.module.css';
import { words } from './words.ts';

interface DueDateProps {
  /** The due day or instant; null or undefined shows "Chưa có hạn". */
  readonly dueAt: Moment | null | undefined;
  /** The province's time, from `useNow()` or the answer itself. */
  readonly now: Moment;
  /**
   * Working days left on the agency's calendar as the server counted them (halves and quarters allowed),
   * negative when overdue. Undefined shows the date alone: the browser never counts.
   */
  readonly workingDaysLeft?: number | null | undefined;
  /** The work is done: only the date, no countdown. */
  readonly done?: boolean;
  /** `line` for tables (date below in small), `sentence` for running text. Default `line`. */
  readonly layout?: 'line' | 'sentence';
}

/** A due date as people say it: relative and absolute together, never colour alone. */
export function DueDate({ dueAt, now, workingDaysLeft, done = false, layout = 'line' }: DueDateProps) {
  const language = useLanguage();
  const m = useMessages(words);
  if (!dueAt) return <span className={classes.none}>{m.noDue}</span>;
  const absolute = formatDue(dueAt, now, language);
  const left = done || workingDaysLeft === null ? undefined : workingDaysLeft;
  if (left === undefined) {
    return (
      <time dateTime={dueAt} title={formatMoment(dueAt)} className={classes.absolute}>
        {absolute}
      </time>
    );
  }
  const relative = relativeDue(left, language);
  const tone = left < 0 ? 'late' : left <= 1 ? 'soon' : 'calm';
  const before = left < 0 ? (language === 'vi' ? 'hạn' : 'due') : language === 'vi' ? 'trước' : 'by';
  return (
    <span className={layout === 'sentence' ? classes.sentence : classes.line}>
      <span className={classes.relative} data-due={tone}>
        {relative}
      </span>{' '}
      <time dateTime={dueAt} title={formatMoment(dueAt)} className={classes.small}>
        {layout === 'sentence' ? `(${before} ${absolute})` : `${before} ${absolute}`}
      </time>
    </span>
  );
}
