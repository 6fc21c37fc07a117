import { Button, TextInput } from '@mantine/core';
import { TextField } from '#web/components/fields.tsx';
import { fieldId, useFieldError } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { Rule } from '../domain/rule.ts';
import classes from './proposal.module.css';
import { countsThings, type TypedProposal } from './proposal-typed.ts';
import { proposalWords } from './proposal-words.ts';

interface ProposalRuleProps {
  readonly rule: Rule | null;
  readonly typed: TypedProposal;
  readonly onChange: (part: Partial<TypedProposal>) => void;
}

/** The numbers of the proposed rule. */
export function ProposalRule({ rule, typed, onChange }: ProposalRuleProps) {
  const m = useMessages(proposalWords);
  const line = (key: 'max' | 'floor' | 'full' | 'late' | 'each') => (
    <TextField
      name={key}
      label={m[key]}
      inputMode="decimal"
      className={classes.number ?? ''}
      value={typed[key]}
      onChange={(value) => onChange({ [key]: value })}
    />
  );
  return (
    <>
      {line('max')}
      {typed.way === 'steps' && <Steps rule={rule} typed={typed} onChange={onChange} />}
      {typed.way === 'proportional' && line('floor')}
      {typed.way === 'proportional' && line('full')}
      {typed.way === 'late' && line('late')}
      {typed.way === 'each' && line('each')}
    </>
  );
}

function Steps({ rule, typed, onChange }: ProposalRuleProps) {
  const m = useMessages(proposalWords);
  const error = useFieldError('steps');
  const unit = countsThings(rule) ? '' : ' (%)';
  const { steps } = typed;
  const set = (at: number, part: Partial<(typeof steps)[number]>) =>
    onChange({ steps: steps.map((step, index) => (index === at ? { ...step, ...part } : step)) });
  return (
    <fieldset className={classes.steps}>
      <legend>{m.steps}</legend>
      {error && <p className={classes.error}>{error}</p>}
      {steps.map((step, at) => (
        // A step has no name of its own: its place is what it is.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={at} className={classes.step}>
          <TextInput
            {...(at === 0 ? { id: fieldId('steps') } : {})}
            label={`${m.stepFrom(at + 1)}${unit}`}
            inputMode="decimal"
            value={step.from}
            onChange={(event) => set(at, { from: event.currentTarget.value })}
          />
          <TextInput
            label={m.stepPoints(at + 1)}
            inputMode="decimal"
            value={step.points}
            onChange={(event) => set(at, { points: event.currentTarget.value })}
          />
          {steps.length > 1 && (
            <Button
              variant="subtle"
              size="xs"
              onClick={() => onChange({ steps: steps.filter((_, index) => index !== at) })}
            >
              {m.dropStep(at + 1)}
            </Button>
          )}
        </div>
      ))}
      <p className={classes.by}>{m.belowAll}</p>
      {steps.length < 12 && (
        <Button
          variant="default"
          size="xs"
          className={classes.add ?? ''}
          onClick={() => onChange({ steps: [...steps, { from: '', points: '' }] })}
        >
          {m.addStep}
        </Button>
      )}
    </fieldset>
  );
}
