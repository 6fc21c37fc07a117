import { addWorkingMinutes, previousWorkingMoment } from '#modules/calendar/domain/moments.ts';
import { findAgency } from '#modules/org/public.ts';
import { isInForce } from '#modules/org/domain/agency.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import type { Context } from './context.ts';
import { correctionOf } from './corrections.ts';
import { directoryAfter } from './directory.ts';
import { checkReappointment, type Command } from './domain/decide.ts';
import type { Verification } from './domain/events.ts';
import { AWAITS_PAPERS } from './domain/states.ts';
import { lookAgainOn, waitFrom, waitUntil } from './domain/waits.ts';
import { finish, goOn, sendBack } from './moves.ts';
import { answeredOpinion, promiseOpinion } from './obligations.ts';
import { type Maker, needs, type Plan, plus } from './plan.ts';
import type { ActionInput } from './action-schema.ts';
import {
  answerOpinion,
  bringAskedPapers,
  findApology,
  findSupplement,
  insertApology,
  insertOpinions,
  insertSupplement,
  moveSupplements,
  settleApology,
} from './store/parts.ts';
import { type DossierRow, factsOfRow, type OpinionRow } from './store/rows.ts';

/**
 * @param track the part it is done in
 * @throws Refusal of the action's own: what is missing or not lawful
 */
export async function planOf(
  tx: Tx,
  row: DossierRow,
  input: ActionInput,
  context: Context,
  track: string,
): Promise<Plan> {
  const base: Command = {
    action: input.action,
    reason: input.reason ?? null,
    document: input.document ?? null,
    cause: input.cause ?? null,
    causeAgencyId: input.causeAgencyId ?? null,
    officerId: input.officerId ?? null,
    agencyId: input.agencyId ?? null,
    track,
    data: {
      ...(input.text ? { text: input.text.normalize('NFC') } : {}),
      ...(input.verification ? { verification: verified(input.verification) } : {}),
      ...(input.receiver ? { receiver: input.receiver.normalize('NFC') } : {}),
      ...(input.amountVnd === undefined ? {} : { amountVnd: input.amountVnd }),
    },
  };
  const make = MAKERS[input.action];
  return make ? make(tx, row, input, context, base) : { command: base };
}

function verified({ at, place, participants }: Verification): Verification {
  return { at, place: place.normalize('NFC'), participants: participants.normalize('NFC') };
}

const handOver: Maker = async (tx, _row, input, _context, base) => {
  const agency = input.agencyId ? await findAgency(tx, input.agencyId) : undefined;
  if (!agency || !isInForce(agency, tx.today)) throw needs('agency', 'agencyId');
  return { command: base };
};

const askOpinion: Maker = async (tx, row, input, { calendar }, base) => {
  const agency = input.agencyId ? await findAgency(tx, input.agencyId) : undefined;
  if (!agency || !isInForce(agency, tx.today)) throw needs('agency', 'agencyId');
  if (isOwn(tx, row, agency.id))
    throw new Refusal('dossiers.opinion_of_own', 422, { fields: { agencyId: 'dossiers.opinion_of_own' } });
  if (!input.text) throw needs('text');
  if (!input.dueOn || input.dueOn < tx.today) throw needs('due', 'dueOn');
  const dueAt = previousWorkingMoment(calendar, instantAt(input.dueOn, 24 * 60 - 1));
  const question: OpinionRow = {
    id: newId(),
    dossier_id: row.id,
    agency_id: agency.id,
    branch: false,
    content: input.text.normalize('NFC'),
    asked_at: tx.now,
    asked_by: tx.actor.name,
    due_at: dueAt > tx.now ? dueAt : addWorkingMinutes(calendar, tx.now, 1),
    answered_at: null,
    answered_by: null,
    answer: null,
  };
  const opinion = { id: question.id, agencyId: agency.id, dueAt: question.due_at?.toISOString() ?? null };
  return {
    command: plus(base, { opinion }),
    also: async () => {
      await insertOpinions(tx.db, [question]);
      await promiseOpinion(tx, row, question);
    },
  };
};

