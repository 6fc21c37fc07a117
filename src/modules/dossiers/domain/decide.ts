import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { addWorkingMinutes, workingMinutesBetween } from '#modules/calendar/domain/moments.ts';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import { type Action, factsOfAction } from './actions.ts';
import {
  type ClockRules,
  dueOf,
  lastDayToReappoint,
  type Limit,
  type PlainDue,
  plainEndOf,
  resumedDue,
  resumedPlainDue,
} from './due.ts';
import type { Cause, DocumentRef, DossierEvent, EventData } from './events.ts';
import type { Facts } from './facts.ts';
import { inPart, shiftedTracks, spread } from './side-by-side.ts';
import { clockIn, STATE_FACTS, type State } from './states.ts';
import { dayVi } from './tracking.ts';
import { FIRST_TRACK } from './tracks.ts';

/** A step the dossier is put before, found by whoever knows the workflow. */
export interface StepEntry {
  readonly key: string;
  readonly name: string;
  /** Working minutes; null when the step's time is not counted. */
  readonly minutes: number | null;
  readonly agencyId: string;
  readonly officerId?: string | null;
}

/** How the parts stand after one went on. A part that enters nothing stays where it is, or waits from now on. */
export interface Going {
  readonly places: readonly {
    readonly id: string;
    readonly waitsAt: string | null;
    readonly enters: StepEntry | null;
  }[];
  readonly begun: readonly string[];
}

/** What somebody wants done. */
export interface Command {
  readonly action: Action;
  readonly reason?: string | null;
  readonly document?: DocumentRef | null;
  readonly cause?: Cause | null;
  readonly causeAgencyId?: string | null;
  /** For forward, advance, send-back: where it goes. */
  readonly step?: StepEntry | null;
  /** For forward and advance where parts are done side by side: how all of them stand after it. */
  readonly going?: Going | null;
  /** The part it is done in; absent: the leading one. */
  readonly track?: string | null;
  readonly agencyId?: string | null;
  readonly officerId?: string | null;
  /** For approve-apology: the new promise; null when the letter only says sorry. */
  readonly newDueAt?: Date | null;
  readonly data?: EventData;
}

/** What the rules are read from. */
export interface Rules {
  readonly now: Date;
  readonly calendar: WorkCalendar;
  readonly law: ClockRules;
  readonly limit: Limit | null;
  readonly actor: { readonly id: string | null; readonly name: string; readonly agencyId: string | null };
}

/**
 * The event an action makes of a dossier: the one place where clocks start, stop and begin again.
 *
 * @param facts where the dossier stands
 * @throws Refusal `dossiers.wrong_state` (409) saying the state; `dossiers.needs_…` (422) for what is missing;
 *   `dossiers.reappointed_already`, `dossiers.reappointment_too_late`, `dossiers.new_due_not_later` (422);
 *   `dossiers.branch_open` (409); `calendar.year_without_data` (422)
 */
export function decide(facts: Facts, command: Command, rules: Rules): DossierEvent {
  const { action } = command;
  const { from, needs } = factsOfAction(action);
  if (!from.includes(facts.state))
    throw new Refusal('dossiers.wrong_state', 409, { state: facts.state, stateLabel: STATE_FACTS[facts.state].label });
  if (needs.includes('reason') && !command.reason) throw missing('reason');
  if (needs.includes('document') && !command.document) throw missing('document');
  if (needs.includes('cause') && !command.cause) throw missing('cause');
  if (needs.includes('officer') && !command.officerId) throw missing('officer');
  const base = baseEvent(facts, command, rules);
  return { ...base, ...effectOf(facts, command, rules, base.state) };
}

function missing(what: string): Refusal {
  return new Refusal(`dossiers.needs_${what}`, 422, { fields: { [what]: `dossiers.needs_${what}` } });
}

