import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { postJson } from '#web/api.ts';
import { Dialog } from '#web/components/Dialog.tsx';
import { TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { changeWords } from './change-words.ts';

/** Takes a decision back before its day; asks why. */
export function WithdrawButton({ changeId }: { readonly changeId: string }) {
  const m = useMessages(changeWords);
  const client = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const withdraw = async () => {
    const missing = reason.trim() === '' ? [{ field: 'withdrawReason', sentence: m.fillReason }] : [];
    setErrors(missing);
    setError(undefined);
    if (missing.length > 0) return;
    setBusy(true);
    try {
      await postJson(`/api/org/changes/${changeId}/withdraw`, { reason: reason.trim() });
      setOpened(false);
      await client.invalidateQueries({ queryKey: ['org'] });
      showToast(m.withdrawDone);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpened(true)}>
        {m.withdraw}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={m.withdrawAsk}>
        <p>{m.withdrawText}</p>
        <Form
          onSubmit={() => void withdraw()}
          errors={errors}
          error={error}
          labels={{ withdrawReason: m.withdrawReason }}
        >
          <TextField
            name="withdrawReason"
            label={m.withdrawReason}
            value={reason}
            onChange={setReason}
            autoComplete="off"
            required
            data-autofocus
          />
          <FormActions>
            <Button type="submit" loading={busy}>
              {m.withdraw}
            </Button>
          </FormActions>
        </Form>
      </Dialog>
    </>
  );
}