/** Whoever asks answers for his own agency, and for the one that decides, himself. */
const isOwn = (tx: Tx, row: DossierRow, agencyId: string): boolean =>
  tx.actor.kind === 'person'
    ? tx.actor.grants.some((grant) => grant.agencyId === agencyId)
    : agencyId === row.agency_id;

const answer: Maker = async (tx, row, input, _context, base) => {
  if (!input.text) throw needs('text');
  const mine = new Set(tx.actor.grants.map(({ agencyId }) => agencyId));
  const open = row.opinions.filter(({ agencyId }) => tx.actor.kind === 'system' || mine.has(agencyId));
  const one = input.opinionId ? open.find(({ id }) => id === input.opinionId) : open[0];
  if (!one) throw new Refusal('dossiers.no_opinion', 404);
  const opinion = { id: one.id, agencyId: one.agencyId, dueAt: null, branch: one.branch };
  const text = input.text.normalize('NFC');
  return {
    command: plus(base, { opinion }),
    also: async () => {
      const asked = await answerOpinion(tx.db, one.id, {
        answered_at: tx.now,
        answered_by: tx.actor.name,
        answer: text,
      });
      await answeredOpinion(tx, one.id, asked?.due_at ?? null);
    },
  };
};

const draftSupplement: Maker = async (tx, row, input, { law, calendar }, base) => {
  if (!input.papers?.length) throw needs('papers');
  const id = newId();
  const atReception = input.action === 'request-completion';
  const papers = input.papers;
  return {
    command: plus(base, {
      supplementId: id,
      ...(atReception ? { waitUntil: waitFrom(law, calendar, tx.today).until } : {}),
    }),
    also: () =>
      insertSupplement(tx.db, {
        id,
        dossier_id: row.id,
        at_reception: atReception,
        papers,
        reason: base.reason ?? '',
        status: atReception ? 'issued' : 'draft',
        drafted_at: tx.now,
        drafted_by: tx.actor.name,
        issued_at: atReception ? tx.now : null,
        expires_on: null,
        taken_at: null,
      }),
  };
};

/** The counter sends what the officer drafted: officers do not deal with applicants themselves (NĐ 61/2018 Điều 5). */
const issueSupplement: Maker = async (tx, row, _input, { calendar, law }, base) => {
  const draft = row.supplement_draft_id ? await findSupplement(tx.db, row.supplement_draft_id) : undefined;
  if (!draft) throw new Refusal('dossiers.no_supplement_draft', 409);
  const wait = waitFrom(law, calendar, tx.today);
  const expiresOn = wait.by === 'rule' ? wait.until : null;
  const command = plus(
    { ...base, reason: base.reason ?? draft.reason },
    { supplementId: draft.id, waitUntil: wait.until },
  );
  return {
    command,
    also: () => moveSupplements(tx.db, row.id, 'draft', { status: 'issued', issued_at: tx.now, expires_on: expiresOn }),
  };
};

const takeSupplement: Maker = async (tx, row, _input, _context, base) => ({
  command: base,
  also: () => takeAsked(tx, row.id),
});

/** What was asked has come, whole: its papers are lines of the dossier from now on. */
export async function takeAsked(tx: Tx, dossierId: string): Promise<void> {
  await bringAskedPapers(tx.db, dossierId);
  await moveSupplements(tx.db, dossierId, 'issued', { status: 'taken', taken_at: tx.now });
}

/** What stops for another reason than papers is looked at again on a day, too. */
const stopping: Maker = async (tx, _row, _input, { calendar }, base) => ({
  command: plus(base, { waitUntil: lookAgainOn(calendar, tx.today) }),
});

/** Where the law names no limit the office waits as long as it decides; where it names one, nobody lengthens it. */
const extendWait: Maker = async (tx, row, input, { law }, base) => {
  if (!input.dueOn) throw needs('until', 'dueOn');
  const wait = waitUntil(law, row.wait_until ?? tx.today);
  if (wait.by === 'rule' && AWAITS_PAPERS.includes(row.state))
    throw new Refusal('dossiers.wait_by_rule', 422, { source: wait.source });
  if (input.dueOn <= wait.until || input.dueOn <= tx.today)
    throw new Refusal('dossiers.wait_not_later', 422, { fields: { dueOn: 'dossiers.wait_not_later' } });
  return { command: plus(base, { waitUntil: input.dueOn }) };
};

