import { DateInput } from '@mantine/dates';
import '@mantine/dates/styles.css';
import '../styles/dates-bridge.css';
import 'dayjs/locale/vi';
import { type ReactNode, useState } from 'react';
import { isLocalDate, type LocalDate } from '#kernel/local-date.ts';
import { useLanguage } from '../i18n/language.ts';
import { useMessages } from '../i18n/messages.ts';
import { useNow } from '../session.tsx';
import { dayOf } from '../format.ts';
import { judgeTyped, readDay, writeDay } from './day-text.ts';
import { fieldId, useFieldError, useUnread } from './Form.tsx';
import { words } from './words.ts';

interface DateFieldProps {
  readonly name: string;
  readonly label: ReactNode;
  readonly description?: ReactNode;
  /** 'YYYY-MM-DD', or '' for none. */
  readonly value: LocalDate | '';
  readonly onChange: (day: LocalDate | '') => void;
  readonly min?: LocalDate;
  readonly max?: LocalDate;
  /** The calendar opens here; the province's today unless told. */
  readonly today?: LocalDate;
  /** Days off are marked in the calendar and may still be chosen. */
  readonly isDayOff?: (day: LocalDate) => boolean;
  readonly required?: boolean;
}

/**
 * A day, typed as day/month/year or taken from a calendar. What is no day, or one that may not be chosen, stays as it was
 * typed, is told of when the field is left, and keeps the form from being sent. Imported by page files only: it brings
 * the calendar along.
 */
export function DateField(props: DateFieldProps) {
  const { name, label, description, value, onChange, min, max, isDayOff, required } = props;
  const now = useNow();
  const today = props.today ?? dayOf(now) ?? '';
  const m = useMessages(words);
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  const [isLeft, setIsLeft] = useState(false);
  const [seen, setSeen] = useState(value);
  // Taken from the calendar, restored or emptied from outside: what was typed before is gone.
  if (value !== seen) {
    setSeen(value);
    setTyped('');
  }
  const judged = judgeTyped(typed, today, min, max);
  const wrong =
    judged === 'unreadable' ? m.notADay(typed.trim()) : judged === 'outside' ? outsideSentence(m, min, max) : undefined;
  useUnread(name, wrong);
  const told = useFieldError(name);
  const error = (isLeft ? wrong : undefined) ?? told;
  return (
    <DateInput
      id={fieldId(name)}
      name={name}
      label={label}
      description={description}
      error={error}
      required={required ?? false}
      placeholder={m.dayPattern}
      valueFormat="DD/MM/YYYY"
      locale={language}
      firstDayOfWeek={1}
      value={value === '' ? null : value}
      fixOnBlur={wrong === undefined}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onFocus={() => setIsLeft(wrong !== undefined)}
      onBlur={() => setIsLeft(true)}
      onChange={(day) => onChange(day && isLocalDate(day) ? day : '')}
      dateParser={(text) => readDay(text, today) ?? null}
      defaultDate={value === '' ? today : value}
      clearable
      clearButtonProps={{ 'aria-label': m.clearDay, tabIndex: 0 }}
      {...(min ? { minDate: min } : {})}
      {...(max ? { maxDate: max } : {})}
      // Inside the form's landmark, and next in the order of the Tab key.
      popoverProps={{ withinPortal: false }}
      ariaLabels={{
        nextMonth: m.nextMonth,
        previousMonth: m.previousMonth,
        nextYear: m.nextYear,
        previousYear: m.previousYear,
        nextDecade: m.nextDecade,
        previousDecade: m.previousDecade,
      }}
      getDayProps={(day) => ({
        ...(isDayOff?.(day) ? { 'data-day-off': true } : {}),
        ...(day === today ? { 'aria-current': 'date' as const, 'data-today-here': true } : {}),
      })}
    />
  );
}

/** What a typed day outside of the two is told; at least one of them is there. */
function outsideSentence(m: ReturnType<typeof useMessages<typeof words.vi>>, min?: LocalDate, max?: LocalDate): string {
  if (min === undefined) return m.dayTooLate(writeDay(max ?? ''));
  return max === undefined ? m.dayTooEarly(writeDay(min)) : m.dayBetween(writeDay(min), writeDay(max));
}
