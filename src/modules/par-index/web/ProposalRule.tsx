import { NativeSelect, TextInput } from '@mantine/core';
import { SelectField, TextField } from '#web/components/fields.tsx';
import { fieldId, useFieldError } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { type Fact, FACT_WORDS, FACTS } from '../domain/proposal-reading.ts';
import { RULE_WORDS } from '../domain/workbook/layout.ts';
import type { ProposalDetail } from '../proposals-schema.ts';
import type { TypedLeaf } from './leaf-edit.ts';
import classes from './proposal.module.css';
import { conditionsOf, NO_LEAST, type TypedLeast, type TypedProposal } from './proposal-typed.ts';
import { proposalWords } from './proposal-words.ts';
import { RuleFields, ruleOptions } from './RuleFields.tsx';

interface ProposalRuleProps {
  readonly proposal: Pick<ProposalDetail, 'rule' | 'facts'>;
  readonly typed: TypedProposal;
  readonly onChange: (part: Partial<TypedProposal>) => void;
}

/** The numbers of what is proposed: a maximum, and for another rule its kind, its fields and how figures are read. */
export function ProposalRule({ proposal, typed, onChange }: ProposalRuleProps) {
  const m = useMessages(proposalWords);
  const put = (change: Partial<TypedLeaf>) => onChange({ rule: { ...typed.rule, ...change } });
  const { kind } = typed.rule;
  return (
    <>
      <TextField
        name="max"
        label={typed.way === 'bonus' ? m.bonusMax : typed.way === 'penalty' ? m.penaltyMax : m.max}
        inputMode="decimal"
        className={classes.number ?? ''}
        value={typed.max}
        onChange={(max) => onChange({ max })}
      />
      {typed.way === 'replace-rule' && (
        <>
          <SelectField
            name="kind"
            label={m.kind}
            className={classes.number ?? ''}
            value={kind}
            onChange={(value) => put({ kind: value as TypedLeaf['kind'] })}
            data={[...(kind === '' ? [{ value: '', label: m.chooseKind }] : []), ...ruleOptions(RULE_WORDS)]}
          />
          {kind !== '' && <RuleFields kind={kind} typed={typed.rule} put={put} />}
          <ReadingFields proposal={proposal} typed={typed} onChange={onChange} />
        </>
      )}
    </>
  );
}

/** By which present figures the new rule is tried on every unit, where it asks for others. */
function ReadingFields({ proposal, typed, onChange }: ProposalRuleProps) {
  const m = useMessages(proposalWords);
  const error = useFieldError('reading');
  const { kind, variables } = typed.rule;
  const known = knownConditions(proposal.rule);
  const rows = conditionsOf(typed).map((condition, at) => ({ condition, at, isKnown: known.includes(condition) }));
  const least = (at: number) => typed.conditions[at] ?? NO_LEAST;
  const setLeast = (at: number, change: TypedLeast) =>
    onChange({ conditions: rows.map((_, index) => (index === at ? change : least(index))) });
  const isSame = kind === proposal.rule?.type;
  if (kind === 'timeliness' && !isSame)
    return (
      <fieldset className={classes.steps}>
        <legend>{m.reading}</legend>
        <p className={classes.by}>{m.readingHint}</p>
        <LeastFields
          name="onTime"
          called={m.onTimeWhen}
          proposal={proposal}
          value={typed.onTime}
          onChange={(onTime) => onChange({ onTime })}
        />
        <LeastFields
          name="late"
          called={m.lateWhen}
          proposal={proposal}
          value={typed.late}
          onChange={(late) => onChange({ late })}
        />
      </fieldset>
    );
  if (kind === 'banded-formula' && variables.some(({ name }) => name !== ''))
    return (
      <fieldset className={classes.steps}>
        <legend>{m.reading}</legend>
        <p className={classes.by}>{m.readingHint}</p>
        {variables
          .filter(({ name }) => name !== '')
          .map(({ name }) => (
            <NativeSelect
              key={name}
              className={classes.number}
              label={m.variableFrom(name)}
              value={typed.variables[name] ?? ''}
              onChange={(event) => onChange({ variables: { ...typed.variables, [name]: event.currentTarget.value } })}
              data={factOptions(proposal, m.variableAsIs)}
            />
          ))}
      </fieldset>
    );
  if (rows.length === 0) return null;
  return (
    <fieldset className={classes.steps} id={fieldId('reading')} tabIndex={-1}>
      <legend>{m.reading}</legend>
      <p className={classes.by}>{m.readingHint}</p>
      {error && <p className={classes.error}>{error}</p>}
      {rows.map(({ condition, at, isKnown }) => (
        <LeastFields
          key={`${at} ${condition}`}
          name={`condition-${at}`}
          called={m.metWhen(condition)}
          none={isKnown ? m.asFound : m.notKnown}
          proposal={proposal}
          value={least(at)}
          onChange={(change) => setLeast(at, change)}
        />
      ))}
    </fieldset>
  );
}

interface LeastFieldsProps {
  readonly name: string;
  readonly called: string;
  readonly none?: string;
  readonly proposal: Pick<ProposalDetail, 'rule' | 'facts'>;
  readonly value: TypedLeast;
  readonly onChange: (value: TypedLeast) => void;
}

function LeastFields({ name, called, none, proposal, value, onChange }: LeastFieldsProps) {
  const m = useMessages(proposalWords);
  const error = useFieldError(name);
  return (
    <fieldset className={classes.step}>
      <legend>{called}</legend>
      {error && <p className={classes.error}>{error}</p>}
      <NativeSelect
        id={fieldId(name)}
        label={m.figure}
        value={value.fact}
        onChange={(event) => onChange({ ...value, fact: event.currentTarget.value })}
        data={factOptions(proposal, none ?? m.notKnown)}
      />
      {value.fact !== '' && (
        <TextInput
          label={m.atLeast}
          inputMode="decimal"
          value={value.atLeast}
          onChange={(event) => onChange({ ...value, atLeast: event.currentTarget.value })}
        />
      )}
    </fieldset>
  );
}

function factOptions({ facts, rule }: Pick<ProposalDetail, 'rule' | 'facts'>, none: string) {
  return [{ value: '', label: none }, ...facts.map((fact) => ({ value: fact, label: factWords(fact, rule) }))];
}

/** A figure in words; a variable of the present formula by its label. */
function factWords(fact: Fact, rule: ProposalDetail['rule']): string {
  const known = FACTS.find((one) => one === fact);
  if (known) return FACT_WORDS[known];
  const name = fact.slice('var:'.length);
  const labels = rule?.type === 'banded-formula' ? rule.variables : [];
  return labels.find((one) => one.name === name)?.label ?? name;
}

/** Conditions whose answers are kept under the present rule. */
function knownConditions(rule: ProposalDetail['rule']): readonly string[] {
  return rule?.type === 'all-of' ? rule.conditions : rule?.type === 'yes-no' ? [rule.condition] : [];
}
