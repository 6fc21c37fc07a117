import { Button } from '@mantine/core';
import { useState } from 'react';
import { SelectField, TextAreaField, TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { Leaf } from '../domain/criteria-set.ts';
import { RULE_WORDS } from '../domain/workbook/layout.ts';
import type { SetDetail } from '../sets-schema.ts';
import { TestRows } from './LeafRows.tsx';
import { readTypedLeaf, type TypedLeaf, typedLeaf } from './leaf-edit.ts';
import { RuleFields, ruleOptions, sentenceOf } from './RuleFields.tsx';
import { setWords } from './set-words.ts';
import { useSetAct } from './use-sets.ts';

interface LeafEditorProps {
  readonly detail: SetDetail;
  readonly leaf: Leaf;
  readonly onDone: () => void;
}

/** One leaf of a draft: name, maximum, evidence, rule and the examples beside it. */
export function LeafEditor({ detail, leaf, onDone }: LeafEditorProps) {
  const m = useMessages(setWords);
  const act = useSetAct(detail.id);
  const [typed, setTyped] = useState(() => typedLeaf(leaf));
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const put = (change: Partial<TypedLeaf>) => setTyped({ ...typed, ...change });
  const labels = {
    name: m.name,
    max: m.max,
    conditions: m.conditions,
    points: m.gives,
    floor: m.floor,
    full: m.full,
    of: m.of,
    bands: m.bands,
    variables: m.variables,
    tests: m.tests,
  };
  const submit = () => {
    const read = readTypedLeaf(typed);
    const found =
      'faults' in read ? read.faults.map((fault) => ({ field: fault.field, sentence: sentenceOf(fault, m) })) : [];
    setErrors(found);
    if ('faults' in read || act.isPending) return;
    act.mutate(
      {
        path: 'leaves',
        body: { revision: detail.revision, code: leaf.code, leaf: read.edit },
        said: m.edited(leaf.code),
      },
      { onSuccess: onDone },
    );
  };
  return (
    <Form onSubmit={submit} errors={errors} error={act.error} labels={labels}>
      <TextAreaField
        name="name"
        label={m.name}
        value={typed.name}
        onChange={(name) => put({ name })}
        rows={2}
        required
      />
      <TextField
        name="max"
        label={m.max}
        description={m.maxHint}
        value={typed.max}
        onChange={(max) => put({ max })}
        inputMode="decimal"
      />
      <TextAreaField
        name="evidence"
        label={m.evidence}
        value={typed.evidence}
        onChange={(evidence) => put({ evidence })}
        rows={2}
      />
      <SelectField
        name="kind"
        label={m.kind}
        value={typed.kind}
        onChange={(kind) =>
          put({ kind: kind as TypedLeaf['kind'], tests: kind === leaf.rule?.type ? typed.tests : [] })
        }
        data={[{ value: '', label: m.noRule }, ...ruleOptions(RULE_WORDS)]}
      />
      {typed.kind !== '' && <RuleFields kind={typed.kind} typed={typed} put={put} />}
      {typed.kind !== '' && <TestRows typed={typed} put={put} />}
      <FormActions>
        <Button type="submit" loading={act.isPending}>
          {m.save}
        </Button>
        <Button variant="default" onClick={onDone} disabled={act.isPending}>
          {m.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}
