import { workingDaysBetween } from '#modules/calendar/domain/days.ts';
import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { loadCalendar } from '#modules/calendar/public.ts';
import { record } from '#modules/audit/public.ts';
import { agenciesById } from '#modules/org/public.ts';
import { completeObligation, registerObligation } from '#modules/reminders/public.ts';
import { newId } from '#kernel/id.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam, instantAt, toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { can, requirePermission } from '#platform/auth/permission.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { STATE_FACTS } from './domain/states.ts';
import type { AnswerBody, Backlog, BacklogQuery, UrgeBody, UrgingView } from './month-schema.ts';
import { dossiersPermissions } from './permissions.ts';
import { agenciesAsked, periodAsked } from './service-month.ts';
import {
  type BacklogRow,
  insertUrging,
  lockUrging,
  overdueByAgency,
  overdueOf,
  overdueRows,
  saveAnswer,
  type UrgingRow,
  urgingsOf,
} from './store/backlog.ts';

const PAGE = 100;
const SOURCE = 'dossiers';
const keyOf = (id: string) => `urging:${id}`;

/**
 * Tồn đọng: open dossiers past their lawful due day, oldest first, with the cause last recorded, what was asked and
 * what was answered. Agencies see their own, watchers the province. Of a month that is over
 * it is column 13 of that month, as it stood at its end.
 * @throws Refusal `dossiers.agency_not_seen` (403), `dossiers.month_not_begun` (422)
 */
export async function readBacklog(work: Work, query: BacklogQuery): Promise<Backlog> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run(async (tx) => {
    const { after, urged } = query;
    const asked = { agencyIds: agenciesAsked(tx, query.agency), urged, after, limit: PAGE };
    const seen = agenciesAsked(tx, undefined);
    const period = query.month === undefined ? undefined : periodAsked(tx, query.month, 1);
    const closed = period?.closed === true ? period : undefined;
    const { total, rows, holders } = await asProgram(tx, async () =>
      closed
        ? overdueOf(tx.db, closed, seen, asked)
        : { ...(await overdueRows(tx.db, tx.today, asked)), holders: await overdueByAgency(tx.db, tx.today, seen) },
    );
    const urgings = await asProgram(tx, () =>
      urgingsOf(
        tx.db,
        rows.map(({ id }) => id),
      ),
    );
    const asking = urgings.flatMap((one) => one.asked_agency_id ?? []);
    const holding = holders.map(({ agencyId }) => agencyId);
    const ids = [...new Set([...[...rows, ...urgings].map((row) => row.agency_id), ...asking, ...holding])];
    const names = new Map((await agenciesById(tx, ids)).map(({ id, name }) => [id, name]));
    const calendars = new Map<string, WorkCalendar>();
    for (const id of new Set(rows.map((row) => row.agency_id))) calendars.set(id, await loadCalendar(tx, id));
    return {
      total,
      agencies: holders.map(({ agencyId, count }) => ({ id: agencyId, name: names.get(agencyId) ?? '', count })),
      lines: rows.map((row) => {
        const own = urgings.filter(({ dossier_id: id }) => id === row.id);
        return {
          id: row.id,
          code: row.code,
          procedureName: row.procedure_name,
          ownerName: row.owner_name,
          agency: { id: row.agency_id, name: names.get(row.agency_id) ?? '' },
          stateLabel: STATE_FACTS[row.state].label,
          stepName: row.step_name,
          officerName: row.officer_name,
          lawfulDueAt: row.lawful_due_at && toVietnamIso(row.lawful_due_at),
          overdueDays: overdueDays(row, calendars.get(row.agency_id), closed?.lastDay ?? tx.today),
          reappointed: row.reappointments > 0,
          cause: row.cause,
          reason: row.reason,
          urgings: own.map((one) => urgingView(one, names)),
          mayAnswer: own.some((one) => one.answered_at === null && mayAnswer(tx.actor, one.agency_id)),
        };
      }),
      next: after + rows.length < total ? after + rows.length : null,
      // Only what is overdue now can be asked about.
      mayUrge: !closed && can(tx.actor, dossiersPermissions.urge),
      asOf: toVietnamIso(tx.now),
      closedOn: closed?.lastDay ?? null,
    };
  });
}

function overdueDays(row: BacklogRow, calendar: WorkCalendar | undefined, on: LocalDate): number | null {
  if (!row.lawful_due_at || !calendar) return null;
  return workingDaysBetween(calendar, dateInVietnam(row.lawful_due_at), on);
}

function urgingView(row: UrgingRow, names: ReadonlyMap<string, string>): UrgingView {
  return {
    id: row.id,
    agency: { id: row.agency_id, name: names.get(row.agency_id) ?? '' },
    askedAgency:
      row.asked_agency_id === null ? null : { id: row.asked_agency_id, name: names.get(row.asked_agency_id) ?? '' },
    note: row.note,
    sentAt: toVietnamIso(row.sent_at),
    sentBy: row.sent_by,
    answerDueAt: toVietnamIso(row.answer_due_at),
    answeredAt: row.answered_at && toVietnamIso(row.answered_at),
    answeredBy: row.answered_by,
    cause: row.cause,
    plan: row.plan,
    promisedOn: row.promised_on,
  };
}

