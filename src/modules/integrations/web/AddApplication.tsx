import { Button } from '@mantine/core';
import { useState } from 'react';
import { postJson } from '#web/api.ts';
import { Dialog } from '#web/components/Dialog.tsx';
import { TextField } from '#web/components/fields.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { ApplicationView } from '../admin-schema.ts';
import { words } from './words.ts';

const EMPTY = { source: '', name: '', contact: '', baseUrl: '' };

/** Connects an application: a name for its source, who answers for it, and where its matters lie. */
export function AddApplication({ onAdded }: { onAdded: (source: string) => void }) {
  const m = useMessages(words);
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState(EMPTY);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const add = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const made = await postJson<ApplicationView>('/api/applications', {
        ...typed,
        baseUrl: typed.baseUrl.trim() === '' ? null : typed.baseUrl,
      });
      setTyped(EMPTY);
      setOpened(false);
      onAdded(made.source);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const bound = (name: keyof typeof EMPTY) => ({
    name,
    label: m[name],
    value: typed[name],
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
    autoComplete: 'off',
  });
  return (
    <>
      <Button onClick={() => setOpened(true)}>{m.add}</Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={m.add}>
        <Form
          onSubmit={() => void add()}
          error={error}
          labels={{ source: m.source, name: m.name, contact: m.contact, baseUrl: m.baseUrl }}
        >
          <TextField {...bound('name')} data-autofocus />
          <TextField {...bound('source')} description={m.sourceHelp} autoCapitalize="none" spellCheck={false} />
          <TextField {...bound('contact')} />
          <TextField {...bound('baseUrl')} description={m.baseUrlHelp} type="url" />
          <FormActions>
            <Button type="submit" loading={busy}>
              {m.add}
            </Button>
          </FormActions>
        </Form>
      </Dialog>
    </>
  );
}
