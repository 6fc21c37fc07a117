import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { putJson } from '#web/api.ts';
import { CheckField, TextAreaField, TextField } from '#web/components/fields.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { showToast } from '#web/components/toast-store.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { faultsOfLetter, faultVi, fill, plainSms, SAMPLE_VALUES, SMS_LENGTH } from '../domain/letter-text.ts';
import type { LetterSettings, LetterTemplate } from '../letters-schema.ts';
import { letterWords } from './letter-words.ts';
import classes from './letters.module.css';

interface LetterEditorProps {
  readonly template: LetterTemplate;
  readonly variables: LetterSettings['variables'];
  readonly close: () => void;
}

/** One text worded anew, with what it comes to for a sample dossier as it is typed. */
export function LetterEditor({ template, variables, close }: LetterEditorProps) {
  const m = useMessages(letterWords);
  const client = useQueryClient();
  const [text, setText] = useState({ subject: template.subject, body: template.body, sms: template.sms });
  const [enabled, setEnabled] = useState(template.enabled);
  const [tried, setTried] = useState(false);
  const faults = faultsOfLetter(text).map((fault) => ({ field: fault.field, sentence: faultVi(fault) }));
  const save = useMutation({
    mutationFn: () =>
      putJson<LetterSettings>(`/api/dossiers/letters/${template.key}`, { ...text, enabled, version: template.version }),
    onSuccess: (settings) => {
      client.setQueryData(['dossiers', 'letters'], settings);
      showToast(m.saved);
      close();
    },
  });
  const submit = () => {
    setTried(true);
    if (faults.length === 0 && !save.isPending) save.mutate();
  };
  const sms = plainSms(fill(text.sms, SAMPLE_VALUES));
  return (
    <Dialog opened onClose={close} title={m.editTitle(template.label)}>
      <Form
        onSubmit={submit}
        errors={tried ? faults : []}
        error={save.error}
        labels={{ subject: m.subject, body: m.body, sms: m.sms }}
      >
        <TextField
          name="subject"
          label={m.subject}
          value={text.subject}
          onChange={(subject) => setText({ ...text, subject })}
          maxLength={200}
        />
        <TextAreaField
          name="body"
          label={m.body}
          value={text.body}
          onChange={(body) => setText({ ...text, body })}
          maxLength={4000}
        />
        <TextAreaField
          name="sms"
          label={m.sms}
          value={text.sms}
          onChange={(value) => setText({ ...text, sms: value })}
          maxLength={400}
        />
        <CheckField name="enabled" label={m.enabled} checked={enabled} onChange={setEnabled} />
        <details className={classes.variables}>
          <summary>{m.variables}</summary>
          <ul>
            {variables.map(({ name, text: meaning, sms: inSms }) => (
              <li key={name}>
                <code>{`{${name}}`}</code> {meaning}
                {inSms && `, ${m.smsToo}`}
              </li>
            ))}
          </ul>
        </details>
        <section aria-label={m.preview} className={classes.preview}>
          <h3>{m.preview}</h3>
          <p className={classes.subject}>{fill(text.subject, SAMPLE_VALUES)}</p>
          <p className={classes.body}>{fill(text.body, SAMPLE_VALUES)}</p>
          <p className={classes.sms}>{sms}</p>
          <p className={classes.length}>{m.length(sms.length, SMS_LENGTH)}</p>
        </section>
        <FormActions>
          <Button type="submit" loading={save.isPending}>
            {m.save}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
