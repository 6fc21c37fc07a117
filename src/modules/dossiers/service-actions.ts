import { foreseeRecord } from '#modules/audit/public.ts';
import { foreseeCalendar } from '#modules/calendar/public.ts';
import { holdersOf, peopleById } from '#modules/org/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { DbTransaction } from '#platform/db/pool.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { actsFor, heldParts, partFor, partiesOf, refuseStale, sees, WORKING_ROLES } from './acting.ts';
import { contextOf } from './context.ts';
import { factsOfAction, IN_A_PART } from './domain/actions.ts';
import { denialOf } from './domain/allowed.ts';
import { baseEvent, decide } from './domain/decide.ts';
import type { DossierEvent } from './domain/events.ts';
import { evolve, type Facts, fold } from './domain/facts.ts';
import { STATE_FACTS } from './domain/states.ts';
import { foreseeSync, syncObligations } from './obligations.ts';
import { dossiersPermissions } from './permissions.ts';
import type { Plan } from './plan.ts';
import { planOf, takeAsked } from './plans.ts';
import { commitEvent, subjectOf } from './record.ts';
import type { ActionInput, TransitionResult } from './action-schema.ts';
import type { DossierDetail } from './detail-schema.ts';
import { acceptNow } from './service-reception.ts';
import { detailOf } from './service-read.ts';
import {
  findDossier,
  foreseeDossier,
  type HeldDossier,
  holdDossier,
  listEvents,
  secondsSinceChange,
} from './store/dossiers.ts';
import { answerOpinion, moveSupplements, settleApology } from './store/parts.ts';
import { type DossierRow, factsOfRow } from './store/rows.ts';
import { iso } from './views.ts';

/** How long an act can be taken back, in real time. */
export const UNDO_SECONDS = 10;

/**
 * Does one thing to a dossier: one event with its fold, log, reminders and told fact, or nothing.
 *
 * @returns the dossier as it then stands
 * @throws Refusal `dossiers.not_found` (404); `dossiers.not_yours` (403); `dossiers.changed` (409) saying who did what
 *   since; `dossiers.wrong_state` (409); what `decide` and the action's own plan refuse
 */
export async function actOnDossier(work: Work, id: string, input: ActionInput): Promise<DossierDetail> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run(async (tx) => {
    await act(tx, id, input);
    const after = await findDossier(tx.db, id);
    if (!after) throw new Refusal('dossiers.not_found', 404);
    return detailOf(tx, after);
  }, foreseeAct(id));
}

/**
 * `actOnDossier` with a short answer, for queues and programs: nothing is read but what the step needs.
 * @throws Refusal the same
 */
export async function stepDossier(work: Work, id: string, input: ActionInput): Promise<TransitionResult> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run(async (tx) => {
    const { facts: after, code } = (await act(tx, id, input)) ?? (await standsNow(tx, id));
    return {
      id,
      code,
      version: after.version,
      state: after.state,
      stateLabel: STATE_FACTS[after.state].label,
      stepName: after.stepName,
      agencyId: after.agencyId,
      dueAt: iso(after.dueAt),
      stepDueAt: iso(after.stepDueAt),
      undoable: factsOfAction(input.action).undoable === true,
    };
  }, foreseeAct(id));
}

/** What an act needs whatever it is, asked in the same breath as the transaction begins. */
const foreseeAct = (id: string) => (db: DbTransaction) => {
  foreseeCalendar(db);
  foreseeDossier(db, id);
  foreseeRecord(db, subjectOf(id));
};

/** What an act comes to. */
interface Stands {
  readonly facts: Facts;
  readonly code: string | null;
}

async function standsNow(tx: Tx, id: string): Promise<Stands> {
  const row = await findDossier(tx.db, id);
  if (!row) throw new Refusal('dossiers.not_found', 404);
  return { facts: factsOfRow(row), code: row.code };
}

