import { Sheet } from '#web/components/BesideList.tsx';
import { formatDay, formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { TaskDetail } from '../schema.ts';
import classes from './task.module.css';
import { taskWords } from './task-words.ts';
import { words as listWords } from './words.ts';

/** The words of the order, the paper they stand in, and who answers for what. */
export function TaskFacts({ task }: { task: TaskDetail }) {
  const m = useMessages(taskWords);
  const list = useMessages(listWords);
  const { document } = task;
  const name = [document.kind, document.number].filter(Boolean).join(' ') || list.noDocumentNumber;
  const repeats =
    task.recurrence &&
    [m[task.recurrence], task.recurrenceDay, task.recursUntil && m.until(formatDay(task.recursUntil))]
      .filter(Boolean)
      .join(', ');
  const facts: readonly (readonly [string, string | null])[] = [
    [m.product, task.product],
    [m.giver, [task.giver, task.signer && m.signer(task.signer)].filter(Boolean).join(', ')],
    [m.follower, task.follower.name],
    [m.deadlineText, task.deadlineText],
    [m.repeats, repeats],
    [m.reportVia, task.reportVia],
    [m.issued, m.issuedBy(task.issuedBy, formatMoment(task.issuedAt))],
  ];
  return (
    <Sheet title={m.words}>
      <blockquote className={`dh-document ${classes.order}`}>{task.text}</blockquote>
      <p className={classes.source}>
        <PageLink to={`/van-ban/${document.id}`} className={classes.documentLink}>
          {name}
        </PageLink>
        {document.issuedOn && ` ${m.dated(formatDay(document.issuedOn))}`}
        {task.itemPath.length > 0 && `, ${m.item} ${task.itemPath.join(', ')}`}
        {document.subject && <span className={classes.facts}>{document.subject}</span>}
      </p>
      <dl className={classes.list}>
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
        {task.urgency !== 'normal' && (
          <div>
            <dt>{list[task.urgency]}</dt>
            <dd />
          </div>
        )}
      </dl>
    </Sheet>
  );
}
