import type { WorkflowBody, WorkflowStep } from './workflow.ts';

/** A key no step of this body has: b1, b2 … */
export function freshKey(body: Pick<WorkflowBody, 'steps'>): string {
  const used = body.steps.map(({ key }) => Number(/^b(\d+)$/.exec(key)?.[1] ?? 0));
  return `b${Math.max(0, ...used) + 1}`;
}

/** Puts a new step right behind another: it takes over that step's ways on. At the start when `after` is null. */
export function insertStep(
  body: WorkflowBody,
  after: string | null,
  step: Pick<WorkflowStep, 'name' | 'role' | 'agency' | 'level'>,
): WorkflowBody {
  const key = freshKey(body);
  const at = body.steps.findIndex((one) => one.key === after);
  const before = body.steps[at];
  const first = body.steps[0];
  const added: WorkflowStep = {
    ...step,
    key,
    minutes: null,
    note: null,
    next: before ? before.next : first ? [{ to: first.key }] : [],
    split: before?.split ?? 'one',
    join: 'any',
  };
  const steps = body.steps.map((one) =>
    one.key === before?.key ? { ...one, next: [{ to: key }], split: 'one' as const } : one,
  );
  return { ...body, steps: [...steps.slice(0, at + 1), added, ...steps.slice(at + 1)] };
}

/** Takes a step out; whoever led to it leads on to where it led. */
export function removeStep(body: WorkflowBody, key: string): WorkflowBody {
  const gone = body.steps.find((step) => step.key === key);
  if (!gone) return body;
  const steps = body.steps
    .filter((step) => step.key !== key)
    .map((step): WorkflowStep => {
      const way = step.next.find(({ to }) => to === key);
      if (!way) return step;
      const known = new Set([step.key, ...step.next.map(({ to }) => to)]);
      const onward = gone.next.filter(({ to }) => !known.has(to));
      // The name of the case stays where one way takes the place of one way.
      const replaced = onward.map((next) => {
        const when = next.when ?? (onward.length === 1 ? way.when : undefined);
        return when === undefined ? { to: next.to } : { to: next.to, when };
      });
      return { ...step, next: step.next.flatMap((next) => (next.to === key ? replaced : [next])) };
    });
  return { ...body, steps };
}

/**
 * Moves a step one place earlier or later in the list. In a plain row of steps the ways follow the new order, and so they
 * do where one of the two leads to nothing but the other; elsewhere only the place in the list changes.
 */
export function moveStep(body: WorkflowBody, key: string, by: -1 | 1): WorkflowBody {
  const at = body.steps.findIndex((step) => step.key === key);
  const other = body.steps[at + by];
  const step = body.steps[at];
  if (!step || !other) return body;
  const steps = body.steps.map((one, index) => (index === at ? other : index === at + by ? step : one));
  if (isRow(body)) return { ...body, steps: asRow(steps) };
  const [first, second] = by === -1 ? [other, step] : [step, other];
  return { ...body, steps: isPair(body, first, second) ? changedOver(steps, first, second) : steps };
}

/** Whether each step leads to the one below it and the last to none. */
function isRow({ steps }: Pick<WorkflowBody, 'steps'>): boolean {
  return steps.every((step, index) => {
    const after = steps[index + 1];
    return after ? step.next.length === 1 && step.next[0]?.to === after.key : step.next.length === 0;
  });
}

/** Whether the first leads to the second alone, and nothing else leads there. */
function isPair({ steps }: Pick<WorkflowBody, 'steps'>, first: WorkflowStep, second: WorkflowStep): boolean {
  const [way, ...more] = first.next;
  const leading = steps.filter(({ next }) => next.some(({ to }) => to === second.key));
  return way?.to === second.key && more.length === 0 && leading.length === 1 && second.next.length > 0;
}

/** The two the other way round: what led to the first leads to the second, and on from there as before. */
function changedOver(steps: readonly WorkflowStep[], first: WorkflowStep, second: WorkflowStep): WorkflowStep[] {
  return steps.map((one) => {
    if (one.key === first.key) return { ...one, next: second.next, split: second.split, join: 'any' };
    if (one.key === second.key) return { ...one, next: [{ to: first.key }], split: 'one', join: first.join };
    return { ...one, next: one.next.map((way) => (way.to === first.key ? { ...way, to: second.key } : way)) };
  });
}

function asRow(steps: readonly WorkflowStep[]): WorkflowStep[] {
  return steps.map((step, index) => {
    const after = steps[index + 1];
    return { ...step, next: after ? [{ to: after.key }] : [], split: 'one' };
  });
}
