import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, getJson, postJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { showProblem, showToast } from '#web/components/Toasts.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { LetterContact, LetterSettings, LetterTemplate } from '../letters-schema.ts';
import { ContactEditor } from './ContactEditor.tsx';
import { LetterEditor } from './LetterEditor.tsx';
import { letterWords } from './letter-words.ts';
import classes from './letters.module.css';

/** Tin báo cho người nộp: what is said at which moment, whom people call, and what could not be sent. */
export default function LettersPage() {
  const m = useMessages(letterWords);
  const settings = useQuery({
    queryKey: ['dossiers', 'letters'],
    queryFn: ({ signal }) => getJson<LetterSettings>('/api/dossiers/letters', { signal }),
  });
  const counts = settings.data?.counts;
  return (
    <Page title={m.title} lead={counts && m.lead(counts.waiting, counts.sent)}>
      {settings.isPending && <Loading />}
      {settings.isError && <ErrorBox error={settings.error} retry={() => void settings.refetch()} />}
      {settings.isSuccess && <Settings settings={settings.data} />}
    </Page>
  );
}

function Settings({ settings }: { readonly settings: LetterSettings }) {
  const m = useMessages(letterWords);
  const [template, setTemplate] = useState<LetterTemplate | null>(null);
  const [contact, setContact] = useState<LetterContact | null>(null);
  const templates: Column<LetterTemplate>[] = [
    { key: 'label', header: m.moment, cell: (row) => row.label, copy: (row) => row.label },
    { key: 'subject', header: m.subject, width: 'wide', cell: (row) => row.subject, copy: (row) => row.subject },
    {
      key: 'enabled',
      header: m.state,
      cell: (row) => (row.enabled ? m.on : m.off),
      copy: (row) => (row.enabled ? m.on : m.off),
    },
    { key: 'edit', header: m.edit, cell: (row) => <Edit of={row.label} open={() => setTemplate(row)} /> },
  ];
  const contacts: Column<LetterContact>[] = [
    { key: 'agency', header: m.agency, width: 'wide', cell: (row) => row.agency, copy: (row) => row.agency },
    { key: 'phone', header: m.phone, cell: (row) => row.phone ?? m.none, copy: (row) => row.phone ?? '' },
    { key: 'place', header: m.place, cell: (row) => row.place ?? m.none, copy: (row) => row.place ?? '' },
    { key: 'edit', header: m.edit, cell: (row) => <Edit of={row.agency} open={() => setContact(row)} /> },
  ];
  return (
    <>
      <Undelivered counts={settings.counts} />
      <section className={classes.section}>
        <h2>{m.templates}</h2>
        <DataTable
          caption={m.templates}
          columns={templates}
          rows={settings.templates}
          rowKey={(row) => row.key}
          empty={null}
        />
      </section>
      <section className={classes.section}>
        <h2>{m.contacts}</h2>
        <p>{m.contactsLead}</p>
        <DataTable
          caption={m.contacts}
          columns={contacts}
          rows={settings.contacts}
          rowKey={(row) => row.agencyId}
          empty={<EmptyState title={m.noContacts}>{m.noContactsText}</EmptyState>}
        />
      </section>
      {template && <LetterEditor template={template} variables={settings.variables} close={() => setTemplate(null)} />}
      {contact && <ContactEditor contact={contact} close={() => setContact(null)} />}
    </>
  );
}

function Edit({ of, open }: { readonly of: string; readonly open: () => void }) {
  const m = useMessages(letterWords);
  return (
    <Button variant="default" size="xs" onClick={open}>
      {m.edit}
      <span className="dh-visually-hidden">: {of}</span>
    </Button>
  );
}

function Undelivered({ counts }: { readonly counts: LetterSettings['counts'] }) {
  const m = useMessages(letterWords);
  const client = useQueryClient();
  const resend = useMutation({
    mutationFn: () => postJson<{ count: number }>('/api/dossiers/letters/resend'),
    onSuccess: ({ count }) => {
      showToast(m.resent(count));
      return client.invalidateQueries({ queryKey: ['dossiers', 'letters'] });
    },
    onError: (error) => showProblem(error instanceof ApiError ? error.sentence : String(error)),
  });
  return (
    <>
      <ul className={classes.notes}>
        <li>{m.noGateway(counts.noGateway)}</li>
        <li>{m.noAddress(counts.noAddress)}</li>
        {counts.dead > 0 && <li>{m.dead(counts.dead)}</li>}
      </ul>
      {counts.dead > 0 && (
        <Button variant="default" loading={resend.isPending} onClick={() => resend.mutate()}>
          {m.resend}
        </Button>
      )}
    </>
  );
}
