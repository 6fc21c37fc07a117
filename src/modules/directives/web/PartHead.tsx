import { DueDate } from '#web/components/DueDate.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { TimeLine } from '#web/components/TimeLine.tsx';
import { WhyDate } from '#web/components/WhyDate.tsx';
import { formatMoment } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { AssignmentView, TaskDetail } from '../schema.ts';
import { shownDue } from './due.ts';
import { extensionWords } from './extension-words.ts';
import { badgeOf, stepBadge } from './states.ts';
import classes from './task.module.css';
import { taskWords } from './task-words.ts';

/** Whose part it is, how it stands, until when and why until then. */
export function PartHead({ task, part }: { task: TaskDetail; part: AssignmentView }) {
  const m = useMessages(taskWords);
  const extension = useMessages(extensionWords);
  const language = useLanguage();
  const due = shownDue(part.dueAt);
  const step = stepBadge(part.step, language);
  const finished = part.reportedAt ?? part.withdrawnAt;
  const facts = [
    part.role === 'lead' ? m.lead : m.cooperating,
    part.period?.label,
    part.officer?.name ?? (part.actions.includes('assign') && m.noOfficer),
    part.percent !== null && part.step !== 'confirmed' && m.percentDone(part.percent),
    !part.counted && m.notInRates,
    part.handedOverFrom && m.handedOverFrom(part.handedOverFrom),
    part.superseded && m.superseded,
  ].filter((fact) => typeof fact === 'string' && fact !== '');
  return (
    <section aria-label={m.part} className={classes.head}>
      <p>
        <strong>{part.agency.name}</strong>
        <span className={classes.facts}> {facts.join(' · ')}</span>
      </p>
      <p className={classes.badges}>
        {part.status && <StatusBadge status={badgeOf(part.status)} />}
        {part.step !== 'confirmed' && <StatusBadge status={step.badge} label={step.label} plain />}
        <span>
          {due && part.workingDaysLeft === null && <span className={classes.dueWord}>{m.due} </span>}
          <DueDate
            dueAt={due}
            now={task.asOf}
            workingDaysLeft={part.workingDaysLeft}
            done={part.workingDaysLeft === null}
            layout="sentence"
          />
        </span>
      </p>
      {part.originalDueAt && (
        <p className={classes.facts}>
          {extension.original}: {formatMoment(shownDue(part.originalDueAt) ?? '')} ·{' '}
          {extension.times(part.extendedTimes)}
          {part.originalStatus &&
            part.originalStatus !== part.status &&
            ` · ${extension[`original-${part.originalStatus}`]}`}
        </p>
      )}
      {due && <TimeLine start={part.openedAt} due={due} now={task.asOf} finishedAt={finished} />}
      <WhyDate explanation={part.explanation} />
    </section>
  );
}
