import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { SearchOut } from '#modules/org/schema.ts';
import { getJson } from '#web/api.ts';
import { AgencyPicker, type PickSearch } from '#web/components/SearchPicker.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { Warning } from '../domain/check.ts';
import { STEP_ROLES, type StepAgency, stepsBefore, type WorkflowBody, type WorkflowStep } from '../domain/workflow.ts';
import classes from './workflow.module.css';
import type { Agencies } from './workflow-model.ts';
import { WaysForm } from './WaysForm.tsx';
import { workflowWords } from './workflow-words.ts';

interface StepFormProps {
  readonly body: WorkflowBody;
  readonly step: WorkflowStep;
  readonly agencies: Agencies;
  /** Those of the step. */
  readonly warnings: readonly Warning[];
  /** What was typed into its time and cannot be read. */
  readonly unread: UnreadTime | undefined;
  readonly onUnread: (typed: UnreadTime | undefined) => void;
  readonly onChange: (step: WorkflowStep) => void;
  readonly children: ReactNode;
}

/** The fields of one step; what is typed is drawn and checked at once. `children` are the step's warnings. */
export function StepForm(props: StepFormProps) {
  const { body, step, agencies, warnings, unread, onUnread, onChange, children } = props;
  const m = useMessages(workflowWords);
  const people = agencies.peopleFor(step);
  return (
    <div className={classes.fields}>
      {children}
      <TextInput
        label={m.name}
        value={step.name}
        error={warnings.some(({ code }) => code === 'unnamed-step')}
        maxLength={300}
        data-autofocus
        onChange={(event) => onChange({ ...step, name: event.currentTarget.value })}
      />
      <TimeFields
        key={step.key}
        minutes={step.minutes}
        unread={unread}
        onUnread={onUnread}
        onChange={(minutes) => onChange({ ...step, minutes })}
      />
      <NativeSelect
        label={m.role}
        value={step.role}
        {...(typeof people === 'number' ? { description: m.staff(people) } : {})}
        data={STEP_ROLES.map((value) => ({ value, label: m.roles(value) }))}
        onChange={(event) => onChange({ ...step, role: event.currentTarget.value as WorkflowStep['role'] })}
      />
      <AgencyFields
        key={`a ${step.key}`}
        agency={step.agency}
        agencies={agencies}
        onChange={(agency) => onChange({ ...step, agency })}
      />
      <NativeSelect
        label={m.level}
        value={step.level ?? ''}
        data={[
          { value: '', label: m.noLevel },
          ...(['xa', 'huyen', 'tinh'] as const).map((value) => ({ value, label: m.levels(value) })),
        ]}
        onChange={(event) => onChange({ ...step, level: (event.currentTarget.value || null) as WorkflowStep['level'] })}
      />
      <WaysForm body={body} step={step} onChange={onChange} />
      {stepsBefore(body, step.key).length > 1 && (
        <Checkbox
          label={m.join}
          checked={step.join === 'all'}
          onChange={(event) => onChange({ ...step, join: event.currentTarget.checked ? 'all' : 'any' })}
        />
      )}
      <TextInput
        label={m.note}
        value={step.note ?? ''}
        maxLength={1000}
        onChange={(event) => onChange({ ...step, note: event.currentTarget.value || null })}
      />
    </div>
  );
}

type Unit = 'days' | 'hours' | 'none';

/** What stands in a field of time without being one, kept while its panel is closed. */
export interface UnreadTime {
  readonly text: string;
  readonly unit: Unit;
}

const PER: Readonly<Record<'days' | 'hours', number>> = { days: 480, hours: 60 };

/** "2,5" days or "4" hours as whole working minutes; undefined when it is no such number. */
export function readTime(text: string, unit: 'days' | 'hours'): number | undefined {
  if (!/^\d+([.,]\d+)?$/.test(text.trim())) return undefined;
  const minutes = Number(text.trim().replace(',', '.')) * PER[unit];
  const whole = Math.round(minutes);
  return Math.abs(minutes - whole) < 1e-6 && whole <= 500_000 ? whole : undefined;
}

