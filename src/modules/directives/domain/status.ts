/**
 * The four statuses of an assignment and the step it is at. Neither is ever stored: both are read off the facts, so
 * that no one can type a status in and no job has to change it at midnight.
 *
 * @see report 1270/BC-TCTTTg of 27/12/2017: 21.914 = 14.068 on time + 1.983 late + 5.640 in time + 223 overdue
 */
export const STATUSES = ['DONE_ON_TIME', 'DONE_LATE', 'OPEN_IN_TIME', 'OPEN_OVERDUE'] as const;
export type Status = (typeof STATUSES)[number];

/** mới · đã nhận việc · đang làm · đã báo cáo · bị trả lại · đã xác nhận · đã rút */
export const STEPS = ['new', 'received', 'in-progress', 'reported', 'returned', 'confirmed', 'withdrawn'] as const;
export type Step = (typeof STEPS)[number];

/** What happened to an assignment, as instants. */
export interface Facts {
  /** Null for a duty without a due date: it is never overdue. */
  readonly dueAt: Date | null;
  readonly receivedAt: Date | null;
  readonly progressedAt: Date | null;
  /** Of the report that waits for an answer or was accepted; a returned report leaves null. */
  readonly reportedAt: Date | null;
  readonly confirmedAt: Date | null;
  readonly returnedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly supersededAt: Date | null;
}

/**
 * The status at `now`; null for work that was withdrawn or merged away, which counts nowhere.
 *
 * Punctuality is judged by the time of the report, also when the Office accepts it later. While a report waits the
 * clock stands at its time; when it is returned the report no longer counts and the clock has been running all along.
 */
export function statusOf(facts: Facts, now: Date): Status | null {
  if (!isLive(facts)) return null;
  const judgedAt = facts.reportedAt ?? now;
  const late = facts.dueAt !== null && judgedAt.getTime() > facts.dueAt.getTime();
  if (facts.confirmedAt) return late ? 'DONE_LATE' : 'DONE_ON_TIME';
  return late ? 'OPEN_OVERDUE' : 'OPEN_IN_TIME';
}

export function stepOf(facts: Facts): Step {
  if (!isLive(facts)) return 'withdrawn';
  if (facts.confirmedAt) return 'confirmed';
  if (facts.reportedAt) return 'reported';
  if (facts.returnedAt) return 'returned';
  if (facts.progressedAt) return 'in-progress';
  if (facts.receivedAt) return 'received';
  return 'new';
}

/** The same facts against the due date first given, as if it had never been moved. */
export function atOriginal(facts: Facts, originalDueAt: Date): Facts {
  return { ...facts, dueAt: originalDueAt };
}

/** Neither withdrawn by the giver nor taken up in another assignment after a merger. */
export function isLive(facts: Pick<Facts, 'withdrawnAt' | 'supersededAt'>): boolean {
  return facts.withdrawnAt === null && facts.supersededAt === null;
}

/** How many assignments stand in each status. */
export interface StatusCounts {
  readonly doneOnTime: number;
  readonly doneLate: number;
  readonly openInTime: number;
  readonly openOverdue: number;
}

/** A share with what it is made of; `value` is null when there is nothing to divide by. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
  readonly value: number | null;
}

/**
 * The rates published for tasks, over the same four counts.
 * `completion` = done / (done + open overdue), as the central reports reckon it: late work counts as done, work still
 * in time is left out. `strict` = done on time / all that is done or overdue.
 */
export function ratesOf(counts: StatusCounts): { completion: Rate; overdue: Rate; strict: Rate } {
  const done = counts.doneOnTime + counts.doneLate;
  const due = done + counts.openOverdue;
  return {
    completion: rate(done, due),
    overdue: rate(counts.openOverdue, due),
    strict: rate(counts.doneOnTime, due),
  };
}

function rate(numerator: number, denominator: number): Rate {
  return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator };
}
