import type { ExplanationStep } from '#modules/calendar/domain/steps.ts';
import { loadCalendar } from '#modules/calendar/public.ts';
import {
  cancelObligation,
  completeObligation,
  foreseeObligations,
  type HandingOver,
  obligationIds,
  registerObligation,
  reopenObligation,
} from '#modules/reminders/public.ts';
import { getPerson } from '#modules/org/public.ts';
import { asProgram, type Tx } from '#platform/db/province.ts';
import type { Facts } from './domain/facts.ts';
import { awaitsAnswer } from './domain/online-answer.ts';
import {
  type About,
  answerKeyOf,
  answerOf,
  opinionOwed,
  partsOf,
  type Promised,
  promisedOf,
  SOURCE,
  stepKeyOf,
  stepWords,
  waitOf,
  waitWords,
  wholeOf,
  wholeWords,
  type Words,
} from './owed.ts';
import { unansweredWithDue } from './store/parts.ts';
import type { OpinionRow } from './store/rows.ts';

/**
 * Brings the reminders of a dossier to where its clock stands: the whole is owed by the agency that decides, each step
 * by whoever has it. A stopped clock reminds nobody; what goes on is planned anew.
 */
export async function syncObligations(
  tx: Tx,
  about: About,
  before: Facts | null,
  after: Facts,
  explanation: readonly ExplanationStep[] = [],
  { undone = false } = {},
): Promise<void> {
  await asProgram(tx, () => bringAll(tx, about, before, after, explanation, undone));
}

/** Asks early for what `syncObligations` will change; to be sent when the dossier's own row is held. */
export function foreseeSync(tx: Tx, about: About, before: Facts, after: Facts): void {
  const owed = [
    { key: about.id, kind: 'dossier', from: wholeOf(before, about), to: wholeOf(after, about) },
    { key: `${about.id}/step`, kind: 'dossier-step', from: stepOf(before), to: stepOf(after) },
  ];
  const changing = owed.filter(({ from, to }) => (from && to ? !samePromise(from, to) : from !== to));
  const planned = changing.flatMap(({ kind, to }) => (to ? [kind] : []));
  foreseeObligations(
    tx,
    SOURCE,
    changing.map(({ key }) => key),
    planned,
  );
}

async function bringAll(
  tx: Tx,
  about: About,
  before: Facts | null,
  after: Facts,
  explanation: readonly ExplanationStep[],
  undone: boolean,
): Promise<void> {
  if (before) await dropQuestions(tx, before, after);
  const whole = (facts: Facts | null) => facts && wholeOf(facts, about);
  const done = after.finishedAt;
  const known = before !== null && before.firstDueAt !== null;
  await bring(tx, whole(before), whole(after), { ...wholeWords(about, explanation), known, done });
  await bringAnswer(tx, about, before, after);
  await bringWait(tx, about, before, after, undone);
  const stepKnown = before !== null && before.receivedAt !== null;
  if (!before?.tracks && !after.tracks) {
    const same = before?.stepKey === after.stepKey;
    const words = { ...stepWords(about, after), known: stepKnown, done, same };
    await bring(tx, before && stepOf(before), stepOf(after), words);
    return;
  }
  // Side by side each part is owed by whoever has it. A part that is over was done, unless it was taken back.
  const was = partsOf(before);
  const is = partsOf(after);
  const over = done ?? (undone || after.clock !== 'running' ? null : tx.now);
  for (const id of new Set([...was.keys(), ...is.keys()])) {
    const track = is.get(id) ?? was.get(id);
    if (!track) continue;
    const [old, now] = [was.get(id), is.get(id)];
    const words = {
      ...stepWords(about, track),
      key: stepKeyOf(about, id),
      known: stepKnown,
      done: over,
      same: was.get(id)?.stepKey === is.get(id)?.stepKey,
    };
    await bring(tx, old ? promisedOf(old) : null, now ? promisedOf(now) : null, words);
  }
}

