import { Button } from '@mantine/core';
import { useState } from 'react';
import { TextAreaField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { TaskDetail } from '../schema.ts';
import { Overtaken } from './Overtaken.tsx';
import { type PartForm, usePartDraft } from './part-draft.ts';
import classes from './task.module.css';
import { taskWords } from './task-words.ts';
import { useFirstField } from './use-first-field.ts';
import { useAct } from './use-task.ts';

/** Trả lại báo cáo: never without what has to be completed. */
export function ReturnForm({ task, part, onClose, onAnswered }: PartForm & { onAnswered: (next: TaskDetail) => void }) {
  const m = useMessages(taskWords);
  const draft = usePartDraft('return', part.id, { reason: '' });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const act = useAct(task, part);
  const { reason } = draft.value;
  useFirstField('reason', !draft.restored);
  const end = () => {
    draft.forget();
    onClose();
  };
  const submit = () => {
    const found = reason.trim() === '' ? [{ field: 'reason', sentence: m.needReason }] : [];
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    act.mutate(
      {
        name: 'return',
        body: { version: part.version, reason: reason.trim() },
        said: m.sentBack(part.agency.name),
      },
      {
        onSuccess: (next) => {
          end();
          onAnswered(next);
        },
      },
    );
  };
  if (!part.actions.includes('return')) return <Overtaken words={reason} onDiscard={end} />;
  return (
    <Form onSubmit={submit} errors={errors} error={act.error} labels={{ reason: m.returnReason }}>
      {draft.restored && <p className={classes.hint}>{m.restoredText}</p>}
      <TextAreaField
        name="reason"
        label={m.returnReason}
        description={m.returnHint}
        value={reason}
        onChange={(next) => draft.change({ reason: next })}
        maxLength={2000}
        required
      />
      <FormActions>
        <Button type="submit" loading={act.isPending}>
          {m.sendReturn}
        </Button>
        <Button variant="default" onClick={end} disabled={act.isPending}>
          {m.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}
