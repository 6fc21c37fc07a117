import { Button, Checkbox } from '@mantine/core';
import { type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { ChoicesField } from '#web/components/ChoicesField.tsx';
import { SelectField } from '#web/components/fields.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { CHANNELS, type Channel } from '../domain/channel.ts';
import { keyOf } from '../domain/policy-check.ts';
import { CHANNEL_VI, momentVi, percentOf, STOPPING_VI } from '../domain/policy-words.ts';
import {
  type Audience,
  AUDIENCES,
  type MomentBefore,
  type StepBefore,
  STOPPING,
  usualStops,
} from '../domain/policy.ts';
import { AUDIENCE_VI } from '../domain/words.ts';
import { NumberField } from './NumberField.tsx';
import classes from './policy.module.css';
import { policyWords } from './policy-words.ts';
import { WrongFields } from './wrong-fields.ts';

interface RowProps {
  /** The way to this step inside the policy: 'overdue.0'. */
  readonly name: string;
  readonly title: string;
  readonly to: readonly Audience[];
  readonly channels?: readonly Channel[] | undefined;
  readonly onRemove?: (() => void) | undefined;
  /** Just added: its fields stand open. */
  readonly fresh: boolean;
  readonly children: ReactNode;
}

/** A step as a sentence; its fields open below it, by themselves where something in them is to be mended. */
export function StepRow({ name, title, to, channels, onRemove, fresh, children }: RowProps) {
  const m = useMessages(policyWords);
  const wrong = useContext(WrongFields).some((field) => field.startsWith(`${name}.`));
  const [chosen, setChosen] = useState(fresh);
  const open = chosen || wrong;
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (fresh) fields.current?.querySelector<HTMLElement>('select, input')?.focus();
  }, [fresh]);
  return (
    <li className={classes.step}>
      <div className={classes.stepHead}>
        <span>
          <strong>{title}</strong>
          <span className={classes.note}>
            {to.map((one) => AUDIENCE_VI[one]).join(', ')}
            {channels && `. ${m.via(channels.map((one) => CHANNEL_VI[one]).join(', '))}`}
          </span>
        </span>
        <span className={classes.stepButtons}>
          <Button variant="default" size="xs" aria-expanded={open} onClick={() => setChosen(!open)} disabled={wrong}>
            {open ? m.doneStep : m.editStep}
            <span className="dh-visually-hidden">: {title}</span>
          </Button>
          {onRemove && (
            <Button variant="default" size="xs" onClick={onRemove}>
              {m.removeStep}
              <span className="dh-visually-hidden">: {title}</span>
            </Button>
          )}
        </span>
      </div>
      {open && (
        <div ref={fields} className={classes.stepFields}>
          {children}
        </div>
      )}
    </li>
  );
}

interface StepEditorProps {
  readonly name: string;
  readonly step: StepBefore;
  readonly onChange: (step: StepBefore) => void;
  readonly onRemove: () => void;
  readonly fresh: boolean;
}

const MOMENTS = ['daysBefore', 'daysBeforeDate', 'hoursBefore', 'share', 'dueDay'] as const;
type MomentKind = (typeof MOMENTS)[number];

/** One step before the due moment or on its day. */
export function StepEditor({ name, step, onChange, onRemove, fresh }: StepEditorProps) {
  const m = useMessages(policyWords);
  const kind = MOMENTS.find((one) => one in step.at) ?? 'dueDay';
  const move = (at: MomentBefore) => onChange({ ...step, at, key: keyOf(at) });
  return (
    <StepRow
      name={name}
      title={m.step(isNumbered(step.at) ? momentVi(step.at) : '…')}
      to={step.to}
      channels={step.channels}
      onRemove={onRemove}
      fresh={fresh}
    >
      <div className={classes.line}>
        <SelectField
          name={kind === 'dueDay' ? `${name}.at` : `${name}.moment`}
          label={m.when}
          value={kind}
          onChange={(value) => move(momentOf(value as MomentKind))}
          data={MOMENTS.map((value) => ({ value, label: m[value] }))}
        />
        {'daysBefore' in step.at && (
          <NumberField
            name={`${name}.at`}
            label={m.days}
            value={step.at.daysBefore}
            onChange={(daysBefore) => move({ daysBefore })}
          />
        )}
        {'daysBeforeDate' in step.at && (
          <NumberField
            name={`${name}.at`}
            label={m.days}
            value={step.at.daysBeforeDate}
            onChange={(daysBeforeDate) => move({ daysBeforeDate })}
          />
        )}
        {'hoursBefore' in step.at && (
          <NumberField
            name={`${name}.at`}
            label={m.hours}
            value={step.at.hoursBefore}
            onChange={(hoursBefore) => move({ hoursBefore })}
          />
        )}
        {'share' in step.at && (
          <NumberField
            name={`${name}.at`}
            label={m.percent}
            value={percentOf(step.at.share)}
            onChange={(percent) => move({ share: percent / 100 })}
          />
        )}
      </div>
      <PeopleField name={`${name}.to`} value={step.to} onChange={(to) => onChange({ ...step, to })} />
      <ChannelsField
        name={`${name}.channels`}
        value={step.channels}
        onChange={(channels) => onChange({ ...step, channels })}
      />
      <ChoicesField
        name={`${name}.stopsOn`}
        label={m.stops}
        all={STOPPING}
        text={STOPPING_VI}
        value={step.stopsOn ?? usualStops(kind === 'dueDay' ? 'due-today' : 'due-soon')}
        onChange={(stopsOn) => onChange({ ...step, stopsOn })}
      />
    </StepRow>
  );
}

function isNumbered(at: MomentBefore): boolean {
  return Object.values(at).every((value) => value === true || Number.isFinite(value));
}

function momentOf(kind: MomentKind): MomentBefore {
  if (kind === 'daysBefore') return { daysBefore: 1 };
  if (kind === 'daysBeforeDate') return { daysBeforeDate: 1 };
  if (kind === 'hoursBefore') return { hoursBefore: 4 };
  return kind === 'share' ? { share: 0.5 } : { dueDay: true };
}

interface PeopleFieldProps {
  readonly name: string;
  readonly value: readonly Audience[];
  readonly onChange: (value: Audience[]) => void;
  readonly description?: string;
}

/** Whom a step addresses. */
export function PeopleField({ name, value, onChange, description }: PeopleFieldProps) {
  const m = useMessages(policyWords);
  return (
    <ChoicesField
      name={name}
      label={m.to}
      all={AUDIENCES}
      text={AUDIENCE_VI}
      value={value}
      onChange={onChange}
      {...(description === undefined ? {} : { description })}
    />
  );
}

interface ChannelsFieldProps {
  readonly name: string;
  readonly value: readonly Channel[] | undefined;
  readonly onChange: (value: Channel[] | undefined) => void;
}

/** By which channels: left to the system, or some named. In the program always. */
export function ChannelsField({ name, value, onChange }: ChannelsFieldProps) {
  const m = useMessages(policyWords);
  return (
    <div>
      <Checkbox
        className={classes.check ?? ''}
        size="sm"
        label={m.anyChannel}
        checked={value === undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? undefined : ['in-app', 'email'])}
      />
      {value && (
        <ChoicesField
          name={name}
          label={m.channels}
          all={CHANNELS}
          text={CHANNEL_VI}
          value={value}
          onChange={onChange}
        />
      )}
    </div>
  );
}