function TimeFields({
  minutes,
  unread,
  onUnread,
  onChange,
}: {
  readonly minutes: number | null;
  readonly unread: UnreadTime | undefined;
  readonly onUnread: (typed: UnreadTime | undefined) => void;
  readonly onChange: (minutes: number | null) => void;
}) {
  const m = useMessages(workflowWords);
  const [unit, setUnit] = useState<Unit>(
    unread?.unit ?? (minutes === null ? 'none' : minutes % 120 === 0 ? 'days' : 'hours'),
  );
  const written = (value: number | null, at: Unit) =>
    value === null || at === 'none' ? '' : String(value / PER[at]).replace('.', ',');
  const [text, setText] = useState(unread?.text ?? written(minutes, unit));
  const read = unit === 'none' ? null : readTime(text, unit);
  // Undo and discarding change the time from outside while this field is open.
  useEffect(() => {
    if (read !== undefined && read !== minutes) {
      const next: Unit = minutes === null ? 'none' : minutes % 120 === 0 ? 'days' : 'hours';
      setUnit(next);
      setText(written(minutes, next));
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a change from outside counts
  }, [minutes]);
  const change = (nextText: string, nextUnit: Unit) => {
    setText(nextText);
    setUnit(nextUnit);
    const next = nextUnit === 'none' ? null : readTime(nextText, nextUnit);
    onUnread(next === undefined ? { text: nextText, unit: nextUnit } : undefined);
    if (next !== undefined) onChange(next);
  };
  return (
    <div className={classes.time}>
      <TextInput
        label={m.time}
        description={m.timeHint}
        inputMode="decimal"
        value={text}
        error={read === undefined ? m.badTime : undefined}
        data-unread={read === undefined || undefined}
        // A step that is not timed has an empty field: what is typed into it is days.
        onChange={(event) => change(event.currentTarget.value, unit === 'none' ? 'days' : unit)}
      />
      <NativeSelect
        label={m.unit}
        value={unit}
        data={[
          { value: 'days', label: m.unitDays },
          { value: 'hours', label: m.unitHours },
          { value: 'none', label: m.unitNone },
        ]}
        onChange={(event) => {
          const next = event.currentTarget.value as Unit;
          // The length stays, only its unit changes.
          change(next === 'none' ? '' : unit === 'none' ? '0,5' : written(minutes, next), next);
        }}
      />
    </div>
  );
}

interface Codes {
  readonly options: readonly { readonly id: string; readonly label: string }[];
}

interface AgencyFieldsProps {
  readonly agency: StepAgency;
  readonly agencies: Agencies;
  readonly onChange: (agency: StepAgency) => void;
}

function AgencyFields({ agency, agencies, onChange }: AgencyFieldsProps) {
  const m = useMessages(workflowWords);
  const [other, setOther] = useState(agency.kind === 'code');
  const search: PickSearch = async (text, signal): Promise<Codes['options']> => {
    if (text === '') return [];
    const { hits } = await getJson<SearchOut>(`/api/org/agencies/search?q=${encodeURIComponent(text)}`, { signal });
    return hits.map((hit) => ({ id: hit.agency.code, label: hit.agency.name }));
  };
  return (
    <>
      <NativeSelect
        label={m.agency}
        value={other ? 'code' : agency.kind}
        data={[
          { value: 'receiving', label: agencies.nameOf({ kind: 'receiving' }) },
          { value: 'competent', label: agencies.nameOf({ kind: 'competent' }) },
          { value: 'code', label: m.otherAgency },
        ]}
        onChange={(event) => {
          const kind = event.currentTarget.value;
          setOther(kind === 'code');
          if (kind === 'receiving' || kind === 'competent') onChange({ kind });
        }}
      />
      {other && (
        <AgencyPicker
          name="step-agency"
          label={m.pickAgency}
          value={agency.kind === 'code' ? { id: agency.code, label: agencies.nameOf(agency) } : null}
          onChange={(picked) => picked && onChange({ kind: 'code', code: picked.id })}
          search={search}
        />
      )}
    </>
  );
}

/** The acts on one step, as buttons. */
export function StepActs(props: {
  readonly onInsert: () => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}) {
  const m = useMessages(workflowWords);
  return (
    <div className={classes.acts}>
      <Button size="compact-sm" variant="default" onClick={props.onInsert}>
        {m.insertAfter}
      </Button>
      <Button size="compact-sm" variant="default" disabled={props.isFirst} onClick={() => props.onMove(-1)}>
        {m.moveUp}
      </Button>
      <Button size="compact-sm" variant="default" disabled={props.isLast} onClick={() => props.onMove(1)}>
        {m.moveDown}
      </Button>
      <Button size="compact-sm" variant="default" onClick={props.onRemove}>
        {m.remove}
      </Button>
    </div>
  );
}
