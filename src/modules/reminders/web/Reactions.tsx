import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, deleteJson, getJson, postJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { showProblem, showToast } from '#web/components/Toasts.tsx';
import { formatDue } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { useNow } from '#web/session.tsx';
import type { ReactionsOffered } from '../reaction-schema.ts';
import classes from './reminders.module.css';
import { words } from './words.ts';

/** What the reader can do about a reminder: say that he knows, put it off, ask for more time, give the work to somebody else. */
export function Reactions({ obligationId }: { obligationId: string }) {
  const m = useMessages(words);
  const language = useLanguage();
  const now = useNow();
  const client = useQueryClient();
  const offered = useQuery({
    queryKey: ['reminders', 'reactions', obligationId],
    queryFn: ({ signal }) => getJson<ReactionsOffered>(`/api/obligations/${obligationId}/reactions`, { signal }),
  });
  const settle = (said: string) => ({
    onSuccess: () => {
      showToast(said);
      return client.invalidateQueries({ queryKey: ['reminders'] });
    },
    onError: (error: Error) => showProblem(error instanceof ApiError ? error.sentence : String(error)),
  });
  const acknowledge = useMutation({
    mutationFn: () => postJson(`/api/obligations/${obligationId}/acknowledge`),
    ...settle(m.acknowledgedToast),
  });
  const snooze = useMutation({
    mutationFn: (until: string) => postJson(`/api/obligations/${obligationId}/snooze`, { until }),
    ...settle(m.snoozedToast),
  });
  const wake = useMutation({
    mutationFn: () => deleteJson(`/api/obligations/${obligationId}/snooze`),
    ...settle(m.awakeToast),
  });
  if (!offered.data) return null;
  const { acknowledge: may, snoozedUntil, snoozes, moreTime, handOver } = offered.data;
  if (!may && !snoozedUntil && snoozes.length === 0 && !moreTime && !handOver) return null;
  return (
    <Sheet title={m.answer}>
      <div className={classes.answers}>
        {may && (
          <Button loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
            {m.acknowledge}
          </Button>
        )}
        {moreTime && (
          <Button component={PageLink} to={moreTime.link} variant="default">
            {moreTime.label}
          </Button>
        )}
        {handOver && (
          <Button component={PageLink} to={handOver.link} variant="default">
            {handOver.label}
          </Button>
        )}
      </div>
      {snoozedUntil && (
        <p>
          {m.snoozedUntil(formatDue(snoozedUntil, now, language))}{' '}
          <Button variant="default" size="xs" loading={wake.isPending} onClick={() => wake.mutate()}>
            {m.wake}
          </Button>
        </p>
      )}
      {snoozes.length > 0 && (
        <fieldset className={classes.snooze}>
          <legend>{m.remindLater}</legend>
          <div className={classes.answers}>
            {snoozes.map(({ until, text }) => (
              <Button
                key={until}
                variant="default"
                size="xs"
                loading={snooze.isPending && snooze.variables === until}
                onClick={() => snooze.mutate(until)}
              >
                {language === 'vi' ? text : formatDue(until, now, language)}
              </Button>
            ))}
          </div>
          <p className={classes.facts}>{m.remindLaterHint}</p>
        </fieldset>
      )}
    </Sheet>
  );
}
