import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ApiError } from '../api.ts';
import { useMessages } from '../i18n/messages.ts';
import { Icon } from './Icon.tsx';
import classes from './Toasts.module.css';
import { dismissToast, showProblem, showToast, type Toast, useToasts } from './toast-store.ts';
import { words } from './words.ts';

export { showProblem, showToast, showUndo } from './toast-store.ts';

/** Where toasts appear; drawn once by the providers. A live region that is always there, so each is read aloud. */
export function Toasts() {
  const m = useMessages(words);
  const toasts = useToasts();
  return (
    <section className={`${classes.region} dh-no-print`} aria-label={m.notifications}>
      <div aria-live="polite" aria-relevant="additions" className={classes.stack}>
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </div>
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const m = useMessages(words);
  const [left, setLeft] = useState(toast.seconds);
  const [held, setHeld] = useState(false);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    if (held || busy || !Number.isFinite(left)) return;
    if (left <= 0) {
      dismissToast(toast.id);
      return;
    }
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [held, busy, left, toast.id]);

  const undo = async () => {
    setBusy(true);
    try {
      await toast.undo?.();
      showToast(m.undone);
    } catch (error) {
      showProblem(error instanceof ApiError ? error.sentence : m.unexpected);
    }
    dismissToast(toast.id);
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- pointer and focus only stop the count
    <div
      className={classes.toast}
      data-tone={toast.tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toast.tone === 'problem' && <Icon name="warning" />}
      <span className={classes.text}>{toast.text}</span>
      {toast.undo && (
        <Button variant="default" size="xs" loading={busy} onClick={() => void undo()}>
          {m.undo}
          <span aria-hidden="true" className={classes.count}>
            {left}
          </span>
          <span className="dh-visually-hidden">{toast.text}</span>
        </Button>
      )}
      <button type="button" className={classes.dismiss} aria-label={m.dismiss} onClick={() => dismissToast(toast.id)}>
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}
