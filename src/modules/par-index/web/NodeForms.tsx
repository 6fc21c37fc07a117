import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { postJson } from '#web/api.ts';
import { SelectField, TextAreaField, TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { type CriteriaNode, type Leaf, leavesOf } from '../domain/criteria-set.ts';
import { readPoints } from '../domain/workbook/inputs.ts';
import type { AddedNode, SetDetail } from '../sets-schema.ts';
import { formatPoints } from './figures.ts';
import { setWords } from './set-words.ts';
import { useSetAct } from './use-sets.ts';
import { words } from './words.ts';

const METHODS = ['appraised', 'survey-citizens', 'survey-officials', 'statistics'] as const;

interface AddNodeProps {
  readonly detail: SetDetail;
  /** What it hangs under; without one a field is added. */
  readonly branch: CriteriaNode | undefined;
  readonly onDone: () => void;
  /** Called with the new leaf, whose rule and evidence come next. */
  readonly onAdded: (leaf: Leaf) => void;
}

/** One more criterion, criterion with a component, or field of a draft. */
export function AddNode({ detail, branch, onDone, onAdded }: AddNodeProps) {
  const m = useMessages(setWords);
  const w = useMessages(words);
  const client = useQueryClient();
  const isField = branch === undefined;
  // Three levels: under a criterion there are components only.
  const takesComponents = isField || !branch.code.includes('.');
  const [typed, setTyped] = useState({ name: '', first: '', method: 'appraised', max: '' });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const act = useMutation({
    mutationFn: (body: object) => postJson<AddedNode>(`/api/par/sets/${detail.id}/nodes`, body),
    onSuccess: ({ added, ...next }) => {
      client.setQueryData(['par-index', 'set', next.id], next);
      void client.invalidateQueries({ queryKey: ['par-index'] });
      showToast(m.addedNode(added));
      const leaf = leavesOf(next.set.fields).find(({ code }) => code === added);
      if (leaf) onAdded(leaf);
      else onDone();
    },
  });
  const put = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change });
  const submit = () => {
    const max = typed.max.trim() === '' ? null : readPoints(typed.max);
    const found = [
      ...(typed.name.trim() === '' ? [{ field: 'name', sentence: m.needed }] : []),
      ...(isField && typed.first.trim() === '' ? [{ field: 'first', sentence: m.needed }] : []),
      ...(max === undefined ? [{ field: 'max', sentence: m.notPoints }] : []),
    ];
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    const first = typed.first.trim() === '' ? null : typed.first.trim();
    const { name, method } = typed;
    act.mutate({ revision: detail.revision, parent: branch?.code ?? '', name: name.trim(), first, method, max });
  };
  const firstLabel = isField ? m.firstCriterion : m.firstComponent;
  const nameLabel = isField ? m.fieldName : m.name;
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      error={act.error}
      labels={{ name: nameLabel, first: firstLabel, method: m.aspect('method'), max: m.max }}
    >
      {branch && (
        <p>
          {branch.code}. {branch.name}
        </p>
      )}
      <TextAreaField
        name="name"
        label={nameLabel}
        value={typed.name}
        onChange={(name) => put({ name })}
        rows={2}
        maxLength={1000}
        required
      />
      {takesComponents && (
        <TextAreaField
          name="first"
          label={firstLabel}
          {...(isField ? { required: true } : { description: m.firstHint })}
          value={typed.first}
          onChange={(first) => put({ first })}
          rows={2}
          maxLength={1000}
        />
      )}
      <SelectField
        name="method"
        label={m.aspect('method')}
        value={typed.method}
        onChange={(method) => put({ method })}
        data={METHODS.map((value) => ({ value, label: w.methodOf(value) }))}
      />
      <TextField
        name="max"
        label={m.max}
        description={m.maxHint}
        value={typed.max}
        onChange={(max) => put({ max })}
        inputMode="decimal"
      />
      <p>{m.ruleNext}</p>
      <FormActions>
        <Button type="submit" loading={act.isPending}>
          {m.add}
        </Button>
        <Button variant="default" onClick={onDone} disabled={act.isPending}>
          {m.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}

interface RemoveNodeProps {
  readonly detail: SetDetail;
  readonly node: CriteriaNode;
  readonly onDone: () => void;
}

/** Asks before a criterion leaves a draft, and says what goes with it. */
export function RemoveNode({ detail, node, onDone }: RemoveNodeProps) {
  const m = useMessages(setWords);
  const language = useLanguage();
  const act = useSetAct(detail.id);
  const submit = () => {
    if (act.isPending) return;
    const body = { revision: detail.revision, code: node.code };
    act.mutate({ path: 'nodes/remove', body, said: m.removedNode(node.code) }, { onSuccess: onDone });
  };
  return (
    <Form onSubmit={submit} error={act.error} labels={{}}>
      <p>
        <strong>
          {node.code}. {node.name}
        </strong>
      </p>
      <p>{m.removeText(leavesOf([node]).length, node.max === null ? null : formatPoints(node.max, language))}</p>
      <FormActions>
        <Button type="submit" loading={act.isPending}>
          {m.removeYes}
        </Button>
        <Button variant="default" onClick={onDone} disabled={act.isPending}>
          {m.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}
