import { Button, type ButtonProps } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useMessages } from '../i18n/messages.ts';
import { Dialog } from './Dialog.tsx';
import { ErrorBox } from './ErrorBox.tsx';
import classes from './Form.module.css';
import { words } from './words.ts';

interface ConfirmButtonProps extends Omit<ButtonProps, 'onClick'> {
  /** What the button says and does: "Giao 7 việc". The same words stand on the confirming button. */
  readonly label: string;
  /** The question: "Giao 7 việc cho 5 cơ quan?" */
  readonly question: string;
  /** What will happen and what cannot be taken back. */
  readonly children?: ReactNode;
  /** Done on confirming; while it runs the dialog waits, a failure is shown in it. */
  readonly onConfirm: () => Promise<unknown>;
}

/** A button for what cannot be undone: asks first, in words. What can be undone takes `showUndo` instead. */
export function ConfirmButton({ label, question, children, onConfirm, ...button }: ConfirmButtonProps) {
  const m = useMessages(words);
  const [opened, setOpened] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const confirm = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm();
      setOpened(false);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button {...button} onClick={() => setOpened(true)}>
        {label}
      </Button>
      <Dialog opened={opened} onClose={() => (busy ? undefined : setOpened(false))} title={question}>
        {children}
        {error !== undefined && <ErrorBox error={error} />}
        <div className={classes.actions}>
          <Button onClick={() => void confirm()} loading={busy} data-autofocus>
            {label}
          </Button>
          <Button variant="default" onClick={() => setOpened(false)} disabled={busy}>
            {m.confirmCancel}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
