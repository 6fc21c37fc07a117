import { Checkbox, Radio } from '@mantine/core';
import { TextAreaField, TextField } from '#web/components/fields.tsx';
import { fieldId, useFieldError } from '#web/components/Form.tsx';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { Leaf } from '../domain/criteria-set.ts';
import { formatPoints } from './figures.ts';
import type { Outcome, Typed } from './leaf-input.ts';
import classes from './sheet.module.css';
import { sheetWords, type SheetWords } from './sheet-words.ts';

interface InputFieldsProps {
  readonly leaf: Leaf;
  readonly typed: Typed;
  readonly onChange: (change: Partial<Typed>) => void;
  /** Bare points are for appraisers; a unit enters figures. */
  readonly mayGivePoints: boolean;
}

/** The fields of one leaf, as its rule wants them. */
export function InputFields({ leaf, typed, onChange, mayGivePoints }: InputFieldsProps) {
  const m = useMessages(sheetWords);
  const language = useLanguage();
  const onlyPoints = leaf.rule?.type === 'points';
  const isExtra = leaf.code === '+' || leaf.code === '-';
  const ways: readonly (readonly [Typed['way'], string])[] = [
    ...(onlyPoints ? [] : [['figures', m.byFigures] as const]),
    ...(onlyPoints || mayGivePoints ? [['points', m.byPoints] as const] : []),
    ...(isExtra ? [] : [['not-applicable', m.byNotApplicable] as const]),
  ];
  return (
    <>
      {typed.way === 'figures' && <Figures leaf={leaf} typed={typed} onChange={onChange} />}
      {typed.way === 'points' && (
        <TextField
          name="points"
          label={m.points}
          description={m.pointsHint(formatPoints(leaf.max ?? 0, language))}
          value={typed.points}
          onChange={(points) => onChange({ points })}
          inputMode="decimal"
          className={classes.short ?? ''}
        />
      )}
      {typed.way === 'not-applicable' && (
        <TextAreaField
          name="whyNot"
          label={m.whyNotApplicable}
          value={typed.whyNot}
          onChange={(whyNot) => onChange({ whyNot })}
          rows={2}
          maxLength={2000}
          required
        />
      )}
      {ways.length > 1 && (
        <details className={classes.ways} open={typed.way !== 'figures' && !onlyPoints ? true : undefined}>
          <summary>{m.how}</summary>
          <Choices
            name="way"
            label={m.how}
            value={typed.way}
            choices={ways}
            onChange={(way) => onChange({ way: way as Typed['way'] })}
          />
        </details>
      )}
    </>
  );
}

function Figures({ leaf, typed, onChange }: Omit<InputFieldsProps, 'mayGivePoints'>) {
  const m = useMessages(sheetWords);
  const { rule } = leaf;
  switch (rule?.type) {
    case 'yes-no':
      return (
        <Choices
          name="met"
          label={rule.condition}
          value={typed.met}
          choices={[
            ['yes', m.yes],
            ['no', m.no],
          ]}
          onChange={(met) => onChange({ met: met as Typed['met'] })}
        />
      );
    case 'all-of':
      return (
        <fieldset className={classes.set}>
          <legend>{m.conditions}</legend>
          {rule.conditions.map((condition, index) => (
            <Checkbox
              key={condition}
              {...(index === 0 ? { id: fieldId('conditions') } : {})}
              label={condition}
              checked={typed.conditions[index] ?? false}
              onChange={(event) => {
                const checked = event.currentTarget.checked;
                onChange({
                  conditions: rule.conditions.map((_, at) =>
                    at === index ? checked : (typed.conditions[at] ?? false),
                  ),
                });
              }}
            />
          ))}
        </fieldset>
      );
    case 'timeliness':
      return (
        <Choices
          name="state"
          label={m.state}
          value={typed.state}
          choices={[
            ['on-time', m.onTime],
            ['late', m.late],
            ['none', m.none],
          ]}
          onChange={(state) => onChange({ state: state as Typed['state'] })}
        />
      );
    case 'proportional':
      return <RatioFields typed={typed} onChange={onChange} m={m} />;
    case 'step':
      return rule.unit === 'per-cent' ? (
        <RatioFields typed={typed} onChange={onChange} m={m} />
      ) : (
        <CountField typed={typed} onChange={onChange} m={m} />
      );
    case 'count-capped':
      return <CountField typed={typed} onChange={onChange} m={m} />;
    case 'banded-formula':
      return rule.variables.map(({ name, label }) => (
        <TextField
          key={name}
          name={name}
          label={label}
          value={typed.variables[name] ?? ''}
          onChange={(value) => onChange({ variables: { ...typed.variables, [name]: value } })}
          inputMode="decimal"
          className={classes.short ?? ''}
        />
      ));
    default:
      return null;
  }
}

interface Part {
  readonly typed: Typed;
  readonly onChange: (change: Partial<Typed>) => void;
  readonly m: SheetWords;
}

function RatioFields({ typed, onChange, m }: Part) {
  return (
    <>
      <div className={classes.pair}>
        <TextField
          name="numerator"
          label={m.numerator}
          value={typed.numerator}
          onChange={(numerator) => onChange({ numerator })}
          inputMode="numeric"
        />
        <TextField
          name="denominator"
          label={m.denominator}
          value={typed.denominator}
          onChange={(denominator) => onChange({ denominator })}
          inputMode="numeric"
        />
      </div>
      <p className={classes.hint}>{m.ratioHint}</p>
    </>
  );
}

function CountField({ typed, onChange, m }: Part) {
  return (
    <TextField
      name="count"
      label={m.count}
      value={typed.count}
      onChange={(count) => onChange({ count })}
      inputMode="numeric"
      className={classes.short ?? ''}
    />
  );
}

interface ChoicesProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
}

/** One of a few, all in sight. */
export function Choices({ name, label, value, choices, onChange }: ChoicesProps) {
  const error = useFieldError(name);
  return (
    <fieldset className={classes.set}>
      <legend>{label}</legend>
      {error && <p className={classes.fieldError}>{error}</p>}
      <div className={classes.choices}>
        {choices.map(([choice, text], index) => (
          <Radio
            key={choice}
            {...(index === 0 ? { id: fieldId(name) } : {})}
            name={fieldId(name)}
            label={text}
            value={choice}
            checked={value === choice}
            onChange={() => onChange(choice)}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** The points the figures give, as one types. */
export function OutcomeLine({ leaf, outcome }: { readonly leaf: Leaf; readonly outcome: Outcome }) {
  const m = useMessages(sheetWords);
  const language = useLanguage();
  const text =
    outcome.kind === 'points'
      ? m.gets(formatPoints(outcome.points, language), formatPoints(leaf.max ?? 0, language))
      : outcome.kind === 'not-applicable'
        ? m.getsNothing
        : outcome.kind === 'not-ready'
          ? m.notReady
          : { 'wrong-input': m.wrongInput, outside: m.outside, formula: m.badFormula }[outcome.why];
  return (
    <output className={classes.outcome} data-kind={outcome.kind}>
      {text}
    </output>
  );
}
