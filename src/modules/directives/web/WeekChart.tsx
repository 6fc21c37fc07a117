import { Sheet } from '#web/components/BesideList.tsx';
import { dayOf, formatDay, formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { Overview } from '../schema.ts';
import classes from './overview.module.css';
import { STATUS_PLACES } from './states.ts';
import { listAddress } from './task-filters.ts';
import { words } from './words.ts';

type Week = Overview['weeks'][number];
/** Done on the left, open on the right: late work stands at the end of the bar. */
const PARTS = [...STATUS_PLACES].reverse();

const totalOf = (week: Week) => PARTS.reduce((sum, { count }) => sum + week[count], 0);

/** What came due in each week and how it ended: a table whose bars carry their own figures, readable in grey. */
export function WeekChart({ overview }: { overview: Overview }) {
  const m = useMessages(words);
  const language = useLanguage();
  // Weeks before anything was due say nothing.
  const first = overview.weeks.findIndex((week) => totalOf(week) > 0);
  const weeks = first === -1 ? [] : overview.weeks.slice(first);
  const most = Math.max(1, ...weeks.map(totalOf));
  const labels = { openOverdue: m.late, openInTime: m.inTime, doneLate: m.doneLate, doneOnTime: m.doneOnTime };
  const today = dayOf(overview.asOf) ?? '';
  return (
    <Sheet title={m.weeks}>
      {weeks.length === 0 && <p>{m.noneDue}.</p>}
      {weeks.length > 0 && (
        <>
          <ul className={classes.legend} aria-hidden="true">
            {PARTS.map(({ count }) => (
              <li key={count}>
                <span className={classes.swatch} data-part={count} />
                {labels[count]}
              </li>
            ))}
          </ul>
          <table className={classes.weeks}>
            <caption className="dh-visually-hidden">{m.weeks}</caption>
            <thead className="dh-visually-hidden">
              <tr>
                <th scope="col">{m.week}</th>
                <th scope="col">{m.status}</th>
              </tr>
            </thead>
            <tbody>
              {weeks.map((week) => (
                <tr key={week.from}>
                  <th scope="row">
                    <PageLink to={listAddress({ dueFrom: week.from, dueTo: week.to, counted: 'co' })}>
                      {formatDay(week.from, { year: false })}–{formatDay(week.to, { year: false })}
                    </PageLink>
                    <span className={classes.small}>
                      {week.from <= today && today <= week.to && ` ${m.thisWeek}`}
                      {week.from > today && ` ${m.nextWeek}`}
                    </span>
                  </th>
                  <td>
                    <span className={classes.bar}>
                      {PARTS.filter(({ count }) => week[count] > 0).map(({ count }) => (
                        <span
                          key={count}
                          className={classes.part}
                          data-part={count}
                          style={{ flexBasis: `${(week[count] / most) * 100}%` }}
                          title={`${labels[count]}: ${week[count]}`}
                        >
                          {formatNumber(week[count], language)}
                          <span className="dh-visually-hidden"> {labels[count]}, </span>
                        </span>
                      ))}
                      {totalOf(week) === 0 && <span className={classes.small}>0</span>}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Sheet>
  );
}
