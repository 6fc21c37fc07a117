import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, getJson, postJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { showProblem, showToast } from '#web/components/Toasts.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { DeadLetterList } from '../schema.ts';
import { words as channelWords } from './channel-words.ts';
import { words } from './words.ts';

type DeadLetter = DeadLetterList['letters'][number];

/** Thư chưa gửi được: letters the mail server refused for good, to be sent again once the address is mended. */
export default function OutboxPage() {
  const m = useMessages(words);
  const c = useMessages(channelWords);
  const client = useQueryClient();
  const outbox = useQuery({
    queryKey: ['reminders', 'outbox'],
    queryFn: ({ signal }) => getJson<DeadLetterList>('/api/reminders/outbox', { signal }),
  });
  const resend = useMutation({
    mutationFn: (id: string) => postJson(`/api/reminders/outbox/${id}/resend`),
    onSuccess: () => {
      showToast(m.resent);
      return client.invalidateQueries({ queryKey: ['reminders', 'outbox'] });
    },
    onError: (error) => showProblem(error instanceof ApiError ? error.sentence : String(error)),
  });
  const columns: Column<DeadLetter>[] = [
    { key: 'channel', header: c.channel, cell: (row) => c[row.channel], copy: (row) => c[row.channel] },
    {
      key: 'address',
      header: m.recipient,
      cell: (row) => row.address ?? c.push,
      copy: (row) => row.address ?? c.push,
    },
    { key: 'title', header: m.task, width: 'wide', cell: (row) => row.title, copy: (row) => row.title },
    { key: 'at', header: m.when, cell: (row) => formatMoment(row.firedAt), copy: (row) => row.firedAt },
    { key: 'error', header: m.error, cell: (row) => row.error, copy: (row) => row.error },
    { key: 'attempts', header: m.attempts, align: 'end', cell: (row) => row.attempts, copy: (row) => row.attempts },
    {
      key: 'resend',
      header: m.resend,
      cell: (row) => (
        <Button
          variant="default"
          size="xs"
          loading={resend.isPending && resend.variables === row.id}
          onClick={() => resend.mutate(row.id)}
        >
          {m.resend}
          <span className="dh-visually-hidden">: {row.address ?? c.push}</span>
        </Button>
      ),
    },
  ];
  return (
    <Page title={m.outbox} lead={outbox.data && m.outboxLead(outbox.data.waiting, outbox.data.stalled)}>
      {outbox.isPending && <Loading />}
      {outbox.isError && <ErrorBox error={outbox.error} retry={() => void outbox.refetch()} />}
      {outbox.isSuccess && (
        <DataTable
          caption={m.outbox}
          columns={columns}
          rows={outbox.data.letters}
          rowKey={(row) => row.id}
          empty={<EmptyState title={m.noDead}>{m.noDeadText}</EmptyState>}
        />
      )}
    </Page>
  );
}
