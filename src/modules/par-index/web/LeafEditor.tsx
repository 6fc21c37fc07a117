import { Button } from '@mantine/core';
import { useState } from 'react';
import { SelectField, TextAreaField, TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { Leaf } from '../domain/criteria-set.ts';
import type { Rule } from '../domain/rule.ts';
import { NOTHING_DUE_WORDS, RULE_WORDS, STEP_UNIT_WORDS } from '../domain/workbook/layout.ts';
import type { SetDetail } from '../sets-schema.ts';
import { BandRows, TestRows, VariableRows } from './LeafRows.tsx';
import { readTypedLeaf, type TypedFault, type TypedLeaf, typedLeaf } from './leaf-edit.ts';
import classes from './sets.module.css';
import { setWords } from './set-words.ts';
import { useSetAct } from './use-sets.ts';

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

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
        data={[{ value: '', label: m.noRule }, ...options(RULE_WORDS)]}
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

type Words = ReturnType<typeof useMessages<(typeof setWords)['vi']>>;

function sentenceOf({ field, at }: TypedFault, m: Words): string {
  if (at !== undefined) return m.rowWrong(at);
  if (field === 'max' || field === 'points') return m.notPoints;
  return field === 'floor' || field === 'full' ? m.notNumber : m.needed;
}

export interface RowsProps {
  readonly typed: TypedLeaf;
  readonly put: (change: Partial<TypedLeaf>) => void;
}

function RuleFields({ kind, typed, put }: RowsProps & { readonly kind: Rule['type'] }) {
  const m = useMessages(setWords);
  const nothing = (
    <SelectField
      name="nothingDue"
      label={m.nothingDue}
      value={typed.nothingDue}
      onChange={(nothingDue) => put({ nothingDue: nothingDue as TypedLeaf['nothingDue'] })}
      data={options(NOTHING_DUE_WORDS)}
    />
  );
  switch (kind) {
    case 'yes-no':
    case 'all-of':
      return (
        <TextAreaField
          name="conditions"
          label={kind === 'yes-no' ? m.condition : m.conditions}
          value={typed.conditions}
          onChange={(conditions) => put({ conditions })}
          required
        />
      );
    case 'timeliness':
    case 'count-capped':
      return (
        <TextField
          name="points"
          label={kind === 'timeliness' ? m.late : m.each}
          value={typed.points}
          onChange={(points) => put({ points })}
          inputMode="decimal"
          required
        />
      );
    case 'proportional':
      return (
        <>
          <div className={classes.pair}>
            <TextField name="floor" label={m.floor} value={typed.floor} onChange={(floor) => put({ floor })} />
            <TextField name="full" label={m.full} value={typed.full} onChange={(full) => put({ full })} />
          </div>
          {nothing}
        </>
      );
    case 'step':
      return (
        <>
          <div className={classes.pair}>
            <SelectField
              name="unit"
              label={m.unit}
              value={typed.unit}
              onChange={(unit) => put({ unit: unit as TypedLeaf['unit'] })}
              data={options(STEP_UNIT_WORDS)}
            />
            {nothing}
          </div>
          <BandRows typed={typed} put={put} gives={m.gives} />
        </>
      );
    case 'banded-formula':
      return (
        <>
          <VariableRows typed={typed} put={put} />
          <TextField name="of" label={m.of} value={typed.of} onChange={(of) => put({ of })} required />
          <BandRows typed={typed} put={put} gives={m.formula} />
        </>
      );
    default:
      return null;
  }
}
