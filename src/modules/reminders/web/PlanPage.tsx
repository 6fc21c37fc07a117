import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { TimeLine } from '#web/components/TimeLine.tsx';
import { WhyDate } from '#web/components/WhyDate.tsx';
import { formatDue, formatMoment } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, usePageParams } from '#web/navigation.tsx';
import { useNow } from '#web/session.tsx';
import type { ObligationPlan } from '../schema.ts';
import { dueMoment } from './due-moment.ts';
import { Reactions } from './Reactions.tsx';
import classes from './reminders.module.css';
import { words } from './words.ts';

/** Các mốc nhắc of one thing to do: what was said, to whom and why, and what will be. */
export default function PlanPage() {
  const m = useMessages(words);
  const { id = '' } = usePageParams();
  const plan = useQuery({
    queryKey: ['reminders', 'plan', id],
    queryFn: ({ signal }) => getJson<ObligationPlan>(`/api/obligations/${id}`, { signal }),
  });
  return (
    <Page
      title={m.plan}
      breadcrumb={[{ label: m.myWork, to: '/' }]}
      lead={plan.data && <PageLink to={plan.data.item.link}>{plan.data.item.title}</PageLink>}
      width="reading"
    >
      {plan.isPending && <Loading />}
      {plan.isError && <ErrorBox error={plan.error} retry={() => void plan.refetch()} />}
      {plan.isSuccess && <Steps plan={plan.data} />}
    </Page>
  );
}

function Steps({ plan }: { plan: ObligationPlan }) {
  const m = useMessages(words);
  const language = useLanguage();
  const now = useNow();
  const { item } = plan;
  const due = dueMoment(item.dueAt);
  return (
    <div className={classes.stack}>
      <div>
        <p>
          <strong>{language === 'vi' ? item.statusText : item.statusTextEn}</strong>
          {due && `, ${m.due} ${formatDue(due, now, language)}`}
        </p>
        {due && <TimeLine start={item.startAt} due={due} now={now} finishedAt={plan.closedAt} />}
        <WhyDate explanation={item.explanation} />
      </div>
      {plan.state === 'open' && <Reactions obligationId={item.id} />}
      <Sheet title={m.fired}>
        {plan.fired.length === 0 && <p>{m.nothingFired}</p>}
        <ol className={classes.steps}>
          {plan.fired.map((step) => (
            <li key={`${step.key}-${step.firedAt}`} className={classes.step} data-kind={step.kind}>
              <time dateTime={step.firedAt}>{formatMoment(step.firedAt)}</time>
              <div className={classes.stepWhat}>
                <strong>{step.text}</strong>
                <span className={classes.facts}>
                  {step.outcome === 'acknowledged-before' && m.spared}
                  {step.outcome === 'snoozed' && m.snoozed}
                  {step.outcome === 'nobody' && m.nobody}
                  {step.outcome === 'before-restore' && m.beforeRestore}
                  {step.told.map(({ name, reason }) => `${name} (${reason})`).join(', ')}
                </span>
                {step.folded.length > 0 && <span className={classes.facts}>{m.foldedIn(step.folded.length)}</span>}
              </div>
            </li>
          ))}
        </ol>
      </Sheet>
      <Sheet title={m.coming}>
        {plan.state === 'done' && <p>{m.closedDone(formatMoment(plan.closedAt ?? ''))}</p>}
        {plan.state === 'cancelled' && <p>{m.closedCancelled(formatMoment(plan.closedAt ?? ''))}</p>}
        {plan.noFurther && <p>{plan.noFurther}</p>}
        <ol className={classes.steps}>
          {plan.coming.map((step) => (
            <li key={step.key} className={classes.step} data-kind={step.kind} data-coming>
              <time dateTime={step.at}>{formatMoment(step.at)}</time>
              <div className={classes.stepWhat}>
                <span>{step.text}</span>
                <span className={classes.facts}>{step.to.join(', ')}</span>
              </div>
            </li>
          ))}
        </ol>
      </Sheet>
      {plan.reactions.length > 0 && (
        <Sheet title={m.reactions}>
          <ul className={classes.list}>
            {plan.reactions.map((reaction) => (
              <li key={`${reaction.personName}-${reaction.at}`}>
                {m.reaction(reaction.personName, reaction.text, formatMoment(reaction.at))}
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      <p className={classes.facts}>
        {m.rule(plan.policy.name, plan.policy.version)} {m.ruleSource}: {plan.policy.source}.
      </p>
    </div>
  );
}
