import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SearchOut } from '#modules/org/schema.ts';
import { getJson } from '#web/api.ts';
import { TextAreaField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { AgencyPicker, type PickOption, type PickSearch } from '#web/components/SearchPicker.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { PartForm } from './part-draft.ts';
import { taskWords } from './task-words.ts';
import { useAct } from './use-task.ts';

const searchAgencies: PickSearch = async (text, signal) => {
  if (text === '') return [];
  const { hits } = await getJson<SearchOut>(`/api/org/agencies/search?q=${encodeURIComponent(text)}`, { signal });
  return hits.map(({ agency }) => ({ id: agency.id, label: agency.name }));
};

/** Chuyển phần việc: the Office gives an open part to another agency. */
export function HandOverForm({ task, part, onClose }: PartForm) {
  const m = useMessages(taskWords);
  const [agency, setAgency] = useState<PickOption | null>(null);
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const act = useAct(task, part);
  const submit = () => {
    const found: FieldError[] = [];
    if (!agency) found.push({ field: 'agencyId', sentence: m.needAgency });
    if (reason.trim() === '') found.push({ field: 'reason', sentence: m.needReason });
    setErrors(found);
    if (!agency || found.length > 0 || act.isPending) return;
    const body = { version: part.version, agencyId: agency.id, reason: reason.trim() };
    act.mutate({ name: 'hand-over', body, said: m.handedOver(agency.label) }, { onSuccess: onClose });
  };
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      error={act.error}
      labels={{ agencyId: m.handOverTo, reason: m.handOverReason }}
    >
      <AgencyPicker
        name="agencyId"
        label={m.handOverTo}
        value={agency}
        onChange={setAgency}
        search={searchAgencies}
        required
      />
      <TextAreaField
        name="reason"
        label={m.handOverReason}
        value={reason}
        onChange={setReason}
        rows={2}
        maxLength={2000}
        required
      />
      <FormActions>
        <Button type="submit" loading={act.isPending}>
          {m.handOver}
        </Button>
        <Button variant="default" onClick={onClose} disabled={act.isPending}>
          {m.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}
