import { type CSSProperties, type KeyboardEvent, useId, useMemo, useRef } from 'react';
import { Icon } from '#web/components/Icon.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { Warning } from '../domain/check.ts';
import type { StepChange } from '../domain/diff.ts';
import { layOut } from '../domain/layout.ts';
import { stepsBefore, type WorkflowBody, type WorkflowStep } from '../domain/workflow.ts';
import { useEdges } from './use-edges.ts';
import classes from './workflow.module.css';
import { type Agencies, useTimeWords } from './workflow-model.ts';
import { workflowWords } from './workflow-words.ts';

interface WorkflowPictureProps {
  readonly body: WorkflowBody;
  readonly agencies: Agencies;
  readonly warnings: readonly Warning[];
  readonly changes: readonly StepChange[];
  readonly selected: string | undefined;
  readonly onSelect: (key: string) => void;
  /** Keys that change the drawing; left out where nothing may be changed. */
  readonly onMove?: ((key: string, by: -1 | 1) => void) | undefined;
  readonly onInsert?: ((after: string) => void) | undefined;
  readonly onRemove?: ((key: string) => void) | undefined;
}

/** The id of a step's box, to bring the focus back to it. */
export const stepBoxId = (key: string) => `step-${key}`;

/** The workflow as a picture: a lane for each agency, time going down, lines for the ways on. Boxes are buttons. */
export function WorkflowPicture(props: WorkflowPictureProps) {
  const { body, agencies } = props;
  const m = useMessages(workflowWords);
  const frame = useRef<HTMLDivElement>(null);
  const arrow = useId();
  const layout = useMemo(() => layOut(body), [body]);
  const edges = useEdges(frame, body, `${props.warnings.length} ${agencies.known}`);
  const grid: CSSProperties & Record<'--columns', number> = { '--columns': Math.max(1, layout.columns) };
  return (
    // The picture may be wider than a phone; whoever scrolls by keys needs a place for the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes.scroll} aria-label={m.picture} tabIndex={0}>
      <div ref={frame} className={classes.picture} style={grid}>
        {layout.lanes.map((lane) => (
          <div
            key={lane.key}
            aria-hidden="true"
            className={classes.lane}
            style={{ gridColumn: `${lane.from} / ${lane.to + 1}`, gridRow: `1 / ${layout.rows + 2}` }}
          >
            {agencies.nameOf(lane.agency)}
          </div>
        ))}
        <svg className={classes.edges} aria-hidden="true" focusable="false">
          <defs>
            <marker id={arrow} viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">
              <path d="M0 0.500L7 4L0 7.500z" className={classes.arrow} />
            </marker>
          </defs>
          {edges.map((edge) => (
            <path
              key={edge.key}
              d={edge.path}
              className={classes.edge}
              data-back={edge.isBack || undefined}
              data-to={edge.to}
              markerEnd={`url(#${arrow})`}
            />
          ))}
        </svg>
        {body.steps.map((step, index) => (
          <StepBox key={step.key} {...props} step={step} number={index + 1} place={layout.places.get(step.key)} />
        ))}
      </div>
    </section>
  );
}

interface StepBoxProps extends WorkflowPictureProps {
  readonly step: WorkflowStep;
  readonly number: number;
  readonly place: { readonly row: number; readonly column: number } | undefined;
}

function StepBox({ step, number, place, ...props }: StepBoxProps) {
  const { body, agencies, selected, onSelect } = props;
  const m = useMessages(workflowWords);
  const time = useTimeWords();
  const own = props.warnings.filter((warning) => warning.step === step.key && warning.severity !== 'note');
  const change = props.changes.find(({ key }) => key === step.key)?.kind;
  const nameOf = (key: string) => body.steps.find((one) => one.key === key)?.name ?? key;
  const cases = stepsBefore(body, step.key).flatMap(({ next }) =>
    next.flatMap(({ to, when }) => (to === step.key && when ? [when] : [])),
  );
  const onward = step.next.map(({ to }) => nameOf(to)).join('; ');
  return (
    <button
      type="button"
      id={stepBoxId(step.key)}
      data-step={step.key}
      data-row={place?.row}
      data-warned={own.length > 0 || undefined}
      aria-pressed={selected === step.key}
      className={classes.step}
      style={{ gridRow: (place?.row ?? 1) + 1, gridColumn: place?.column ?? 1 }}
      onClick={() => onSelect(step.key)}
      onKeyDown={(event) => onStepKey(event, step.key, props)}
    >
      {cases.length > 0 && <span className={classes.case}>{m.when(cases.join(' / '))}</span>}
      {step.join === 'all' && <span className={classes.case}>{m.waits}</span>}
      <span className={classes.name}>{m.stepN(number, step.name)}</span>
      <span className={classes.facts}>
        {m.roles(step.role)} · <span className="dh-tabular">{time(step.minutes)}</span>
      </span>
      <span className="dh-visually-hidden">
        {agencies.nameOf(step.agency)}. {onward === '' ? m.ends : m.leadsTo(onward)}.
      </span>
      {step.next.length > 1 && <span className={classes.case}>{step.split === 'all' ? m.sideBySide : m.chooses}</span>}
      {(own.length > 0 || change === 'added' || change === 'changed') && (
        <span className={classes.marks}>
          {own.length > 0 && (
            <span className={classes.warned}>
              <Icon name="warning" size={14} /> {m.warningCount(own.length)}
            </span>
          )}
          {(change === 'added' || change === 'changed') && (
            <span className={classes.change}>{m.changedTag(change)}</span>
          )}
        </span>
      )}
    </button>
  );
}

/** Arrows go from step to step; with Alt they move the step; Insert and Delete do what they say. */
function onStepKey(event: KeyboardEvent, key: string, props: WorkflowPictureProps): void {
  const steps = props.body.steps;
  const at = steps.findIndex((step) => step.key === key);
  const by =
    event.key === 'ArrowUp' || event.key === 'ArrowLeft'
      ? -1
      : event.key === 'ArrowDown' || event.key === 'ArrowRight'
        ? 1
        : 0;
  if (event.ctrlKey || event.metaKey) return;
  if (by !== 0 && event.altKey) props.onMove?.(key, by);
  else if (by !== 0) document.getElementById(stepBoxId(steps[at + by]?.key ?? ''))?.focus();
  else if (event.key === 'Home') document.getElementById(stepBoxId(steps[0]?.key ?? ''))?.focus();
  else if (event.key === 'End') document.getElementById(stepBoxId(steps.at(-1)?.key ?? ''))?.focus();
  else if (event.key === 'Insert' && props.onInsert) props.onInsert(key);
  else if (event.key === 'Delete' && props.onRemove) props.onRemove(key);
  else return;
  event.preventDefault();
}