/** The line of an act that changes nothing but what is said of it; also what the program's own happenings begin with. */
export function baseEvent(
  facts: Facts,
  command: Omit<Command, 'action'> & { readonly action: DossierEvent['action'] },
  rules: Pick<Rules, 'now' | 'law' | 'actor'>,
): DossierEvent {
  const state = stateAfter(facts, command.action);
  return {
    seq: facts.version + 1,
    at: rules.now,
    action: command.action,
    fromState: facts.state,
    state,
    clock: clockIn(state, rules.law.paymentStopsClock),
    stepKey: facts.stepKey,
    stepName: facts.stepName,
    stepMinutes: facts.stepMinutes,
    stepDueAt: facts.stepDueAt,
    agencyId: facts.agencyId,
    officerId: facts.officerId,
    dueAt: facts.dueAt,
    lawfulDueAt: facts.lawfulDueAt,
    cause: command.cause ?? null,
    causeAgencyId: command.causeAgencyId ?? null,
    reason: command.reason?.normalize('NFC') ?? null,
    document: command.document ?? null,
    actorId: rules.actor.id,
    actorName: rules.actor.name,
    actorAgencyId: rules.actor.agencyId,
    undoes: null,
    data: command.data ?? {},
  };
}

function stateAfter(facts: Facts, action: DossierEvent['action']): State {
  if (action === 'take-supplement' || action === 'confirm-payment' || action === 'resume')
    return facts.resumeState ?? 'processing';
  if (action === 'submit' || action === 'succeed' || action === 'recount' || action === 'import' || action === 'undo')
    return facts.state;
  return factsOfAction(action).to ?? facts.state;
}

type Change = Partial<
  Pick<
    DossierEvent,
    | 'stepKey'
    | 'stepName'
    | 'stepMinutes'
    | 'stepDueAt'
    | 'agencyId'
    | 'officerId'
    | 'dueAt'
    | 'lawfulDueAt'
    | 'cause'
    | 'data'
  >
>;

function effectOf(facts: Facts, command: Command, rules: Rules, state: State): Change {
  const { action } = command;
  switch (action) {
    case 'accept':
      return { ...started(command, rules), ...(command.step ? entered(command.step, command, rules) : {}) };
    case 'complete-on-spot':
      return { ...started(command, rules), data: { outcome: 'granted', ...command.data } };
    case 'forward':
    case 'advance':
    case 'send-back':
      return moved(facts, command, rules);
    case 'assign':
      return inPart(facts, command, { officerId: command.officerId ?? null });
    case 'hand-over':
      if (!command.agencyId) throw missing('agency');
      return inPart(facts, command, { agencyId: command.agencyId, officerId: command.officerId ?? null });
    case 'take-supplement':
      // A promise of other software whose limit nobody knows cannot begin again: it stays, later by the wait.
      return rules.law.afterSupplement === 'restart' && (rules.limit || !facts.lawfulDueAt)
        ? restarted(facts, command, rules)
        : resumed(facts, command, rules);
    case 'confirm-payment':
    case 'resume':
      return facts.clock === 'stopped' ? resumed(facts, command, rules) : {};
    case 'issue-supplement':
      return { cause: command.cause ?? 'applicant' };
    case 'require-payment':
      return { cause: command.cause ?? 'applicant' };
    case 'approve-apology':
      return reappointed(facts, command, rules);
    case 'note-fault':
      return faulted(facts, command, rules);
    case 'finish':
      refuseOpenBranch(facts);
      return { data: { outcome: 'granted', ...command.data } };
    case 'refuse':
      return { data: { ...command.data, outcome: 'refused' } };
    case 'answer-opinion':
    case 'ask-opinion':
    case 'request-completion':
    case 'deny':
    case 'record-verification':
    case 'draft-supplement':
    case 'extend-wait':
    case 'suspend':
    case 'withdraw':
    case 'hand-over-result':
    case 'post-result':
    case 'confirm-posted':
    case 'draft-apology':
    case 'correct':
    case 'close-expired':
      return {};
    case 'undo':
      throw new Refusal('dossiers.nothing_to_undo', 409, { state });
  }
}

