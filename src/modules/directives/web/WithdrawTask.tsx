import { Button } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '#web/components/Dialog.tsx';
import { TextAreaField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { TaskDetail } from '../schema.ts';
import { taskWords } from './task-words.ts';
import { useAct } from './use-task.ts';

/** Rút nhiệm vụ: with its reason, after saying what it stops. */
export function WithdrawTask({ task }: { task: TaskDetail }) {
  const m = useMessages(taskWords);
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const act = useAct(task);
  const submit = () => {
    const found = reason.trim() === '' ? [{ field: 'reason', sentence: m.needReason }] : [];
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    const body = { version: task.version, reason: reason.trim() };
    act.mutate({ name: 'withdraw', body, said: m.taskWithdrawn }, { onSuccess: () => setOpened(false) });
  };
  return (
    <div className="dh-no-print">
      <Button variant="default" onClick={() => setOpened(true)}>
        {m.withdraw}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(act.isPending)} title={m.withdrawQuestion}>
        <Form onSubmit={submit} errors={errors} error={act.error} labels={{ reason: m.withdrawReason }}>
          <p>{m.withdrawText}</p>
          <TextAreaField
            name="reason"
            label={m.withdrawReason}
            value={reason}
            onChange={setReason}
            maxLength={2000}
            required
            data-autofocus
          />
          <FormActions>
            <Button type="submit" loading={act.isPending}>
              {m.withdraw}
            </Button>
            <Button variant="default" onClick={() => setOpened(false)} disabled={act.isPending}>
              {m.cancel}
            </Button>
          </FormActions>
        </Form>
      </Dialog>
    </div>
  );
}
