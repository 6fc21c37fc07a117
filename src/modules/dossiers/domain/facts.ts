import { dateInVietnam } from '#kernel/vietnam-time.ts';
import type { DossierEvent } from './events.ts';
import { type ClockState, isWaiting, type State } from './states.ts';
import { keptTracks, type Tracks } from './tracks.ts';

/** An agency asked and not yet heard. */
export interface OpenOpinion {
  readonly id: string;
  readonly agencyId: string;
  /** A part of the workflow as it was asked before parts were kept: the dossier cannot move on without it. */
  readonly branch: boolean;
}

/** Where a dossier stands: nothing but the fold of its events. The state row keeps it for look-ups. */
export interface Facts {
  readonly state: State;
  readonly clock: ClockState;
  readonly stepKey: string | null;
  readonly stepName: string | null;
  readonly stepMinutes: number | null;
  readonly stepEnteredAt: Date | null;
  readonly stepDueAt: Date | null;
  readonly agencyId: string;
  readonly officerId: string | null;
  /** Where it goes on after a stop. */
  readonly resumeState: State | null;
  readonly submittedAt: Date;
  readonly receivedAt: Date | null;
  readonly firstDueAt: Date | null;
  readonly lawfulDueAt: Date | null;
  readonly dueAt: Date | null;
  /** The day on which a limit in plain days ends before days off move `dueAt`; null for other limits and where no line tells it. */
  readonly plainEndOn: string | null;
  /** The same of `lawfulDueAt`. */
  readonly lawfulPlainEndOn: string | null;
  readonly stoppedAt: Date | null;
  /** When the result was ready: decides on time or late. Set once, never again. */
  readonly finishedAt: Date | null;
  /** When the clock was over, with a result or without. */
  readonly endedAt: Date | null;
  readonly returnedAt: Date | null;
  readonly outcome: 'granted' | 'refused' | null;
  readonly reappointments: number;
  readonly supplementRounds: number;
  /** It was past its lawful day when the clock was stopped, or ended without a result: no restart makes that undone. */
  readonly wasLate: boolean;
  readonly opinions: readonly OpenOpinion[];
  /** The parts done side by side, beside the leading one that the fields above tell of; null when there is one. */
  readonly tracks: Tracks | null;
  /** The last day on which what is waited for is waited for, by rule or proposed; null when nothing is, or no day known. */
  readonly waitUntil: string | null;
  readonly supplementDraftId: string | null;
  readonly apologyDraftId: string | null;
  readonly version: number;
}

/** Events that put the dossier before somebody new: the step's clock begins. */
const ENTERS: ReadonlySet<string> = new Set(['submit', 'accept', 'forward', 'advance', 'send-back', 'import']);
const FINISHES: ReadonlySet<string> = new Set(['finish', 'refuse', 'complete-on-spot']);

/** Later by the day, as the official forms compare (một định nghĩa cho mọi màn hình). */
export function isPastDay(at: Date, dueAt: Date | null): boolean {
  return dueAt !== null && dateInVietnam(at) > dateInVietnam(dueAt);
}

/**
 * Open and past its lawful day, or past it when its clock was stopped (quá hạn): the one definition for every list, badge,
 * count, report and the applicant's page. A later promise is a promise, and makes nothing on time.
 */
export function isOverdue(facts: Pick<Facts, 'clock' | 'lawfulDueAt' | 'wasLate'>, now: Date): boolean {
  const { clock, lawfulDueAt, wasLate } = facts;
  return (clock === 'running' && (wasLate || isPastDay(now, lawfulDueAt))) || (clock === 'stopped' && wasLate);
}