function started({ data }: Command, { calendar, now, limit }: Rules): Change {
  const due = dueOf(calendar, now, limit);
  const end = plainEndOf(calendar, now, limit);
  return {
    dueAt: due?.dueAt ?? null,
    lawfulDueAt: due?.dueAt ?? null,
    data: {
      ...data,
      ...(due ? { explanation: due.explanation } : {}),
      ...(end ? { plainEnds: { due: end, lawful: end } } : {}),
    },
  };
}

function entered(step: StepEntry, command: Command, { calendar, now }: Rules) {
  return {
    stepKey: step.key,
    stepName: step.name,
    stepMinutes: step.minutes,
    stepDueAt: step.minutes === null ? null : addWorkingMinutes(calendar, now, step.minutes),
    agencyId: step.agencyId,
    officerId: step.officerId ?? command.officerId ?? null,
  };
}

function moved(facts: Facts, command: Command, rules: Rules): Change {
  if (command.action === 'advance') refuseOpenBranch(facts);
  const { step, going } = command;
  const acting = command.track ?? facts.tracks?.main ?? FIRST_TRACK;
  if (going)
    return spread(facts, command, going, acting, rules.now, (one, id) =>
      entered(one, id === acting ? command : { ...command, officerId: null }, rules),
    );
  if (!step) throw new Refusal('dossiers.no_next_step', 409, { step: facts.stepName });
  return inPart(facts, command, entered(step, command, rules), rules.now);
}

function refuseOpenBranch({ opinions }: Facts): void {
  if (opinions.some(({ branch }) => branch)) throw new Refusal('dossiers.branch_open', 409);
}

/** The full dossier came back: the limit begins again from zero (NĐ 61/2018 Điều 19 khoản 4). */
function restarted(facts: Facts, command: Command, rules: Rules): Change {
  const change = started(command, rules);
  const { calendar, now } = rules;
  return {
    ...change,
    stepDueAt: facts.stepMinutes === null ? null : addWorkingMinutes(calendar, now, facts.stepMinutes),
    data: {
      ...change.data,
      restart: true,
      ...shiftedTracks(facts, now, (_due, { stepMinutes }) =>
        stepMinutes === null ? null : addWorkingMinutes(calendar, now, stepMinutes),
      ),
    },
  };
}

function resumed(facts: Facts, command: Command, rules: Rules): Change {
  const { stoppedAt } = facts;
  const { calendar, now } = rules;
  if (!stoppedAt) return {};
  return {
    ...resumedWhole(facts, stoppedAt, command, rules),
    stepDueAt: resumedDue(calendar, facts.stepDueAt, stoppedAt, now),
  };
}

/** The promise and the lawful moment after a stop, with the days on which plain days end before days off move them. */
function resumedWhole(facts: Facts, stoppedAt: Date, command: Command, { calendar, now, limit }: Rules): Change {
  const data = {
    ...command.data,
    resumedFrom: stoppedAt.toISOString(),
    ...shiftedTracks(facts, null, (due) => resumedDue(calendar, due, stoppedAt, now)),
  };
  if (limit?.unit !== 'calendar-day')
    return {
      dueAt: resumedDue(calendar, facts.dueAt, stoppedAt, now),
      lawfulDueAt: resumedDue(calendar, facts.lawfulDueAt, stoppedAt, now),
      data,
    };
  const kept = (dueAt: Date | null, told: string | null): PlainDue => {
    const plainEndOn = told ?? endAsBegun(facts, dueAt, calendar, limit);
    // A promise of its own day may leave more than the limit; the lawful moment never does.
    const most = dueAt?.getTime() === facts.lawfulDueAt?.getTime() ? (limit.amount ?? Infinity) : Infinity;
    return resumedPlainDue(calendar, { dueAt, plainEndOn }, stoppedAt, now, most);
  };
  const due = kept(facts.dueAt, facts.plainEndOn);
  const lawful = kept(facts.lawfulDueAt, facts.lawfulPlainEndOn);
  return {
    dueAt: due.dueAt,
    lawfulDueAt: lawful.dueAt,
    data: { ...data, plainEnds: { due: due.plainEndOn, lawful: lawful.plainEndOn } },
  };
}

