import { Button } from '@mantine/core';
import { useState } from 'react';
import { SelectField, TextAreaField, TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { useDraft } from '#web/drafts.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { type CriteriaSet, leavesOf } from '../domain/criteria-set.ts';
import type { DifficultyView } from '../difficulties-schema.ts';
import { useDifficultyAct } from './use-year.ts';
import classes from './year.module.css';
import { difficultyWords } from './year-words.ts';

interface DifficultyFormProps {
  readonly sheetId: string;
  readonly set: CriteriaSet;
  /** The one that is being changed; left out for a new one. */
  readonly before: DifficultyView | undefined;
  readonly onClose: () => void;
}

const NEEDED = ['difficulty', 'request', 'to'] as const;
type Typed = Readonly<Record<'leaf' | 'cause' | (typeof NEEDED)[number], string>>;

/** What is hard, why, what is asked and of whom. */
export function DifficultyForm({ sheetId, set, before, onClose }: DifficultyFormProps) {
  const m = useMessages(difficultyWords);
  const act = useDifficultyAct(sheetId);
  const [typed, setTyped, forget, restored] = useDraft<Typed>(`par:${sheetId}:difficulty:${before?.id ?? 'new'}`, {
    leaf: before?.leaf ?? '',
    difficulty: before?.difficulty ?? '',
    cause: before?.cause ?? '',
    request: before?.request ?? '',
    to: before?.to ?? '',
  });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const change = (name: keyof Typed) => (value: string) => setTyped({ ...typed, [name]: value });
  const end = () => {
    forget();
    onClose();
  };
  const submit = () => {
    const found = NEEDED.filter((name) => typed[name].trim() === '').map((field) => ({ field, sentence: m.needed }));
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    const body = {
      leaf: typed.leaf === '' ? null : typed.leaf,
      difficulty: typed.difficulty.trim(),
      cause: typed.cause.trim() === '' ? null : typed.cause.trim(),
      request: typed.request.trim(),
      to: typed.to.trim(),
      ...(before ? { replaces: before.id } : {}),
    };
    act.mutate({ body, said: m.saved }, { onSuccess: end });
  };
  const area = (name: 'difficulty' | 'cause' | 'request') => (
    <TextAreaField
      name={name}
      label={m[name]}
      value={typed[name]}
      onChange={change(name)}
      rows={3}
      maxLength={5000}
      required={name !== 'cause'}
    />
  );
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      error={act.error}
      labels={{ difficulty: m.difficulty, request: m.request, to: m.to, leaf: m.leaf, cause: m.cause }}
    >
      {restored && <p className={classes.hint}>{m.restored}</p>}
      <SelectField
        name="leaf"
        label={m.leaf}
        value={typed.leaf}
        onChange={change('leaf')}
        data={[
          { value: '', label: m.general },
          ...leavesOf(set.fields).map(({ code, name }) => ({ value: code, label: `${code}. ${name}` })),
        ]}
      />
      {area('difficulty')}
      {area('cause')}
      {area('request')}
      <TextField name="to" label={m.to} value={typed.to} onChange={change('to')} maxLength={300} required />
      <FormActions>
        <Button type="submit" loading={act.isPending}>
          {m.save}
        </Button>
        <Button variant="subtle" onClick={end} disabled={act.isPending}>
          {m.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}
