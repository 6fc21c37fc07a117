import type { WorkflowBody, WorkflowStep } from './workflow.ts';

export const STEP_PARTS = ['name', 'role', 'agency', 'minutes', 'level', 'next', 'join', 'note'] as const;
export type StepPart = (typeof STEP_PARTS)[number];

export interface StepChange {
  readonly key: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** In which parts; empty for added and removed. */
  readonly parts: readonly StepPart[];
  readonly before: WorkflowStep | null;
  readonly after: WorkflowStep | null;
}

/** What changed from one version to another, in the order of the newer one, removed steps last; by the steps' keys. */
export function diffWorkflows(before: WorkflowBody, after: WorkflowBody): StepChange[] {
  const old = new Map(before.steps.map((step) => [step.key, step]));
  const kept = new Set(after.steps.map((step) => step.key));
  const changes = after.steps.flatMap((step): StepChange[] => {
    const was = old.get(step.key);
    if (!was) return [{ key: step.key, kind: 'added', parts: [], before: null, after: step }];
    const parts = STEP_PARTS.filter((part) => JSON.stringify(partOf(was, part)) !== JSON.stringify(partOf(step, part)));
    return parts.length === 0 ? [] : [{ key: step.key, kind: 'changed', parts, before: was, after: step }];
  });
  const removed = before.steps
    .filter((step) => !kept.has(step.key))
    .map((step): StepChange => ({ key: step.key, kind: 'removed', parts: [], before: step, after: null }));
  return [...changes, ...removed];
}

/** Ways on and how they are taken are one thing to a reader. */
function partOf(step: WorkflowStep, part: StepPart): unknown {
  if (part === 'next') return [step.next.map(({ to, when }) => [to, when ?? null]), step.next.length > 1 && step.split];
  if (part === 'agency') return step.agency.kind === 'code' ? step.agency.code : step.agency.kind;
  return step[part];
}
