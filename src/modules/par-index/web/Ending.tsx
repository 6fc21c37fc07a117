import { Button } from '@mantine/core';
import { FormActions } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { setWords } from './set-words.ts';

/** How a form in a dialog ends: do it, or leave. */
export function Ending({
  label,
  busy,
  onDone,
}: {
  readonly label: string;
  readonly busy: boolean;
  readonly onDone: () => void;
}) {
  const m = useMessages(setWords);
  return (
    <FormActions>
      <Button type="submit" loading={busy}>
        {label}
      </Button>
      <Button variant="default" onClick={onDone} disabled={busy}>
        {m.cancel}
      </Button>
    </FormActions>
  );
}
