import { Button, TextInput } from '@mantine/core';
import { Dialog } from '#web/components/Dialog.tsx';
import { showProblem, showToast } from '#web/components/Toasts.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import classes from './integrations.module.css';
import { words } from './words.ts';

/** A secret just made. */
export interface Secret {
  /** What it is: "Khóa mới". */
  readonly title: string;
  /** Where it belongs and until when it is good. */
  readonly sentence: string;
  readonly label: string;
  readonly value: string;
}

/** A secret just made, the only time it is shown. */
export function SecretOnce({ secret, onClose }: { secret: Secret | undefined; onClose: () => void }) {
  const m = useMessages(words);
  const copy = async (value: string) => {
    try {
      await navigator.clipboard.writeText(value);
      showToast(m.copied);
    } catch {
      // No clipboard on a plain-http office address: the sentence says what to do instead.
      showProblem(m.copyFailed);
    }
  };
  return (
    <Dialog opened={secret !== undefined} onClose={onClose} title={secret?.title ?? ''}>
      {secret && (
        <div className={classes.stack}>
          <p>{secret.sentence}</p>
          <TextInput
            className={classes.secret ?? ''}
            label={secret.label}
            value={secret.value}
            readOnly
            onFocus={(event) => event.currentTarget.select()}
          />
          <div className={classes.buttons}>
            <Button onClick={() => void copy(secret.value)} data-autofocus>
              {m.copy}
            </Button>
            <Button variant="default" onClick={onClose}>
              {m.kept}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
