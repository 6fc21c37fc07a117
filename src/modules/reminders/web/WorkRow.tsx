import { Button } from '@mantine/core';
import { StatusBadge, type Status } from '#web/components/StatusBadge.tsx';
import { TimeLine } from '#web/components/TimeLine.tsx';
import { WhyDate } from '#web/components/WhyDate.tsx';
import { formatDue } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { WorkItem } from '../schema.ts';
import { dueMoment } from './due-moment.ts';
import classes from './reminders.module.css';
import { words } from './words.ts';

const STATUS: Readonly<Record<WorkItem['status'], Status>> = {
  overdue: 'open-overdue',
  'due-today': 'due-soon',
  'due-soon': 'due-soon',
  'in-time': 'open-in-time',
  'no-due-date': 'new',
};

interface WorkRowProps {
  readonly item: WorkItem;
  /** The province's time. */
  readonly now: string;
  /** The thing to do first: its button is the one primary action of the screen. */
  readonly first: boolean;
  readonly showAgency: boolean;
}

/** One thing to do: what, how it stands, who waits, one button. */
export function WorkRow({ item, now, first, showAgency }: WorkRowProps) {
  const m = useMessages(words);
  const language = useLanguage();
  const due = dueMoment(item.dueAt);
  const facts = [
    item.origin && (item.origin.number ? m.number(item.origin.number) : item.origin.document),
    showAgency && item.agency.name,
    showAgency && item.personId === null && m.unassigned,
    item.waitingFor && m.waits(item.waitingFor),
    item.insteadOf && m.insteadOf(item.insteadOf),
    item.acknowledgedAt && m.acknowledged,
    item.snoozedUntil && m.snoozedFact(formatDue(item.snoozedUntil, now, language)),
  ].filter((fact) => fact !== null && fact !== false && fact !== '');
  const urgency = { normal: '', urgent: m.urgent, 'very-urgent': m.veryUrgent, express: m.express }[item.urgency];
  return (
    <li className={classes.row} data-status={item.status}>
      <div className={classes.what}>
        <PageLink to={item.link} className={classes.title}>
          {urgency && <span className={classes.urgency}>{urgency}</span>}
          {item.title}
        </PageLink>
        <span className={classes.facts}>{facts.join(' · ')}</span>
        <div className={classes.more}>
          <WhyDate explanation={item.explanation} />
          <PageLink to={`/nhac-viec/moc/${item.id}`} className={classes.quietLink}>
            {m.reminderSteps}
            <span className="dh-visually-hidden">{m.openTask(item.title)}</span>
          </PageLink>
        </div>
      </div>
      <div className={classes.when}>
        <StatusBadge
          status={STATUS[item.status]}
          label={language === 'vi' ? upper(item.statusText) : upper(item.statusTextEn)}
          plain
        />
        {due && (
          <time dateTime={item.dueAt ?? ''} className={classes.absolute}>
            {m.due} {formatDue(due, now, language)}
          </time>
        )}
        {due && <TimeLine compact start={item.startAt} due={due} now={now} />}
      </div>
      <Button
        component={PageLink}
        to={item.link}
        variant={first ? 'filled' : 'default'}
        size="sm"
        className={classes.act ?? ''}
      >
        {language === 'en' && item.action === 'Mở việc' ? m.open : item.action}
        <span className="dh-visually-hidden">{m.openTask(item.title)}</span>
      </Button>
    </li>
  );
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
