import { useMessages } from '#web/i18n/messages.ts';
import type { StepChange, StepPart } from '../domain/diff.ts';
import type { WorkflowBody, WorkflowStep } from '../domain/workflow.ts';
import classes from './workflow.module.css';
import { type Agencies, useTimeWords } from './workflow-model.ts';
import { workflowWords } from './workflow-words.ts';

interface WorkflowDiffProps {
  readonly changes: readonly StepChange[];
  readonly version: number;
  readonly before: WorkflowBody;
  readonly after: WorkflowBody;
  readonly agencies: Agencies;
}

/** What changed since the version before, step by step, in words. */
export function WorkflowDiff({ changes, version, before, after, agencies }: WorkflowDiffProps) {
  const m = useMessages(workflowWords);
  const time = useTimeWords();
  const told = (step: WorkflowStep, part: StepPart, body: WorkflowBody): string => {
    const nameOf = (key: string) => body.steps.find((one) => one.key === key)?.name ?? key;
    switch (part) {
      case 'name':
        return step.name;
      case 'role':
        return m.roles(step.role);
      case 'agency':
        return agencies.nameOf(step.agency);
      case 'minutes':
        return time(step.minutes);
      case 'level':
        return step.level === null ? m.noLevel : m.levels(step.level);
      case 'next':
        return step.next.length === 0
          ? m.ends
          : step.next
              .map(({ to, when }) => (when ? `${nameOf(to)} (${when})` : nameOf(to)))
              .join(step.split === 'all' ? ' + ' : '; ');
      case 'join':
        return step.join === 'all' ? m.waits : m.nothing;
      case 'note':
        return step.note ?? m.nothing;
    }
  };
  return (
    <details className={classes.diff}>
      <summary>
        {m.diffTitle(version)}: {changes.length === 0 ? m.noDiff : m.diffCount(changes.length)}
      </summary>
      <ul className={classes.list}>
        {changes.map(({ key, kind, parts, before: was, after: now }) => (
          <li key={key}>
            <span className={classes.strong}>{m.diffKind(kind)}</span>: {(now ?? was)?.name}
            {kind === 'changed' && was && now && (
              <ul className={classes.list}>
                {parts.map((part) => (
                  <li key={part}>{m.fromTo(m.part(part), told(was, part, before), told(now, part, after))}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
