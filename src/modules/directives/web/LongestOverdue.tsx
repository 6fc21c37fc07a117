import { Sheet } from '#web/components/BesideList.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { formatDay } from '#web/format.ts';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import type { Overview } from '../schema.ts';
import { opening } from './due.ts';
import classes from './overview.module.css';
import { KEYS, listAddress } from './task-filters.ts';
import { words } from './words.ts';

/** As many as a leader calls about. */
const SHOWN = 5;

type Late = Overview['longestOverdue'][number];

/** The work that has been late longest, each with the people to call. */
export function LongestOverdue({ overview }: { overview: Overview }) {
  const m = useMessages(words);
  const late = overview.longestOverdue.slice(0, SHOWN);
  const all = overview.counts.openOverdue;
  return (
    <Sheet title={m.longest}>
      {late.length === 0 && (
        <p>
          <strong>{m.noneLate}.</strong> {m.noneLateText}
        </p>
      )}
      <ol className={classes.longest}>
        {late.map((one) => (
          <LateItem key={one.task.assignmentId} late={one} />
        ))}
      </ol>
      {all > late.length && (
        <PageLink to={listAddress({ status: 'qua-han', counted: 'co' })} className={classes.allLate}>
          {m.seeAllLate(all)}
        </PageLink>
      )}
    </Sheet>
  );
}

function LateItem({ late }: { late: Late }) {
  const m = useMessages(words);
  const { task, call } = late;
  return (
    <li>
      <p className={classes.lateHead}>
        <strong>{task.agency.name}</strong>
        <StatusBadge status="open-overdue" label={m.lateBy(task.lateDays)} plain />
        {task.dueOn && (
          <span className={classes.small}>
            {m.due} {formatDay(task.dueOn)}
          </span>
        )}
      </p>
      <PageLink to={`/nhiem-vu/${task.taskId}?${KEYS.part}=${task.assignmentId}`}>{opening(task.text, 110)}</PageLink>
      {call.length === 0 && <p className={classes.small}>{m.nobodyToCall}</p>}
      {call.length > 0 && (
        <ul className={classes.people}>
          {call.map((person) => (
            <li key={`${person.name}-${person.title}`}>
              <span>
                {person.name} <span className={classes.small}>{person.title}</span>
              </span>
              {person.phone && (
                <a
                  href={`tel:${person.phone.replace(/[^\d+]/g, '')}`}
                  aria-label={`${m.call(person.name)}: ${person.phone}`}
                  className="dh-tabular"
                >
                  {person.phone}
                </a>
              )}
              {!person.phone && person.email && (
                <a href={`mailto:${person.email}`} aria-label={`${m.mail(person.name)}: ${person.email}`}>
                  {person.email}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
