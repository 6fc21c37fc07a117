import { Button } from '@mantine/core';
import { useState } from 'react';
import { deleteJson, postJson } from '#web/api.ts';
import { ConfirmButton } from '#web/components/ConfirmButton.tsx';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { TextField } from '#web/components/fields.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useCan } from '#web/session.tsx';
import type { AllowedHosts as List } from '../webhook-schema.ts';
import classes from './integrations.module.css';
import { useAllowedHosts, useChanged } from './queries.ts';
import { words } from './webhook-words.ts';

type Host = List['hosts'][number];
const EMPTY = { host: '', port: '443', reason: '' };

/** Máy nội bộ được nhận tin: what may be told although it stands inside a private network. */
export function AllowedHosts() {
  const m = useMessages(words);
  const may = useCan()('integrations.manage');
  const changed = useChanged();
  const found = useAllowedHosts();
  const columns: Column<Host>[] = [
    { key: 'host', header: m.host, cell: (row) => `${row.host}:${row.port}`, copy: (row) => `${row.host}:${row.port}` },
    { key: 'reason', header: m.reason, width: 'wide', cell: (row) => row.reason, copy: (row) => row.reason },
    { key: 'at', header: m.allowedAt, cell: (row) => formatMoment(row.madeAt), copy: (row) => row.madeAt },
  ];
  if (may)
    columns.push({
      key: 'do',
      header: m.doing,
      cell: ({ host, port }) => (
        <ConfirmButton
          label={m.close}
          question={m.closeQuestion(`${host}:${port}`)}
          variant="default"
          size="xs"
          onConfirm={async () => {
            await deleteJson(`/api/webhook-hosts/${encodeURIComponent(host)}/${port}`);
            await changed();
          }}
        />
      ),
    });
  return (
    <div className={classes.stack}>
      <p className={classes.quiet}>{m.hostsText}</p>
      {found.isPending && <Loading />}
      {found.isError && <ErrorBox error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && (
        <DataTable
          caption={m.hosts}
          columns={columns}
          rows={found.data.hosts}
          rowKey={({ host, port }) => `${host}:${port}`}
          empty={<EmptyState title={m.noHosts}>{m.noHostsText}</EmptyState>}
        />
      )}
      {may && <AllowHost />}
    </div>
  );
}

function AllowHost() {
  const m = useMessages(words);
  const changed = useChanged();
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState(EMPTY);
  const [error, setError] = useState<unknown>();
  const allow = async () => {
    setError(undefined);
    try {
      await postJson('/api/webhook-hosts', { ...typed, port: Number(typed.port) });
      setTyped(EMPTY);
      setOpened(false);
      showToast(m.allowed);
      await changed();
    } catch (failure) {
      setError(failure);
    }
  };
  const text = (name: keyof typeof EMPTY, label: string) => ({
    name,
    label,
    value: typed[name],
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
    autoComplete: 'off',
  });
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {m.allow}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={m.allow}>
        <Form onSubmit={() => void allow()} error={error} labels={{ host: m.hostName, port: m.port, reason: m.reason }}>
          <TextField
            {...text('host', m.hostName)}
            description={m.hostHelp}
            autoCapitalize="none"
            spellCheck={false}
            data-autofocus
          />
          <TextField {...text('port', m.port)} inputMode="numeric" />
          <TextField {...text('reason', m.reason)} />
          <FormActions>
            <Button type="submit">{m.allow}</Button>
          </FormActions>
        </Form>
      </Dialog>
    </>
  );
}
