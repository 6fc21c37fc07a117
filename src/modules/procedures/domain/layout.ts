import { inOrder } from './graph.ts';
import type { StepAgency, WorkflowBody, WorkflowStep } from './workflow.ts';

/** One agency's lane of the picture: columns `from` to `to` (both included, from 1). */
export interface Lane {
  readonly key: string;
  readonly agency: StepAgency;
  readonly from: number;
  readonly to: number;
}

/** Where steps stand in the picture: time goes down the rows, each agency has its lane of columns. */
export interface Layout {
  readonly lanes: readonly Lane[];
  readonly rows: number;
  readonly columns: number;
  /** By the step's key; rows and columns from 1. */
  readonly places: ReadonlyMap<string, { readonly row: number; readonly column: number }>;
}

export function laneKey(agency: StepAgency): string {
  return agency.kind === 'code' ? agency.code : agency.kind;
}

/**
 * Lays a workflow out: a step stands below all that lead to it, steps side by side share a row, and a lane is as wide as
 * its widest row. Steps in a circle have no before and after and keep the order they are written in.
 */
export function layOut(workflow: Pick<WorkflowBody, 'steps'>): Layout {
  const rowOf = rowsOf(workflow.steps);
  const lanes = new Map<string, { agency: StepAgency; used: Map<number, number>; width: number }>();
  const slots = new Map<string, { lane: string; slot: number }>();
  for (const step of workflow.steps) {
    const key = laneKey(step.agency);
    const lane = lanes.get(key) ?? { agency: step.agency, used: new Map<number, number>(), width: 1 };
    lanes.set(key, lane);
    const row = rowOf.get(step.key) ?? 1;
    const slot = lane.used.get(row) ?? 0;
    lane.used.set(row, slot + 1);
    lane.width = Math.max(lane.width, slot + 1);
    slots.set(step.key, { lane: key, slot });
  }
  const starts = new Map<string, number>();
  let next = 1;
  for (const [key, lane] of lanes) {
    starts.set(key, next);
    next += lane.width;
  }
  return {
    lanes: [...lanes].map(([key, { agency, width }]) => {
      const from = starts.get(key) ?? 1;
      return { key, agency, from, to: from + width - 1 };
    }),
    rows: Math.max(0, ...rowOf.values()),
    columns: next - 1,
    places: new Map(
      [...slots].map(([key, { lane, slot }]) => [
        key,
        { row: rowOf.get(key) ?? 1, column: (starts.get(lane) ?? 1) + slot },
      ]),
    ),
  };
}

function rowsOf(steps: readonly WorkflowStep[]): Map<string, number> {
  const ordered = inOrder({ steps });
  if (!ordered) return new Map(steps.map((step, index) => [step.key, index + 1]));
  const rows = new Map(steps.map((step) => [step.key, 1]));
  for (const step of ordered)
    for (const { to } of step.next) rows.set(to, Math.max(rows.get(to) ?? 1, (rows.get(step.key) ?? 1) + 1));
  return rows;
}
