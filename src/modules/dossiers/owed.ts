import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { explainVi } from '#modules/calendar/domain/explain-vi.ts';
import type { ExplanationStep } from '#modules/calendar/domain/steps.ts';
import type { ObligationInput } from '#modules/reminders/public.ts';
import { lawById } from '#modules/procedures/domain/law.ts';
import { addDays } from '#kernel/local-date.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import type { Facts } from './domain/facts.ts';
import { answerExplained, awaitsAnswer, onlineAnswer, UNVERIFIED } from './domain/online-answer.ts';
import { AWAITS_PAPERS, isWaiting, type State, type Waiting } from './domain/states.ts';
import { FIRST_TRACK, type Track, tracksAtWork } from './domain/tracks.ts';
import { dayVi } from './domain/tracking.ts';
import { waitUntil } from './domain/waits.ts';
import type { DossierRow, OpinionRow } from './store/rows.ts';

export const SOURCE = 'dossiers';

/** What is said of a dossier to whoever owes it. */
export type About = Pick<
  DossierRow,
  'id' | 'code' | 'procedure_name' | 'channel' | 'law_id' | 'receiving_agency_id' | 'competent_agency_id'
>;

/** A promise with its time; null when there is none now. */
export interface Promised {
  readonly startAt: Date;
  readonly dueAt: Date;
  readonly agencyId: string;
  readonly personId: string | null;
}

export type Words = Omit<ObligationInput, keyof Promised>;

const nameOf = ({ code, procedure_name: procedure }: About): string =>
  code === null ? procedure : `${code}: ${procedure}`;
export const ABOUT_DOSSIER = { source: SOURCE, urgency: 'normal', action: 'Mở hồ sơ' } as const;

export function wholeWords(about: About, explanation: readonly ExplanationStep[]): Words {
  return {
    ...ABOUT_DOSSIER,
    key: about.id,
    kind: 'dossier',
    title: `Hồ sơ ${nameOf(about)}`,
    followerAgencyId: about.receiving_agency_id,
    link: `/ho-so/${about.id}`,
    explanation: explainVi(explanation),
  };
}

export function stepWords(about: About, { stepName }: Pick<Facts, 'stepName'>): Words {
  return {
    ...ABOUT_DOSSIER,
    key: `${about.id}/step`,
    kind: 'dossier-step',
    title: `${stepName ?? 'Giải quyết'}: hồ sơ ${nameOf(about)}`,
    followerAgencyId: null,
    link: `/ho-so/${about.id}`,
    explanation: [],
  };
}

export function wholeOf(facts: Facts, about: About): Promised | null {
  const { receivedAt, dueAt, clock } = facts;
  if (clock !== 'running' || !receivedAt || !dueAt) return null;
  // A source may tell of a due moment before the reception: it is overdue from its beginning.
  const startAt = receivedAt < dueAt ? receivedAt : dueAt;
  return { startAt, dueAt, agencyId: about.competent_agency_id, personId: null };
}

/** The parts somebody owes now, by their ids. */
export function partsOf(facts: Facts | null): Map<string, Track> {
  if (facts?.clock !== 'running') return new Map();
  return new Map(tracksAtWork(facts).map((one) => [one.id, one]));
}

export const stepKeyOf = ({ id }: About, part: string): string =>
  part === FIRST_TRACK ? `${id}/step` : `${id}/step/${part}`;

export function promisedOf({ enteredAt, dueAt, agencyId, officerId }: Track): Promised | null {
  if (enteredAt === null || dueAt === null) return null;
  return { startAt: new Date(enteredAt), dueAt: new Date(dueAt), agencyId, personId: officerId };
}

/**
 * The look again at what waits: the counter's, which deals with applicants; what is suspended, whoever's it is.
 * @param since from when it is waited for
 */
export function waitOf({ state, agencyId, waitUntil }: Facts, about: About, since: Date): Promised | null {
  if (!waitUntil) return null;
  const dueAt = new Date(instantAt(addDays(waitUntil, 1)).getTime() - 1000);
  return {
    startAt: since,
    dueAt,
    agencyId: state === 'suspended' ? agencyId : about.receiving_agency_id,
    personId: null,
  };
}

