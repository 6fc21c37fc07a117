import { addWorkingDays } from '#modules/calendar/domain/days.ts';
import { explainVi } from '#modules/calendar/domain/explain-vi.ts';
import { agenciesById, peopleById } from '#modules/org/public.ts';
import { formsNoteOn, formsOn } from '#modules/procedures/domain/law.ts';
import { workflowOn } from '#modules/procedures/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam, toVietnamIso } from '#kernel/vietnam-time.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { actsFor, readsDirectory, sees } from './acting.ts';
import { answersOf, withAnswer } from './answers.ts';
import { type Context, contextOf } from './context.ts';
import { lastDayToReappoint } from './domain/due.ts';
import { ledgerOf } from './domain/ledger.ts';
import { PUNCTUALITY_VI } from './domain/punctuality.ts';
import { dossiersPermissions } from './permissions.ts';
import { FORM_NUMBERS } from './forms/numbers.ts';
import { possible } from './possible.ts';
import type { DossierDetail } from './detail-schema.ts';
import { findApplicant } from './store/applicants.ts';
import { findDossier, listEvents } from './store/dossiers.ts';
import { lettersOf } from './store/letters.ts';
import { listParts } from './store/parts.ts';
import type { DossierRow, OpinionRow } from './store/rows.ts';
import {
  apologyView,
  eventView,
  intervalView,
  iso,
  letterView,
  legView,
  named,
  type Names,
  opinionView,
  summaryOf,
  supplementView,
  waitingView,
} from './views.ts';

/** @throws Refusal `dossiers.not_found` (404), the same for what does not exist and what may not be seen */
export async function readDossier(work: Work, id: string): Promise<DossierDetail> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run(async (tx) => {
    const row = await findDossier(tx.db, id);
    if (!row || !sees(tx.actor, row)) throw new Refusal('dossiers.not_found', 404);
    return detailOf(tx, row);
  });
}

/** Names of agencies, also of those that are no more. */
export async function agencyNames(tx: Tx, ids: Iterable<string | null>): Promise<Names> {
  const known = await agenciesById(tx, [...new Set([...ids].filter((id) => id !== null))]);
  return new Map(known.map(({ id, name }) => [id, name]));
}

/** The whole dossier as its page shows it, with what the actor may do. */
export async function detailOf(tx: Tx, row: DossierRow): Promise<DossierDetail> {
  const context = await contextOf(tx, row, actsFor(tx.actor, row));
  // All behind the reader's own wall, asked together: one wait.
  const [events, parts, letters, workflow] = await Promise.all([
    listEvents(tx.db, row.id),
    listParts(tx.db, row.id),
    lettersOf(tx.db, row.id),
    workflowView(tx, row, context),
  ]);
  const ledger = ledgerOf(events, context.calendar, tx.now);
  const concerned = [
    ...row.parties,
    ...events.flatMap(({ agencyId, causeAgencyId }) => [agencyId, causeAgencyId]),
    ...parts.opinions.map(({ agency_id: id }) => id),
    ...parts.apologies.map(({ cause_agency_id: id }) => id),
    ...(row.tracks?.others ?? []).map(({ agencyId }) => agencyId),
  ];
  const officers = [...new Set(ledger.legs.flatMap(({ officerId }) => officerId ?? []))];
  const [names, known] = await Promise.all([agencyNames(tx, concerned), peopleById(tx, officers)]);
  const people: Names = new Map(known.map(({ id, fullName }) => [id, fullName]));
  const can = await possible(tx, row, events, context, people);
  const answers = await answersOf(tx, [row]);
  const undone = new Set(events.map(({ undoes }) => undoes));
  return {
    ...withAnswer(summaryOf(row, names, context.calendar, tx.now), answers.get(row.id), tx.now),
    procedure: {
      id: row.procedure_id ?? row.id,
      versionId: row.procedure_version_id ?? row.id,
      code: row.procedure_code ?? '',
      sector: row.sector,
      limitText: row.time_limit?.text ?? '',
    },
    law: {
      id: context.law.id,
      title: context.law.title,
      stopNotice:
        FORM_NUMBERS[formsOn(context.law, dateInVietnam(row.received_at ?? row.submitted_at)).forms].stop !== undefined,
      formsNote: formsNoteOn(context.law, dateInVietnam(row.received_at ?? row.submitted_at)),
    },
    workflow,
    receivingAgency: named(names, row.receiving_agency_id),
    competentAgency: named(names, row.competent_agency_id),
    applicant: row.applicant,
    owner: row.owner,
    applicantOthers: can.actions.includes('correct') ? await othersOf(tx, row) : null,
    readsDirectory: row.applicant_id !== null && readsDirectory(tx.actor, row),
    authorisation: row.authorisation,
    content: row.content,
    sets: row.sets,
    feeWay: row.fee_way,
    outcome: row.outcome,
    returnedAt: iso(row.returned_at),
    lawfulDueAt: iso(row.lawful_due_at),
    status: ledger.status,
    statusLabel: PUNCTUALITY_VI[ledger.status],
    lateByMoment: ledger.lateByMoment,
    lateByDate: ledger.lateByDate,
    latenessMinutes: ledger.latenessMinutes,
    elapsedMinutes: ledger.elapsedMinutes,
    totalMinutes: ledger.totalMinutes,
    stoppedMinutes: ledger.stoppedMinutes,
    faultMinutes: ledger.faultMinutes,
    explanation: explainVi(ledger.dueExplanation),
    events: events.map((event) => eventView(event, undone, names)),
    intervals: ledger.intervals.map(intervalView),
    legs: ledger.legs.map((leg) => legView(leg, names, people)),
    papers: parts.papers.map(({ dossier_id: _dossier, position: _position, ...paper }) => paper),
    files: parts.files.map(({ id, kind, name, media_type: mediaType, size, added_at: addedAt, added_by: addedBy }) => ({
      id,
      kind,
      name,
      mediaType,
      size,
      addedAt: toVietnamIso(addedAt),
      addedBy,
    })),
    opinions: parts.opinions.map((one) => opinionView(one, names, tx.now)),
    answerable: answerableBy(tx, row, parts.opinions),
    supplements: parts.supplements.map(supplementView),
    apologies: parts.apologies.map((one) => apologyView(one, names)),
    messages: letters.map(letterView),
    ...can,
    waiting: waitingView(row, context.law, { asked: parts.supplements, events, now: tx.now }),
    reappointUntil: reappointUntilOf(row, context, tx.now),
    returnUntil: can.actions.includes('draft-supplement') ? returnUntilOf(row, context) : null,
    trackingPath: `/t/${row.tracking_token}`,
    asOf: toVietnamIso(tx.now),
  };
}

