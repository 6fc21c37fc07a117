import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { LocalDate } from '#kernel/local-date.ts';
import { getJson, postJson } from '#web/api.ts';
import { DateField } from '#web/components/DateField.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { RevisionStart } from '../revision-schema.ts';
import type { ProcedureDetail } from '../schema.ts';
import { reviseWords } from './revise-words.ts';

interface EndDialogProps {
  readonly id: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Bãi bỏ: the decision and the day from which nothing more is received. */
export function EndDialog({ id, opened, onClose }: EndDialogProps) {
  const m = useMessages(reviseWords);
  const start = useQuery({
    queryKey: ['procedures', 'revision', id],
    queryFn: ({ signal }) => getJson<RevisionStart>(`/api/procedures/${id}/revision`, { signal }),
    enabled: opened,
  });
  return (
    <Dialog opened={opened} onClose={onClose} title={m.endTitle}>
      {start.isPending && <Loading />}
      {start.isError && <ErrorBox error={start.error} retry={() => void start.refetch()} />}
      {start.data && <EndForm id={id} start={start.data} onDone={onClose} />}
    </Dialog>
  );
}

function EndForm(props: { readonly id: string; readonly start: RevisionStart; readonly onDone: () => void }) {
  const { id, start, onDone } = props;
  const m = useMessages(reviseWords);
  const client = useQueryClient();
  const [number, setNumber] = useState('');
  const [decidedOn, setDecidedOn] = useState<LocalDate | ''>('');
  const [from, setFrom] = useState<LocalDate | ''>('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const end = useMutation({
    mutationFn: () =>
      postJson<ProcedureDetail>(`/api/procedures/${id}/end`, {
        seen: start.seen,
        validFrom: from,
        decisionNumber: number.trim(),
        decisionOn: decidedOn,
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['procedures'] });
      showToast(m.ended(formatDay(from)));
      onDone();
    },
  });
  const submit = () => {
    const found: FieldError[] = [];
    if (number.trim() === '') found.push({ field: 'decisionNumber', sentence: m.needNumber });
    if (decidedOn === '') found.push({ field: 'decisionOn', sentence: m.needDay });
    if (from === '') found.push({ field: 'validFrom', sentence: m.needDay });
    else if (from < start.earliestFrom)
      found.push({ field: 'validFrom', sentence: m.tooEarly(formatDay(start.earliestFrom)) });
    else if (decidedOn > from) found.push({ field: 'decisionOn', sentence: m.decidedLater });
    setErrors(found);
    if (found.length === 0 && !end.isPending) end.mutate();
  };
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      error={end.error}
      labels={{ decisionNumber: m.decisionNumber, decisionOn: m.decisionOn, validFrom: m.endFrom }}
    >
      <p>{m.endText}</p>
      <DateField name="validFrom" label={m.endFrom} value={from} onChange={setFrom} />
      <DateField name="decisionOn" label={m.decisionOn} value={decidedOn} onChange={setDecidedOn} />
      <TextField name="decisionNumber" label={m.decisionNumber} value={number} onChange={setNumber} />
      <FormActions>
        <Button type="submit" variant="default" loading={end.isPending}>
          {m.end}
        </Button>
      </FormActions>
    </Form>
  );
}
