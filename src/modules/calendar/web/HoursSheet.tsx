import { Sheet } from '#web/components/BesideList.tsx';
import { formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { HoursView } from '../schema.ts';
import classes from './calendar.module.css';
import { words } from './words.ts';

/** Office hours that hold in the year, with where they come from. */
export function HoursSheet({ hours }: { hours: readonly HoursView[] }) {
  const m = useMessages(words);
  const names = m.weekdays.split(',');
  const daysOf = (weekdays: readonly number[]): string => {
    const first = weekdays[0] ?? 1;
    const last = weekdays.at(-1) ?? first;
    const isRun = weekdays.length > 2 && last - first === weekdays.length - 1;
    const name = (weekday: number) => names[weekday - 1] ?? '';
    return isRun ? `${name(first)} ${m.to} ${name(last)}` : weekdays.map(name).join(', ');
  };
  return (
    <Sheet title={m.hours}>
      <ul className={classes.hours}>
        {hours.map((each) => {
          const periods = each.periods.map(({ from, to }) => `${from}–${to}`).join(', ');
          const validity = [
            each.validFrom && m.from(formatDay(each.validFrom)),
            each.validTo && m.until(formatDay(each.validTo)),
          ].filter(Boolean);
          return (
            <li key={each.id}>
              {m.hoursLine(daysOf(each.weekdays), periods)}
              <br />
              <span className={classes.quiet}>
                {each.agencyId ? m.agency : m.province}, {validity.length > 0 ? validity.join(' ') : m.always}.{' '}
                {each.assumed ? m.assumed : each.source.title}.
              </span>
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}
