import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { fieldId, useFieldError } from '#web/components/Form.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { Variable } from '../domain/rule.ts';
import { INPUT_WORDS, VARIABLE_UNIT_WORDS } from '../domain/workbook/layout.ts';
import { INPUT_PATTERNS } from '../domain/workbook/inputs.ts';
import { EMPTY_BAND, type TypedLeaf, type TypedTest } from './leaf-edit.ts';
import classes from './sets.module.css';
import { setWords } from './set-words.ts';

interface RowsProps {
  readonly typed: TypedLeaf;
  readonly put: (change: Partial<TypedLeaf>) => void;
}

interface RowListProps<Row> {
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
  readonly add: string;
  readonly empty: Row;
  readonly called: (row: number) => string;
  readonly children: (row: Row, change: (part: Partial<Row>) => void, called: string) => ReactNode;
}

/** Rows that can be added and taken away, each told by its number. */
function RowList<Row extends object>(props: RowListProps<Row>) {
  const { name, legend, hint, rows, onChange, add, empty, called, children } = props;
  const m = useMessages(setWords);
  const error = useFieldError(name);
  return (
    <fieldset className={classes.rows} id={fieldId(name)} tabIndex={-1}>
      <legend>{legend}</legend>
      {hint && <p className={classes.hint}>{hint}</p>}
      {error && <p className={classes.error}>{error}</p>}
      {rows.map((row, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- rows have no other name, and are typed into in place
        <div key={index} className={classes.row}>
          {children(
            row,
            (part) => onChange(rows.map((one, at) => (at === index ? { ...one, ...part } : one))),
            called(index + 1),
          )}
          <ActionIcon
            variant="subtle"
            aria-label={m.remove(called(index + 1).toLocaleLowerCase('vi'))}
            onClick={() => onChange(rows.filter((_, at) => at !== index))}
          >
            <Icon name="close" size={16} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button variant="default" size="xs" onClick={() => onChange([...rows, empty])}>
          {add}
        </Button>
      </div>
    </fieldset>
  );
}

/** The bands of a rule: a mark and a number for each edge, and what the band gives. */
export function BandRows({ typed, put, gives }: RowsProps & { readonly gives: string }) {
  const m = useMessages(setWords);
  return (
    <RowList
      name="bands"
      legend={m.bands}
      rows={typed.bands}
      onChange={(bands) => put({ bands })}
      add={m.addBand}
      empty={EMPTY_BAND}
      called={m.band}
    >
      {(band, change, called) => (
        <>
          <NativeSelect
            aria-label={`${called}: ${m.fromMark}`}
            value={band.fromMark}
            onChange={(event) => change({ fromMark: event.currentTarget.value as typeof band.fromMark })}
            data={[
              { value: '', label: m.none },
              { value: 'gt', label: '>' },
              { value: 'ge', label: '≥' },
            ]}
          />
          <TextInput
            aria-label={`${called}: ${m.from}`}
            placeholder={m.from}
            value={band.fromMark === '' ? '' : band.from}
            disabled={band.fromMark === ''}
            onChange={(event) => change({ from: event.currentTarget.value })}
          />
          <NativeSelect
            aria-label={`${called}: ${m.toMark}`}
            value={band.toMark}
            onChange={(event) => change({ toMark: event.currentTarget.value as typeof band.toMark })}
            data={[
              { value: '', label: m.none },
              { value: 'lt', label: '<' },
              { value: 'le', label: '≤' },
            ]}
          />
          <TextInput
            aria-label={`${called}: ${m.to}`}
            placeholder={m.to}
            value={band.toMark === '' ? '' : band.to}
            disabled={band.toMark === ''}
            onChange={(event) => change({ to: event.currentTarget.value })}
          />
          <TextInput
            className={classes.wide}
            aria-label={`${called}: ${gives}`}
            placeholder={gives}
            value={band.gives}
            onChange={(event) => change({ gives: event.currentTarget.value })}
          />
        </>
      )}
    </RowList>
  );
}

export function VariableRows({ typed, put }: RowsProps) {
  const m = useMessages(setWords);
  const empty: Variable = { name: '', label: '', unit: 'count' };
  return (
    <RowList
      name="variables"
      legend={m.variables}
      rows={typed.variables}
      onChange={(variables) => put({ variables })}
      add={m.addVariable}
      empty={empty}
      called={(row) => `${m.variableName} ${row}`}
    >
      {(variable, change, called) => (
        <>
          <TextInput
            aria-label={called}
            placeholder={m.variableName}
            value={variable.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TextInput
            className={classes.wide}
            aria-label={`${called}: ${m.variableLabel}`}
            placeholder={m.variableLabel}
            value={variable.label}
            onChange={(event) => change({ label: event.currentTarget.value })}
          />
          <NativeSelect
            aria-label={`${called}: ${m.variableUnit}`}
            value={variable.unit}
            onChange={(event) => change({ unit: event.currentTarget.value as Variable['unit'] })}
            data={Object.entries(VARIABLE_UNIT_WORDS).map(([value, label]) => ({ value, label }))}
          />
        </>
      )}
    </RowList>
  );
}

/** The figures each kind of rule is tried with. */
const KIND_OF = {
  'yes-no': 'yes-no',
  'all-of': 'all-of',
  timeliness: 'timeliness',
  step: 'ratio',
  'count-capped': 'count',
  proportional: 'ratio',
  'banded-formula': 'variables',
  survey: 'survey',
  points: 'points',
} as const;

/** The examples beside the rule, each figures and the points that must come out. */
export function TestRows({ typed, put }: RowsProps) {
  const m = useMessages(setWords);
  if (typed.kind === '') return null;
  const usual = typed.kind === 'step' && typed.unit === 'count' ? 'count' : KIND_OF[typed.kind];
  const empty: TypedTest = { kind: usual, given: '', expect: '', why: '' };
  return (
    <RowList
      name="tests"
      legend={m.tests}
      hint={m.testsHint}
      rows={typed.tests}
      onChange={(tests) => put({ tests })}
      add={m.addTest}
      empty={empty}
      called={(row) => m.example(row)}
    >
      {(one, change, called) => (
        <>
          <NativeSelect
            aria-label={`${called}: ${m.testKind}`}
            value={one.kind}
            onChange={(event) => change({ kind: event.currentTarget.value as TypedTest['kind'] })}
            data={[usual, 'not-applicable' as const].map((kind) => ({ value: kind, label: INPUT_WORDS[kind] }))}
          />
          <TextInput
            className={classes.wide}
            aria-label={`${called}: ${m.given}`}
            placeholder={INPUT_PATTERNS[one.kind]}
            value={one.given}
            onChange={(event) => change({ given: event.currentTarget.value })}
          />
          <TextInput
            aria-label={`${called}: ${m.expect}`}
            placeholder={m.expect}
            value={one.expect}
            onChange={(event) => change({ expect: event.currentTarget.value })}
          />
        </>
      )}
    </RowList>
  );
}