/** `actOnDossier` in a transaction that is open. @returns how the dossier then stands, where that is known without reading it */
export async function act(tx: Tx, id: string, input: ActionInput): Promise<Stands | undefined> {
  foreseeCalendar(tx.db);
  const row = await holdDossier(tx.db, id);
  if (!row || !sees(tx.actor, row)) throw new Refusal('dossiers.not_found', 404);
  const facts = factsOfRow(row);
  const standing = { ...facts, undoable: true };
  // Whose part it is may have changed since it was seen: then that is told, not that it is not his.
  if (row.version !== input.version && heldParts(row).every(({ id: part }) => part !== input.part) && input.part)
    refuseStale(row, input.version);
  const part = partFor(tx.actor, row, input.part);
  const parties = partiesOf(tx.actor, row, IN_A_PART.has(input.action) ? [part] : heldParts(row));
  if (denialOf(input.action, standing, parties) === 'not-yours') {
    // It may have been his until a moment ago: a colleague has just answered for both.
    if (tx.actor.grants.some(({ agencyId }) => row.parties.includes(agencyId))) refuseStale(row, input.version);
    throw new Refusal('dossiers.not_yours', 403);
  }
  refuseStale(row, input.version);
  if (denialOf(input.action, standing, parties)) throw wrongState(row);
  if (input.action === 'undo') {
    await undo(tx, row);
    return undefined;
  }
  if (input.action === 'accept' || input.action === 'complete-on-spot') {
    await acceptNow(tx, row, facts, { action: input.action, reason: input.reason ?? null });
    await takeAsked(tx, id);
    return undefined;
  }
  const context = await contextOf(tx, row, actsFor(tx.actor, row));
  const plan: Plan = await planOf(tx, row, input, context, part.id);
  const event = decide(facts, plan.command, context.rules);
  const after = evolve(facts, event);
  const others = [...(after.tracks?.others ?? []), ...after.opinions].map(({ agencyId }) => agencyId);
  const holders = [...new Set([...row.parties, event.agencyId, ...others])];
  const officerName = await officerNameAfter(tx, row, event, input.officerId ?? null);
  foreseeSync(tx, row, facts, after);
  const change = {
    ...(holders.length === row.parties.length ? {} : { parties: holders }),
    ...(officerName === row.officer_name ? {} : { officer_name: officerName }),
    ...plan.change,
  };
  await commitEvent(tx, row, event, after, change, facts);
  await plan.also?.();
  await syncObligations(tx, row, facts, after, event.data.explanation);
  return { facts: after, code: plan.change?.code ?? row.code };
}

function wrongState(row: DossierRow): Refusal {
  return new Refusal('dossiers.wrong_state', 409, { state: row.state, stateLabel: STATE_FACTS[row.state].label });
}

/**
 * The name beside the leading part after an event. Somebody who is given a part must hold a post at its agency; who
 * merely keeps his is not asked again.
 * @throws Refusal `dossiers.not_in_agency` (422)
 */
async function officerNameAfter(
  tx: Tx,
  row: DossierRow,
  { agencyId, officerId, data }: DossierEvent,
  given: string | null,
): Promise<string | null> {
  if (given !== null) {
    const holders = await holdersOf(tx, data.part?.agencyId ?? agencyId, WORKING_ROLES);
    const holder = holders.find(({ personId }) => personId === given);
    if (!holder) throw new Refusal('dossiers.not_in_agency', 422, { fields: { officerId: 'dossiers.not_in_agency' } });
    if (given === officerId) return holder.fullName;
  }
  if (officerId === row.officer_id) return row.officer_name;
  if (officerId === null) return null;
  return (await peopleById(tx, [officerId]))[0]?.fullName ?? null;
}

/**
 * Takes the last act back by a line of its own: the dossier stands as before it, both lines stay to be seen.
 * @throws Refusal `dossiers.nothing_to_undo` (409) for what cannot be taken back, `dossiers.undo_too_late` (409)
 */
async function undo(tx: Tx, row: HeldDossier): Promise<void> {
  const history = await listEvents(tx.db, row.id);
  const last = history.at(-1);
  const action = last?.action;
  const known =
    action !== undefined && action !== 'submit' && action !== 'succeed' && action !== 'recount' && action !== 'import';
  if (!last || !known || last.undoes !== null || !factsOfAction(action).undoable || last.actorId !== tx.actor.personId)
    throw new Refusal('dossiers.nothing_to_undo', 409);
  if ((await secondsSinceChange(tx.db, row.id)) > UNDO_SECONDS) throw new Refusal('dossiers.undo_too_late', 409);
  const { rules } = await contextOf(tx, row, actsFor(tx.actor, row));
  const before = fold(history.slice(0, -1));
  const line = baseEvent(before, { action: 'undo' }, rules);
  const event = { ...line, seq: last.seq + 1, fromState: last.state, undoes: last.seq };
  const after = fold([...history, event]);
  const [officer] = after.officerId ? await peopleById(tx, [after.officerId]) : [];
  await commitEvent(tx, row, event, after, { officer_name: officer?.fullName ?? null });
  if (action === 'draft-supplement') await moveSupplements(tx.db, row.id, 'draft', { status: 'closed' });
  if (action === 'draft-apology' && last.data.apologyId)
    await settleApology(tx.db, last.data.apologyId, { status: 'dropped', approved_at: null, approved_by: null });
  if (action === 'draft-apology' && after.apologyDraftId)
    await settleApology(tx.db, after.apologyDraftId, { status: 'draft', approved_at: null, approved_by: null });
  await syncObligations(tx, row, factsOfRow(row), after, [], { undone: true });
  for (const { id } of (last.data['branches'] ?? []) as readonly { id: string }[])
    await answerOpinion(tx.db, id, { answered_at: tx.now, answered_by: 'Hoàn tác', answer: null });
}
