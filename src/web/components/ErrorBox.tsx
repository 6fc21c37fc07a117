import { Button } from '@mantine/core';
import { ApiError } from '../api.ts';
import { useMessages } from '../i18n/messages.ts';
import { Forbidden } from './Forbidden.tsx';
import { Icon } from './Icon.tsx';
import classes from './states.module.css';
import { words } from './words.ts';

interface ErrorBoxProps {
  /** What was thrown: an ApiError shows its sentence and reference, anything else a plain apology. */
  readonly error: unknown;
  /** Asked again on "Thử lại"; without it no button is drawn. */
  readonly retry?: (() => unknown) | undefined;
}

/** A failed read or action: what happened, what to quote, and one way on. A 403 draws `Forbidden`. */
export function ErrorBox({ error, retry }: ErrorBoxProps) {
  const m = useMessages(words);
  const api = error instanceof ApiError ? error : undefined;
  if (api?.status === 403) return <Forbidden sentence={api.sentence} />;
  return (
    <div className={classes.problem} role="alert">
      <Icon name="warning" />
      <div className={classes.problemWords}>
        <p className={classes.problemTitle}>{api?.isOffline ? m.offlineTitle : m.errorTitle}</p>
        <p>{api?.sentence ?? m.unexpected}</p>
        {api?.reference && <p className={classes.reference}>{m.reference(api.reference)}</p>}
        {retry && (
          <Button variant="default" size="xs" onClick={() => void retry()} className={classes.retry}>
            {m.retry}
          </Button>
        )}
      </div>
    </div>
  );
}
