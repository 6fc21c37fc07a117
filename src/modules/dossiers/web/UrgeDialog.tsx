import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { LocalDate } from '#kernel/local-date.ts';
import { postJson } from '#web/api.ts';
import { DateField } from '#web/components/DateField.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { TextAreaField } from '#web/components/fields.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { showToast } from '#web/components/toast-store.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { Backlog } from '../month-schema.ts';
import classes from './month.module.css';
import { monthWords } from './month-words.ts';

interface UrgeDialogProps {
  readonly opened: boolean;
  readonly lines: readonly Backlog['lines'][number][];
  readonly close: (sent: boolean) => void;
}

/** The reminder to the agencies that hold the chosen dossiers. */
export function UrgeDialog({ opened, lines, close }: UrgeDialogProps) {
  const m = useMessages(monthWords);
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [answerDueOn, setAnswerDueOn] = useState<LocalDate | ''>('');
  const send = useMutation({
    mutationFn: () =>
      postJson<{ sent: number; agencies: number }>('/api/dossiers/backlog/urgings', {
        dossierIds: lines.map(({ id }) => id),
        answerDueOn,
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      }),
    onSuccess: async ({ sent, agencies }) => {
      showToast(m.sent(sent, agencies));
      setNote('');
      close(true);
      await client.invalidateQueries({ queryKey: ['dossiers'] });
    },
  });
  return (
    <Dialog opened={opened} onClose={() => close(false)} title={m.urgeTitle(lines.length)}>
      <Form
        onSubmit={() => !send.isPending && send.mutate()}
        error={send.error}
        labels={{ answerDueOn: m.answerDueOn, note: m.note }}
      >
        <ul className={classes.asked} aria-label={m.urgedAgencies}>
          {[...Map.groupBy(lines, ({ agency }) => agency.id).values()].map((own) => (
            <li key={own[0]?.agency.id}>{m.urgedAgency(own[0]?.agency.name ?? '', own.length)}</li>
          ))}
        </ul>
        <DateField name="answerDueOn" label={m.answerDueOn} value={answerDueOn} onChange={setAnswerDueOn} required />
        <TextAreaField name="note" label={m.note} value={note} onChange={setNote} maxLength={2000} />
        <FormActions>
          <Button type="submit" loading={send.isPending}>
            {m.send}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
