import { explainVi } from '#modules/calendar/domain/explain-vi.ts';
import type { ExplanationStep } from '#modules/calendar/domain/steps.ts';
import {
  cancelObligation,
  completeObligation,
  registerObligation,
  reopenObligation,
} from '#modules/reminders/public.ts';
import type { Tx } from '#platform/db/province.ts';
import type { Facts } from './domain/facts.ts';
import { unansweredWithDue } from './store/parts.ts';
import type { DossierRow, OpinionRow } from './store/rows.ts';

const SOURCE = 'dossiers';

type About = Pick<DossierRow, 'id' | 'code' | 'procedure_name' | 'receiving_agency_id' | 'competent_agency_id'>;

/** A promise with its time; null when there is none now. */
interface Promised {
  readonly startAt: Date;
  readonly dueAt: Date;
  readonly agencyId: string;
  readonly personId: string | null;
}

/**
 * Brings the reminders of a dossier to where its clock stands: the whole is owed by the agency that decides, the step
 * by whoever has it. A stopped clock reminds nobody; what goes on is planned anew.
 */
export async function syncObligations(
  tx: Tx,
  about: About,
  before: Facts | null,
  after: Facts,
  explanation: readonly ExplanationStep[] = [],
): Promise<void> {
  if (before) await dropQuestions(tx, before, after);
  const whole = (facts: Facts | null) => facts && wholeOf(facts, about);
  const name = `${about.code ?? 'Hồ sơ'}: ${about.procedure_name}`;
  await bring(tx, about.id, 'dossier', whole(before), whole(after), {
    title: `Hồ sơ ${name}`,
    followerAgencyId: about.receiving_agency_id,
    link: `/ho-so/${about.id}`,
    explanation: explainVi(explanation),
    known: before !== null && before.firstDueAt !== null,
    done: after.finishedAt,
  });
  await bring(tx, `${about.id}/step`, 'dossier-step', before && stepOf(before), stepOf(after), {
    title: `${after.stepName ?? 'Giải quyết'}: hồ sơ ${name}`,
    followerAgencyId: null,
    link: `/ho-so/${about.id}`,
    explanation: [],
    known: before !== null && before.receivedAt !== null,
    done: after.finishedAt,
  });
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
  return { startAt: receivedAt, dueAt, agencyId: about.competent_agency_id, personId: null };
}

function stepOf({ clock, stepEnteredAt, stepDueAt, agencyId, officerId }: Facts): Promised | null {
  if (clock !== 'running' || !stepEnteredAt || !stepDueAt) return null;
  return { startAt: stepEnteredAt, dueAt: stepDueAt, agencyId, personId: officerId };
}

async function bring(
  tx: Tx,
  key: string,
  kind: string,
  before: Promised | null,
  after: Promised | null,
  more: {
    readonly title: string;
    readonly followerAgencyId: string | null;
    readonly link: string;
    readonly explanation: readonly string[];
    readonly known: boolean;
    readonly done: Date | null;
  },
): Promise<void> {
  if (!after) {
    if (!before) return;
    if (more.done) await completeObligation(tx, SOURCE, key, more.done);
    else await cancelObligation(tx, SOURCE, key);
    return;
  }
  if (before && samePromise(before, after)) return;
  const { known, done: _, ...about } = more;
  await registerObligation(tx, {
    source: SOURCE,
    key,
    kind,
    urgency: 'normal',
    action: 'Mở hồ sơ',
    ...about,
    ...after,
  });
  if (!before && known) await reopenObligation(tx, SOURCE, key);
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
    link: `/ho-so/${about.id}`,
    action: 'Trả lời',
    explanation: [],
  });
}

export async function answeredOpinion(tx: Tx, id: string, dueAt: Date | null): Promise<void> {
  if (dueAt) await completeObligation(tx, SOURCE, `opinion/${id}`);
}
