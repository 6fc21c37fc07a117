import type { GovernmentLevel } from './law.ts';
import { firstStep, type Workflow, type WorkflowStep } from './workflow.ts';

type Steps = Pick<Workflow, 'steps'>;

/** Steps that can be reached from the first one. */
export function reachable(workflow: Steps): Set<string> {
  const byKey = new Map(workflow.steps.map((step) => [step.key, step]));
  const seen = new Set<string>();
  const open = [firstStep(workflow)];
  for (let step = open.pop(); step; step = open.pop()) {
    if (seen.has(step.key)) continue;
    seen.add(step.key);
    for (const { to } of step.next) open.push(byKey.get(to));
  }
  return seen;
}

/** The steps so that each stands after those that lead to it; undefined when some go round in a circle. */
export function inOrder(workflow: Steps): WorkflowStep[] | undefined {
  const before = new Map(workflow.steps.map((step) => [step.key, 0]));
  for (const { next } of workflow.steps) for (const { to } of next) before.set(to, (before.get(to) ?? 0) + 1);
  const byKey = new Map(workflow.steps.map((step) => [step.key, step]));
  const ready = workflow.steps.filter((step) => before.get(step.key) === 0);
  const ordered: WorkflowStep[] = [];
  for (let step = ready.shift(); step; step = ready.shift()) {
    ordered.push(step);
    for (const { to } of step.next) {
      const left = (before.get(to) ?? 0) - 1;
      before.set(to, left);
      const next = byKey.get(to);
      if (left === 0 && next) ready.push(next);
    }
  }
  return ordered.length === workflow.steps.length ? ordered : undefined;
}

/** The steps that stand in a circle or only behind one. */
export function circling(workflow: Steps): string[] {
  let left = workflow.steps;
  for (let size = -1; size !== left.length; ) {
    size = left.length;
    const keys = new Set(left.map((step) => step.key));
    const led = new Set(left.flatMap((step) => step.next.map(({ to }) => to)));
    // A step in no circle has nothing before it, or nothing after it, once the others like it are taken away.
    left = left.filter((step) => led.has(step.key) && step.next.some(({ to }) => keys.has(to)));
  }
  return left.map((step) => step.key);
}

/** One way through a workflow: which case was chosen where, and how long it takes. */
export interface CasePath {
  /** Names of the chosen cases, in order; empty when there is nothing to choose. */
  readonly cases: readonly string[];
  /** Working minutes from the first step to the last end; steps side by side count once. */
  readonly minutes: number;
  readonly byLevel: Readonly<Partial<Record<GovernmentLevel, number>>>;
  /** When each opened step begins and ends, in working minutes from the start, if every step takes its time. */
  readonly times: ReadonlyMap<string, { readonly from: number; readonly to: number }>;
}

/** More cases than anybody can read are not told one by one. */
export const MAX_CASES = 64;

/**
 * Every way through the workflow, one for each combination of cases, up to `MAX_CASES`.
 * @returns undefined when steps go round in a circle
 */
export function casePaths(workflow: Steps): readonly CasePath[] | undefined {
  const ordered = inOrder(workflow);
  const first = firstStep(workflow);
  if (!ordered) return undefined;
  if (!first) return [];
  const paths: CasePath[] = [];
  const choose = (chosen: ReadonlyMap<string, number>): void => {
    if (paths.length >= MAX_CASES) return;
    const opened = openedBy(ordered, first, chosen);
    const undecided = ordered.find((step) => opened.has(step.key) && isChoice(step) && !chosen.has(step.key));
    if (undecided) {
      for (const at of undecided.next.keys()) choose(new Map(chosen).set(undecided.key, at));
      return;
    }
    paths.push(pathOf(ordered, opened, chosen));
  };
  choose(new Map());
  return paths;
}

function isChoice(step: WorkflowStep): boolean {
  return step.split === 'one' && step.next.length > 1;
}

/** The ways taken out of a step: one of a choice, all of the rest. */
function taken(step: WorkflowStep, chosen: ReadonlyMap<string, number>): readonly string[] {
  if (!isChoice(step)) return step.next.map(({ to }) => to);
  const way = step.next[chosen.get(step.key) ?? -1];
  return way ? [way.to] : [];
}

function openedBy(ordered: readonly WorkflowStep[], first: WorkflowStep, chosen: ReadonlyMap<string, number>) {
  const opened = new Set([first.key]);
  for (const step of ordered) if (opened.has(step.key)) for (const to of taken(step, chosen)) opened.add(to);
  return opened;
}

function pathOf(
  ordered: readonly WorkflowStep[],
  opened: ReadonlySet<string>,
  chosen: ReadonlyMap<string, number>,
): CasePath {
  const steps = ordered.filter((step) => opened.has(step.key));
  const times = schedule(steps, chosen, (step) => step.minutes ?? 0);
  const byLevel: Partial<Record<GovernmentLevel, number>> = {};
  for (const level of new Set(steps.flatMap((step) => (step.level ? [step.level] : []))))
    byLevel[level] = lengthOf(schedule(steps, chosen, (step) => (step.level === level ? (step.minutes ?? 0) : 0)));
  return {
    cases: steps.flatMap((step) => (isChoice(step) ? [step.next[chosen.get(step.key) ?? -1]?.when ?? ''] : [])),
    minutes: lengthOf(times),
    byLevel,
    times,
  };
}

type Times = Map<string, { from: number; to: number }>;

function schedule(
  steps: readonly WorkflowStep[],
  chosen: ReadonlyMap<string, number>,
  minutes: (step: WorkflowStep) => number,
): Times {
  const arrivals = new Map<string, number[]>();
  const times: Times = new Map();
  for (const step of steps) {
    const came = arrivals.get(step.key) ?? [];
    const from = came.length === 0 ? 0 : step.join === 'all' ? Math.max(...came) : Math.min(...came);
    const to = from + minutes(step);
    times.set(step.key, { from, to });
    for (const next of taken(step, chosen)) arrivals.set(next, [...(arrivals.get(next) ?? []), to]);
  }
  return times;
}

function lengthOf(times: Times): number {
  return Math.max(0, ...[...times.values()].map(({ to }) => to));
}
