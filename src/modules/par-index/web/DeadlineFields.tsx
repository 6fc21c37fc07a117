import type { LocalDate } from '#kernel/local-date.ts';
import { DateField } from '#web/components/DateField.tsx';
import { weekdayName } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { ROUND_DATES, type RoundDate, type RoundDates } from '../domain/round-dates.ts';
import classes from './opening.module.css';
import { openingWords } from './opening-words.ts';
import { useDaysOff } from './use-days-off.ts';

interface DeadlineFieldsProps {
  readonly dates: RoundDates;
  readonly onChange: (name: RoundDate, day: LocalDate) => void;
  /** Those that may be chosen; the others are left out. */
  readonly shown?: readonly RoundDate[];
  readonly today: LocalDate;
  /** What is wrong with a day, said beside it while the form is filled in; the summary waits for the button. */
  readonly early: (name: RoundDate) => string | undefined;
}

/** The five deadlines with the weekday, days off by name, and the working days each step has. */
export function DeadlineFields({ dates, onChange, shown = ROUND_DATES, today, early }: DeadlineFieldsProps) {
  const m = useMessages(openingWords);
  const language = useLanguage();
  const calendar = useDaysOff(yearsOf([today, ...ROUND_DATES.map((name) => dates[name])]));
  const help = (name: RoundDate): string => {
    const day = dates[name];
    if (day === '') return '';
    const named = weekdayName(day, language);
    const before = dates[ROUND_DATES[ROUND_DATES.indexOf(name) - 1] ?? name];
    const count = before !== '' && before < day ? calendar.workingDays(before, day) : undefined;
    return [
      calendar.isDayOff(day) ? m.dayOff(named, calendar.nameOf(day)) : m.weekday(named),
      ...(count === undefined ? [] : [m.daysSince(count)]),
    ].join(' ');
  };
  return (
    <div className={classes.dates}>
      {shown.map((name) => (
        <DateField
          key={name}
          name={name}
          label={m[name]}
          description={
            <>
              {help(name)}
              {early(name) && <span className={classes.warn}> {early(name)}</span>}
            </>
          }
          value={dates[name]}
          onChange={(day) => onChange(name, day)}
          min={today}
          isDayOff={calendar.isDayOff}
          required
        />
      ))}
    </div>
  );
}

function yearsOf(days: readonly string[]): number[] {
  const years = days.filter((day) => day !== '').map((day) => Number(day.slice(0, 4)));
  const [from, to] = [Math.min(...years), Math.max(...years)];
  // A slip of the keyboard may name any year: what is far away is not asked for.
  return Array.from({ length: Math.min(to - from + 1, 3) }, (_, index) => from + index);
}
