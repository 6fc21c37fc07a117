import { Figure } from '#web/components/BesideList.tsx';
import { formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { Overview } from '../schema.ts';
import classes from './overview.module.css';
import { STATUS_PLACES, STEP_PLACES, type TaskStep } from './states.ts';
import { listAddress } from './task-filters.ts';
import { words } from './words.ts';

/** The four counts, and what waits for somebody; each opens exactly the list it counts. */
export function OverviewFigures({ overview }: { overview: Overview }) {
  const m = useMessages(words);
  const language = useLanguage();
  const labels = { openOverdue: m.late, openInTime: m.inTime, doneLate: m.doneLate, doneOnTime: m.doneOnTime };
  const { waiting } = overview;
  const stuck: readonly (readonly [TaskStep, number, string])[] = [
    ['new', waiting.notReceived, m.notReceived],
    ['returned', waiting.returned, m.returned],
    ['reported', waiting.toConfirm, m.toConfirm],
  ];
  const stepAddress = (step: TaskStep) => STEP_PLACES.find((place) => place.step === step)?.address;
  return (
    <div className={classes.top}>
      <nav aria-label={m.statuses} className={classes.figures}>
        {STATUS_PLACES.map(({ status, address, count }) => (
          <PageLink
            key={status}
            to={listAddress({ status: address, counted: 'co' })}
            className={classes.figure}
            data-main={count === 'openOverdue' || undefined}
          >
            <Figure
              value={formatNumber(overview.counts[count], language)}
              label={labels[count]}
              {...(count === 'openOverdue' && overview.counts[count] > 0 ? { tone: 'late' as const } : {})}
            />
          </PageLink>
        ))}
      </nav>
      <nav aria-label={m.stuck} className={classes.stuck}>
        <strong>{m.stuck}</strong>
        {stuck.map(([step, count, label]) =>
          count === 0 ? (
            <span key={step} className={classes.none}>
              {count} {label}
            </span>
          ) : (
            <PageLink key={step} to={listAddress({ step: stepAddress(step), counted: 'co' })}>
              {formatNumber(count, language)} {label}
            </PageLink>
          ),
        )}
        {waiting.toExtend > 0 && (
          <PageLink to={listAddress({ extension: 'cho-tra-loi' })}>
            {formatNumber(waiting.toExtend, language)} {m.toExtend}
          </PageLink>
        )}
      </nav>
    </div>
  );
}