const PAPERS_AWAITED = 'Chờ người nộp bổ sung, quá ngày thì xem xét dừng giải quyết';
const AWAITED: Readonly<Record<Waiting, string>> = {
  'awaiting-completion': PAPERS_AWAITED,
  'awaiting-supplement': PAPERS_AWAITED,
  'awaiting-payment': 'Chờ người nộp phí, thuế, quá ngày thì hỏi lại hoặc xem xét dừng giải quyết',
  suspended: 'Đang tạm dừng, đến ngày thì xem đã giải quyết tiếp được chưa',
};

export function waitWords(about: About, { state, waitUntil }: Pick<Facts, 'state' | 'waitUntil'>): Words {
  return {
    ...ABOUT_DOSSIER,
    key: `${about.id}/wait`,
    kind: 'dossier-supplement',
    title: `${isWaiting(state) ? AWAITED[state] : PAPERS_AWAITED}: hồ sơ ${nameOf(about)}`,
    followerAgencyId: about.competent_agency_id,
    link: `/ho-so/${about.id}`,
    explanation: waitUntil ? [`Chờ đến hết ngày ${dayVi(waitUntil)}.`, basisOf(about, state, waitUntil)] : [],
  };
}

function basisOf({ law_id: lawId }: About, state: State, until: string): string {
  const { by, source } = waitUntil(lawById(lawId), until);
  return by === 'rule' && AWAITS_PAPERS.includes(state)
    ? `Căn cứ: ${source}.`
    : 'Quy định chung không có số ngày: đây là mốc xem lại do phần mềm đề xuất hoặc cơ quan tự đặt.';
}

/** What the counter owes for an online submission nobody has looked at yet; null for every other dossier. */
export function answerOf({ state, submittedAt }: Facts, about: About, calendar: WorkCalendar): ObligationInput | null {
  if (!awaitsAnswer({ ...about, state })) return null;
  const answer = onlineAnswer(about.law_id, calendar, submittedAt);
  const mark = answer.verified ? '' : ` (hạn ${answer.hours} giờ làm việc, ${UNVERIFIED})`;
  return {
    ...ABOUT_DOSSIER,
    key: answerKeyOf(about),
    kind: 'dossier-answer',
    title: `Trả lời hồ sơ nộp trực tuyến${mark}: hồ sơ ${nameOf(about)}`,
    agencyId: about.receiving_agency_id,
    followerAgencyId: about.competent_agency_id,
    startAt: submittedAt,
    dueAt: answer.dueAt,
    link: `/ho-so/${about.id}`,
    explanation: answerExplained(answer),
  };
}

export const answerKeyOf = ({ id }: Pick<About, 'id'>): string => `${id}/answer`;

/** What an agency that was asked owes; null where it was given no day. */
export function opinionOwed(about: About, opinion: OpinionRow): ObligationInput | null {
  if (!opinion.due_at) return null;
  return {
    source: SOURCE,
    key: `opinion/${opinion.id}`,
    kind: 'dossier-opinion',
    title: `${opinion.branch ? opinion.content : 'Trả lời ý kiến'}: hồ sơ ${about.code ?? about.procedure_name}`,
    agencyId: opinion.agency_id,
    followerAgencyId: about.competent_agency_id,
    startAt: opinion.asked_at,
    dueAt: opinion.due_at,
    urgency: 'normal',
    // Straight to this question: an agency may be asked twice about one dossier.
    link: `/ho-so/${about.id}?y-kien=${opinion.id}`,
    action: 'Trả lời',
    explanation: [],
  };
}

/**
 * What is owed of a dossier as it stands, for very many at once (`registerObligations`): the whole, the steps, the look
 * at a supplement that does not come, the answer to an online submission. Questions to other agencies and letters to be
 * signed stand in rows of their own (`opinionOwed`, `signatureOwed`).
 */
export function owedOf(
  about: About,
  facts: Facts,
  explanation: readonly ExplanationStep[],
  calendar: WorkCalendar,
): ObligationInput[] {
  const whole = wholeOf(facts, about);
  const wait = waitOf(facts, about, facts.stoppedAt ?? facts.submittedAt);
  const answer = answerOf(facts, about, calendar);
  const steps = [...partsOf(facts).values()].flatMap((part) => {
    const promised = promisedOf(part);
    return promised ? [{ ...stepWords(about, part), key: stepKeyOf(about, part.id), ...promised }] : [];
  });
  return [
    ...(whole ? [{ ...wholeWords(about, explanation), ...whole }] : []),
    ...steps,
    ...(wait ? [{ ...waitWords(about, facts), ...wait }] : []),
    ...(answer ? [answer] : []),
  ];
}
