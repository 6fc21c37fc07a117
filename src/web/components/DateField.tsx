import { DateInput } from '@mantine/dates';
import '@mantine/dates/styles.css';
import '../styles/dates-bridge.css';
import 'dayjs/locale/vi';
import type { ReactNode } from 'react';
import { isLocalDate, type LocalDate } from '#kernel/local-date.ts';
import { useLanguage } from '../i18n/language.ts';
import { useMessages } from '../i18n/messages.ts';
import { useNow } from '../session.tsx';
import { dayOf } from '../format.ts';
import { readDay } from './day-text.ts';
import { fieldId, useFieldError } from './Form.tsx';
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

/** A day, typed as day/month/year or taken from a calendar. Imported by page files only: it brings the calendar along. */
export function DateField(props: DateFieldProps) {
  const { name, label, description, value, onChange, min, max, isDayOff, required } = props;
  const now = useNow();
  const today = props.today ?? dayOf(now) ?? '';
  const m = useMessages(words);
  const language = useLanguage();
  const error = useFieldError(name);
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
