import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { addWorkingDays, workingDaysBetween } from '#modules/calendar/domain/days.ts';
import { dayVi, momentVi } from '#modules/calendar/domain/explain-vi.ts';
import { dueVi } from '#modules/reminders/domain/words.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { dateInVietnam, toVietnamIso } from '#kernel/vietnam-time.ts';
import { dueMomentOf, withoutData } from './due.ts';
import type { Party } from './lifecycle.ts';
import { type Facts, isLive, stepOf, type Step } from './status.ts';

/*
 * Gia hạn: asked before the due date, decided by the giver, the original date kept for ever.
 * No text was found that fixes how many days before, how often or for how long; none of that is invented here.
 */

/** Why a request ended without an answer. */
export const ENDINGS = ['withdrawn', 'task-withdrawn', 'handed-over', 'merged', 'in-time'] as const;
export type Ending = (typeof ENDINGS)[number];

/** chờ trả lời · được đồng ý · không được đồng ý · đã rút · không còn cần trả lời */
export const EXTENSION_STATES = ['open', 'granted', 'declined', 'withdrawn', 'lapsed'] as const;
export type ExtensionState = (typeof EXTENSION_STATES)[number];

/** What became of a request, read off its facts. */
export function extensionState(request: {
  readonly decision: 'granted' | 'declined' | null;
  readonly ended_because: Ending | null;
}): ExtensionState {
  if (request.decision) return request.decision;
  if (request.ended_because === null) return 'open';
  return request.ended_because === 'withdrawn' ? 'withdrawn' : 'lapsed';
}

export const EXTENSION_ACTS = ['ask', 'decide', 'take-back'] as const;
export type ExtensionAct = (typeof EXTENSION_ACTS)[number];

/** Why an act is refused. `overdue` and `no-due` have a sentence that says what else can be done. */
export type ExtensionDenial = 'not-yours' | 'wrong-step' | 'no-due' | 'overdue' | 'open' | 'none-open' | 'own';

/** Whether a request of the part waits for its answer, one at a time; `own`: the actor himself sent it. */
export type Waiting = 'none' | 'open' | 'own';

export function waitingOf(open: { readonly asked_by: string | null } | undefined, personId: string | null): Waiting {
  if (!open) return 'none';
  return open.asked_by !== null && open.asked_by === personId ? 'own' : 'open';
}

const BY: Readonly<Record<ExtensionAct, readonly Party[]>> = {
  ask: ['agency', 'officer'],
  decide: ['giver', 'office'],
  'take-back': ['agency', 'officer'],
};

/** Steps at which more time can still be of use. A report that waits may yet be sent back, so an open request stays. */
const ASKABLE: readonly Step[] = ['new', 'received', 'in-progress', 'returned'];

/**
 * Undefined when one of the parties may do it now. The same answer draws the buttons and guards the server. Nobody
 * answers what he asked for himself, whatever posts he holds.
 */
export function extensionDenial(
  act: ExtensionAct,
  parties: readonly Party[],
  facts: Facts,
  waiting: Waiting,
  now: Date,
): ExtensionDenial | undefined {
  if (!parties.some((party) => BY[act].includes(party))) return 'not-yours';
  if (act !== 'ask') {
    if (!isLive(facts) || facts.confirmedAt) return 'wrong-step';
    if (waiting === 'none') return 'none-open';
    return act === 'decide' && waiting === 'own' ? 'own' : undefined;
  }
  if (!ASKABLE.includes(stepOf(facts))) return 'wrong-step';
  if (facts.dueAt === null) return 'no-due';
  if (waiting !== 'none') return 'open';
  return now > facts.dueAt ? 'overdue' : undefined;
}

/** Everything the parties may do now about more time. */
export function extensionActs(parties: readonly Party[], facts: Facts, waiting: Waiting, now: Date): ExtensionAct[] {
  return EXTENSION_ACTS.filter((act) => extensionDenial(act, parties, facts, waiting, now) === undefined);
}

/** Working days the Office is given to answer before it is reminded as late; our own, no text sets one. */
const ANSWER_DAYS = 2;

/** Until when a request should be answered: two working days, and never after the due date it asks to move. */
export function answerDueAt(calendar: WorkCalendar, askedAt: Date, dueAt: Date): Date {
  const asked = dateInVietnam(askedAt);
  const usual = withoutData(
    () => dueMomentOf(calendar, addWorkingDays(calendar, asked, ANSWER_DAYS), null, null).dueAt,
    () => dueAt,
  );
  return usual < dueAt ? usual : dueAt;
}

/** Why the Office should answer by then, for its reminder. */
export function answerWhy(answerAt: Date, dueAt: Date): string[] {
  return [
    answerAt.getTime() === dueAt.getTime()
      ? `Trả lời trước khi phần việc đến hạn: ${dueVi(toVietnamIso(dueAt))}.`
      : `Trả lời trong ${ANSWER_DAYS} ngày làm việc, trước khi phần việc đến hạn.`,
    'Mốc này do hệ thống đặt để nhắc, không phải thời hạn theo quy định.',
  ];
}

/** Working days between two due moments, by their days; null in years without days-off data. */
export function workingDaysMore(calendar: WorkCalendar, from: Date, to: Date): number | null {
  return withoutData(
    () => workingDaysBetween(calendar, dateInVietnam(from), dateInVietnam(to)),
    () => null,
  );
}

/** A due date that was moved, as it goes into "Vì sao là ngày này?" below what was there. The reason stays with agency and Office. */
export function extendedWhy(extension: {
  /** The how-many-th time the due date is moved. */
  readonly times: number;
  readonly decidedAt: Date;
  readonly decidedBy: string;
  readonly document: string | null;
  readonly fromDueAt: Date;
  readonly moment: readonly string[];
  /** The lead's due date, where the new one is past it. */
  readonly leadDueOn: LocalDate | null;
}): string[] {
  const { times, decidedAt, decidedBy, document, fromDueAt, moment, leadDueOn } = extension;
  const paper = document ? `, theo văn bản số ${document}` : '';
  return [
    `Gia hạn lần ${times}: ${decidedBy} đồng ý lúc ${momentVi(toVietnamIso(decidedAt))}${paper}. Hạn trước đó: ${dueVi(toVietnamIso(fromDueAt))}.`,
    ...(leadDueOn ? [`Hạn mới sau hạn của cơ quan chủ trì (${dayVi(leadDueOn)}); người trả lời đã biết điều đó.`] : []),
    ...moment,
  ];
}
