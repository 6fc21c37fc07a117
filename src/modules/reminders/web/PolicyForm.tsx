import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { Sheet } from '#web/components/BesideList.tsx';
import { TextField } from '#web/components/fields.tsx';
import { fieldId } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { DEFAULT_POLICY, type Policy, type StepBefore } from '../domain/policy.ts';
import { ClockField, NumberField } from './NumberField.tsx';
import classes from './policy.module.css';
import { policyWords } from './policy-words.ts';
import { ChannelsField, PeopleField, StepEditor, StepRow } from './StepEditor.tsx';

interface PolicyFormProps {
  readonly policy: Policy;
  readonly onChange: (policy: Policy) => void;
  /** The default ladder: it also says when the morning's letter goes out. */
  readonly isDefault: boolean;
}

const FIRST_STEP: StepBefore = { key: 'before-1', at: { daysBefore: 1 }, to: ['owner', 'clerk'] };

function replaced<T>(list: readonly T[], place: number, value: T): T[] {
  return list.map((one, index) => (index === place ? value : one));
}

function without<T>(list: readonly T[], place: number): T[] {
  return list.filter((_, index) => index !== place);
}

/** A ladder in plain words, each step a sentence that opens into its fields. */
export function PolicyForm(props: PolicyFormProps) {
  const { policy, onChange } = props;
  const m = useMessages(policyWords);
  const set = (part: Partial<Policy>) => onChange({ ...policy, ...part });
  return (
    <>
      <TextField name="name" label={m.name} value={policy.name} onChange={(name) => set({ name })} maxLength={200} />
      <TextField
        name="source"
        label={m.source}
        description={m.sourceHint}
        value={policy.source}
        onChange={(source) => set({ source })}
        maxLength={500}
      />
      <Sheet title={m.assignment}>
        <PeopleField
          name="onAssignment"
          description={m.assignmentHint}
          value={policy.onAssignment}
          onChange={(onAssignment) => set({ onAssignment })}
        />
      </Sheet>
      <Bands {...props} />
      <Overdue {...props} />
      <Weekly {...props} />
      <Sheet title={m.withoutDue}>
        <Checkbox
          className={classes.check ?? ''}
          label={m.withoutDueOn}
          checked={policy.withoutDue !== null}
          onChange={(event) => set({ withoutDue: event.currentTarget.checked ? { to: ['follower'] } : null })}
        />
        {policy.withoutDue && (
          <PeopleField
            name="withoutDue.to"
            value={policy.withoutDue.to}
            onChange={(to) => set({ withoutDue: { to } })}
          />
        )}
      </Sheet>
      <Limits {...props} />
    </>
  );
}

