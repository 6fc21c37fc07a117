import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import type { LawRules } from '#modules/procedures/domain/law.ts';
import { dateInVietnam, toVietnamIso } from '#kernel/vietnam-time.ts';
import { doneVi } from './domain/actions.ts';
import type { DossierEvent } from './domain/events.ts';
import type { Interval, Leg } from './domain/ledger.ts';
import { LETTER_MOMENTS, type LetterKey } from './domain/letter-moments.ts';
import { STATE_FACTS } from './domain/states.ts';
import { AWAITS_PAPERS } from './domain/states.ts';
import { closingReason, unpaidReason, waitOf } from './domain/waits.ts';
import type { Track } from './domain/tracks.ts';
import { remainingVi, urgencyOf } from './domain/words.ts';
import { saidVi } from './event-words.ts';
import type { EventView, IntervalView, LegView } from './history-schema.ts';
import type { DossierSummary } from './list-schema.ts';
import type { ApologyView, LetterView, OpinionView, SupplementView } from './papers-schema.ts';
import type { PaperInput } from './reception-schema.ts';
import type { LetterRow } from './store/letters.ts';
import type { ApologyRow, DossierRow, OpinionRow, SupplementRow } from './store/rows.ts';
import { factsOfRow } from './store/rows.ts';

export type Names = ReadonlyMap<string, string>;

export const iso = (at: Date | null): string | null => at && toVietnamIso(at);
export const named = (names: Names, id: string) => ({ id, name: names.get(id) ?? 'Cơ quan không còn trong danh mục' });

/**
 * @param part the part it is shown for, in the queue of whoever has it; absent: the leading one
 * @param people names of the officers of parts
 */
export function summaryOf(
  row: DossierRow,
  names: Names,
  calendar: WorkCalendar,
  now: Date,
  part?: Track,
  people: Names = new Map(),
): DossierSummary {
  const facts = factsOfRow(row);
  const officer = part
    ? part.officerId && { id: part.officerId, name: people.get(part.officerId) ?? '' }
    : row.officer_id && row.officer_name && { id: row.officer_id, name: row.officer_name };
  return {
    id: row.id,
    code: row.code,
    procedureName: row.procedure_name,
    applicantName: row.applicant.name,
    ownerName: row.owner.name,
    state: row.state,
    stateLabel: STATE_FACTS[row.state].label,
    stepName: part ? part.stepName : row.step_name,
    agency: named(names, part?.agencyId ?? row.agency_id),
    officer: officer || null,
    channel: row.channel,
    returnWay: row.return_way,
    submittedAt: toVietnamIso(row.submitted_at),
    receivedAt: iso(row.received_at),
    dueAt: iso(row.due_at),
    firstDueAt: iso(row.first_due_at),
    stepDueAt: part ? part.dueAt && toVietnamIso(new Date(part.dueAt)) : iso(row.step_due_at),
    finishedAt: iso(row.finished_at),
    urgency: urgencyOf(facts, calendar, now),
    remaining: remainingVi(facts, calendar, now),
    answer: null,
    reappointed: row.reappointments > 0,
    ...(row.outcome === 'refused' ? { refused: true as const } : {}),
    ...(row.apology_draft_id && row.clock !== 'ended' ? { letterWaits: true as const } : {}),
    origin: row.origin,
    version: row.version,
  };
}

export function eventView(event: DossierEvent, undone: ReadonlySet<number | null>, names: Names): EventView {
  const { data } = event;
  return {
    seq: event.seq,
    at: toVietnamIso(event.at),
    action: event.action,
    label: isPartDone(event) ? 'làm xong phần việc song song, chờ các phần khác' : doneVi(event.action),
    state: event.state,
    stateLabel: STATE_FACTS[event.state].label,
    clock: event.clock,
    actor: event.actorName,
    agency: named(names, data.part?.agencyId ?? event.agencyId).name,
    stepName: data.part ? data.part.stepName : event.stepName,
    dueAt: iso(event.dueAt),
    cause: event.cause,
    causeAgency: event.causeAgencyId && named(names, event.causeAgencyId).name,
    reason: event.reason,
    text: saidVi(event),
    document: event.document,
    undoes: event.undoes,
    undone: undone.has(event.seq),
  };
}

/** The part it was done in waits for the others now, or is over. */
function isPartDone({ action, data: { part, tracks } }: DossierEvent): boolean {
  if (action !== 'advance' || !part || !tracks) return false;
  return tracks.others.some(({ id, waitsAt }) => id === part.id && waitsAt !== null);
}

export function intervalView(interval: Interval): IntervalView {
  const { kind, restarted, from, to, workingMinutes, reason, cause, actorName, document } = interval;
  return {
    kind,
    restarted,
    from: toVietnamIso(from),
    to: iso(to),
    workingMinutes,
    reason,
    cause,
    actor: actorName,
    document,
  };
}

