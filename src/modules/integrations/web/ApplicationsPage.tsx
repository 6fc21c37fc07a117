import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, getJson, postJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { showProblem, showToast } from '#web/components/Toasts.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useCan } from '#web/session.tsx';
import type { ApplicationList, MadeKey } from '../admin-schema.ts';
import { WEBHOOK_EVENTS_VI, type WebhookEvent } from '../domain/webhook-events.ts';
import type { DeliveryList } from '../webhook-schema.ts';
import { AddApplication } from './AddApplication.tsx';
import { KeyOnce, KeyTable } from './Keys.tsx';
import classes from './integrations.module.css';
import { words } from './words.ts';

/** Ứng dụng kết nối: which applications may speak to the program, with which keys, and what did not reach them. */
export default function ApplicationsPage() {
  const m = useMessages(words);
  const can = useCan();
  const client = useQueryClient();
  const [made, setMade] = useState<MadeKey>();
  const list = useQuery({
    queryKey: ['integrations', 'applications'],
    queryFn: ({ signal }) => getJson<ApplicationList>('/api/applications', { signal }),
  });
  const changed = () => client.invalidateQueries({ queryKey: ['integrations'] });
  return (
    <Page
      title={m.title}
      lead={m.lead}
      action={can('integrations.manage') && <AddApplication onAdded={() => void changed()} />}
    >
      {list.isPending && <Loading />}
      {list.isError && <ErrorBox error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && list.data.applications.length === 0 && <EmptyState title={m.none}>{m.noneText}</EmptyState>}
      <div className={classes.stack}>
        {list.data?.applications.map((application) => (
          <Sheet key={application.source} title={`${application.name} (${application.source})`}>
            <p>
              {application.contact}
              {application.baseUrl !== null && `, ${application.baseUrl}`}
            </p>
            <KeyTable
              application={application}
              onMade={(key) => {
                setMade(key);
                void changed();
              }}
              onChanged={() => void changed()}
            />
          </Sheet>
        ))}
        {list.isSuccess && <DeadLetters />}
      </div>
      <KeyOnce made={made} onClose={() => setMade(undefined)} />
    </Page>
  );
}

type Delivery = DeliveryList['deliveries'][number];

/** What no receiver took, to be sent again by hand once the other side is mended. */
function DeadLetters() {
  const m = useMessages(words);
  const can = useCan();
  const client = useQueryClient();
  const dead = useQuery({
    queryKey: ['integrations', 'dead'],
    queryFn: ({ signal }) => getJson<DeliveryList>('/api/webhook-deliveries?state=dead', { signal }),
  });
  const resend = useMutation({
    mutationFn: (id: string) => postJson(`/api/webhook-deliveries/${id}/resend`),
    onSuccess: () => {
      showToast(m.resent);
      return client.invalidateQueries({ queryKey: ['integrations', 'dead'] });
    },
    onError: (error) => showProblem(error instanceof ApiError ? error.sentence : String(error)),
  });
  const columns: Column<Delivery>[] = [
    { key: 'url', header: m.address, width: 'wide', cell: (row) => row.url, copy: (row) => row.url },
    {
      key: 'type',
      header: m.event,
      cell: (row) => WEBHOOK_EVENTS_VI[row.type as WebhookEvent] ?? row.type,
      copy: (row) => row.type,
    },
    { key: 'made', header: m.made, cell: (row) => formatMoment(row.madeAt), copy: (row) => row.madeAt },
    { key: 'error', header: m.error, cell: (row) => row.errorText ?? '', copy: (row) => row.errorText ?? '' },
  ];
  if (can('integrations.manage'))
    columns.push({
      key: 'resend',
      header: m.resend,
      cell: (row) => (
        <Button variant="default" size="xs" loading={resend.isPending} onClick={() => resend.mutate(row.id)}>
          {m.resend}
          <span className="dh-visually-hidden">: {row.url}</span>
        </Button>
      ),
    });
  return (
    <Sheet title={m.dead}>
      {dead.isPending && <Loading />}
      {dead.isError && <ErrorBox error={dead.error} retry={() => void dead.refetch()} />}
      {dead.isSuccess && (
        <DataTable
          caption={m.dead}
          columns={columns}
          rows={dead.data.deliveries}
          rowKey={(row) => row.id}
          empty={<EmptyState title={m.noDead}>{m.deadText}</EmptyState>}
        />
      )}
    </Sheet>
  );
}