/** The workflow it stays on, whatever is published while it runs. */
async function workflowView(tx: Tx, row: DossierRow, { workflow }: Context): Promise<DossierDetail['workflow']> {
  if (!workflow) return null;
  const { id, version, decision, isSample } = workflow;
  const today = row.clock === 'ended' ? undefined : await workflowOn(tx, workflow.procedureId, tx.today);
  return { id, version, decision, isSample, newer: today && today.version > version ? today.version : null };
}

/** Other dossiers of the same line of the directory: whether a correction may mean another person. */
async function othersOf(tx: Tx, { applicant_id: id }: DossierRow): Promise<number | null> {
  const known = id ? await asProgram(tx, () => findApplicant(tx.db, id)) : undefined;
  return known ? Math.max(0, known.dossiers - 1) : null;
}

/** Which questions the actor's own agencies have not answered, the first due first. */
function answerableBy({ actor }: Tx, { opinions, clock }: DossierRow, asked: readonly OpinionRow[]): string[] {
  if (clock === 'ended') return [];
  const mine = new Set(actor.grants.map(({ agencyId }) => agencyId));
  const open = new Set(opinions.flatMap(({ id, agencyId }) => (mine.has(agencyId) ? [id] : [])));
  const due = ({ due_at: at }: OpinionRow) => at?.getTime() ?? Number.POSITIVE_INFINITY;
  return asked
    .filter(({ id }) => open.has(id))
    .sort((a, b) => due(a) - due(b))
    .map(({ id }) => id);
}

/**
 * The last day on which a dossier that is not yet eligible goes back to its applicant by law, with the source; null
 * once it went back: the second time is no matter of days but of having asked for all at once.
 */
function returnUntilOf(row: DossierRow, { law, calendar }: Context): { on: string; source: string } | null {
  if (!row.received_at || row.supplement_rounds > 0) return null;
  const days = law.returnAfterAppraisalWithinWorkingDays;
  const { source } = law.facts.returnAfterAppraisalWithinWorkingDays;
  return { on: addWorkingDays(calendar, dateInVietnam(row.received_at), days), source };
}

function reappointUntilOf(row: DossierRow, { law }: Context, now: Date): string | null {
  if (!row.due_at || row.clock === 'ended' || row.reappointments >= law.reappointments.max) return null;
  const lastDay = lastDayToReappoint(row.due_at, law);
  return dateInVietnam(now) <= lastDay ? lastDay : null;
}
