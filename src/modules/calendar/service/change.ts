import { Refusal } from '#kernel/refusal.ts';
import { normalizeText } from '#kernel/vietnamese.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import type { WorkPeriod } from '../domain/types.ts';
import type { CalendarChanged } from '../events.ts';
import { calendarPermissions } from '../permissions.ts';
import { renewVersion } from '../store/calendar-store.ts';

/** What a change reports of itself; without `event` nothing was changed and nobody is told. */
export interface Change<Result> {
  readonly result: Result;
  readonly event?: Omit<CalendarChanged, 'reason' | 'subject'>;
}

/**
 * Runs a change of the calendar: administrators only, one at a time, under a new version, told as
 * `calendar.changed` in the same transaction.
 * @throws Refusal `auth.forbidden`; `calendar.agency_not_found` when the agency does not exist
 */
export async function changeCalendar<Result>(
  work: Work,
  reason: string,
  change: (tx: Tx) => Promise<Change<Result>>,
): Promise<Result> {
  requirePermission(work.actor, calendarPermissions.manage);
  return work.run(async (tx) => {
    // Taken first: the row is the lock that makes changes take turns. Nothing is loaded before the change is whole.
    await renewVersion(tx.db);
    const { result, event } = await change(tx).catch(toRefusal);
    if (event) {
      const { agencyId } = event;
      const subject = { kind: 'calendar', id: agencyId ?? 'province' } as const;
      await events.emit(tx, 'calendar.changed', { ...event, reason: normalizeText(reason).trim(), subject });
    }
    return result;
  });
}

const FOREIGN_KEY_VIOLATION = '23503';

function toRefusal(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === FOREIGN_KEY_VIOLATION) {
    throw new Refusal('calendar.agency_not_found', 404, { fields: { agencyId: 'calendar.agency_not_found' } });
  }
  throw error;
}

/** Text as it is kept: NFC, trimmed, single spaces. */
export function tidy(text: string): string {
  return normalizeText(text).replace(/\s+/g, ' ').trim();
}

/** @throws Refusal `calendar.periods_invalid` unless the periods are in order and apart */
export function checkPeriodsInOrder(periods: readonly WorkPeriod[]): void {
  let last = 0;
  for (const { from, to } of periods) {
    if (from < last || to <= from || to > 1440) throw invalid('calendar.periods_invalid', 'periods');
    last = to;
  }
}

/** A refusal that belongs to one field of the form. */
export function invalid(code: string, field: string, details: Record<string, unknown> = {}): Refusal {
  return new Refusal(code, 422, { ...details, fields: { [field]: code } });
}
