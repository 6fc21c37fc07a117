import { Button } from '@mantine/core';
import { useState } from 'react';
import { TextAreaField } from '#web/components/fields.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { sheetWords } from './sheet-words.ts';
import { useSheetAct } from './use-par.ts';

/** Yêu cầu giải trình: an appraiser asks the unit to make one leaf clear. */
export function FlagForm({ sheetId, code }: { readonly sheetId: string; readonly code: string }) {
  const m = useMessages(sheetWords);
  const act = useSheetAct(sheetId);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  if (!asking)
    return (
      <Button variant="default" size="xs" onClick={() => setAsking(true)}>
        {m.askFlag}
      </Button>
    );
  const submit = () => {
    setMissing(reason.trim() === '');
    if (reason.trim() === '' || act.isPending) return;
    act.mutate({ path: 'flags', body: { leaf: code, reason: reason.trim() }, said: m.flagSent });
  };
  return (
    <Form
      onSubmit={submit}
      errors={isMissing ? [{ field: 'flagReason', sentence: m.needReason }] : []}
      error={act.error}
      labels={{ flagReason: m.flagReason }}
    >
      <TextAreaField
        name="flagReason"
        label={m.flagReason}
        value={reason}
        onChange={setReason}
        rows={2}
        maxLength={5000}
        required
      />
      <FormActions>
        <Button type="submit" variant="default" loading={act.isPending}>
          {m.sendFlag}
        </Button>
        <Button variant="subtle" onClick={() => setAsking(false)} disabled={act.isPending}>
          {m.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}
