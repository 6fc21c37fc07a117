import { SelectField, TextAreaField, TextField } from '#web/components/fields.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { Rule } from '../domain/rule.ts';
import { NOTHING_DUE_WORDS, STEP_UNIT_WORDS } from '../domain/workbook/layout.ts';
import { BandRows, VariableRows } from './LeafRows.tsx';
import type { TypedFault, TypedLeaf } from './leaf-edit.ts';
import classes from './sets.module.css';
import { setWords } from './set-words.ts';

/** Words by value as the entries of a list to choose from. */
export const ruleOptions = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

type Words = ReturnType<typeof useMessages<(typeof setWords)['vi']>>;

/** What is wrong with a field of a rule as typed. */
export function sentenceOf({ field, at }: TypedFault, m: Words): string {
  if (at !== undefined) return m.rowWrong(at);
  if (field === 'max' || field === 'points') return m.notPoints;
  return field === 'floor' || field === 'full' ? m.notNumber : m.needed;
}

interface RowsProps {
  readonly typed: TypedLeaf;
  readonly put: (change: Partial<TypedLeaf>) => void;
}

/** The fields of one kind of rule. */
export function RuleFields({ kind, typed, put }: RowsProps & { readonly kind: Rule['type'] }) {
  const m = useMessages(setWords);
  const nothing = (
    <SelectField
      name="nothingDue"
      label={m.nothingDue}
      value={typed.nothingDue}
      onChange={(nothingDue) => put({ nothingDue: nothingDue as TypedLeaf['nothingDue'] })}
      data={ruleOptions(NOTHING_DUE_WORDS)}
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
              data={ruleOptions(STEP_UNIT_WORDS)}
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
