import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { Page } from '../components/Page.tsx';
import { useMessages } from '../i18n/messages.ts';
import { words } from '../shell/words.ts';

/** A page that threw: nothing more can be drawn of it, so it says what is safe and how to go on. */
export function CrashPage({ error }: ErrorComponentProps) {
  const m = useMessages(words);
  return (
    <Page title={m.crashTitle} width="reading" lead={m.crashText}>
      <p className="dh-document" lang="en">
        {error instanceof Error ? `${error.name}: ${error.message}` : String(error)}
      </p>
      <Button onClick={() => location.reload()}>{m.reload}</Button>
    </Page>
  );
}