const closing: Maker = async (tx, row, _input, _context, base) => ({
  command: base,
  also: async () => {
    await moveSupplements(tx.db, row.id, 'issued', { status: 'closed' });
    await moveSupplements(tx.db, row.id, 'draft', { status: 'closed' });
  },
});

/** The true cause and the new day are drafted by who knows the matter; a head signs them. */
const draftApology: Maker = async (tx, row, input, { calendar, law }, base) => {
  if (!input.cause) throw needs('cause');
  if (input.cause === 'other-agency' && !input.causeAgencyId) throw needs('cause', 'causeAgencyId');
  const newDueAt = input.dueOn ? previousWorkingMoment(calendar, instantAt(input.dueOn, 24 * 60 - 1)) : null;
  if (newDueAt) checkReappointment(factsOfRow(row), newDueAt, { law, now: tx.now });
  const id = newId();
  const cause = input.cause;
  return {
    command: plus(base, { apologyId: id, newDueAt: newDueAt?.toISOString() ?? null }),
    also: async () => {
      // A new wording takes the place of the one before.
      if (row.apology_draft_id)
        await settleApology(tx.db, row.apology_draft_id, { status: 'dropped', approved_at: null, approved_by: null });
      await insertApology(tx.db, {
        id,
        dossier_id: row.id,
        reason: base.reason ?? '',
        cause,
        cause_agency_id: base.causeAgencyId ?? null,
        due_before: row.due_at,
        new_due_at: newDueAt,
        status: 'draft',
        drafted_at: tx.now,
        drafted_by: tx.actor.name,
        approved_at: null,
        approved_by: null,
      });
    },
  };
};

const approveApology: Maker = async (tx, row, _input, _context, base) => {
  const draft = row.apology_draft_id ? await findApology(tx.db, row.apology_draft_id) : undefined;
  if (!draft) throw new Refusal('dossiers.no_apology_draft', 409);
  const command: Command = {
    ...plus(base, { apologyId: draft.id }),
    reason: draft.reason,
    cause: draft.cause as Command['cause'] & string,
    causeAgencyId: draft.cause_agency_id,
    newDueAt: draft.new_due_at,
  };
  const settled = { status: 'approved', approved_at: tx.now, approved_by: tx.actor.name } as const;
  return { command, also: () => settleApology(tx.db, draft.id, settled) };
};

const noteFault: Maker = async (_tx, _row, input, _context, base) => {
  if (!input.period) throw needs('period');
  return { command: plus(base, { fault: input.period }) };
};

const correct: Maker = async (tx, row, input, _context, base) => {
  const { correction, change } = correctionOf(row, input, Number(tx.today.slice(0, 4)));
  const directory = await directoryAfter(tx, row, correction, input.person, change.applicant ?? row.applicant);
  if (!directory) return { command: plus(base, { correction }), change };
  const { outcome, change: whose, also } = directory;
  return {
    command: plus(base, { correction: { ...correction, directory: outcome } }),
    change: { ...change, ...whose },
    also,
  };
};

const MAKERS: Readonly<Partial<Record<ActionInput['action'], Maker>>> = {
  forward: goOn,
  advance: goOn,
  'send-back': sendBack,
  'hand-over': handOver,
  'ask-opinion': askOpinion,
  'answer-opinion': answer,
  'draft-supplement': draftSupplement,
  'request-completion': draftSupplement,
  'issue-supplement': issueSupplement,
  'take-supplement': takeSupplement,
  'extend-wait': extendWait,
  'require-payment': stopping,
  suspend: stopping,
  'draft-apology': draftApology,
  'approve-apology': approveApology,
  'note-fault': noteFault,
  'close-expired': closing,
  withdraw: closing,
  correct,
  finish,
};
