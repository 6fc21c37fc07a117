import { Button } from '@mantine/core';
import { useState } from 'react';
import { isLocalDate } from '#kernel/local-date.ts';
import { DateField } from '#web/components/DateField.tsx';
import { SelectField, TextAreaField, TextField } from '#web/components/fields.tsx';
import { FileField } from '#web/components/FileField.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { useDraft } from '#web/drafts.ts';
import { dayOf } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useNow } from '#web/session.tsx';
import type { SheetDetail } from '../sheets-schema.ts';
import classes from './sheet.module.css';
import { sheetWords } from './sheet-words.ts';
import { useSheetAct } from './use-par.ts';

interface EvidenceFormsProps {
  readonly sheet: SheetDetail;
  readonly code: string;
}

/** Adding a document to a leaf: a new one, or one the sheet already has. */
export function EvidenceForms({ sheet, code }: EvidenceFormsProps) {
  const m = useMessages(sheetWords);
  const [open, setOpen] = useState<'new' | 'known'>();
  const others = sheet.evidence.filter(({ leaves }) => !leaves.some(({ leaf }) => leaf === code));
  const close = () => setOpen(undefined);
  if (open === 'new') return <NewEvidence sheet={sheet} code={code} onClose={close} />;
  if (open === 'known') return <KnownEvidence sheet={sheet} code={code} others={others} onClose={close} />;
  return (
    <div className={`${classes.buttons} dh-no-print`}>
      <Button variant="default" size="xs" onClick={() => setOpen('new')}>
        {m.addEvidence}
      </Button>
      {others.length > 0 && (
        <Button variant="default" size="xs" onClick={() => setOpen('known')}>
          {m.chooseEvidence}
        </Button>
      )}
    </div>
  );
}

type FormProps = EvidenceFormsProps & { readonly onClose: () => void };
const FIELDS = ['number', 'issuedOn', 'issuer', 'subject', 'fact'] as const;
type Typed = Readonly<Record<(typeof FIELDS)[number], string>>;

function NewEvidence({ sheet, code, onClose }: FormProps) {
  const m = useMessages(sheetWords);
  const today = dayOf(useNow()) ?? '';
  const act = useSheetAct(sheet.id);
  const [typed, setTyped, forget, restored] = useDraft<Typed>(`par:${sheet.id}:${code}:evidence`, {
    number: '',
    issuedOn: '',
    issuer: '',
    subject: '',
    fact: '',
  });
  const [file, setFile] = useState<File>();
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const change = (name: keyof Typed) => (value: string) => setTyped({ ...typed, [name]: value });
  const end = () => {
    forget();
    onClose();
  };
  const submit = () => {
    const found = FIELDS.filter((name) => typed[name].trim() === '').map((field) => ({ field, sentence: m.needAll }));
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    act.mutate({ path: 'evidence', body: bodyOf(typed, code, file), said: m.evidenceAdded }, { onSuccess: end });
  };
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      error={act.error}
      labels={{ number: m.number, issuedOn: m.issuedOn, issuer: m.issuer, subject: m.subject, fact: m.fact }}
    >
      {restored && <p className={classes.hint}>{m.restored}</p>}
      <div className={classes.pair}>
        <TextField
          name="number"
          label={m.number}
          value={typed.number}
          onChange={change('number')}
          maxLength={100}
          required
        />
        <DateField
          name="issuedOn"
          label={m.issuedOn}
          value={isLocalDate(typed.issuedOn) ? typed.issuedOn : ''}
          onChange={change('issuedOn')}
          max={today}
          required
        />
      </div>
      <TextField
        name="issuer"
        label={m.issuer}
        value={typed.issuer}
        onChange={change('issuer')}
        maxLength={300}
        required
      />
      <TextField
        name="subject"
        label={m.subject}
        value={typed.subject}
        onChange={change('subject')}
        maxLength={1000}
        required
      />
      <TextAreaField
        name="fact"
        label={m.fact}
        value={typed.fact}
        onChange={change('fact')}
        rows={2}
        maxLength={2000}
        required
      />
      <FileField name="file" label={m.file} description={m.fileHint} file={file} onFile={setFile} />
      <FormActions>
        <Button type="submit" variant="default" loading={act.isPending}>
          {m.addEvidence}
        </Button>
        <Button variant="subtle" onClick={end} disabled={act.isPending}>
          {m.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}

function bodyOf(typed: Typed, code: string, file: File | undefined): object {
  const fields = { ...Object.fromEntries(FIELDS.map((name) => [name, typed[name].trim()])), leaf: code };
  if (!file) return fields;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.append('file', file);
  return form;
}

function KnownEvidence({ sheet, code, others, onClose }: FormProps & { readonly others: SheetDetail['evidence'] }) {
  const m = useMessages(sheetWords);
  const act = useSheetAct(sheet.id);
  const [id, setId] = useState(others[0]?.id ?? '');
  const [fact, setFact] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const submit = () => {
    const found = fact.trim() === '' ? [{ field: 'fact', sentence: m.needAll }] : [];
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    act.mutate(
      { path: `evidence/${id}/leaves`, body: { leaf: code, fact: fact.trim() }, said: m.evidenceLinked },
      { onSuccess: onClose },
    );
  };
  return (
    <Form onSubmit={submit} errors={errors} error={act.error} labels={{ fact: m.fact }}>
      <SelectField
        name="known"
        label={m.chosen}
        value={id}
        onChange={setId}
        data={others.map((one) => ({ value: one.id, label: `${one.number}: ${one.subject}` }))}
      />
      <TextAreaField name="fact" label={m.fact} value={fact} onChange={setFact} rows={2} maxLength={2000} required />
      <FormActions>
        <Button type="submit" variant="default" loading={act.isPending}>
          {m.link}
        </Button>
        <Button variant="subtle" onClick={onClose} disabled={act.isPending}>
          {m.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}
