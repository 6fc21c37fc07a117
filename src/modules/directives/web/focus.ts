import type { AssignmentView, TaskDetail } from '../schema.ts';

/** What the reader is asked to do with a part now, most pressing first. */
const PRESSING = ['report', 'receive', 'confirm'] as const;

/** Whether a part waits for the reader. */
export const asks = (part: AssignmentView): boolean =>
  PRESSING.some((action) => part.actions.includes(action)) || part.extensionActs.includes('decide');

/**
 * The part a reader came for: the one the address names; else the first that waits for him, earliest due first; else
 * the first still open; else the first.
 */
export function focusPart(task: TaskDetail, partId: string | undefined): AssignmentView | undefined {
  const named = task.assignments.find(({ id }) => id === partId);
  if (named) return named;
  const byDue = [...task.assignments]
    .filter(({ superseded }) => !superseded)
    .sort((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9') || roleOrder(a) - roleOrder(b));
  return byDue.find(asks) ?? byDue.find(isOpen) ?? byDue[0] ?? task.assignments[0];
}

function roleOrder({ role }: AssignmentView): number {
  return role === 'lead' ? 0 : 1;
}

export function isOpen({ status }: Pick<AssignmentView, 'status'>): boolean {
  return status === 'OPEN_IN_TIME' || status === 'OPEN_OVERDUE';
}

/** After an answer to one report: the next part that waits for the same answer. */
export function nextToConfirm(task: TaskDetail, answered: string): AssignmentView | undefined {
  return task.assignments.find(({ id, actions }) => id !== answered && actions.includes('confirm'));
}

export interface PeriodGroup {
  readonly key: string;
  readonly label: string | null;
  readonly span: { readonly from: string; readonly to: string } | null;
  readonly parts: readonly AssignmentView[];
}

/** Parts by period, the latest period first; a task that does not recur is one group without a label. */
export function byPeriod(parts: readonly AssignmentView[]): PeriodGroup[] {
  const groups = new Map<string, AssignmentView[]>();
  for (const part of parts) {
    const key = part.period?.key ?? '';
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return [...groups]
    .map(([key, group]) => {
      const period = group[0]?.period ?? null;
      return { key, label: period?.label ?? null, span: period && { from: period.from, to: period.to }, parts: group };
    })
    .sort((a, b) => (b.span?.from ?? '').localeCompare(a.span?.from ?? ''));
}
