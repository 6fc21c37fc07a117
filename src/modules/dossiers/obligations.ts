import { explainVi } from '#modules/calendar/domain/explain-vi.ts';
import type { ExplanationStep } from '#modules/calendar/domain/steps.ts';
import {
  cancelObligation,
  completeObligation,
  foreseeObligations,
  type HandingOver,
  type ObligationInput,
  registerObligation,
  reopenObligation,
} from '#modules/reminders/public.ts';
import { getPerson } from '#modules/org/public.ts';
import { addDays } from '#kernel/local-date.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import { asProgram, type Tx } from '#platform/db/province.ts';
import type { Facts } from './domain/facts.ts';
import { FIRST_TRACK, type Track, tracksAtWork } from './domain/tracks.ts';
import { dayVi } from './domain/tracking.ts';
import { unansweredWithDue } from './store/parts.ts';
import type { DossierRow, OpinionRow } from './store/rows.ts';

const SOURCE = 'dossiers';

/** What is said of a dossier to whoever owes it. */
export type About = Pick<DossierRow, 'id' | 'code' | 'procedure_name' | 'receiving_agency_id' | 'competent_agency_id'>;

/** A promise with its time; null when there is none now. */
interface Promised {
  readonly startAt: Date;
  readonly dueAt: Date;
  readonly agencyId: string;
  readonly personId: string | null;
}

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
  await bringWait(tx, about, before, after);
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

/** The counter owes a look at a dossier whose applicant does not bring what was asked; what comes ends it. */
async function bringWait(tx: Tx, about: About, before: Facts | null, after: Facts): Promise<void> {
  const promised = (facts: Facts | null): Promised | null =>
    facts?.waitUntil
      ? {
          startAt: tx.now,
          dueAt: new Date(instantAt(addDays(facts.waitUntil, 1)).getTime() - 1000),
          agencyId: about.receiving_agency_id,
          personId: null,
        }
      : null;
  const [was, is] = [promised(before), promised(after)];
  if (!was && !is) return;
  await bring(tx, was, is, {
    ...ABOUT_DOSSIER,
    key: `${about.id}/wait`,
    kind: 'dossier-supplement',
    title: `Chờ người nộp bổ sung, quá ngày thì xem xét dừng giải quyết: hồ sơ ${nameOf(about)}`,
    followerAgencyId: about.competent_agency_id,
    link: `/ho-so/${about.id}`,
    explanation: [`Chờ đến hết ngày ${dayVi(after.waitUntil ?? before?.waitUntil ?? '')}.`],
    known: (before?.supplementRounds ?? 0) > 0 || before?.state === 'awaiting-completion',
    done: tx.now,
  });
}

/** The parts somebody owes now, by their ids. */
function partsOf(facts: Facts | null): Map<string, Track> {
  if (facts?.clock !== 'running') return new Map();
  return new Map(tracksAtWork(facts).map((one) => [one.id, one]));
}

const stepKeyOf = ({ id }: About, part: string): string => (part === FIRST_TRACK ? `${id}/step` : `${id}/step/${part}`);

function promisedOf({ enteredAt, dueAt, agencyId, officerId }: Track): Promised | null {
  if (enteredAt === null || dueAt === null) return null;
  return { startAt: new Date(enteredAt), dueAt: new Date(dueAt), agencyId, personId: officerId };
}

/** What is owed of a dossier as it stands, for very many at once (`registerObligations`). */
export function owedOf(about: About, facts: Facts, explanation: readonly ExplanationStep[]): ObligationInput[] {
  const whole = wholeOf(facts, about);
  const steps = [...partsOf(facts).values()].flatMap((part) => {
    const promised = promisedOf(part);
    return promised ? [{ ...stepWords(about, part), key: stepKeyOf(about, part.id), ...promised }] : [];
  });
  return [...(whole ? [{ ...wholeWords(about, explanation), ...whole }] : []), ...steps];
}

type Words = Omit<ObligationInput, keyof Promised>;

const nameOf = (about: About): string => `${about.code ?? 'Hồ sơ'}: ${about.procedure_name}`;
const ABOUT_DOSSIER = { source: SOURCE, urgency: 'normal', action: 'Mở hồ sơ' } as const;

function wholeWords(about: About, explanation: readonly ExplanationStep[]): Words {
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

function stepWords(about: About, { stepName }: Pick<Facts, 'stepName'>): Words {
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

/** Nobody owes an answer any more to a question that is no longer asked: the dossier ended, or the step was taken back. */
async function dropQuestions(tx: Tx, before: Facts, after: Facts): Promise<void> {
  const open = new Set(after.opinions.map(({ id }) => id));
  const gone = before.opinions.flatMap(({ id }) => (open.has(id) ? [] : [id]));
  if (gone.length === 0) return;
  for (const id of await unansweredWithDue(tx.db, gone)) await cancelObligation(tx, SOURCE, `opinion/${id}`);
}

function wholeOf(facts: Facts, about: About): Promised | null {
  const { receivedAt, dueAt, clock } = facts;
  if (clock !== 'running' || !receivedAt || !dueAt) return null;
  // A source may tell of a due moment before the reception: it is overdue from its beginning.
  const startAt = receivedAt < dueAt ? receivedAt : dueAt;
  return { startAt, dueAt, agencyId: about.competent_agency_id, personId: null };
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
  if (!opinion.due_at) return;
  await registerObligation(tx, {
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
  });
}

export async function answeredOpinion(tx: Tx, id: string, dueAt: Date | null): Promise<void> {
  if (dueAt) await completeObligation(tx, SOURCE, `opinion/${id}`);
}
