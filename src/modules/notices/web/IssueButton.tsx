import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError, postJson } from '#web/api.ts';
import { showProblem, showToast } from '#web/components/Toasts.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { DocumentDetail } from '../schema.ts';
import { words } from './words.ts';

/** "Giao 7 việc": gives out what was accepted; while something is undecided it says so and waits. */
export function IssueButton({ document }: { document: DocumentDetail }) {
  const m = useMessages(words);
  const client = useQueryClient();
  const accepted = document.proposals.filter((one) => one.state === 'accepted');
  const undecided = document.proposals.some((one) => one.state === 'proposed') || document.problems.length > 0;
  const issue = useMutation({
    mutationFn: () =>
      postJson<{ tasks: readonly unknown[] }>(`/api/notices/${document.id}/issue`, {
        expectedVersions: Object.fromEntries(accepted.map((one) => [one.id, one.version])),
      }),
    onSuccess: async ({ tasks }) => {
      showToast(m.given(tasks.length));
      await Promise.all([
        client.invalidateQueries({ queryKey: ['notices'] }),
        client.invalidateQueries({ queryKey: ['directives'] }),
        client.invalidateQueries({ queryKey: ['reminders'] }),
      ]);
    },
    onError: (error) => {
      if (error instanceof ApiError) showProblem(error.sentence);
    },
  });
  return (
    <Button
      disabled={undecided || accepted.length === 0}
      loading={issue.isPending}
      title={undecided ? m.issueWaits : undefined}
      onClick={() => issue.mutate()}
    >
      {m.issueTasks(accepted.length)}
    </Button>
  );
}
