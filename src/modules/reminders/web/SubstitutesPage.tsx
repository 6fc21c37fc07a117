import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteJson, getJson, postJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ConfirmButton } from '#web/components/ConfirmButton.tsx';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { DateField } from '#web/components/DateField.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { SelectField, TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useSession } from '#web/session.tsx';
import type { LocalDate } from '#kernel/local-date.ts';
import type { SetSubstituteBody, SubstitutePerson, Substitutes, SubstitutionView } from '../substitute-schema.ts';
import { substituteWords } from './substitute-words.ts';

/** Người làm thay khi nghỉ: named before leave by the person himself, or by the head or clerk of his agency. */
export default function SubstitutesPage() {
  const m = useMessages(substituteWords);
  const client = useQueryClient();
  const found = useQuery({
    queryKey: ['reminders', 'substitutes'],
    queryFn: ({ signal }) => getJson<Substitutes>('/api/reminders/substitutes', { signal }),
  });
  const refresh = () => client.invalidateQueries({ queryKey: ['reminders'] });
  return (
    <Page title={m.title} lead={m.lead} breadcrumb={[{ label: m.reminders, to: '/nhac-viec' }]}>
      {found.isPending && <Loading />}
      {found.isError && <ErrorBox error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && (
        <>
          <Sheet title={m.set}>
            <SubstituteForm found={found.data} onDone={refresh} />
          </Sheet>
          <List rows={found.data.substitutions} onChanged={refresh} />
        </>
      )}
    </Page>
  );
}

function SubstituteForm({ found, onDone }: { found: Substitutes; onDone: () => Promise<unknown> }) {
  const m = useMessages(substituteWords);
  const { person: me } = useSession();
  const first = found.people.find(({ id }) => id === me.id)?.id ?? '';
  const [personId, setPersonId] = useState(first);
  const [substituteId, setSubstituteId] = useState('');
  const [fromOn, setFromOn] = useState<LocalDate | ''>('');
  const [toOn, setToOn] = useState<LocalDate | ''>('');
  const [note, setNote] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const nameOf = (id: string) => found.candidates.find((one) => one.id === id)?.name ?? '';
  const send = useMutation({
    mutationFn: (body: SetSubstituteBody) => postJson('/api/reminders/substitutes', body),
    onSuccess: () => {
      showToast(m.done(nameOf(substituteId), nameOf(personId)));
      setSubstituteId('');
      setFromOn('');
      setToOn('');
      setNote('');
      return onDone();
    },
  });
  const submit = () => {
    const missing: FieldError[] = [];
    if (personId === '') missing.push({ field: 'personId', sentence: m.needPerson });
    if (substituteId === '') missing.push({ field: 'substituteId', sentence: m.needSubstitute });
    if (fromOn === '') missing.push({ field: 'fromOn', sentence: m.needDay });
    if (toOn === '') missing.push({ field: 'toOn', sentence: m.needDay });
    setErrors(missing);
    if (missing.length === 0 && !send.isPending) send.mutate({ personId, substituteId, fromOn, toOn, note });
  };
  const labels = { personId: m.person, substituteId: m.substitute, fromOn: m.from, toOn: m.to };
  return (
    <Form onSubmit={submit} errors={errors} error={send.error} labels={labels}>
      <SelectField
        name="personId"
        label={m.person}
        value={personId}
        onChange={setPersonId}
        data={[{ value: '', label: m.choose }, ...found.people.map(optionOf)]}
      />
      <SelectField
        name="substituteId"
        label={m.substitute}
        value={substituteId}
        onChange={setSubstituteId}
        data={[{ value: '', label: m.choose }, ...found.candidates.filter(({ id }) => id !== personId).map(optionOf)]}
      />
      <DateField name="fromOn" label={m.from} value={fromOn} onChange={setFromOn} min={found.todayOn} required />
      <DateField
        name="toOn"
        label={m.to}
        value={toOn}
        onChange={setToOn}
        min={fromOn === '' ? found.todayOn : fromOn}
        required
      />
      <TextField name="note" label={m.note} description={m.noteHint} value={note} onChange={setNote} maxLength={300} />
      <FormActions>
        <Button type="submit" loading={send.isPending}>
          {m.submit}
        </Button>
      </FormActions>
    </Form>
  );
}

/** Names repeat: always with the post and the agency. */
function optionOf({ id, name, title, agencyName }: SubstitutePerson): { value: string; label: string } {
  return { value: id, label: `${name}, ${title}, ${agencyName}` };
}

function List({ rows, onChanged }: { rows: readonly SubstitutionView[]; onChanged: () => Promise<unknown> }) {
  const m = useMessages(substituteWords);
  const columns: Column<SubstitutionView>[] = [
    {
      key: 'who',
      header: m.who,
      width: 'wide',
      cell: ({ substituteName, personName }) => m.for(substituteName, personName),
      copy: ({ substituteName, personName }) => m.for(substituteName, personName),
    },
    {
      key: 'when',
      header: m.when,
      cell: ({ fromOn, toOn }) => m.span(formatDay(fromOn), formatDay(toOn)),
      copy: ({ fromOn, toOn }) => m.span(formatDay(fromOn), formatDay(toOn)),
    },
    { key: 'state', header: m.state, cell: ({ state }) => m[state], copy: ({ state }) => m[state] },
    { key: 'by', header: m.by, hideOnPhone: true, cell: ({ setBy }) => setBy, copy: ({ setBy }) => setBy },
    { key: 'note', header: m.note, hideOnPhone: true, cell: ({ note }) => note, copy: ({ note }) => note },
    {
      key: 'end',
      header: m.end,
      cell: ({ id, mayEnd }) =>
        mayEnd && (
          <ConfirmButton
            label={m.end}
            question={m.endQuestion}
            variant="default"
            size="xs"
            onConfirm={async () => {
              await deleteJson(`/api/reminders/substitutes/${id}`);
              showToast(m.endedToast);
              await onChanged();
            }}
          />
        ),
    },
  ];
  return (
    <DataTable
      caption={m.list}
      showCaption
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState title={m.none}>{m.noneText}</EmptyState>}
    />
  );
}
