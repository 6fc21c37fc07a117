import { Button } from '@mantine/core';
import { useState } from 'react';
import { isLocalDate } from '#kernel/local-date.ts';
import { TextAreaField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { dayOf, formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { NewDueView } from '../extension-schema.ts';
import { shownDue } from './due.ts';
import { extensionWords } from './extension-words.ts';
import { DocumentFields } from './DocumentFields.tsx';
import { FilesField, tooMuch } from './FilesField.tsx';
import { NewDueField, useNewDue } from './NewDue.tsx';
import { Overtaken } from './Overtaken.tsx';
import { type PartForm, usePartDraft } from './part-draft.ts';
import classes from './task.module.css';
import { taskWords } from './task-words.ts';
import { useFirstField } from './use-first-field.ts';
import { useAct } from './use-task.ts';

const EMPTY = { dueOn: '', reason: '', documentNumber: '', documentOn: '', pastLead: false };
type Typed = typeof EMPTY;

/** Đề nghị gia hạn: until when, why, and the paper if there is one; what is typed outlives a reload and a conflict. */
export function AskExtension({ task, part, onClose, onDone }: PartForm & { readonly onDone: () => void }) {
  const m = useMessages(extensionWords);
  const t = useMessages(taskWords);
  const draft = usePartDraft<Typed>('extend', part.id, EMPTY);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const act = useAct(task, part);
  const { value } = draft;
  const means = useNewDue(task, part, value.dueOn);
  useFirstField('dueOn', !draft.restored);
  const end = () => {
    draft.forget();
    onClose();
  };
  const done = () => {
    end();
    onDone();
  };
  const submit = () => {
    const found = [...mistakes(value, means, m), ...tooMuch(files, t)];
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    act.mutate({ name: 'extensions', body: bodyOf(part.version, value, files), said: m.sent }, { onSuccess: done });
  };
  if (!part.extensionActs.includes('ask')) return <Overtaken words={value.reason} onDiscard={end} />;
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      error={act.error}
      labels={{
        dueOn: m.newDue,
        reason: m.reason,
        documentNumber: m.documentNumber,
        documentOn: m.documentOn,
        files: t.files,
      }}
    >
      <p>{m.askHint(formatMoment(shownDue(part.dueAt) ?? ''))}</p>
      {draft.restored && <p className={classes.hint}>{t.restored}</p>}
      <NewDueField
        part={part}
        label={m.newDue}
        description={m.newDueHint}
        dueOn={value.dueOn}
        onChange={(dueOn) => draft.change({ dueOn })}
        means={means}
        pastLead={value.pastLead}
        onPastLead={(pastLead) => draft.change({ pastLead })}
      />
      <TextAreaField
        name="reason"
        label={m.reason}
        description={m.reasonHint}
        value={value.reason}
        onChange={(reason) => draft.change({ reason })}
        rows={3}
        maxLength={5000}
        required
      />
      <DocumentFields value={value} onChange={draft.change} words={m} latest={dayOf(task.asOf) ?? ''} />
      <FilesField files={files} onChange={setFiles} />
      <FormActions>
        <Button type="submit" loading={act.isPending}>
          {m.send}
        </Button>
        <Button variant="default" onClick={end} disabled={act.isPending}>
          {t.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}

/** What would be refused, said before anything goes up. */
function mistakes(
  { dueOn, reason, pastLead }: Typed,
  means: NewDueView | undefined,
  m: { needDay: string; needLater: string; needReason: string; needPastLead: string },
): FieldError[] {
  const found: FieldError[] = [];
  if (!isLocalDate(dueOn)) found.push({ field: 'dueOn', sentence: m.needDay });
  else if (means?.isLater === false) found.push({ field: 'dueOn', sentence: m.needLater });
  if (means?.leadDueOn && !pastLead) found.push({ field: 'pastLead', sentence: m.needPastLead });
  if (reason.trim() === '') found.push({ field: 'reason', sentence: m.needReason });
  return found;
}

function bodyOf(version: number, value: Typed, files: readonly File[]): object {
  const { dueOn, pastLead } = value;
  const fields = {
    version,
    dueOn,
    pastLead,
    reason: value.reason.trim(),
    ...(value.documentNumber.trim() === '' ? {} : { documentNumber: value.documentNumber.trim() }),
    ...(value.documentOn === '' ? {} : { documentOn: value.documentOn }),
  };
  if (files.length === 0) return fields;
  const form = new FormData();
  for (const [name, field] of Object.entries(fields)) form.set(name, String(field));
  for (const file of files) form.append('files', file);
  return form;
}
