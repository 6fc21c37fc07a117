import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { postJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { DateField } from '#web/components/DateField.tsx';
import { TextAreaField, TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { ChangeDone, ChangePreview } from '../schema.ts';
import { bodyOf, type ChangeDraft, emptyDraft, type Kind, missing, type Picked, urlOf } from './change-draft.ts';
import { CHANGE_WORDS, changeWords } from './change-words.ts';
import { ChangeFields } from './ChangeFields.tsx';
import { PreviewSheet } from './PreviewSheet.tsx';
import classes from './org.module.css';

interface ChangeFormProps {
  readonly kind: Kind;
  readonly start: Picked | null;
  readonly onDone: () => void;
}

/** A change from its decision to its confirmation: nothing is recorded before what it will do has been seen. */
export function ChangeForm({ kind, start, onDone }: ChangeFormProps) {
  const m = useMessages(changeWords);
  const client = useQueryClient();
  const [draft, setDraft] = useState<ChangeDraft>(() => emptyDraft(start));
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  /** What was previewed and the draft it was previewed from. */
  const [shown, setShown] = useState<{ preview: ChangePreview; of: ChangeDraft }>();
  const change = (part: Partial<ChangeDraft>) => setDraft({ ...draft, ...part });

  const preview = async () => {
    const found = missing(kind, draft, m);
    setErrors(found);
    setError(undefined);
    if (found.length > 0) return;
    setBusy(true);
    try {
      setShown({ preview: await postJson<ChangePreview>(`${urlOf(kind)}/preview`, bodyOf(kind, draft)), of: draft });
    } catch (failure) {
      setShown(undefined);
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const confirm = async () => {
    await postJson<ChangeDone>(urlOf(kind), bodyOf(kind, draft));
    await client.invalidateQueries({ queryKey: ['org'] });
    showToast(m.done(m[CHANGE_WORDS[kind]]));
    onDone();
  };
  return (
    <div className={classes.columns}>
      <Sheet title={m.decision}>
        <Form onSubmit={() => void preview()} errors={errors} error={error} labels={labelsOf(m, draft.heirs.length)}>
          <ChangeFields kind={kind} draft={draft} change={change} />
          <DateField
            name="effectiveOn"
            label={m.effectiveOn}
            description={kind === 'add' ? undefined : m.effectiveOnHelp}
            value={draft.effectiveOn}
            onChange={(effectiveOn) => change({ effectiveOn })}
            required
          />
          <TextField
            name="document"
            label={m.document}
            description={m.documentHelp}
            value={draft.document}
            onChange={(document) => change({ document })}
            autoComplete="off"
            required
          />
          <TextAreaField
            name="reason"
            label={m.reason}
            value={draft.reason}
            onChange={(reason) => change({ reason })}
            rows={2}
            minRows={2}
            required
          />
          <FormActions>
            <Button type="submit" variant={shown?.of === draft ? 'default' : 'filled'} loading={busy}>
              {m.preview}
            </Button>
          </FormActions>
        </Form>
      </Sheet>
      <PreviewSheet
        kind={kind}
        preview={shown?.preview}
        isStale={shown !== undefined && shown.of !== draft}
        onConfirm={confirm}
      />
    </div>
  );
}

/** Fields as the summary of mistakes names them. */
function labelsOf(m: ReturnType<typeof useMessages<typeof changeWords.vi>>, heirs: number): Record<string, string> {
  return {
    effectiveOn: m.effectiveOn,
    document: m.document,
    reason: m.reason,
    name: m.name,
    from: m.mergeFrom,
    target: m.target,
    agency: m.agency,
    parentId: m.parent,
    kind: m.kind,
    ...Object.fromEntries(Array.from({ length: heirs }, (_, index) => [`heirs.${index}.name`, m.heir(index + 1)])),
  };
}
