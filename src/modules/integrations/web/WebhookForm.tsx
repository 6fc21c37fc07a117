import { Button } from '@mantine/core';
import { useState } from 'react';
import { ChoicesField } from '#web/components/ChoicesField.tsx';
import { TextField } from '#web/components/fields.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { WEBHOOK_EVENTS, WEBHOOK_EVENTS_VI, type WebhookEvent } from '../domain/webhook-events.ts';
import classes from './integrations.module.css';
import { words } from './webhook-words.ts';

/** What a person fills in. */
export interface WebhookFields {
  readonly name: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
}

/** A test message is not chosen: it comes when somebody asks for it. */
const CHOSEN = WEBHOOK_EVENTS.filter((event) => event !== 'webhook.test');
const FIRST: WebhookFields = { name: '', url: '', events: ['obligation.closed', 'reminder.fired'] };

interface WebhookFormProps {
  /** What stands; its address stays as it is. Without it everything is asked for. */
  readonly known?: WebhookFields;
  readonly onSend: (fields: WebhookFields) => Promise<void>;
}

/** Where to tell, and what of. The sentence about a refused address stands at its field. */
export function WebhookForm({ known, onSend }: WebhookFormProps) {
  const m = useMessages(words);
  const [fields, setFields] = useState(known ?? FIRST);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const events = fields.events.length === 0 ? [] : [...fields.events, 'webhook.test' as const];
      await onSend({ ...fields, events });
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  const text = (name: 'name' | 'url') => ({
    name,
    label: m[name],
    value: fields[name],
    onChange: (value: string) => setFields({ ...fields, [name]: value }),
    autoComplete: 'off',
  });
  return (
    <Form onSubmit={() => void send()} error={error} labels={{ name: m.name, url: m.url, events: m.events }}>
      <TextField {...text('name')} description={m.nameHelp} data-autofocus />
      {!known && (
        <TextField
          {...text('url')}
          description={m.urlHelp}
          inputMode="url"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="https://"
        />
      )}
      <ChoicesField
        name="events"
        label={m.events}
        description={m.eventsHelp}
        all={CHOSEN}
        text={WEBHOOK_EVENTS_VI}
        value={fields.events}
        onChange={(events) => setFields({ ...fields, events })}
      />
      {!known && <p className={classes.quiet}>{m.willKnock}</p>}
      <FormActions>
        <Button type="submit" loading={busy}>
          {known ? m.save : m.subscribe}
        </Button>
      </FormActions>
    </Form>
  );
}
