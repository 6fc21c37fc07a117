import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, getJson, postJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { showProblem } from '#web/components/Toasts.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { stringifySearch } from '#web/search-params.ts';
import { useCan, useSession } from '#web/session.tsx';
import { WEBHOOK_EVENTS_VI, type WebhookEvent } from '../domain/webhook-events.ts';
import type { DeliveryList, DeliveryView } from '../webhook-schema.ts';
import classes from './integrations.module.css';
import { Outcome } from './Outcome.tsx';
import { SOON_MS, useChanged } from './queries.ts';
import { words } from './webhook-words.ts';

const PAGE = 50;

interface DeliveriesProps {
  /** Which messages: of one subscription, in one state. */
  readonly of: { readonly webhookId?: string; readonly state?: string };
  readonly caption: string;
  /** Names the address of each message: where several stand together. */
  readonly withAddress?: boolean;
  readonly empty: { readonly title: string; readonly text: string };
}

const isFresh = ({ state, attempts }: DeliveryView) => state === 'queued' && attempts === 0;

/** Messages to applications, newest first, with what became of each; a message given up is sent again from its row. */
export function Deliveries({ of, caption, withAddress = false, empty }: DeliveriesProps) {
  const m = useMessages(words);
  const may = useCan()('integrations.manage');
  const { province } = useSession();
  const changed = useChanged();
  const [watched, setWatched] = useState<string>();
  const [read, setRead] = useState<DeliveryView>();
  const found = useInfiniteQuery({
    queryKey: ['integrations', 'deliveries', of],
    queryFn: ({ signal, pageParam }) =>
      getJson<DeliveryList>(`/api/webhook-deliveries${stringifySearch({ ...of, limit: PAGE, before: pageParam })}`, {
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ deliveries }) => deliveries.some(isFresh)) ? SOON_MS : false,
  });
  const resend = async (id: string) => {
    try {
      await postJson(`/api/webhook-deliveries/${id}/resend`);
      setWatched(id);
      await changed();
    } catch (error) {
      showProblem(error instanceof ApiError ? error.sentence : String(error));
    }
  };
  const columns: Column<DeliveryView>[] = [
    {
      key: 'type',
      header: m.event,
      cell: (row) => WEBHOOK_EVENTS_VI[row.type as WebhookEvent] ?? row.type,
      copy: (row) => row.type,
    },
    ...(withAddress
      ? [
          {
            key: 'to',
            header: m.to,
            cell: (row: DeliveryView) => (
              <div className={classes.became}>
                {row.webhookName}
                <span className={classes.address}>{row.url}</span>
              </div>
            ),
            copy: (row: DeliveryView) => row.url,
          },
        ]
      : []),
    { key: 'made', header: m.made, cell: (row) => formatMoment(row.madeAt), copy: (row) => row.madeAt },
    {
      key: 'state',
      header: m.became,
      width: 'wide',
      cell: (row) => <Became row={row} />,
      copy: (row) => row.errorText ?? m[row.state],
    },
    { key: 'attempts', header: m.attempts, align: 'end', cell: (row) => row.attempts, copy: (row) => row.attempts },
    {
      key: 'do',
      header: m.doing,
      cell: (row) => (
        <div className={classes.buttons}>
          {may && row.state === 'dead' && (
            <Button variant="default" size="xs" onClick={() => void resend(row.id)}>
              {m.resend}
              <span className="dh-visually-hidden">: {row.messageId}</span>
            </Button>
          )}
          <Button variant="subtle" size="xs" onClick={() => setRead(row)}>
            {m.readIt}
            <span className="dh-visually-hidden">: {row.messageId}</span>
          </Button>
        </div>
      ),
    },
  ];
  const rows = found.data?.pages.flatMap(({ deliveries }) => deliveries) ?? [];
  return (
    <div className={classes.stack}>
      {watched && <Outcome key={watched} id={watched} />}
      {found.isPending && <Loading />}
      {found.isError && <ErrorBox error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && (
        <DataTable
          caption={caption}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          empty={<EmptyState title={empty.title}>{empty.text}</EmptyState>}
        />
      )}
      {province.isDemonstration && rows.length > 0 && <p className={classes.quiet}>{m.realTime}</p>}
      {found.hasNextPage && (
        <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {m.older}
        </Button>
      )}
      <Dialog opened={read !== undefined} onClose={() => setRead(undefined)} title={m.message}>
        {read && (
          <dl className={classes.facts}>
            <dt>webhook-id</dt>
            <dd className={classes.address}>{read.messageId}</dd>
            <dt>{m.to}</dt>
            <dd className={classes.address}>{read.url}</dd>
            <dt>{m.payload}</dt>
            <dd>
              <pre className={classes.payload}>{indented(read.payload)}</pre>
            </dd>
          </dl>
        )}
      </Dialog>
    </div>
  );
}

/** What became of a message: a word, what was answered, and what comes next. */
function Became({ row }: { row: DeliveryView }) {
  const m = useMessages(words);
  const waits = row.state === 'queued' && row.attempts > 0;
  const waiting = waits ? 'due-soon' : 'new';
  const status = row.state === 'delivered' ? 'confirmed' : row.state === 'dead' ? 'returned' : waiting;
  return (
    <div className={classes.became}>
      <StatusBadge status={status} label={waits ? m.failed : m[row.state]} plain />
      {row.state === 'delivered' && row.attemptedAt && (
        <span className={classes.quiet}>{m.answered(row.status, formatMoment(row.attemptedAt))}</span>
      )}
      {row.state !== 'delivered' && row.errorText && <span className={classes.quiet}>{row.errorText}</span>}
      {row.nextAttemptAt && <span className={classes.quiet}>{m.triedAgain(formatMoment(row.nextAttemptAt))}</span>}
    </div>
  );
}

function indented(payload: string): string {
  return JSON.stringify(JSON.parse(payload), null, 2);
}
