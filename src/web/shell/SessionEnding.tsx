import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, getJson } from '../api.ts';
import { showProblem } from '../components/toast-store.ts';
import { useMessages } from '../i18n/messages.ts';
import { SESSION_KEY, useSession } from '../session.tsx';
import classes from './Shell.module.css';
import { words } from './words.ts';

const WARN_SECONDS = 600;

/** Ten minutes before a session ends: a line that says so and, where more time can be had, the way to it (WCAG 2.2.1). */
export function SessionEnding() {
  const m = useMessages(words);
  const client = useQueryClient();
  const { session } = useSession();
  const [busy, setBusy] = useState(false);
  const stay = async () => {
    setBusy(true);
    try {
      // Any call but the asking who is signed in counts as use.
      await getJson('/api/sessions');
      await client.refetchQueries({ queryKey: SESSION_KEY });
    } catch (error) {
      if (error instanceof ApiError) showProblem(error.sentence);
    } finally {
      setBusy(false);
    }
  };
  if (!session || session.secondsLeft > WARN_SECONDS) return null;
  return (
    <output className={classes.offline}>
      {m.endsSoon(Math.max(1, Math.ceil(session.secondsLeft / 60)))}{' '}
      {session.canExtend && (
        <Button size="xs" variant="default" loading={busy} onClick={() => void stay()}>
          {m.stay}
        </Button>
      )}
    </output>
  );
}