/** Histories begun before their lines told it: the plain end of the reception, while its due moment stands. */
function endAsBegun({ receivedAt }: Facts, dueAt: Date | null, calendar: WorkCalendar, limit: Limit): string | null {
  const begun = receivedAt && dueAt && dueOf(calendar, receivedAt, limit);
  return begun?.dueAt.getTime() === dueAt?.getTime() && receivedAt ? plainEndOf(calendar, receivedAt, limit) : null;
}

/** Re-appointment (hẹn lại): as often and as late as the law of the dossier lets it be; the lawful moment stays where it is. */
function reappointed(facts: Facts, command: Command, rules: Rules): Change {
  if (!facts.apologyDraftId) throw new Refusal('dossiers.no_apology_draft', 409);
  const { newDueAt } = command;
  if (!newDueAt) return {};
  checkReappointment(facts, newDueAt, rules);
  return { dueAt: newDueAt, data: { ...command.data, dueBefore: facts.dueAt?.toISOString() ?? null } };
}

/**
 * Whether a new day may be promised now.
 * @throws Refusal `dossiers.no_due`, `dossiers.reappointed_already`, `dossiers.reappointment_too_late`,
 *   `dossiers.new_due_not_later` (422)
 */
export function checkReappointment(facts: Facts, newDueAt: Date, { law, now }: Pick<Rules, 'law' | 'now'>): void {
  const { dueAt } = facts;
  if (!dueAt) throw new Refusal('dossiers.no_due', 422);
  if (facts.reappointments >= law.reappointments.max)
    throw new Refusal('dossiers.reappointed_already', 422, { max: law.reappointments.max });
  const lastDay = lastDayToReappoint(dueAt, law);
  if (dateInVietnam(now) > lastDay)
    throw new Refusal('dossiers.reappointment_too_late', 422, { lastDay: dayVi(lastDay) });
  // Days are what is promised and judged: a later hour of the same day is no new day.
  if (dateInVietnam(newDueAt) <= dateInVietnam(dueAt))
    throw new Refusal('dossiers.new_due_not_later', 422, { fields: { dueOn: 'dossiers.new_due_not_later' } });
}

/** A fault of software or of the line is no time of the officer: each step at work is due that much later, the whole is not. */
function faulted(facts: Facts, { data }: Command, { calendar, now }: Rules): Change {
  const fault = data?.fault;
  if (!fault) throw missing('period');
  const from = new Date(fault.from);
  const to = new Date(fault.to);
  if (!(from < to) || to > now || !facts.receivedAt || from < facts.receivedAt)
    throw new Refusal('dossiers.fault_period', 422, { fields: { period: 'dossiers.fault_period' } });
  const moved = (due: Date | null, enteredAt: Date | null): Date | null => {
    const begin = enteredAt && enteredAt > from ? enteredAt : from;
    const minutes =
      begin < to && facts.clock === 'running' ? Math.max(0, workingMinutesBetween(calendar, begin, to)) : 0;
    return due && minutes > 0 ? addWorkingMinutes(calendar, due, minutes) : due;
  };
  return {
    cause: 'transport',
    stepDueAt: moved(facts.stepDueAt, facts.stepEnteredAt),
    data: {
      ...data,
      ...shiftedTracks(facts, null, (due, one) => moved(due, one.enteredAt === null ? null : new Date(one.enteredAt))),
    },
  };
}
