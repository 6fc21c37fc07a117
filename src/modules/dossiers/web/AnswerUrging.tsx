import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { LocalDate } from '#kernel/local-date.ts';
import { postJson } from '#web/api.ts';
import { DateField } from '#web/components/DateField.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { SelectField, TextAreaField } from '#web/components/fields.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { showToast } from '#web/components/toast-store.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { CAUSE_VI, CAUSES } from '../domain/events.ts';
import type { UrgingView } from '../month-schema.ts';
import { monthWords } from './month-words.ts';

/** The agency's answer to an open question: cause, plan, day. */
export function AnswerUrging({ name, urgings }: { name: string; urgings: readonly UrgingView[] }) {
  const m = useMessages(monthWords);
  const client = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [cause, setCause] = useState<string>('agency');
  const [plan, setPlan] = useState('');
  const [promisedOn, setPromisedOn] = useState<LocalDate | ''>('');
  const open = urgings.find(({ answeredAt }) => answeredAt === null);
  const answer = useMutation({
    mutationFn: () =>
      postJson(`/api/dossiers/backlog/urgings/${open?.id}/answer`, {
        cause,
        plan: plan.trim(),
        ...(promisedOn === '' ? {} : { promisedOn }),
      }),
    onSuccess: async () => {
      showToast(m.answeredDone);
      setOpened(false);
      await client.invalidateQueries({ queryKey: ['dossiers'] });
    },
  });
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpened(true)}>
        {m.answer}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={m.answerTitle(name)}>
        <Form
          onSubmit={() => !answer.isPending && answer.mutate()}
          error={answer.error}
          labels={{ cause: m.answerCause, plan: m.plan, promisedOn: m.promisedOn }}
        >
          <SelectField
            name="cause"
            label={m.answerCause}
            value={cause}
            onChange={setCause}
            data={CAUSES.map((value) => ({ value, label: CAUSE_VI[value] }))}
          />
          <TextAreaField name="plan" label={m.plan} value={plan} onChange={setPlan} maxLength={2000} required />
          <DateField name="promisedOn" label={m.promisedOn} value={promisedOn} onChange={setPromisedOn} />
          <FormActions>
            <Button type="submit" loading={answer.isPending}>
              {m.sendAnswer}
            </Button>
          </FormActions>
        </Form>
      </Dialog>
    </>
  );
}
