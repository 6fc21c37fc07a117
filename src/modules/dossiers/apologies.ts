import { loadCalendar } from '#modules/calendar/public.ts';
import { agenciesById } from '#modules/org/public.ts';
import {
  cancelObligation,
  completeObligation,
  obligationIds,
  type ObligationInput,
  registerObligation,
  reopenObligation,
} from '#modules/reminders/public.ts';
import { lawById } from '#modules/procedures/domain/law.ts';
import { getWorkflowVersion } from '#modules/procedures/public.ts';
import { addDays } from '#kernel/local-date.ts';
import { periodsOn, whereKnown, type WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { nextWorkingDay } from '#modules/calendar/domain/days.ts';
import { nextWorkingMoment, previousWorkingMoment } from '#modules/calendar/domain/moments.ts';
import { dateInVietnam, instantAt, minuteOfDay } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { asProgram, type Province, type Tx } from '#platform/db/province.ts';
import { Refusal } from '#kernel/refusal.ts';
import { lastDayToReappoint } from './domain/due.ts';
import { isLastLawfulMorning, unfinishable } from './domain/unfinishable.ts';
import { log } from './log.ts';
import { act } from './service-actions.ts';
import { markLooked, rowsBeforeDue, waitedFor } from './store/apologies.ts';
import { signersOf } from './signers.ts';
import { findDossier } from './store/dossiers.ts';
import { type DossierRow, factsOfRow } from './store/rows.ts';
import { PROGRAM_DRAFTS } from './views.ts';

const DRAFTING_ACTOR = systemActor(PROGRAM_DRAFTS);
const SOURCE = 'dossiers';

/**
 * On the last lawful morning, drafts the apology of each dossier that cannot be ready in time, with the cause that is
 * known and a day that can be kept. A draft promises nothing: an officer may word it anew, a head has to sign it. Each
 * promise is looked at once.
 * @returns how many were drafted
 */
export async function draftApologies(province: Province, limit = 100): Promise<number> {
  return province.as(DRAFTING_ACTOR).run(async (tx) => {
    const horizon = await horizonOf(tx);
    if (!horizon) return 0;
    let drafted = 0;
    for (const row of await rowsBeforeDue(tx.db, instantAt(addDays(tx.today, 1)), horizon, limit))
      if (await lookSafely(tx, row)) drafted += 1;
    return drafted;
  });
}

/** One dossier that cannot be judged keeps no other from being looked at. */
async function lookSafely(tx: Tx, row: DossierRow): Promise<boolean> {
  try {
    return await lookAt(tx, row);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    log('warn', 'apology not drafted', { dossier: row.id, code: error.code });
    return false;
  }
}

/** Past the next working day nothing can be on its last lawful morning today. */
async function horizonOf(tx: Tx): Promise<Date | undefined> {
  try {
    const calendar = await loadCalendar(tx);
    // Before the working day opens no morning has come.
    const opens = periodsOn(calendar, tx.today)[0]?.from;
    if (opens !== undefined && minuteOfDay(tx.now) < opens) return undefined;
    return instantAt(addDays(nextWorkingDay(calendar, addDays(tx.today, 1)), 1));
  } catch (error) {
    // A year whose days off are not entered: no morning is known to be the last, and the engine says which year it is.
    if (error instanceof Refusal && error.code === 'calendar.year_without_data') return undefined;
    throw error;
  }
}

async function lookAt(tx: Tx, row: DossierRow): Promise<boolean> {
  const calendar = await loadCalendar(tx, row.competent_agency_id);
  const law = lawById(row.law_id);
  const { due_at: dueAt } = row;
  if (!dueAt || !isLastLawfulMorning(calendar, dueAt, law, tx.now)) return false;
  await markLooked(tx.db, row.id, dueAt);
  if (row.reappointments >= law.reappointments.max) return false;
  const asked = await waitedFor(tx.db, row.id);
  const names = new Map(
    (
      await agenciesById(
        tx,
        asked.map((one) => one.agency_id),
      )
    ).map(({ id, name }) => [id, name]),
  );
  const waits = asked.map((one) => ({
    agencyId: one.agency_id,
    agencyName: names.get(one.agency_id) ?? 'cơ quan phối hợp',
    askedOn: dateInVietnam(one.asked_at),
    dueAt: one.due_at,
  }));
  const workflow = row.workflow_id ? await getWorkflowVersion(tx, row.workflow_id) : null;
  const found = unfinishable(factsOfRow(row), waits, workflow, calendar, tx.now);
  if (!found) return false;
  const { cause, causeAgencyId, reason, newDueOn } = found;
  await act(tx, row.id, {
    action: 'draft-apology',
    version: row.version,
    reason,
    cause,
    dueOn: newDueOn,
    ...(causeAgencyId ? { causeAgencyId } : {}),
  });
  return true;
}

/** Acts after which a drafted letter waits for its signature, or waits no more. */
const CONCERNS: ReadonlySet<string> = new Set([
  'draft-apology',
  'approve-apology',
  'undo',
  'finish',
  'refuse',
  'withdraw',
  'close-expired',
]);

/** A drafted letter is owed by those who sign it until the last day on which it is lawful. */
export async function oweSignature(tx: Tx, moved: { dossierId: string; action: string }): Promise<void> {
  if (!CONCERNS.has(moved.action)) return;
  await asProgram(tx, async () => {
    const row = await findDossier(tx.db, moved.dossierId);
    if (!row) return;
    const key = `apology/${row.id}`;
    const known = (await obligationIds(tx, SOURCE, [key])).has(key);
    if (!row.apology_draft_id) {
      if (!known) return;
      if (moved.action === 'approve-apology') await completeObligation(tx, SOURCE, key);
      else await cancelObligation(tx, SOURCE, key);
      return;
    }
    const [signer] = await signersOf(tx, row.competent_agency_id);
    const calendar = await loadCalendar(tx, row.competent_agency_id);
    await registerObligation(tx, signatureOwed(row, calendar, tx.now, signer?.personId));
    if (known) await reopenObligation(tx, SOURCE, key);
  });
}

/** What whoever signs owes for a drafted letter. */
export function signatureOwed(
  row: DossierRow,
  calendar: WorkCalendar,
  now: Date,
  signerId: string | null = null,
): ObligationInput {
  const { source, trust } = lawById(row.law_id).facts.reappointments;
  const lawful = signBy(row, now);
  return {
    source: SOURCE,
    key: `apology/${row.id}`,
    kind: 'dossier-apology',
    title: `Ký thư xin lỗi, hẹn lại ngày trả: hồ sơ ${row.code ?? row.procedure_name}`,
    agencyId: row.competent_agency_id,
    personId: signerId,
    followerAgencyId: row.receiving_agency_id,
    startAt: now,
    dueAt: lawful ?? endOfWork(calendar, now),
    urgency: 'normal',
    link: `/ho-so/${row.id}`,
    action: 'Xem và ký',
    explanation: [
      'Thư xin lỗi và ngày hẹn mới phải gửi chậm nhất 1 ngày trước ngày hẹn.',
      `Căn cứ: ${source}${trust === 'U' ? ' (chưa kiểm chứng)' : ''}.`,
      ...(lawful ? [] : ['Ngày đó đã qua hoặc hồ sơ không có ngày hẹn: phần mềm đề xuất ký ngay trong ngày làm việc.']),
    ],
  };
}

/** A letter that comes too late for its lawful day is not left without one: the end of the working day it is drafted in. */
function endOfWork(calendar: WorkCalendar, now: Date): Date | null {
  const end = () =>
    previousWorkingMoment(calendar, instantAt(dateInVietnam(nextWorkingMoment(calendar, now)), 24 * 60 - 1));
  return whereKnown(end, null);
}

function signBy(row: DossierRow, now: Date): Date | null {
  if (!row.due_at) return null;
  const end = new Date(instantAt(addDays(lastDayToReappoint(row.due_at, lawById(row.law_id)), 1)).getTime() - 1000);
  return end > now ? end : null;
}
