import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { postJson } from '#web/api.ts';
import { DateField } from '#web/components/DateField.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { SelectField, TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { AgencyPicker, type PickOption } from '#web/components/SearchPicker.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { NewDayBody } from '../schema.ts';
import { searchAgencies } from './search-agencies.ts';
import { words } from './words.ts';

const KINDS = ['local', 'exchanged', 'make-up'] as const;
type Kind = (typeof KINDS)[number];

/** Enters a closure, an exchange with its make-up day, or an extra working day. */
export function AddDay() {
  const m = useMessages(words);
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setOpened(true)}>
        {m.add}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={m.add} place="side">
        <AddDayForm onDone={() => setOpened(false)} />
      </Dialog>
    </>
  );
}

function AddDayForm({ onDone }: { onDone: () => void }) {
  const m = useMessages(words);
  const client = useQueryClient();
  const [kind, setKind] = useState<Kind>('local');
  const [date, setDate] = useState('');
  const [pairedWith, setPairedWith] = useState('');
  const [name, setName] = useState('');
  const [source, setSource] = useState('');
  const [agency, setAgency] = useState<PickOption | null>(null);
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const dateLabel = kind === 'make-up' ? m.dateWork : m.dateOff;

  const faults = (): FieldError[] => [
    ...(date ? [] : [{ field: 'date', sentence: m.fillDate }]),
    ...(kind === 'exchanged' && !pairedWith ? [{ field: 'pairedWith', sentence: m.fillPair }] : []),
    ...(name.trim() ? [] : [{ field: 'name', sentence: m.fillName }]),
    ...(source.trim() ? [] : [{ field: 'source', sentence: m.fillSource }]),
    ...(reason.trim().length >= 5 ? [] : [{ field: 'reason', sentence: m.fillReason }]),
  ];
  const submit = async () => {
    setError(undefined);
    const found = faults();
    setErrors(found);
    if (found.length > 0) return;
    setBusy(true);
    try {
      const body: NewDayBody = {
        date,
        kind,
        name: name.trim(),
        source: { title: source.trim() },
        reason: reason.trim(),
        ...(kind === 'exchanged' && { pairedWith }),
        ...(agency && { agencyId: agency.id }),
      };
      await postJson('/api/calendar/days', body);
      showToast(m.added);
      onDone();
      // Due dates everywhere may have moved.
      await client.invalidateQueries();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form
      onSubmit={() => void submit()}
      errors={errors}
      error={error}
      labels={{
        date: dateLabel,
        pairedWith: m.pairedWith,
        name: m.name,
        source: m.source,
        agencyId: m.forAgency,
        reason: m.reason,
      }}
    >
      <SelectField
        name="kind"
        label={m.kind}
        value={kind}
        onChange={(next) => setKind(KINDS.find((each) => each === next) ?? 'local')}
        data={KINDS.map((value) => ({ value, label: m[value] }))}
      />
      <DateField name="date" label={dateLabel} value={date} onChange={setDate} />
      {kind === 'exchanged' && (
        <DateField name="pairedWith" label={m.pairedWith} value={pairedWith} onChange={setPairedWith} />
      )}
      <TextField name="name" label={m.name} description={m.nameHelp} value={name} onChange={setName} />
      <TextField name="source" label={m.source} description={m.sourceHelp} value={source} onChange={setSource} />
      <AgencyPicker
        name="agencyId"
        label={m.forAgency}
        description={m.forAgencyHelp}
        value={agency}
        onChange={setAgency}
        search={searchAgencies}
      />
      <TextField name="reason" label={m.reason} description={m.reasonHelp} value={reason} onChange={setReason} />
      <FormActions>
        <Button type="submit" loading={busy}>
          {m.add}
        </Button>
      </FormActions>
    </Form>
  );
}
