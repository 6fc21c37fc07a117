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

interface ReasonFormProps extends PartForm {
  /** The draft the words are kept under, and of which thing. */
  readonly draft: readonly [form: string, id: string];
  /** The call, below the part's address. */
  readonly name: string;
  /** Whether it can still be done: what was typed when somebody was faster is shown, not lost. */
  readonly may: boolean;
  readonly words: { readonly label: string; readonly hint: string; readonly send: string; readonly said: string };
  readonly onDone: (next: TaskDetail) => void;
}

/** An answer that is never given without why: one field, kept while it is typed. */
export function ReasonForm({ task, part, onClose, draft: [form, id], name, may, words, onDone }: ReasonFormProps) {
  const m = useMessages(taskWords);
  const draft = usePartDraft(form, id, { reason: '' });
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
    const body = { version: part.version, reason: reason.trim() };
    const onSuccess = (next: TaskDetail) => {
      end();
      onDone(next);
    };
    act.mutate({ name, body, said: words.said }, { onSuccess });
  };
  if (!may) return <Overtaken words={reason} onDiscard={end} />;
  return (
    <Form onSubmit={submit} errors={errors} error={act.error} labels={{ reason: words.label }}>
      {draft.restored && <p className={classes.hint}>{m.restoredText}</p>}
      <TextAreaField
        name="reason"
        label={words.label}
        description={words.hint}
        value={reason}
        onChange={(next) => draft.change({ reason: next })}
        rows={3}
        maxLength={2000}
        required
      />
      <FormActions>
        <Button type="submit" loading={act.isPending}>
          {words.send}
        </Button>
        <Button variant="default" onClick={end} disabled={act.isPending}>
          {m.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}
