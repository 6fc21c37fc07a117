import { Button } from '@mantine/core';
import { useState } from 'react';
import { SelectField, TextAreaField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { Overtaken } from './Overtaken.tsx';
import { type PartForm, usePartDraft } from './part-draft.ts';
import classes from './task.module.css';
import { taskWords } from './task-words.ts';
import { useFirstField } from './use-first-field.ts';
import { useAct } from './use-task.ts';

const TENTHS = Array.from({ length: 11 }, (_, tenth) => tenth * 10);

/** Ghi tiến độ: a sentence, and how much is done. */
export function NoteForm({ task, part, onClose }: PartForm) {
  const m = useMessages(taskWords);
  const draft = usePartDraft('note', part.id, {
    text: '',
    percent: part.percent === null ? '' : String(part.percent),
  });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const act = useAct(task, part);
  const { text, percent } = draft.value;
  useFirstField('text', !draft.restored);
  const end = () => {
    draft.forget();
    onClose();
  };
  const submit = () => {
    const found = text.trim() === '' ? [{ field: 'text', sentence: m.needNote }] : [];
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    const body = {
      version: part.version,
      text: text.trim(),
      percent: percent === '' ? null : Number(percent),
    };
    act.mutate({ name: 'notes', body, said: m.noted }, { onSuccess: end });
  };
  if (!part.actions.includes('note')) return <Overtaken words={text} onDiscard={end} />;
  const choices = [...new Set([...TENTHS, ...(percent === '' ? [] : [Number(percent)])])].sort((a, b) => a - b);
  return (
    <Form onSubmit={submit} errors={errors} error={act.error} labels={{ text: m.noteText, percent: m.percent }}>
      {draft.restored && <p className={classes.hint}>{m.restoredText}</p>}
      <TextAreaField
        name="text"
        label={m.noteText}
        description={m.noteTextHint}
        value={text}
        onChange={(next) => draft.change({ text: next })}
        rows={3}
        maxLength={5000}
        required
      />
      <SelectField
        name="percent"
        label={m.percent}
        value={percent}
        onChange={(next) => draft.change({ percent: next })}
        data={[
          { value: '', label: m.percentNone },
          ...choices.map((choice) => ({ value: String(choice), label: `${choice} %` })),
        ]}
      />
      <FormActions>
        <Button type="submit" loading={act.isPending}>
          {m.sendNote}
        </Button>
        <Button variant="default" onClick={end} disabled={act.isPending}>
          {m.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}
