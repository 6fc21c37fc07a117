import { useQuery } from '@tanstack/react-query';
import type { ObligationPlan } from '#modules/reminders/schema.ts';
import { getJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import classes from './task.module.css';
import { taskWords } from './task-words.ts';

/** Reminders of a part: what was said, to whom, and what will be. */
export function ReminderPlan({ id }: { id: string }) {
  const m = useMessages(taskWords);
  const plan = useQuery({
    queryKey: ['reminders', 'plan', id],
    queryFn: ({ signal }) => getJson<ObligationPlan>(`/api/obligations/${id}`, { signal }),
  });
  return (
    <Sheet title={m.reminders}>
      {plan.isPending && <Loading lines={2} />}
      {plan.isError && <ErrorBox error={plan.error} retry={() => void plan.refetch()} />}
      {plan.isSuccess && <Steps plan={plan.data} />}
      <PageLink to={`/nhac-viec/moc/${id}`} className={classes.quietLink}>
        {m.allSteps}
      </PageLink>
    </Sheet>
  );
}

/** How many of the past and of the coming stand here; all of them have a page of their own. */
const SHOWN = 3;

function Steps({ plan }: { plan: ObligationPlan }) {
  const m = useMessages(taskWords);
  const told = (step: ObligationPlan['fired'][number]) => {
    if (step.outcome === 'acknowledged-before') return m.spared;
    if (step.outcome === 'nobody') return m.nobody;
    if (step.outcome === 'before-restore') return m.beforeRestore;
    return m.told(step.told.map(({ name }) => name).join(', '));
  };
  return (
    <>
      <h3>{m.fired}</h3>
      {plan.fired.length === 0 && <p className={classes.hint}>{m.noneFired}</p>}
      <ol className={classes.timeline}>
        {plan.fired.slice(-SHOWN).map((step) => (
          <li key={`${step.key}-${step.firedAt}`}>
            <span>{step.text}</span>
            <span className={classes.small}>
              <time dateTime={step.firedAt}>{formatMoment(step.firedAt)}</time>, {told(step)}
            </span>
          </li>
        ))}
      </ol>
      <h3>{m.coming}</h3>
      {plan.coming.length === 0 && <p className={classes.hint}>{plan.noFurther ?? m.closed}</p>}
      <ol className={classes.timeline} data-coming>
        {plan.coming.slice(0, SHOWN).map((step) => (
          <li key={step.key}>
            <span>{step.text}</span>
            <span className={classes.small}>
              <time dateTime={step.at}>{formatMoment(step.at)}</time>, {m.told(step.to.join(', '))}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
