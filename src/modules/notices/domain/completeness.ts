import type { LocalDate } from '#kernel/local-date.ts';

/**
 * What can be missing or wrong in a task before it is given out: "năm rõ" (who, what, when, which result, who
 * answers). The codes are also refusals, `notices.problem.<code>`.
 */
export const PROBLEMS = [
  'lead-missing',
  'lead-unresolved',
  'cooperating-unresolved',
  'deadline-missing',
  'deadline-before-issue',
  'start-after-deadline',
  'product-missing',
  'issued-on-missing',
  'issuer-missing',
] as const;
export type ProblemCode = (typeof PROBLEMS)[number];

export interface Problem {
  readonly code: ProblemCode;
  /** The field of the proposal or the document that settles it. */
  readonly field: string;
}

/** What completeness is judged by. */
export interface Completable {
  readonly leads: readonly { readonly agencyIds: readonly string[] }[];
  readonly cooperating: readonly { readonly agencyIds: readonly string[] }[];
  readonly deadlineOn: LocalDate | null;
  readonly noDeadline: boolean;
  readonly startOn: LocalDate | null;
  readonly recurrence: string | null;
  readonly product: string | null;
}

/**
 * What still has to be decided before the task may be given out. No deadline is a decision too: a person says so
 * (`noDeadline`), or the duty is continuous or periodic.
 *
 * @param issuedOn day of issue of the document; null when it is not known yet
 */
export function problemsOf(task: Completable, issuedOn: LocalDate | null): Problem[] {
  const problems: Problem[] = [];
  if (task.leads.length === 0) problems.push({ code: 'lead-missing', field: 'leads' });
  if (task.leads.some((body) => body.agencyIds.length === 0))
    problems.push({ code: 'lead-unresolved', field: 'leads' });
  if (task.cooperating.some((body) => body.agencyIds.length === 0))
    problems.push({ code: 'cooperating-unresolved', field: 'cooperating' });
  if (task.deadlineOn === null && !task.noDeadline && task.recurrence === null)
    problems.push({ code: 'deadline-missing', field: 'deadlineOn' });
  if (task.deadlineOn !== null && issuedOn !== null && task.deadlineOn < issuedOn)
    problems.push({ code: 'deadline-before-issue', field: 'deadlineOn' });
  if (task.deadlineOn !== null && task.startOn !== null && task.startOn > task.deadlineOn)
    problems.push({ code: 'start-after-deadline', field: 'startOn' });
  if (task.product === null || task.product.trim() === '') problems.push({ code: 'product-missing', field: 'product' });
  return problems;
}

/** What the head of the document must say: who gives the work and since when it stands. A number may be missing. */
export function headProblemsOf(head: {
  readonly issuedOn: LocalDate | null;
  readonly issuer: string | null;
}): Problem[] {
  const problems: Problem[] = [];
  if (head.issuedOn === null) problems.push({ code: 'issued-on-missing', field: 'issuedOn' });
  if (head.issuer === null) problems.push({ code: 'issuer-missing', field: 'issuer' });
  return problems;
}
