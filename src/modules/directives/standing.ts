import { type Status, statusOf } from './domain/status.ts';
import type { PartAsOf } from './store/measures.ts';

/** How a part stood at a moment, by what the history knew of it. */
export function statusAt(part: Pick<PartAsOf, 'due_at' | 'reported_at' | 'confirmed'>, at: Date): Status | null {
  return statusOf(
    {
      dueAt: part.due_at,
      receivedAt: null,
      progressedAt: null,
      reportedAt: part.reported_at,
      confirmedAt: part.confirmed ? part.reported_at : null,
      returnedAt: null,
      withdrawnAt: null,
      supersededAt: null,
    },
    at,
  );
}
