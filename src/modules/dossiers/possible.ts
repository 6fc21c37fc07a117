import { agenciesById, holdersOf } from '#modules/org/public.ts';
import type { Workflow } from '#modules/procedures/domain/workflow.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { heldParts, partFor, partiesOf } from './acting.ts';
import { agencyOfStep, type Context } from './context.ts';
import { type Action, factsOfAction, IN_A_PART } from './domain/actions.ts';
import { allowedActions } from './domain/allowed.ts';
import type { DossierEvent } from './domain/events.ts';
import { canFinish, END_OF_PART, isBefore, type PartWay, waysOn, wouldReopen } from './domain/going.ts';
import { type Track, tracksOf } from './domain/tracks.ts';
import { standingOf } from './moves.ts';
import type { NextStep, PartView } from './detail-schema.ts';
import { secondsSinceChange } from './store/dossiers.ts';
import { type DossierRow, factsOfRow } from './store/rows.ts';
import { named, type Names } from './views.ts';

const UNDO_MS = 10_000;

/** What the caller may do in one part, and to whom it can lead. */
interface Acts {
  readonly actions: Action[];
  readonly nextSteps: NextStep[];
  readonly officers: { readonly id: string; readonly name: string }[];
}

/**
 * What the actor may do now with a dossier: in the first part he has (`part`) and for the whole, and in every other
 * part that is his.
 */
export async function possible(
  tx: Tx,
  row: DossierRow,
  events: readonly DossierEvent[],
  context: Context,
  people: Names,
) {
  const undoMs = await undoLeft(tx, row, events);
  const facts = { ...factsOfRow(row), undoable: undoMs !== undefined };
  const part = partFor(tx.actor, row, undefined);
  const whole = allowedActions(facts, partiesOf(tx.actor, row)).filter((action) => !IN_A_PART.has(action));
  const inPart = (one: typeof part): Action[] =>
    allowedActions(facts, partiesOf(tx.actor, row, [one])).filter((action) => IN_A_PART.has(action));
  const own = await actsIn(tx, row, context, part.id, part.agencyId, inPart(part));
  const order = allowedActions(facts, ['system']);
  const actions = order.filter((action) => whole.includes(action) || own.actions.includes(action));
  return {
    ...own,
    actions,
    part: part.id,
    parts: row.tracks?.others.length ? await partViews(tx, row, context, part.id, inPart, people) : [],
    undoUntil: undoMs === undefined ? null : toVietnamIso(new Date(tx.now.getTime() + undoMs)),
  };
}

/** Milliseconds in which the actor can still take the last act back; undefined when he cannot. */
async function undoLeft(tx: Tx, row: DossierRow, events: readonly DossierEvent[]): Promise<number | undefined> {
  const last = events.at(-1);
  const kind = last?.action;
  if (!last || last.undoes !== null || last.actorId !== tx.actor.personId) return undefined;
  if (!kind || kind === 'submit' || kind === 'succeed' || kind === 'recount' || kind === 'import') return undefined;
  if (factsOfAction(kind).undoable !== true) return undefined;
  const left = UNDO_MS - (await secondsSinceChange(tx.db, row.id)) * 1000;
  return left > 0 ? left : undefined;
}

async function actsIn(
  tx: Tx,
  row: DossierRow,
  { workflow }: Context,
  part: string,
  agencyId: string,
  allowed: readonly Action[],
): Promise<Acts> {
  const standing = standingOf(row);
  const ways = workflow ? waysOn(workflow, standing, part) : [];
  const actions = allowed.filter((action) => {
    if (action === 'advance') return ways.length > 0 && !row.opinions.some(({ branch }) => branch);
    if (action === 'send-back' && workflow && row.tracks) return isOwnBefore(workflow, row, part);
    if (action === 'finish') return !workflow || (row.state === 'processing' && canFinish(workflow, standing, part));
    return true;
  });
  const assigns = actions.includes('assign') || actions.includes('advance');
  const holders = assigns ? await holdersOf(tx, agencyId, ['officer', 'agency-clerk', 'agency-head']) : [];
  const officers = holders
    .filter((one, index) => holders.findIndex(({ personId }) => personId === one.personId) === index)
    .map(({ personId: id, fullName: name }) => ({ id, name }));
  return { actions, nextSteps: await nextSteps(tx, row, ways, agencyId), officers };
}

/** Whether a part has a step of its own to go back to, that opens nothing of the others again. */
function isOwnBefore(workflow: Workflow, row: DossierRow, part: string): boolean {
  const tracks = tracksOf(factsOfRow(row));
  const here = tracks.find(({ id }) => id === part)?.stepKey ?? null;
  const others = tracks.filter(({ id }) => id !== part);
  return workflow.steps.some(({ key }) => isBefore(workflow, key, here) && !wouldReopen(workflow, key, others));
}

/** Where a part can go on to, with the agencies it leads to. */
async function nextSteps(tx: Tx, row: DossierRow, ways: readonly PartWay[], ownId: string): Promise<NextStep[]> {
  const found = [];
  for (const { way, waits } of ways) {
    const besides = [];
    for (const step of way?.besides ?? [])
      besides.push({ name: step.name, agencyId: await agencyOfStep(tx, step, row) });
    const agencyId = way ? await agencyOfStep(tx, way.step, row) : ownId;
    found.push({ way, waits, agencyId, besides });
  }
  const ids = found.flatMap((one) => [one.agencyId, ...one.besides.map(({ agencyId }) => agencyId)]);
  const names: Names = new Map((await agenciesById(tx, [...new Set(ids)])).map(({ id, name }) => [id, name]));
  return found.map(({ way, waits, agencyId, besides }) => ({
    key: way?.step.key ?? END_OF_PART,
    name: way?.step.name ?? 'Xong phần việc này',
    when: way?.when ?? null,
    minutes: way?.step.minutes ?? null,
    agency: named(names, agencyId),
    besides: besides.map((one) => ({ name: one.name, agency: named(names, one.agencyId) })),
    waits,
  }));
}

async function partViews(
  tx: Tx,
  row: DossierRow,
  context: Context,
  own: string,
  inPart: (part: Track) => Action[],
  people: Names,
): Promise<PartView[]> {
  const tracks = tracksOf(factsOfRow(row));
  const known = await agenciesById(
    tx,
    tracks.map(({ agencyId }) => agencyId),
  );
  const names: Names = new Map(known.map(({ id, name }) => [id, name]));
  const held = new Set(heldParts(row).map(({ id }) => id));
  const views: PartView[] = [];
  for (const track of tracks) {
    const { id, agencyId, stepName, stepMinutes, officerId, enteredAt, dueAt, waitsAt } = track;
    const acts = id !== own && held.has(id) ? await actsIn(tx, row, context, id, agencyId, inPart(track)) : null;
    const waiting = waitsAt === null ? undefined : context.workflow?.steps.find(({ key }) => key === waitsAt);
    views.push({
      id,
      agency: named(names, agencyId),
      stepName,
      officer: officerId && (people.get(officerId) ?? null),
      enteredAt: enteredAt && toVietnamIso(new Date(enteredAt)),
      dueAt: dueAt && toVietnamIso(new Date(dueAt)),
      minutes: stepMinutes,
      late: waitsAt === null && dueAt !== null && new Date(dueAt) < tx.now,
      waitsFor: waitsAt === null ? null : (waiting?.name ?? waitsAt),
      acts: acts && acts.actions.length > 0 ? acts : null,
    });
  }
  return views;
}