function Bands({ policy, onChange }: PolicyFormProps) {
  const m = useMessages(policyWords);
  const [added, setAdded] = useState<string>();
  const { bands } = policy;
  const setBand = (place: number, part: Partial<Policy['bands'][number]>) => {
    const band = bands[place];
    if (band) onChange({ ...policy, bands: replaced(bands, place, { ...band, ...part }) });
  };
  const longest = Math.max(...bands.map(({ overDays }) => (Number.isFinite(overDays) ? overDays : 0)), 0);
  return (
    <Sheet title={m.before}>
      <p id={fieldId('bands')} tabIndex={-1} className={classes.note}>
        {m.beforeHint}
      </p>
      {bands.map(({ overDays, steps }, place) => (
        // Bands have no name of their own; their place is what the fields are called by.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <section key={place} className={classes.band} aria-label={m.band(overDays)}>
          <h3>{m.band(overDays)}</h3>
          {overDays !== -1 && (
            <div className={classes.line}>
              <NumberField
                name={`bands.${place}.overDays`}
                label={m.bandDays}
                value={overDays}
                onChange={(days) => setBand(place, { overDays: days })}
              />
              <Button variant="default" size="xs" onClick={() => onChange({ ...policy, bands: without(bands, place) })}>
                {m.removeBand(overDays)}
              </Button>
            </div>
          )}
          {steps.length === 0 && <p className={classes.note}>{m.noSteps}</p>}
          <ul className={classes.steps}>
            {steps.map((step, index) => {
              const name = `bands.${place}.steps.${index}`;
              return (
                <StepEditor
                  key={name}
                  name={name}
                  step={step}
                  fresh={added === name}
                  onChange={(changed) => setBand(place, { steps: replaced(steps, index, changed) })}
                  onRemove={() => {
                    setBand(place, { steps: without(steps, index) });
                    document.getElementById(`add-${place}`)?.focus();
                  }}
                />
              );
            })}
          </ul>
          <Button
            id={`add-${place}`}
            variant="default"
            size="xs"
            onClick={() => {
              setBand(place, { steps: [...steps, FIRST_STEP] });
              setAdded(`bands.${place}.steps.${steps.length}`);
            }}
          >
            {m.addStep}
            <span className="dh-visually-hidden">: {m.band(overDays)}</span>
          </Button>
        </section>
      ))}
      <Button
        variant="default"
        size="xs"
        onClick={() => onChange({ ...policy, bands: [{ overDays: longest + 15, steps: [FIRST_STEP] }, ...bands] })}
      >
        {m.addBand}
      </Button>
    </Sheet>
  );
}

function Overdue({ policy, onChange }: PolicyFormProps) {
  const m = useMessages(policyWords);
  const [added, setAdded] = useState<number>();
  const { overdue } = policy;
  const last = Math.max(0, ...overdue.map(({ afterDays }) => (Number.isFinite(afterDays) ? afterDays : 0)));
  return (
    <Sheet title={m.overdue}>
      <p className={classes.note}>{m.overdueHint}</p>
      <ul className={classes.steps}>
        {overdue.map((step, place) => {
          const name = `overdue.${place}`;
          const change = (part: Partial<typeof step>) =>
            onChange({ ...policy, overdue: replaced(overdue, place, { ...step, ...part }) });
          return (
            <StepRow
              key={name}
              name={name}
              title={m.overdueStep(step.afterDays)}
              to={step.to}
              channels={step.channels}
              fresh={added === place}
              onRemove={() => {
                onChange({ ...policy, overdue: without(overdue, place) });
                document.getElementById('add-overdue')?.focus();
              }}
            >
              <NumberField
                name={`${name}.afterDays`}
                label={m.overdueDays}
                value={step.afterDays}
                onChange={(afterDays) => change({ afterDays })}
              />
              <PeopleField name={`${name}.to`} value={step.to} onChange={(to) => change({ to })} />
              <ChannelsField
                name={`${name}.channels`}
                value={step.channels}
                onChange={(channels) => change({ channels })}
              />
            </StepRow>
          );
        })}
      </ul>
      <Button
        id="add-overdue"
        variant="default"
        size="xs"
        onClick={() => {
          const afterDays = last + 1;
          onChange({
            ...policy,
            overdue: [...overdue, { key: `overdue-${afterDays}`, afterDays, to: ['owner', 'head'] }],
          });
          setAdded(overdue.length);
        }}
      >
        {m.addStep}
        <span className="dh-visually-hidden">: {m.overdue}</span>
      </Button>
    </Sheet>
  );
}

