import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { extensionState, workingDaysMore } from './domain/extension.ts';
import type { ExtensionView } from './extension-schema.ts';
import type { ExtensionFileRecord, ExtensionRecord } from './store/rows.ts';

const iso = (at: Date | null): string | null => at && toVietnamIso(at);

/** A request with its answer, in the words of the wire. */
export function extensionView(
  row: ExtensionRecord,
  files: readonly Omit<ExtensionFileRecord, 'bytes' | 'sha256'>[],
  calendar: WorkCalendar,
  unreadId: string | null,
): ExtensionView {
  return {
    id: row.id,
    state: extensionState(row),
    fromDueOn: row.from_due_on,
    fromDueAt: toVietnamIso(row.from_due_at),
    askedDueOn: row.asked_due_on,
    askedDueAt: toVietnamIso(row.asked_due_at),
    workingDaysMore: workingDaysMore(calendar, row.from_due_at, row.asked_due_at),
    reason: row.reason,
    documentNumber: row.document_number,
    documentOn: row.document_on,
    files: files
      .filter((file) => file.extension_id === row.id)
      .map(({ id, name, media_type, size }) => ({ id, name, mediaType: media_type, size })),
    pastLead: row.past_lead,
    askedAt: toVietnamIso(row.asked_at),
    askedBy: row.asked_by_name,
    agencyName: row.agency_name,
    answerDueAt: toVietnamIso(row.answer_due_at),
    decidedAt: iso(row.decided_at),
    decidedBy: row.decided_by_name,
    decisionNote: row.decision_note,
    decisionDocument: row.decision_document,
    grantedDueOn: row.granted_due_on,
    grantedDueAt: iso(row.granted_due_at),
    endedAt: iso(row.ended_at),
    endedBy: row.ended_by_name,
    endedBecause: row.ended_because,
    unreadId,
  };
}