/** The counter owes an answer to what came in over the network: whatever it decides is one. */
async function bringAnswer(tx: Tx, about: About, before: Facts | null, after: Facts): Promise<void> {
  const waits = (facts: Facts | null): boolean => facts !== null && awaitsAnswer({ ...about, state: facts.state });
  if (waits(before) === waits(after)) return;
  if (waits(before)) {
    // Submitted and decided at once, nothing was owed in between; nor was it by a submission of before this was owed.
    const key = answerKeyOf(about);
    if ((await obligationIds(tx, SOURCE, [key])).has(key)) await completeObligation(tx, SOURCE, key);
    return;
  }
  const owed = answerOf(after, about, await loadCalendar(tx, about.receiving_agency_id));
  if (owed) await registerObligation(tx, owed);
}

/** Somebody owes a look at a dossier that waits; what is waited for ends it when it comes. */
async function bringWait(tx: Tx, about: About, before: Facts | null, after: Facts, undone: boolean): Promise<void> {
  const [was, is] = [before && waitOf(before, about, tx.now), waitOf(after, about, tx.now)];
  if (!was && !is) return;
  await bring(tx, was, is, {
    ...waitWords(about, is || !before ? after : before),
    known: before !== null,
    done: undone ? null : tx.now,
  });
}

/** Nobody owes an answer any more to a question that is no longer asked: the dossier ended, or the step was taken back. */
async function dropQuestions(tx: Tx, before: Facts, after: Facts): Promise<void> {
  const open = new Set(after.opinions.map(({ id }) => id));
  const gone = before.opinions.flatMap(({ id }) => (open.has(id) ? [] : [id]));
  if (gone.length === 0) return;
  for (const id of await unansweredWithDue(tx.db, gone)) await cancelObligation(tx, SOURCE, `opinion/${id}`);
}

function stepOf({ clock, stepEnteredAt, stepDueAt, agencyId, officerId }: Facts): Promised | null {
  if (clock !== 'running' || !stepEnteredAt || !stepDueAt) return null;
  return { startAt: stepEnteredAt, dueAt: stepDueAt, agencyId, personId: officerId };
}

async function bring(
  tx: Tx,
  before: Promised | null,
  after: Promised | null,
  more: Words & {
    readonly known: boolean;
    readonly done: Date | null;
    /** The same work as before, though another may have it now. */
    readonly same?: boolean;
  },
): Promise<void> {
  const { known, done, same = false, ...words } = more;
  if (!after) {
    if (!before) return;
    if (done) await completeObligation(tx, SOURCE, words.key, done);
    else await cancelObligation(tx, SOURCE, words.key);
    return;
  }
  if (before && samePromise(before, after)) return;
  await registerObligation(tx, { ...words, ...after }, before && same ? await handingOf(tx, before, after) : undefined);
  if (!before && known) await reopenObligation(tx, SOURCE, words.key);
}

/**
 * The same step given to another officer of its agency: he is told, what was said to the one before him ends. A step
 * that begins with somebody else is no handing over: it stands in his queue, as every new step does.
 */
async function handingOf(tx: Tx, before: Promised, after: Promised): Promise<HandingOver | undefined> {
  const isOther = after.personId !== before.personId && after.agencyId === before.agencyId;
  return isOther ? handedTo(tx, after.personId) : undefined;
}

/** Who gives work to somebody, for the history; undefined where nobody is named or the program itself does it. */
export async function handedTo(tx: Tx, personId: string | null): Promise<HandingOver | undefined> {
  const byPersonId = tx.actor.personId;
  if (personId === null || byPersonId === null) return undefined;
  return { byPersonId, toName: (await getPerson(tx, personId)).fullName };
}

function samePromise(a: Promised, b: Promised): boolean {
  return (
    a.startAt.getTime() === b.startAt.getTime() &&
    a.dueAt.getTime() === b.dueAt.getTime() &&
    a.agencyId === b.agencyId &&
    a.personId === b.personId
  );
}

/** An agency that was asked owes its answer by its own day. */
export async function promiseOpinion(tx: Tx, about: About, opinion: OpinionRow): Promise<void> {
  const owed = opinionOwed(about, opinion);
  if (owed) await registerObligation(tx, owed);
}

export async function answeredOpinion(tx: Tx, id: string, dueAt: Date | null): Promise<void> {
  if (dueAt) await completeObligation(tx, SOURCE, `opinion/${id}`);
}