function Weekly({ policy, onChange }: PolicyFormProps) {
  const m = useMessages(policyWords);
  const { weekly } = policy;
  const set = (part: Partial<NonNullable<Policy['weekly']>>) => {
    if (weekly) onChange({ ...policy, weekly: { ...weekly, ...part } });
  };
  return (
    <Sheet title={m.weekly}>
      <Checkbox
        className={classes.check ?? ''}
        label={m.weeklyOn}
        checked={weekly !== null}
        onChange={(event) =>
          onChange({ ...policy, weekly: event.currentTarget.checked ? DEFAULT_POLICY.weekly : null })
        }
      />
      {weekly && (
        <>
          <NumberField
            name="weekly.fromDays"
            label={m.weeklyFrom}
            value={weekly.fromDays}
            onChange={(fromDays) => set({ fromDays })}
          />
          <PeopleField name="weekly.to" value={weekly.to} onChange={(to) => set({ to })} />
          <ChannelsField name="weekly.channels" value={weekly.channels} onChange={(channels) => set({ channels })} />
          <ul className={classes.steps}>
            {weekly.also.map((more, place) => {
              const name = `weekly.also.${place}`;
              return (
                <StepRow
                  key={name}
                  name={name}
                  title={m.also(more.fromDays)}
                  to={more.to}
                  fresh={false}
                  onRemove={() => {
                    set({ also: without(weekly.also, place) });
                    document.getElementById('add-also')?.focus();
                  }}
                >
                  <NumberField
                    name={`${name}.fromDays`}
                    label={m.alsoFrom}
                    value={more.fromDays}
                    onChange={(fromDays) => set({ also: replaced(weekly.also, place, { ...more, fromDays }) })}
                  />
                  <PeopleField
                    name={`${name}.to`}
                    value={more.to}
                    onChange={(to) => set({ also: replaced(weekly.also, place, { ...more, to }) })}
                  />
                </StepRow>
              );
            })}
          </ul>
          <Button
            id="add-also"
            variant="default"
            size="xs"
            onClick={() => {
              const fromDays = Math.max(weekly.fromDays, ...weekly.also.map((more) => more.fromDays)) + 5;
              set({ also: [...weekly.also, { fromDays, to: ['vice-chair'] }] });
            }}
          >
            {m.addAlso}
          </Button>
        </>
      )}
    </Sheet>
  );
}

function Limits({ policy, onChange, isDefault }: PolicyFormProps) {
  const m = useMessages(policyWords);
  const { quiet, digest, fallbackMinutes } = policy;
  const { digest: _digest, ...withoutDigest } = policy;
  const { fallbackMinutes: _minutes, ...withoutFallback } = policy;
  return (
    <Sheet title={m.limits}>
      <div className={classes.line}>
        <ClockField
          name="quiet.from"
          label={m.quietFrom}
          value={quiet.from}
          onChange={(from) => onChange({ ...policy, quiet: { ...quiet, from } })}
        />
        <ClockField
          name="quiet.to"
          label={m.quietTo}
          value={quiet.to}
          onChange={(to) => onChange({ ...policy, quiet: { ...quiet, to } })}
        />
      </div>
      <p className={classes.note}>{m.quietHint}</p>
      {isDefault && (
        <>
          <Checkbox
            className={classes.check ?? ''}
            label={m.digestOn}
            description={m.digestHint}
            checked={digest !== undefined}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? { ...policy, digest: { at: 450, dailyLimit: 5 } } : withoutDigest)
            }
          />
          {digest && (
            <div className={classes.line}>
              <ClockField
                name="digest.at"
                label={m.digestAt}
                value={digest.at}
                onChange={(at) => onChange({ ...policy, digest: { ...digest, at } })}
              />
              <NumberField
                name="digest.dailyLimit"
                label={m.dailyLimit}
                value={digest.dailyLimit}
                onChange={(dailyLimit) => onChange({ ...policy, digest: { ...digest, dailyLimit } })}
              />
            </div>
          )}
        </>
      )}
      <Checkbox
        className={classes.check ?? ''}
        label={m.fallbackOn}
        checked={fallbackMinutes !== undefined}
        onChange={(event) =>
          onChange(event.currentTarget.checked ? { ...policy, fallbackMinutes: 30 } : withoutFallback)
        }
      />
      {fallbackMinutes !== undefined && (
        <NumberField
          name="fallbackMinutes"
          label={m.fallback}
          value={fallbackMinutes}
          onChange={(minutes) => onChange({ ...policy, fallbackMinutes: minutes })}
        />
      )}
    </Sheet>
  );
}