/** The facts after one more event. `facts` is null before the first. Undo is no event to evolve by: see `fold`. */
export function evolve(facts: Facts | null, event: DossierEvent): Facts {
  const before = facts ?? beginning(event);
  const { at, action, data, clock } = event;
  // What another software tells to be over is judged by the day it tells, not by the day we read it.
  const toldOver = action === 'import' && clock === 'ended';
  const leaves = before.clock === 'running' && clock !== 'running' && !FINISHES.has(action) && !toldOver;
  const ends = clock === 'ended' && before.clock !== 'ended';
  const imported = action === 'import' ? importedMoments(data) : {};
  const apologyMoves = action === 'approve-apology' && event.dueAt?.getTime() !== before.dueAt?.getTime();
  return {
    ...before,
    state: event.state,
    clock,
    stepKey: event.stepKey,
    stepName: event.stepName,
    stepMinutes: event.stepMinutes,
    stepEnteredAt: enteredAfter(before, event),
    stepDueAt: event.stepDueAt,
    agencyId: event.agencyId,
    officerId: event.officerId,
    resumeState: resumeAfter(before, event),
    receivedAt:
      before.receivedAt ?? (clock === 'none' || event.state === 'withdrawn' || event.state === 'closed' ? null : at),
    firstDueAt: before.firstDueAt ?? event.lawfulDueAt,
    lawfulDueAt: event.lawfulDueAt,
    dueAt: event.dueAt,
    plainEndOn: plainEndAfter(data.plainEnds?.due, before.plainEndOn, before.dueAt, event.dueAt),
    lawfulPlainEndOn: plainEndAfter(
      data.plainEnds?.lawful,
      before.lawfulPlainEndOn,
      before.lawfulDueAt,
      event.lawfulDueAt,
    ),
    stoppedAt: clock === 'stopped' ? (before.stoppedAt ?? at) : null,
    finishedAt: before.finishedAt ?? (FINISHES.has(action) ? at : null),
    endedAt: before.endedAt ?? (ends ? at : null),
    returnedAt: before.returnedAt ?? (event.state === 'returned' ? at : null),
    outcome: before.outcome ?? (FINISHES.has(action) ? (data.outcome ?? 'granted') : null),
    reappointments: before.reappointments + (apologyMoves ? 1 : 0),
    supplementRounds: before.supplementRounds + (action === 'issue-supplement' ? 1 : 0),
    wasLate: before.wasLate || (leaves && isPastDay(at, before.lawfulDueAt)),
    opinions: opinionsAfter(before, event),
    tracks: tracksAfter(before, event),
    waitUntil: isWaiting(event.state) ? (data.waitUntil ?? before.waitUntil) : null,
    supplementDraftId: draftAfter(before.supplementDraftId, action, 'supplement', data.supplementId, ends),
    apologyDraftId: draftAfter(before.apologyDraftId, action, 'apology', data.apologyId, ends),
    version: event.seq,
    ...imported,
  };
}

/**
 * Where a dossier stands after its events, oldest first. What was taken back counts as not done; the line that took
 * it back stays in the history.
 */
export function fold(events: readonly DossierEvent[]): Facts {
  let facts: Facts | null = null;
  for (const event of effective(events)) facts = evolve(facts, event);
  const last = events.at(-1);
  if (!facts || !last) throw new Error('a dossier without events');
  return { ...facts, version: last.seq };
}

/** The events that stand: without those taken back and without the lines that took them back. */
export function effective(events: readonly DossierEvent[]): DossierEvent[] {
  const undone = new Set(events.map(({ undoes }) => undoes));
  return events.filter(({ seq, undoes }) => undoes === null && !undone.has(seq));
}

function beginning(event: DossierEvent): Facts {
  return {
    state: 'submitted',
    clock: 'none',
    stepKey: null,
    stepName: null,
    stepMinutes: null,
    stepEnteredAt: null,
    stepDueAt: null,
    agencyId: event.agencyId,
    officerId: null,
    resumeState: null,
    submittedAt: event.at,
    receivedAt: null,
    firstDueAt: null,
    lawfulDueAt: null,
    dueAt: null,
    plainEndOn: null,
    lawfulPlainEndOn: null,
    stoppedAt: null,
    finishedAt: null,
    endedAt: null,
    returnedAt: null,
    outcome: null,
    reappointments: 0,
    supplementRounds: 0,
    wasLate: false,
    opinions: [],
    tracks: null,
    waitUntil: null,
    supplementDraftId: null,
    apologyDraftId: null,
    version: 0,
  };
}

