import { Button } from '@mantine/core';
import { useState } from 'react';
import { isLocalDate } from '#kernel/local-date.ts';
import { DateField } from '#web/components/DateField.tsx';
import { TextField } from '#web/components/fields.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { DocumentDetail, HeadBody } from '../schema.ts';
import classes from './ReadingPage.module.css';
import { words } from './words.ts';

interface HeadPanelProps {
  readonly document: DocumentDetail;
  readonly readOnly: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSave: (body: HeadBody, done: () => void) => void;
}

/** Number, day, issuer, signer and subject as read; what is missing for giving tasks out is asked for here. */
export function HeadPanel({ document, readOnly, busy, error, onSave }: HeadPanelProps) {
  const m = useMessages(words);
  const [editing, setEditing] = useState(false);
  if (editing)
    return (
      <HeadForm
        document={document}
        busy={busy}
        error={error}
        onSave={(body) => onSave(body, () => setEditing(false))}
        onCancel={() => setEditing(false)}
      />
    );
  const facts = [
    [m.number, document.number],
    [m.issuedOn, document.issuedOn && formatDay(document.issuedOn)],
    [m.issuer, document.issuer],
    [m.signer, document.signer],
  ] as const;
  return (
    <section aria-label={m.head} className={classes.head}>
      <dl className={classes.headFacts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd data-missing={value ? undefined : true}>{value || m.unknown}</dd>
          </div>
        ))}
      </dl>
      {document.problems.map((problem) => (
        <p key={problem.code} className={classes.problem}>
          {problem.text}
        </p>
      ))}
      {!readOnly && (
        <Button
          size="compact-md"
          variant={document.problems.length > 0 ? 'light' : 'default'}
          onClick={() => setEditing(true)}
        >
          {m.editHead}
        </Button>
      )}
    </section>
  );
}

interface HeadFormProps {
  readonly document: DocumentDetail;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSave: (body: HeadBody) => void;
  readonly onCancel: () => void;
}

function HeadForm({ document, busy, error, onSave, onCancel }: HeadFormProps) {
  const m = useMessages(words);
  const [number, setNumber] = useState(document.number ?? '');
  const [issuedOn, setIssuedOn] = useState(document.issuedOn ?? '');
  const [issuer, setIssuer] = useState(document.issuer ?? '');
  const [signer, setSigner] = useState(document.signer ?? '');
  const [subject, setSubject] = useState(document.subject ?? '');
  const save = () =>
    onSave({
      version: document.version,
      ...changed('number', number, document.number),
      ...changed('issuer', issuer, document.issuer),
      ...changed('signer', signer, document.signer),
      ...changed('subject', subject, document.subject),
      ...changed('issuedOn', issuedOn, document.issuedOn),
    });
  return (
    <section aria-label={m.head} className={classes.head}>
      <Form
        onSubmit={save}
        error={error}
        labels={{ number: m.number, issuedOn: m.issuedOn, issuer: m.issuer, signer: m.signer, subject: m.subject }}
      >
        <TextField name="issuer" label={m.issuer} value={issuer} onChange={setIssuer} data-autofocus />
        <TextField name="number" label={m.number} value={number} onChange={setNumber} />
        <DateField
          name="issuedOn"
          label={m.issuedOn}
          value={isLocalDate(issuedOn) ? issuedOn : ''}
          onChange={setIssuedOn}
        />
        <TextField name="signer" label={m.signer} value={signer} onChange={setSigner} />
        <TextField name="subject" label={m.subject} value={subject} onChange={setSubject} />
        <FormActions>
          <Button type="submit" loading={busy}>
            {m.save}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {m.cancel}
          </Button>
        </FormActions>
      </Form>
    </section>
  );
}

function changed(name: string, value: string, before: string | null): Record<string, string | null> {
  const now = value.trim() || null;
  return now === before ? {} : { [name]: now };
}
