import type { LocalDate } from '#kernel/local-date.ts';
import type { GovernmentLevel } from './law.ts';

/** Who does a step: a role that posts of the agency carry. */
export const STEP_ROLES = ['agency-clerk', 'officer', 'agency-head', 'office-clerk', 'provincial-leader'] as const;
export type StepRole = (typeof STEP_ROLES)[number];

/**
 * Where a step is done: at the desk that received the dossier, at the agency competent for the procedure, or at one
 * named by its code (`KH.VPUBND`).
 */
export type StepAgency =
  | { readonly kind: 'receiving' }
  | { readonly kind: 'competent' }
  | { readonly kind: 'code'; readonly code: string };

/** The way on. With several ways and `split: 'one'` the officer chooses by the name of the case (`when`). */
export interface StepNext {
  readonly to: string;
  readonly when?: string;
}

/** A step (bước) of an internal workflow. */
export interface WorkflowStep {
  /** Stable inside the version; what a dossier remembers. */
  readonly key: string;
  readonly name: string;
  readonly role: StepRole;
  readonly agency: StepAgency;
  /** Level whose subtotal it counts in; null when the workflow has one level. */
  readonly level: GovernmentLevel | null;
  /** Working minutes; null: không tính thời gian. */
  readonly minutes: number | null;
  /** Empty: the dossier is done here. */
  readonly next: readonly StepNext[];
  /** `one`: one way is taken. `all`: all ways are opened side by side (liên thông song song). */
  readonly split: 'one' | 'all';
  /** `all`: begins when every step before it that was opened is done; `any`: as soon as one is. */
  readonly join: 'any' | 'all';
  /** As printed in the decision; null when it says nothing more than the name. */
  readonly note: string | null;
}

/** A level's share as the decision states it (xã 40 giờ, sở 56 giờ). */
export interface LevelSubtotal {
  readonly level: GovernmentLevel;
  readonly minutes: number;
}

/** Quy trình nội bộ of a procedure, in one version. A published version never changes. */
export interface Workflow {
  readonly id: string;
  /** The version's id; what a dossier keeps. The same as `id`: each version is a row of its own. */
  readonly versionId: string;
  readonly procedureId: string;
  readonly version: number;
  readonly status: 'draft' | 'published';
  readonly steps: readonly WorkflowStep[];
  readonly subtotals: readonly LevelSubtotal[];
  /** Quyết định phê duyệt; null for a demonstration workflow and for drafts. */
  readonly decision: { readonly number: string; readonly on: LocalDate } | null;
  /** Dossiers received from this day on; null while it is a draft. */
  readonly validFrom: LocalDate | null;
  /** Where the steps come from, and that they are a sample when they are. */
  readonly source: string | null;
  readonly isSample: boolean;
}

/** The part of a workflow that is drawn, edited and checked. */
export type WorkflowBody = Pick<Workflow, 'steps' | 'subtotals'>;

/** The step a dossier begins with: the first no way leads to, else the first written. */
export function firstStep(workflow: Pick<Workflow, 'steps'>): WorkflowStep | undefined {
  const targets = new Set(workflow.steps.flatMap((step) => step.next.map(({ to }) => to)));
  return workflow.steps.find((step) => !targets.has(step.key)) ?? workflow.steps[0];
}

export function stepByKey(workflow: Pick<Workflow, 'steps'>, key: string): WorkflowStep | undefined {
  return workflow.steps.find((step) => step.key === key);
}

/** The steps that have a way to this one. */
export function stepsBefore(workflow: Pick<Workflow, 'steps'>, key: string): WorkflowStep[] {
  return workflow.steps.filter((step) => step.next.some(({ to }) => to === key));
}
