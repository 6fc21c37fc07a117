import { Button } from '@mantine/core';
import { useState } from 'react';
import { postJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useCan } from '#web/session.tsx';
import type { ApplicationView } from '../admin-schema.ts';
import type { MadeWebhook, WebhookView } from '../webhook-schema.ts';
import classes from './integrations.module.css';
import { useChanged, useWebhooks, webhookAt } from './queries.ts';
import type { Secret } from './SecretOnce.tsx';
import { WebhookForm } from './WebhookForm.tsx';
import { words } from './webhook-words.ts';

/** Where one application is told, and how each address fares. */
export function Webhooks(props: { application: ApplicationView; onSecret: (secret: Secret) => void }) {
  const { application, onSecret } = props;
  const m = useMessages(words);
  const may = useCan()('integrations.manage');
  const changed = useChanged();
  const [opened, setOpened] = useState(false);
  const found = useWebhooks();
  const columns: Column<WebhookView>[] = [
    { key: 'name', header: m.name, cell: (row) => row.name, copy: (row) => row.name },
    {
      key: 'url',
      header: m.url,
      width: 'wide',
      cell: (row) => <span className={classes.address}>{row.url}</span>,
      copy: (row) => row.url,
    },
    { key: 'state', header: m.state, cell: (row) => <WebhookState state={row.state} />, copy: (row) => m[row.state] },
    {
      key: 'last',
      header: m.last,
      cell: (row) => (row.last ? `${row.last.errorText ?? m.took} ${formatMoment(row.last.at)}` : m.nothingYet),
      copy: (row) => row.last?.errorText ?? '',
    },
    { key: 'queued', header: m.waiting, align: 'end', cell: (row) => row.queued, copy: (row) => row.queued },
    { key: 'dead', header: m.dead, align: 'end', cell: (row) => row.dead, copy: (row) => row.dead },
  ];
  return (
    <div className={classes.stack}>
      {found.isPending && <Loading />}
      {found.isError && <ErrorBox error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && (
        <DataTable
          caption={m.webhooksOf(application.name)}
          columns={columns}
          rows={found.data.webhooks.filter(({ source }) => source === application.source)}
          rowKey={({ id }) => id}
          rowLink={({ source, id }) => webhookAt(source, id)}
          empty={<EmptyState title={m.none}>{m.noneText}</EmptyState>}
        />
      )}
      {may && (
        <Button variant="default" onClick={() => setOpened(true)}>
          {m.subscribe}
        </Button>
      )}
      <Dialog opened={opened} onClose={() => setOpened(false)} title={m.webhooksOf(application.name)}>
        <WebhookForm
          onSend={async (fields) => {
            const { name, ...rest } = fields;
            const made = await postJson<MadeWebhook>(`/api/applications/${application.source}/webhooks`, {
              ...rest,
              ...(name.trim() === '' ? {} : { name }),
            });
            setOpened(false);
            onSecret({ title: m.secretReady, sentence: m.secretOnce, label: m.secret, value: made.secret });
            await changed();
          }}
        />
      </Dialog>
    </div>
  );
}

/** Whether an address is being told. */
export function WebhookState({ state }: { state: WebhookView['state'] }) {
  const m = useMessages(words);
  const status = state === 'active' ? 'confirmed' : state === 'paused' ? 'new' : 'cancelled';
  return (
    <span>
      <StatusBadge status={status} label={m[state]} />
    </span>
  );
}
