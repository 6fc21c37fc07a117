import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { TextAreaField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { formatShare } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { dayOf } from '#web/format.ts';
import { DocumentFields } from './DocumentFields.tsx';
import { FilesField, tooMuch } from './FilesField.tsx';
import { Overtaken } from './Overtaken.tsx';
import { type PartForm, usePartDraft } from './part-draft.ts';
import classes from './task.module.css';
import { taskWords } from './task-words.ts';
import { useFirstField } from './use-first-field.ts';
import { useAct } from './use-task.ts';

interface Typed {
  readonly text: string;
  readonly documentNumber: string;
  readonly documentOn: string;
}

/** Báo cáo kết quả: words, document number, files; what is typed outlives a lost line, a reload and a conflict. */
export function ReportForm({ task, part, onClose }: PartForm) {
  const m = useMessages(taskWords);
  const language = useLanguage();
  const draft = usePartDraft<Typed>('report', part.id, { text: '', documentNumber: '', documentOn: '' });
  const [files, setFiles] = useState<readonly File[]>([]);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [sent, setSent] = useState<number>();
  const act = useAct(task, part);
  const { value } = draft;
  useFirstField('text', !draft.restored);
  const end = () => {
    draft.forget();
    onClose();
  };
  const submit = () => {
    const found = mistakes(value, files, part.role === 'lead', m);
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    setSent(files.length > 0 ? 0 : undefined);
    act.mutate(
      {
        name: 'reports',
        body: bodyOf(part.version, value, files),
        said: m.reported,
        options: files.length > 0 ? { onProgress: setSent } : {},
      },
      { onSuccess: end, onSettled: () => setSent(undefined) },
    );
  };
  if (!part.actions.includes('report'))
    return <Overtaken words={[value.documentNumber, value.text].filter(Boolean).join('\n')} onDiscard={end} />;
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      error={act.error}
      labels={{ text: m.reportText, documentNumber: m.documentNumber, documentOn: m.documentOn, files: m.files }}
    >
      {draft.restored && <p className={classes.hint}>{m.restored}</p>}
      <TextAreaField
        name="text"
        label={m.reportText}
        description={m.reportTextHint}
        value={value.text}
        onChange={(text) => draft.change({ text })}
        rows={5}
        maxLength={20_000}
        required
      />
      <DocumentFields value={value} onChange={draft.change} words={m} latest={dayOf(task.asOf) ?? ''} />
      <FilesField files={files} onChange={setFiles} />
      {sent !== undefined && (
        <output className={classes.sending}>
          <Progress value={sent * 100} aria-label={m.sending(formatShare(sent, language, 0))} />
          <span>{m.sending(formatShare(sent, language, 0))}</span>
        </output>
      )}
      <FormActions>
        <Button type="submit" loading={act.isPending}>
          {m.sendReport}
        </Button>
        <Button variant="default" onClick={end} disabled={act.isPending}>
          {m.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}

/** What would be refused, said before anything goes up. */
function mistakes(
  value: Typed,
  files: readonly File[],
  isLead: boolean,
  m: { needText: string; needEvidence: string; tooMany: string; tooLarge: (name: string) => string },
): FieldError[] {
  const found: FieldError[] = [];
  if (value.text.trim() === '') found.push({ field: 'text', sentence: m.needText });
  if (isLead && value.documentNumber.trim() === '' && files.length === 0)
    found.push({ field: 'documentNumber', sentence: m.needEvidence });
  return [...found, ...tooMuch(files, m)];
}

function bodyOf(version: number, value: Typed, files: readonly File[]): object {
  const fields = {
    version,
    text: value.text.trim(),
    ...(value.documentNumber.trim() === '' ? {} : { documentNumber: value.documentNumber.trim() }),
    ...(value.documentOn === '' ? {} : { documentOn: value.documentOn }),
  };
  if (files.length === 0) return fields;
  const form = new FormData();
  for (const [name, field] of Object.entries(fields)) form.set(name, String(field));
  for (const file of files) form.append('files', file);
  return form;
}
