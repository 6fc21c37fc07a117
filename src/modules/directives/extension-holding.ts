import { loadCalendar } from '#modules/calendar/public.ts';
import { dayVi, momentVi } from '#modules/calendar/domain/explain-vi.ts';
import { dueVi } from '#modules/reminders/domain/words.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam, toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { factsOf, type HeldPart, holdPart, partiesOf, type Target, wrongStep } from './acting.ts';
import { type DueMoment, dueMomentOf } from './domain/due.ts';
import {
  type ExtensionAct,
  type ExtensionDenial,
  extensionDenial,
  type Waiting,
  waitingOf,
} from './domain/extension.ts';
import { findOpenExtension } from './store/extensions.ts';
import type { AssignmentRecord, ExtensionRecord } from './store/rows.ts';
import { leadDueOf } from './store/tasks.ts';

/**
 * A part held for an act about more time that the actor may do now.
 * @throws as `holdPart`; Refusal `directives.wrong_step`, `directives.extension_overdue`, `directives.extension_no_due`,
 *   `directives.extension_open`, `directives.extension_settled` (409); `directives.extension_own` (403)
 */
export async function hold(tx: Tx, act: ExtensionAct, target: Target): Promise<HeldPart> {
  const denied = (row: AssignmentRecord, waiting: Waiting) =>
    extensionDenial(act, partiesOf(tx.actor, row), factsOf(row), waiting, tx.now);
  const held = await holdPart(tx, target, (row) => denied(row, 'open') === 'not-yours');
  const open = await findOpenExtension(tx.db, held.row.id);
  const denial = denied(held.row, waitingOf(open, tx.actor.personId));
  if (denial) throw refusalOf(denial, held.row, open);
  return held;
}

export function refusalOf(denial: ExtensionDenial, row: AssignmentRecord, open: ExtensionRecord | undefined): Refusal {
  switch (denial) {
    case 'not-yours':
      return new Refusal('directives.not_yours', 403);
    case 'wrong-step':
      return wrongStep(row);
    case 'no-due':
      return new Refusal('directives.extension_no_due', 409);
    case 'overdue':
      return new Refusal('directives.extension_overdue', 409, { due: dueVi(row.due_at && toVietnamIso(row.due_at)) });
    case 'open':
      return new Refusal('directives.extension_open', 409, {
        by: open?.asked_by_name ?? '',
        at: open ? momentVi(toVietnamIso(open.asked_at)) : '',
      });
    case 'none-open':
      return new Refusal('directives.extension_settled', 409);
    case 'own':
      return new Refusal('directives.extension_own', 403);
  }
}

/** @throws Refusal `directives.not_found` (404) for a request of something else; `directives.extension_settled` (409) */
export async function openRequest(tx: Tx, row: AssignmentRecord, requestId: string): Promise<ExtensionRecord> {
  const open = await findOpenExtension(tx.db, row.id);
  if (!open) throw new Refusal('directives.extension_settled', 409);
  if (open.id !== requestId) throw new Refusal('directives.not_found', 404);
  return open;
}

/**
 * The new due moment and its day, which is a working day where the asked one is none. A part of a cooperating agency ends before or with the lead's; past it only where it is said.
 * @throws Refusal `directives.extension_not_later`, `directives.extension_past_lead` (422)
 */
export async function newDue(
  tx: Tx,
  row: AssignmentRecord,
  { dueOn, pastLead }: { dueOn: LocalDate; pastLead: boolean },
): Promise<{ moment: DueMoment; day: LocalDate; leadDueOn: LocalDate | null }> {
  const moment = dueMomentOf(await loadCalendar(tx, row.agency_id), dueOn, null, null);
  if (row.due_at && moment.dueAt <= row.due_at)
    throw wrongDay('directives.extension_not_later', { due: dueVi(toVietnamIso(row.due_at)) });
  const leadDueOn = await leadPassed(tx, row, moment.dueAt);
  if (leadDueOn && !pastLead)
    throw new Refusal('directives.extension_past_lead', 422, {
      due: dayVi(leadDueOn),
      fields: { pastLead: 'directives.extension_past_lead' },
    });
  return { moment, day: dateInVietnam(moment.dueAt), leadDueOn };
}

/** The lead's due day in the same period, where a cooperating part would be due after it. */
export async function leadPassed(tx: Tx, row: AssignmentRecord, dueAt: Date): Promise<LocalDate | null> {
  if (row.role === 'lead') return null;
  const lead = await leadDueOf(tx.db, row);
  return lead.due_at && dueAt > lead.due_at ? lead.due_on : null;
}

export function wrongDay(code: string, details: Readonly<Record<string, unknown>>): Refusal {
  return new Refusal(code, 422, { ...details, fields: { dueOn: code } });
}