/** The head and the clerk answer for their own agency, not for those below. */
function mayAnswer(actor: Actor, agencyId: string): boolean {
  const roles = actor.grants.filter((grant) => grant.agencyId === agencyId).map(({ role }) => role);
  return roles.some((role) => role in dossiersPermissions.answer.roles);
}

/**
 * Asks the agencies that hold these dossiers why they are late and until when: one obligation for each, in their list
 * of work and their reminders, answered beside the line. All are sent or none.
 * @throws Refusal `dossiers.answer_due_past` (422), `dossiers.not_overdue`, `dossiers.already_urged` (409)
 */
export async function urge(work: Work, body: UrgeBody): Promise<{ sent: number; agencies: number }> {
  requirePermission(work.actor, dossiersPermissions.urge);
  return work.run(async (tx) => {
    // The last moment of the day: who answers on the day answers in time.
    const dueAt = new Date(instantAt(body.answerDueOn, 24 * 60).getTime() - 1000);
    if (body.answerDueOn <= tx.today) fieldRefusal('dossiers.answer_due_past', 'answerDueOn');
    const ids = [...new Set(body.dossierIds)];
    return asProgram(tx, async () => {
      const { rows } = await overdueRows(tx.db, tx.today, { agencyIds: 'all', ids, after: 0, limit: ids.length });
      const missing = ids.find((id) => !rows.some((row) => row.id === id));
      if (missing) throw new Refusal('dossiers.not_overdue', 409, { code: '', id: missing });
      for (const row of rows) await urgeOne(tx, row, body.note ?? null, dueAt);
      return { sent: rows.length, agencies: new Set(rows.map((row) => row.agency_id)).size };
    });
  });
}

async function urgeOne(tx: Tx, row: BacklogRow, note: string | null, dueAt: Date): Promise<void> {
  const id = newId();
  const code = row.code ?? row.procedure_name;
  const sent = await insertUrging(tx.db, {
    id,
    dossier_id: row.id,
    agency_id: row.agency_id,
    note,
    sent_at: tx.now,
    sent_by: tx.actor.name,
    answer_due_at: dueAt,
  });
  if (!sent) throw new Refusal('dossiers.already_urged', 409, { code });
  await registerObligation(tx, {
    source: SOURCE,
    key: keyOf(id),
    kind: 'dossier-urging',
    title: `Trả lời về hồ sơ quá hạn ${code}`,
    agencyId: row.agency_id,
    followerAgencyId: tx.actor.grants[0]?.agencyId ?? null,
    startAt: tx.now,
    dueAt,
    urgency: 'normal',
    // Without the agency: a successor opens it too.
    link: '/mot-cua/ton-dong?urged=waiting',
    action: 'Trả lời',
    explanation: [`${tx.actor.name} hỏi nguyên nhân và ngày xử lý xong.`, ...(note === null ? [] : [note])],
  });
  await record(tx, {
    action: 'dossiers.urged',
    subject: { kind: 'dossier', id: row.id },
    agencyId: row.agency_id,
    data: { urging: id, answerDueAt: toVietnamIso(dueAt) },
  });
}

/**
 * The agency's answer: the cause, what it will do, and until when.
 * @throws Refusal `dossiers.urging_not_found` (404), `dossiers.urging_answered` (409), `dossiers.promise_past` (422)
 */
export async function answerUrging(work: Work, id: string, body: AnswerBody): Promise<void> {
  requirePermission(work.actor, dossiersPermissions.answer);
  await work.run(async (tx) => {
    if (body.promisedOn !== undefined && body.promisedOn < tx.today)
      fieldRefusal('dossiers.promise_past', 'promisedOn');
    await asProgram(tx, async () => {
      const urging = await lockUrging(tx.db, id);
      if (!urging || !mayAnswer(tx.actor, urging.agency_id)) throw new Refusal('dossiers.urging_not_found', 404);
      if (urging.answered_at) throw new Refusal('dossiers.urging_answered', 409);
      await saveAnswer(tx.db, id, {
        answered_at: tx.now,
        answered_by: tx.actor.name,
        cause: body.cause,
        plan: body.plan,
        promised_on: body.promisedOn ?? null,
      });
      await completeObligation(tx, SOURCE, keyOf(id));
      await record(tx, {
        action: 'dossiers.urging_answered',
        subject: { kind: 'dossier', id: urging.dossier_id },
        agencyId: urging.agency_id,
        data: { urging: id, cause: body.cause, promisedOn: body.promisedOn ?? null },
      });
    });
  });
}

function fieldRefusal(code: string, field: string): never {
  throw new Refusal(code, 422, { fields: { [field]: code } });
}
