import { dayOf, formatDay, weekdayName } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { ROUND_STATES } from '../domain/round-flow.ts';
import type { RoundView } from '../rounds-schema.ts';
import classes from './index.module.css';
import { words } from './words.ts';

type State = RoundView['state'];

/** The day the step now running ends; undefined when nothing runs any more. */
export function dueOfStep(round: RoundView): string | undefined {
  const days: Partial<Record<State, string | null>> = {
    'self-scoring': round.selfDueOn,
    'appraisal-1': round.appraisal1DueOn,
    explanation: round.explanationDueOn,
    'appraisal-2': round.appraisal2DueOn,
    council: round.publishOn,
    reply: round.replyUntil,
    approved: round.publishOn,
  };
  return days[round.state] ?? undefined;
}

/** Whether the running step's day has passed, on the province's clock. */
export function isStepLate(round: RoundView, now: string): boolean {
  const due = dueOfStep(round);
  return due !== undefined && due < (dayOf(now) ?? '');
}

/** The steps of a round on one line of time: which are done, which runs, when each ends. */
export function RoundSteps({ round }: { readonly round: RoundView }) {
  const m = useMessages(words);
  const language = useLanguage();
  const at = ROUND_STATES.indexOf(round.state);
  const steps: readonly [State, string | null][] = [
    ['self-scoring', round.selfDueOn],
    ['appraisal-1', round.appraisal1DueOn],
    ['explanation', round.explanationDueOn],
    ['appraisal-2', round.appraisal2DueOn],
    ['council', null],
    ['reply', round.replyUntil],
    ['published', round.publishedAt ?? round.publishOn],
  ];
  const stands = (state: State) => {
    const place = ROUND_STATES.indexOf(state);
    if (round.state === 'published') return 'done';
    return place < at ? 'done' : place === at ? 'now' : 'next';
  };
  return (
    <section aria-label={m.steps}>
      <ol className={classes.steps}>
        {steps.map(([state, day]) => {
          const standing = round.state === 'cancelled' ? 'next' : stands(state);
          return (
            <li
              key={state}
              data-standing={standing}
              {...(standing === 'now' ? { 'aria-current': 'step' as const } : {})}
            >
              <span className={classes.stepName}>{m.stateOf(state)}</span>
              <span className={classes.stepDay}>{day ? `${weekdayName(day, language)} ${formatDay(day)}` : ' '}</span>
              <span className="dh-visually-hidden">
                {standing === 'done' ? m.stepDone : standing === 'now' ? m.stepNow : m.stepNext}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
