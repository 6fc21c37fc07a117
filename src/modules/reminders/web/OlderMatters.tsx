import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError, postJson } from '#web/api.ts';
import { showProblem, showToast } from '#web/components/Toasts.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { ApplyBody, PolicyOfKind, Published } from '../policy-schema.ts';
import classes from './policy.module.css';
import { policyWords } from './policy-words.ts';

/** How many open matters still go on under an older version, and the way to put them on the one in force. */
export function OlderMatters({ found }: { found: PolicyOfKind }) {
  const m = useMessages(policyWords);
  const client = useQueryClient();
  const { version } = found.current;
  const apply = useMutation({
    mutationFn: (body: ApplyBody) =>
      postJson<Published>(`/api/reminders/policies/${encodeURIComponent(found.kind)}/apply`, body),
    onSuccess: ({ applyingTo }) => showToast(m.appliedTo(applyingTo)),
    onError: (error) => showProblem(error instanceof ApiError ? error.sentence : m.notApplied),
    onSettled: () => client.invalidateQueries({ queryKey: ['reminders', 'policies'] }),
  });
  if (found.applying) return <p aria-live="polite">{m.applying(found.applying.moved)}</p>;
  if (found.onOlder === 0) return null;
  return (
    <p className={classes.kept}>
      {m.keepOlder(found.onOlder)}{' '}
      <Button variant="default" size="xs" loading={apply.isPending} onClick={() => apply.mutate({ version })}>
        {m.applyNow(version)}
      </Button>
    </p>
  );
}
