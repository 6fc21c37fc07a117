import { Button } from '@mantine/core';
import { useState } from 'react';
import { deleteJson, postJson } from '#web/api.ts';
import { ConfirmButton } from '#web/components/ConfirmButton.tsx';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { CheckField, TextField } from '#web/components/fields.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { formatMoment, formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useCan } from '#web/session.tsx';
import type { ApplicationView, KeyView, MadeKey } from '../admin-schema.ts';
import classes from './integrations.module.css';
import { words } from './words.ts';

interface KeyTableProps {
  readonly application: ApplicationView;
  readonly onMade: (made: MadeKey) => void;
  readonly onChanged: () => void;
}

/** The keys of one application, and what can be done with them. */
export function KeyTable({ application, onMade, onChanged }: KeyTableProps) {
  const m = useMessages(words);
  const language = useLanguage();
  const may = useCan()('integrations.manage');
  const scopeWords = {
    'obligations.write': m.writeScope,
    'obligations.read': m.readScope,
    webhooks: m.hookScope,
  } as const;
  const columns: Column<KeyView>[] = [
    {
      key: 'label',
      header: m.label,
      cell: (row) => (
        <div className={classes.became}>
          {row.label}
          <code>{row.hint}</code>
        </div>
      ),
      copy: (row) => `${row.label} ${row.hint}`,
    },
    {
      key: 'scopes',
      header: m.scopes,
      width: 'wide',
      cell: (row) => row.scopes.map((scope) => scopeWords[scope]).join(', '),
      copy: (row) => row.scopes.join(', '),
    },
    {
      key: 'rate',
      header: m.rate,
      align: 'end',
      cell: (row) => m.ratePer(formatNumber(row.ratePerMinute, language)),
      copy: (row) => row.ratePerMinute,
    },
    {
      key: 'state',
      header: m.state,
      cell: (row) => (
        <div className={classes.became}>
          {m[row.state]}
          {row.state === 'active' && <span className={classes.quiet}>{m.until(formatMoment(row.expiresAt))}</span>}
        </div>
      ),
      copy: (row) => `${m[row.state]} ${row.expiresAt}`,
    },
    {
      key: 'used',
      header: m.lastUsed,
      cell: (row) =>
        row.lastUsedAt === null ? (
          m.never
        ) : (
          <div className={classes.became}>
            {formatMoment(row.lastUsedAt)}
            <span className={classes.quiet}>{m.calls(formatNumber(row.uses, language))}</span>
          </div>
        ),
      copy: (row) => row.lastUsedAt ?? '',
    },
    { key: 'uses', header: m.uses, copyOnly: true, cell: (row) => row.uses, copy: (row) => row.uses },
  ];
  if (may)
    columns.push({
      key: 'do',
      header: m.change,
      cell: (row) =>
        row.state === 'active' && (
          <div className={classes.buttons}>
            <ConfirmButton
              label={m.rotate}
              question={m.rotateQuestion}
              variant="default"
              size="xs"
              onConfirm={async () => onMade(await postJson<MadeKey>(`/api/application-keys/${row.id}/rotate`, {}))}
            />
            <ConfirmButton
              label={m.revoke}
              question={m.revokeQuestion}
              variant="default"
              size="xs"
              onConfirm={async () => {
                await deleteJson(`/api/application-keys/${row.id}`);
                showToast(m.revokedDone);
                onChanged();
              }}
            />
          </div>
        ),
    });
  return (
    <div className={classes.stack}>
      <DataTable
        caption={m.keys(application.name)}
        columns={columns}
        rows={application.keys}
        rowKey={(row) => row.id}
        empty={<EmptyState title={m.noKeys}>{m.noKeysText}</EmptyState>}
      />
      {may && <MakeKey source={application.source} name={application.name} onMade={onMade} />}
    </div>
  );
}

const ALL = { 'obligations.write': true, 'obligations.read': true, webhooks: false };
const EMPTY = { label: '', expiresOn: '', ratePerMinute: '600' };

function MakeKey({ source, name, onMade }: { source: string; name: string; onMade: (made: MadeKey) => void }) {
  const m = useMessages(words);
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState(EMPTY);
  const [scopes, setScopes] = useState(ALL);
  const [error, setError] = useState<unknown>();
  const make = async () => {
    setError(undefined);
    try {
      const made = await postJson<MadeKey>(`/api/applications/${source}/keys`, {
        label: typed.label,
        expiresOn: typed.expiresOn,
        ratePerMinute: Number(typed.ratePerMinute),
        scopes: Object.entries(scopes).flatMap(([scope, on]) => (on ? [scope] : [])),
      });
      setTyped(EMPTY);
      setOpened(false);
      onMade(made);
    } catch (failure) {
      setError(failure);
    }
  };
  const text = (field: keyof typeof EMPTY, label: string) => ({
    name: field,
    label,
    value: typed[field],
    onChange: (value: string) => setTyped({ ...typed, [field]: value }),
  });
  const box = (scope: keyof typeof ALL, label: string) => (
    <CheckField
      name={`scope-${scope}`}
      label={label}
      checked={scopes[scope]}
      onChange={(on) => setScopes({ ...scopes, [scope]: on })}
    />
  );
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {m.newKey}
        <span className="dh-visually-hidden">: {name}</span>
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={m.keys(name)}>
        <Form
          onSubmit={() => void make()}
          error={error}
          labels={{ label: m.label, expiresOn: m.expiresOn, ratePerMinute: m.rate, scopes: m.scopes }}
        >
          <TextField {...text('label', m.label)} data-autofocus autoComplete="off" />
          {box('obligations.write', m.writeScope)}
          {box('obligations.read', m.readScope)}
          {box('webhooks', m.hookScope)}
          <TextField {...text('expiresOn', m.expiresOn)} type="date" />
          <TextField {...text('ratePerMinute', m.rate)} inputMode="numeric" />
          <FormActions>
            <Button type="submit">{m.newKey}</Button>
          </FormActions>
        </Form>
      </Dialog>
    </>
  );
}
