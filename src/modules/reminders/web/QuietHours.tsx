import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MyChannels } from '#modules/channels/schema.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { CheckField, SelectField } from '#web/components/fields.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { words } from './channel-words.ts';
import classes from './channels.module.css';

type Quiet = MyChannels['quiet'];

const HALF_HOURS = Array.from({ length: 48 }, (_none, place) => {
  const minutes = place * 30;
  const label = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return { value: String(minutes), label };
});
const NIGHT = { from: 21 * 60, to: 6 * 60 };

/** Hours in which nothing may ring. */
export function QuietHours({ quiet, onSave }: { quiet: Quiet; onSave: (quiet: Quiet) => Promise<unknown> }) {
  const m = useMessages(words);
  const [isOn, setOn] = useState(quiet !== null);
  const [hours, setHours] = useState(quiet ?? NIGHT);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await onSave(isOn ? hours : null);
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  return (
    <Sheet title={m.quiet}>
      <p className={classes.lead}>{m.quietLead}</p>
      <Form onSubmit={() => void save()} error={error} labels={{ 'quiet.to': m.to }}>
        <CheckField name="quiet" label={m.quietOn} checked={isOn} onChange={setOn} />
        {isOn && (
          <div className={classes.pair}>
            <SelectField
              name="quiet.from"
              label={m.from}
              data={HALF_HOURS}
              value={String(hours.from)}
              onChange={(from) => setHours({ ...hours, from: Number(from) })}
            />
            <SelectField
              name="quiet.to"
              label={m.to}
              data={HALF_HOURS}
              value={String(hours.to)}
              onChange={(to) => setHours({ ...hours, to: Number(to) })}
            />
          </div>
        )}
        <FormActions>
          <Button type="submit" variant="default" loading={busy}>
            {m.save}
          </Button>
        </FormActions>
      </Form>
    </Sheet>
  );
}