export function legView(leg: Leg, names: Names, people: Names): LegView {
  return {
    agency: named(names, leg.agencyId),
    stepName: leg.stepName,
    officer: leg.officerId && (people.get(leg.officerId) ?? null),
    enteredAt: toVietnamIso(leg.enteredAt),
    leftAt: iso(leg.leftAt),
    budgetMinutes: leg.budgetMinutes,
    elapsedMinutes: leg.elapsedMinutes,
    faultMinutes: leg.faultMinutes,
    dueAt: iso(leg.dueAt),
    late: leg.late,
    sideBySide: leg.sideBySide,
    part: leg.part,
  };
}

export function opinionView(row: OpinionRow, names: Names, now: Date): OpinionView {
  return {
    id: row.id,
    agency: named(names, row.agency_id),
    branch: row.branch,
    content: row.content,
    askedAt: toVietnamIso(row.asked_at),
    askedBy: row.asked_by,
    dueAt: iso(row.due_at),
    answeredAt: iso(row.answered_at),
    answer: row.answer,
    late: row.due_at !== null && (row.answered_at ?? now) > row.due_at,
  };
}

/** Until when the applicant is waited for, with the closing prepared from what was asked. */
export function waitingView(
  row: DossierRow,
  law: LawRules,
  {
    asked,
    events,
    now,
  }: { readonly asked: readonly SupplementRow[]; readonly events: readonly DossierEvent[]; readonly now: Date },
) {
  const wait = waitOf(law, events, { state: row.state, waitUntil: row.wait_until });
  if (!wait) return null;
  const last = asked.findLast(({ status }) => status === 'issued');
  const papers = (last?.papers as PaperInput[] | undefined)?.map(({ name }) => name) ?? [];
  return {
    until: wait.until,
    isOver: wait.until < dateInVietnam(now),
    by: wait.by,
    source: wait.source,
    closingReason: AWAITS_PAPERS.includes(row.state)
      ? closingReason(wait, last?.issued_at ? dateInVietnam(last.issued_at) : null, papers)
      : row.state === 'awaiting-payment'
        ? unpaidReason(wait, row.stopped_at && dateInVietnam(row.stopped_at))
        : '',
  };
}

type PaperAsked = Omit<PaperInput, 'certified'> & Partial<Pick<PaperInput, 'certified'>>;

export function supplementView(row: SupplementRow): SupplementView {
  return {
    id: row.id,
    atReception: row.at_reception,
    // Requests of before certified copies were told apart do not name them.
    papers: (row.papers as PaperAsked[]).map((paper) => ({ ...paper, certified: paper.certified ?? 0 })),
    reason: row.reason,
    status: row.status,
    draftedAt: toVietnamIso(row.drafted_at),
    draftedBy: row.drafted_by,
    issuedAt: iso(row.issued_at),
    expiresOn: row.expires_on,
    takenAt: iso(row.taken_at),
  };
}

export function apologyView(row: ApologyRow, names: Names): ApologyView {
  return {
    id: row.id,
    reason: row.reason,
    cause: row.cause as ApologyView['cause'],
    causeAgency: row.cause_agency_id && named(names, row.cause_agency_id).name,
    dueBefore: iso(row.due_before),
    newDueAt: iso(row.new_due_at),
    status: row.status,
    draftedAt: toVietnamIso(row.drafted_at),
    draftedBy: row.drafted_by,
    approvedAt: iso(row.approved_at),
    approvedBy: row.approved_by,
    byProgram: row.drafted_by === PROGRAM_DRAFTS,
  };
}

/** Who drafts what nobody has written: the name in the history. */
export const PROGRAM_DRAFTS = 'Phần mềm soạn sẵn';

const LETTER_STATES: Readonly<Record<LetterRow['state'], string>> = {
  queued: 'Chờ gửi',
  sent: 'Đã gửi',
  failed: 'Chờ gửi lại',
  dead: 'Không gửi được, quản trị đã thấy',
  'no-gateway': 'Chưa có cổng SMS, chưa gửi',
  'no-address': 'Người nộp không để lại địa chỉ liên hệ',
};

export function letterView(row: LetterRow): LetterView {
  return {
    id: row.id,
    seq: row.seq,
    label: LETTER_MOMENTS[row.template_key as LetterKey]?.label ?? row.template_key,
    channel: row.channel,
    state: row.state,
    stateLabel: LETTER_STATES[row.state],
    subject: row.subject,
    text: row.body,
    madeAt: toVietnamIso(row.made_at),
    sentAt: iso(row.sent_at),
  };
}
