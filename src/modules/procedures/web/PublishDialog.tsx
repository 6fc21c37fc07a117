import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { LocalDate } from '#kernel/local-date.ts';
import { postJson } from '#web/api.ts';
import { DateField } from '#web/components/DateField.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { stoppers, type Warning } from '../domain/check.ts';
import type { WorkflowDetail } from '../schema.ts';
import { workflowKey } from './use-procedures.ts';
import classes from './workflow.module.css';
import { useWarningWords } from './workflow-model.ts';
import { workflowWords } from './workflow-words.ts';

interface PublishDialogProps {
  readonly detail: WorkflowDetail;
  readonly warnings: readonly Warning[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Ban hành: the decision and the day; odd sums are said once more and stop nobody. */
export function PublishDialog({ detail, warnings, opened, onClose }: PublishDialogProps) {
  const m = useMessages(workflowWords);
  const say = useWarningWords();
  const client = useQueryClient();
  const [number, setNumber] = useState('');
  const [decidedOn, setDecidedOn] = useState<LocalDate | ''>('');
  const [validFrom, setValidFrom] = useState<LocalDate | ''>('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const publish = useMutation({
    mutationFn: () =>
      postJson<WorkflowDetail>(`/api/procedure-workflows/${detail.id}/publish`, {
        revision: detail.revision,
        decisionNumber: number.trim(),
        decisionOn: decidedOn,
        validFrom,
      }),
    onSuccess: (next) => {
      client.setQueryData(workflowKey(next.id), next);
      void client.invalidateQueries({ queryKey: ['procedures'] });
      showToast(m.published);
      onClose();
    },
  });
  const stopped = stoppers(warnings);
  const warned = warnings.filter(({ severity }) => severity === 'warn').length;
  const submit = () => {
    const found: FieldError[] = [];
    if (number.trim() === '') found.push({ field: 'decisionNumber', sentence: m.needNumber });
    if (decidedOn === '') found.push({ field: 'decisionOn', sentence: m.needDay });
    if (validFrom === '') found.push({ field: 'validFrom', sentence: m.needDay });
    else if (validFrom < detail.earliestFrom)
      found.push({ field: 'validFrom', sentence: m.tooEarly(formatDay(detail.earliestFrom)) });
    else if (decidedOn > validFrom) found.push({ field: 'decisionOn', sentence: m.decidedLater });
    setErrors(found);
    if (found.length === 0 && !publish.isPending) publish.mutate();
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={m.publishTitle}>
      {stopped.length > 0 ? (
        <>
          <p>{m.publishStopped}</p>
          <ul className={classes.list}>
            {stopped.map((warning) => (
              <li key={`${warning.code} ${warning.step ?? ''}`}>{say(warning)}</li>
            ))}
          </ul>
        </>
      ) : (
        <Form
          onSubmit={submit}
          errors={errors}
          error={publish.error}
          labels={{ decisionNumber: m.decisionNumber, decisionOn: m.decisionOn, validFrom: m.validFrom }}
        >
          <p>{m.publishText}</p>
          {warned > 0 && <p className={classes.warned}>{m.publishWithWarnings(warned)}</p>}
          <TextField
            name="decisionNumber"
            label={m.decisionNumber}
            value={number}
            onChange={setNumber}
            data-autofocus
          />
          <DateField name="decisionOn" label={m.decisionOn} value={decidedOn} onChange={setDecidedOn} />
          <DateField
            name="validFrom"
            label={m.validFrom}
            description={m.earliest(formatDay(detail.earliestFrom))}
            value={validFrom}
            onChange={setValidFrom}
          />
          <FormActions>
            <Button type="submit" loading={publish.isPending}>
              {m.publish}
            </Button>
          </FormActions>
        </Form>
      )}
    </Dialog>
  );
}
