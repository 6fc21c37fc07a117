import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useMessages } from '#web/i18n/messages.ts';
import type { Warning } from '../domain/check.ts';
import type { WorkflowBody, WorkflowStep } from '../domain/workflow.ts';
import type { WorkflowDetail } from '../schema.ts';
import { StepActs, StepForm, type UnreadTime } from './StepForm.tsx';
import type { StepActions } from './use-step-acts.ts';
import { Warnings } from './WholePanel.tsx';
import classes from './workflow.module.css';
import { type Agencies, useTimeWords } from './workflow-model.ts';
import { workflowWords } from './workflow-words.ts';

interface StepPanelProps {
  readonly detail: WorkflowDetail;
  readonly body: WorkflowBody;
  readonly step: WorkflowStep;
  readonly agencies: Agencies;
  readonly warnings: readonly Warning[];
  readonly acts: StepActions;
  /** What was typed into its time and cannot be read: kept while the panel is closed. */
  readonly unread: UnreadTime | undefined;
  readonly onUnread: (typed: UnreadTime | undefined) => void;
  readonly onClose: () => void;
  /** Left out where nothing may be changed. */
  readonly onChange: ((body: WorkflowBody) => void) | undefined;
}

/** One step beside the picture: its facts, or the fields to change them, with its warnings on top. Escape closes it. */
export function StepPanel(props: StepPanelProps) {
  const { body, step, agencies, warnings, acts, unread, onUnread, onClose, onChange } = props;
  const m = useMessages(workflowWords);
  const heading = useRef<HTMLHeadingElement>(null);
  const at = body.steps.findIndex((one) => one.key === step.key);
  // The reader comes to the step that was opened, on a phone below the picture.
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const inList =
        event.target instanceof HTMLElement &&
        event.target.closest('[role="combobox"], [role="listbox"], [role="dialog"]');
      if (event.key === 'Escape' && !inList && !event.defaultPrevented) onClose();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [onClose]);
  const ofStep = warnings.filter((warning) => warning.step === step.key);
  const own = <Warnings warnings={ofStep} />;
  return (
    <>
      <div className={classes.panelHead}>
        <h2 ref={heading} tabIndex={-1}>
          {m.stepN(at + 1, step.name)}
        </h2>
        <Button size="compact-sm" variant="subtle" onClick={onClose}>
          {m.back}
        </Button>
      </div>
      {onChange ? (
        <>
          <StepActs
            onInsert={() => acts.insert(step.key)}
            onMove={(by) => acts.move(step.key, by)}
            onRemove={() => acts.remove(step.key)}
            isFirst={at === 0}
            isLast={at === body.steps.length - 1}
          />
          <StepForm
            body={body}
            step={step}
            agencies={agencies}
            warnings={ofStep}
            unread={unread}
            onUnread={onUnread}
            onChange={(next) =>
              onChange({ ...body, steps: body.steps.map((one) => (one.key === next.key ? next : one)) })
            }
          >
            {own}
          </StepForm>
        </>
      ) : (
        <>
          {own}
          <StepFacts body={body} step={step} agencies={agencies} />
        </>
      )}
    </>
  );
}

function StepFacts({ body, step, agencies }: Pick<StepPanelProps, 'body' | 'step' | 'agencies'>) {
  const m = useMessages(workflowWords);
  const time = useTimeWords();
  const people = agencies.peopleFor(step);
  const nameOf = (key: string) => body.steps.find((one) => one.key === key)?.name ?? key;
  return (
    <dl className={classes.about}>
      <dt>{m.time}</dt>
      <dd>{time(step.minutes)}</dd>
      <dt>{m.role}</dt>
      <dd>
        {m.roles(step.role)}
        {typeof people === 'number' && <span className={classes.hint}> ({m.staff(people)})</span>}
      </dd>
      <dt>{m.agency}</dt>
      <dd>{agencies.nameOf(step.agency)}</dd>
      {step.level && (
        <>
          <dt>{m.level}</dt>
          <dd>{m.levels(step.level)}</dd>
        </>
      )}
      <dt>{m.ways}</dt>
      <dd>
        {step.next.length === 0
          ? m.ends
          : step.next.map(({ to, when }) => (when ? `${nameOf(to)} (${m.when(when)})` : nameOf(to))).join('; ')}
      </dd>
      {step.note && (
        <>
          <dt>{m.note}</dt>
          <dd>{step.note}</dd>
        </>
      )}
    </dl>
  );
}
