import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { putJson } from '#web/api.ts';
import { Dialog } from '#web/components/Dialog.tsx';
import { TextField } from '#web/components/fields.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { showToast } from '#web/components/toast-store.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { LetterContact, LetterSettings } from '../letters-schema.ts';
import { letterWords } from './letter-words.ts';

/** Where people call about their dossiers. */
export function ContactEditor({ contact, close }: { readonly contact: LetterContact; readonly close: () => void }) {
  const m = useMessages(letterWords);
  const client = useQueryClient();
  const [typed, setTyped] = useState({
    phone: contact.phone ?? '',
    place: contact.place ?? '',
    hours: contact.hours ?? '',
  });
  const save = useMutation({
    mutationFn: () => putJson<LetterSettings>(`/api/dossiers/contacts/${contact.agencyId}`, typed),
    onSuccess: (settings) => {
      client.setQueryData(['dossiers', 'letters'], settings);
      showToast(m.savedContact);
      close();
    },
  });
  return (
    <Dialog opened onClose={close} title={contact.agency}>
      <Form
        onSubmit={() => !save.isPending && save.mutate()}
        error={save.error}
        labels={{ phone: m.phone, place: m.place, hours: m.hours }}
      >
        <TextField
          name="phone"
          label={m.phone}
          value={typed.phone}
          onChange={(phone) => setTyped({ ...typed, phone })}
          inputMode="tel"
          maxLength={30}
        />
        <TextField
          name="place"
          label={m.place}
          value={typed.place}
          onChange={(place) => setTyped({ ...typed, place })}
          maxLength={200}
        />
        <TextField
          name="hours"
          label={m.hours}
          value={typed.hours}
          onChange={(hours) => setTyped({ ...typed, hours })}
          maxLength={200}
        />
        <FormActions>
          <Button type="submit" loading={save.isPending}>
            {m.saveContact}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