/** What the line tells, else what was known as long as the due moment stands: a moment that was promised has its own day. */
function plainEndAfter(
  told: string | null | undefined,
  before: string | null,
  dueBefore: Date | null,
  due: Date | null,
) {
  if (told !== undefined) return told;
  return dueBefore?.getTime() === due?.getTime() ? before : null;
}

/** An imported dossier brings its own moments; what the other software did not tell stays empty. */
function importedMoments(data: DossierEvent['data']): Partial<Facts> {
  const moment = (name: string): Date | null => {
    const value = data[name];
    return typeof value === 'string' ? new Date(value) : null;
  };
  return {
    receivedAt: moment('receivedAt'),
    finishedAt: moment('finishedAt'),
    endedAt: moment('endedAt') ?? moment('finishedAt'),
    returnedAt: moment('returnedAt'),
    ...(data['stoppedAt'] === undefined ? {} : { stoppedAt: moment('stoppedAt') }),
  };
}

function enteredAfter(before: Facts, { action, data, at }: DossierEvent): Date | null {
  if (data.tracks) return data.tracks.enteredAt === null ? null : new Date(data.tracks.enteredAt);
  return ENTERS.has(action) || data.restart ? at : before.stepEnteredAt;
}

/** The parts done side by side: an ended dossier has none, an agency that is no more passes its own on. */
function tracksAfter(before: Facts, { action, data, clock }: DossierEvent): Tracks | null {
  if (clock === 'ended') return null;
  if (data.tracks) return keptTracks(data.tracks);
  const moved = data['successor'] as { from: readonly string[]; to: string } | undefined;
  if (action !== 'succeed' || !moved || !before.tracks) return before.tracks;
  const heir = (one: Tracks['others'][number]) =>
    moved.from.includes(one.agencyId) ? { ...one, agencyId: moved.to, officerId: null } : one;
  return { ...before.tracks, others: before.tracks.others.map(heir) };
}

function resumeAfter(before: Facts, event: DossierEvent): State | null {
  const waits =
    event.state === 'awaiting-supplement' || event.state === 'awaiting-payment' || event.state === 'suspended';
  // How it was before the other software stopped it nobody told.
  if (!waits || (event.action === 'import' && before.version === 0)) return null;
  return event.state === before.state ? before.resumeState : before.state;
}

function opinionsAfter(before: Facts, { action, data, clock }: DossierEvent): readonly OpenOpinion[] {
  if (clock === 'ended') return [];
  const opened = (data['branches'] ?? []) as readonly OpenOpinion[];
  const { opinion } = data;
  let open: readonly OpenOpinion[] = opened.length > 0 ? [...before.opinions, ...opened] : before.opinions;
  if (opinion && action === 'ask-opinion')
    open = [...open, { id: opinion.id, agencyId: opinion.agencyId, branch: opinion.branch ?? false }];
  if (opinion && action === 'answer-opinion') open = open.filter(({ id }) => id !== opinion.id);
  const moved = data['successor'] as { from: readonly string[]; to: string } | undefined;
  if (action === 'succeed' && moved)
    open = open.map((one) => (moved.from.includes(one.agencyId) ? { ...one, agencyId: moved.to } : one));
  return open;
}

function draftAfter(
  before: string | null,
  action: string,
  what: 'supplement' | 'apology',
  id: string | undefined,
  ends: boolean,
): string | null {
  if (ends) return null;
  if (action === `draft-${what}`) return id ?? null;
  if (action === (what === 'supplement' ? 'issue-supplement' : 'approve-apology')) return null;
  return before;
}
