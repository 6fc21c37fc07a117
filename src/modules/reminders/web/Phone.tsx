import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MyChannels } from '#modules/channels/schema.ts';
import { deleteJson, postJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ConfirmButton } from '#web/components/ConfirmButton.tsx';
import { TextField } from '#web/components/fields.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { words } from './channel-words.ts';
import classes from './channels.module.css';

/** The number for SMS and Zalo: typed, then confirmed by a code sent to it. */
export function Phone({ mine, onChanged }: { mine: MyChannels; onChanged: () => Promise<unknown> }) {
  const m = useMessages(words);
  const { phone, hasSms, hasZalo } = mine;
  const [isOther, setOther] = useState(false);
  const [number, setNumber] = useState('');
  const [code, setCode] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  if (!hasSms && !hasZalo && !phone) return null;
  const send = async (url: string, body: object, told: string, then: () => void) => {
    setBusy(true);
    setError(undefined);
    try {
      await postJson(url, body);
      then();
      showToast(told);
      await onChanged();
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  const asks = !phone || isOther;
  return (
    <Sheet title={m.phone}>
      <p className={classes.lead}>{m.phoneLead}</p>
      {phone && <p>{phone.isConfirmed ? m.isConfirmed(phone.masked) : m.isAsked(phone.masked)}</p>}
      {asks && (
        <Form
          error={error}
          labels={{ number: m.number }}
          onSubmit={() =>
            void send('/api/channels/phone', { number }, m.codeSent, () => {
              setOther(false);
              setNumber('');
            })
          }
        >
          <TextField
            name="number"
            label={m.number}
            type="tel"
            autoComplete="tel-national"
            placeholder="0905 123 456"
            value={number}
            onChange={setNumber}
          />
          <FormActions>
            <Button type="submit" variant="default" loading={busy}>
              {m.sendCode}
            </Button>
          </FormActions>
        </Form>
      )}
      {!asks && !phone.isConfirmed && (
        <Form
          error={error}
          labels={{ code: m.code }}
          onSubmit={() =>
            void send('/api/channels/phone/confirm', { code: code.trim() }, m.confirmed, () => setCode(''))
          }
        >
          <TextField
            name="code"
            label={m.code}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={code}
            onChange={setCode}
          />
          <FormActions>
            <Button type="submit" variant="default" loading={busy}>
              {m.confirm}
            </Button>
          </FormActions>
        </Form>
      )}
      {!asks && (
        <div className={classes.buttons}>
          <Button variant="default" size="xs" onClick={() => setOther(true)}>
            {m.other}
          </Button>
          <ConfirmButton
            label={m.drop}
            question={m.dropQuestion}
            variant="default"
            size="xs"
            onConfirm={async () => {
              await deleteJson('/api/channels/phone');
              showToast(m.dropped);
              await onChanged();
            }}
          >
            <p>{m.dropText}</p>
          </ConfirmButton>
        </div>
      )}
    </Sheet>
  );
}
