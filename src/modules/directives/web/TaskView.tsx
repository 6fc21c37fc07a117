import { Sheet } from '#web/components/BesideList.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useGo } from '#web/navigation.tsx';
import type { TaskDetail } from '../schema.ts';
import { focusPart, nextToConfirm } from './focus.ts';
import { PartActions } from './PartActions.tsx';
import { PartHead } from './PartHead.tsx';
import { PartsList } from './PartsList.tsx';
import { ReminderPlan } from './ReminderPlan.tsx';
import classes from './task.module.css';
import { TaskFacts } from './TaskFacts.tsx';
import { taskWords } from './task-words.ts';
import { Timeline } from './Timeline.tsx';
import { WithdrawTask } from './WithdrawTask.tsx';
import { Written } from './Written.tsx';

interface TaskViewProps {
  readonly task: TaskDetail;
  /** The part the address names. */
  readonly partId: string | undefined;
  /** The address that shows a part here; undefined: whichever waits for the reader. */
  readonly partLink: (partId: string | undefined) => string;
}

/** A task as its reader needs it: what to do now on top, then the order, what was written, the other parts, the past. */
export function TaskView({ task, partId, partLink }: TaskViewProps) {
  const m = useMessages(taskWords);
  const go = useGo();
  const part = focusPart(task, partId);
  const answered = (next: TaskDetail) => {
    if (part && nextToConfirm(next, part.id)) go(partLink(undefined), { replace: true });
    else if (part) go(partLink(part.id), { replace: true });
  };
  const stay = () => {
    if (part) go(partLink(part.id), { replace: true });
  };
  return (
    <div className={classes.frame}>
      <div className={classes.task}>
        <div className={classes.now}>
          {task.withdrawn && (
            <p className={classes.withdrawn}>
              {m.withdrawn(task.withdrawn.by, formatMoment(task.withdrawn.at))} {m.reason}: {task.withdrawn.reason}
            </p>
          )}
          {part && (
            <>
              <PartHead task={task} part={part} />
              <PartActions key={part.id} task={task} part={part} onAnswered={answered} onStay={stay} />
            </>
          )}
        </div>
        <div className={classes.main}>
          {part && <Written task={task} part={part} />}
          <TaskFacts task={task} />
          {task.assignments.length > 1 && <PartsList task={task} shownId={part?.id} partLink={partLink} />}
        </div>
        <div className={classes.aside}>
          <Sheet title={m.timeline}>
            <Timeline entries={task.timeline} />
          </Sheet>
          {part?.obligationId && <ReminderPlan id={part.obligationId} />}
          {task.canWithdraw && <WithdrawTask task={task} />}
        </div>
      </div>
    </div>
  );
}
