import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { Icon } from '#web/components/Icon.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { StepNext, WorkflowBody, WorkflowStep } from '../domain/workflow.ts';
import classes from './workflow.module.css';
import { workflowWords } from './workflow-words.ts';

interface WaysFormProps {
  readonly body: WorkflowBody;
  readonly step: WorkflowStep;
  readonly onChange: (step: WorkflowStep) => void;
}

/** Where a step leads: nowhere, to one step, to one of several named cases, or to several side by side. */
export function WaysForm({ body, step, onChange }: WaysFormProps) {
  const m = useMessages(workflowWords);
  const targets = body.steps.filter(({ key }) => key !== step.key);
  const free = targets.filter(({ key }) => !step.next.some(({ to }) => to === key));
  const set = (next: readonly StepNext[]) => onChange({ ...step, next, split: next.length > 1 ? step.split : 'one' });
  const replace = (at: number, way: StepNext) => set(step.next.map((one, index) => (index === at ? way : one)));
  const several = step.next.length > 1;
  const named = several && step.split === 'one';
  return (
    <fieldset className={classes.ways}>
      <legend>{m.ways}</legend>
      {step.next.length === 0 && <p className={classes.hint}>{m.end}</p>}
      {step.next.map((way, at) => (
        <div key={way.to} className={classes.way}>
          <NativeSelect
            label={m.way(at + 1)}
            value={way.to}
            data={targets
              .filter(({ key }) => key === way.to || free.some((one) => one.key === key))
              .map(({ key, name }) => ({
                value: key,
                label: m.stepN(body.steps.findIndex((one) => one.key === key) + 1, name),
              }))}
            onChange={(event) => replace(at, { ...way, to: event.currentTarget.value })}
          />
          {named && (
            <TextInput
              label={m.caseName(at + 1)}
              value={way.when ?? ''}
              maxLength={200}
              onChange={(event) => {
                const when = event.currentTarget.value;
                replace(at, when === '' ? { to: way.to } : { to: way.to, when });
              }}
            />
          )}
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={m.removeWay(at + 1)}
            onClick={() => set(step.next.filter((_, index) => index !== at))}
          >
            <Icon name="close" size={16} />
          </ActionIcon>
        </div>
      ))}
      {free[0] && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => set([...step.next, { to: nextFree(body, step, free)?.key ?? '' }])}
        >
          {m.addWay}
        </Button>
      )}
      {several && (
        <NativeSelect
          label={m.split}
          value={step.split}
          data={[
            { value: 'one', label: m.splitOne },
            { value: 'all', label: m.splitAll },
          ]}
          onChange={(event) => onChange({ ...step, split: event.currentTarget.value === 'all' ? 'all' : 'one' })}
        />
      )}
    </fieldset>
  );
}

/** The nearest step below that is not led to yet, else any: a way back is rarely meant. */
function nextFree(body: WorkflowBody, step: WorkflowStep, free: readonly WorkflowStep[]): WorkflowStep | undefined {
  const at = body.steps.indexOf(step);
  return body.steps.slice(at + 1).find((one) => free.includes(one)) ?? free[0];
}
