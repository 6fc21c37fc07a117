import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isLocalDate } from '#kernel/local-date.ts';
import { postJson } from '#web/api.ts';
import { DateField } from '#web/components/DateField.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { TextAreaField } from '#web/components/fields.tsx';
import { FileField } from '#web/components/FileField.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { useDraft } from '#web/drafts.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useGo } from '#web/navigation.tsx';
import type { IntakeResult } from '../schema.ts';
import { words } from './words.ts';

interface IntakeDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Takes a document in, as a file or pasted; pasted words survive a lost connection as a draft. */
export function IntakeDialog({ opened, onClose }: IntakeDialogProps) {
  const m = useMessages(words);
  const go = useGo();
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const [text, setText, forget] = useDraft('notices.paste', '');
  const [issuedOn, setIssuedOn] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const take = useMutation({
    mutationFn: () => postJson<IntakeResult>('/api/notices', bodyOf(file, text, issuedOn)),
    onSuccess: async ({ document, alreadyHere }) => {
      forget();
      setText('');
      setFile(undefined);
      if (alreadyHere) showToast(alreadyHere.text);
      await client.invalidateQueries({ queryKey: ['notices', 'list'] });
      onClose();
      go(`/van-ban/${document.id}`);
    },
  });
  const submit = () => {
    const missing = !file && text.trim() === '';
    setErrors(missing ? [{ field: 'text', sentence: m.needSomething }] : []);
    if (!missing) take.mutate();
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={m.intakeTitle}>
      <Form onSubmit={submit} errors={errors} error={take.error} labels={{ text: m.paste, file: m.file }}>
        <FileField
          name="file"
          label={m.file}
          description={m.fileHint}
          kinds={['.docx', '.pdf', '.txt']}
          file={file}
          onFile={setFile}
        />
        <TextAreaField
          name="text"
          label={m.paste}
          description={m.pasteHint}
          value={text}
          onChange={setText}
          rows={6}
          disabled={file !== undefined}
        />
        <DateField
          name="issuedOn"
          label={m.knownDate}
          value={isLocalDate(issuedOn) ? issuedOn : ''}
          onChange={setIssuedOn}
        />
        <FormActions>
          <Button type="submit" loading={take.isPending}>
            {m.read}
          </Button>
          <Button variant="default" onClick={onClose}>
            {m.cancel}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

function bodyOf(
  file: File | undefined,
  text: string,
  issuedOn: string,
): FormData | { text: string; issuedOn?: string } {
  if (!file) return { text, ...(issuedOn ? { issuedOn } : {}) };
  const form = new FormData();
  if (issuedOn) form.append('issuedOn', issuedOn);
  form.append('file', file);
  return form;
}
