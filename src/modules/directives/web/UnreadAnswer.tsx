import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError, postJson } from '#web/api.ts';
import { showProblem, showToast } from '#web/components/Toasts.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { AssignmentView } from '../schema.ts';
import { shownDue } from './due.ts';
import { extensionWords } from './extension-words.ts';
import classes from './task.module.css';

/** The answer to a request for more time, until somebody of the agency has said that he knows of it. */
export function UnreadAnswer({ part }: { part: AssignmentView }) {
  const m = useMessages(extensionWords);
  const client = useQueryClient();
  const request = part.extensions.find(({ unreadId }) => unreadId !== null);
  const know = useMutation({
    mutationFn: (id: string) => postJson(`/api/obligations/${id}/acknowledge`),
    onSuccess: () => {
      showToast(m.gotItToast);
      void client.invalidateQueries({ queryKey: ['directives', 'task'] });
      void client.invalidateQueries({ queryKey: ['reminders'] });
    },
    onError: (error: Error) => showProblem(error instanceof ApiError ? error.sentence : String(error)),
  });
  if (!request?.unreadId) return null;
  const { unreadId, decidedBy, grantedDueAt, decisionNote } = request;
  const by = decidedBy ?? '';
  const due = formatMoment(shownDue(grantedDueAt ?? part.dueAt) ?? '');
  return (
    <section aria-label={m.answered} className={classes.request}>
      <p>
        <strong>{grantedDueAt ? m.wasGranted(by, due) : m.wasDeclined(by, due)}</strong>
      </p>
      {decisionNote && <blockquote className={classes.quote}>{decisionNote}</blockquote>}
      <div className="dh-no-print">
        <Button variant="default" loading={know.isPending} onClick={() => know.mutate(unreadId)}>
          {m.gotIt}
        </Button>
      </div>
    </section>
  );
}
