import { holdersOf } from '#modules/org/public.ts';
import { stepByKey, type Workflow } from '#modules/procedures/domain/workflow.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import { WORKING_ROLES } from './acting.ts';
import { enter } from './context.ts';
import type { Command, Going, StepEntry } from './domain/decide.ts';
import type { DossierEvent } from './domain/events.ts';
import { effective, evolve, type Facts } from './domain/facts.ts';
import {
  canFinish,
  END_OF_PART,
  goOn as stepOn,
  isBefore,
  type Standing,
  waysOn,
  wouldReopen,
} from './domain/going.ts';
import { canFinishAt, type Way } from './domain/route.ts';
import { FIRST_TRACK, type Track, tracksOf } from './domain/tracks.ts';
import { type Maker, plus } from './plan.ts';
import { listEvents } from './store/dossiers.ts';
import { type DossierRow, factsOfRow } from './store/rows.ts';

/** Forward and advance: the next step of the workflow the dossier stays on. */
export const goOn: Maker = async (tx, row, input, context, base) => {
  const { workflow } = context;
  const command = plus(base, input.when ? { when: input.when } : {});
  if (!workflow) {
    if (input.action !== 'forward') throw new Refusal('dossiers.no_next_step', 409);
    const agencyId = row.competent_agency_id;
    const step = { key: 'process', name: 'Giải quyết', minutes: null, agencyId, officerId: input.officerId ?? null };
    return { command: { ...command, step } };
  }
  const standing = standingOf(row);
  const ways = waysOn(workflow, standing, partOfCommand(row, base));
  const chosen =
    ways.length === 1
      ? ways[0]
      : ways.find(({ way }) =>
          way === null
            ? input.stepKey === END_OF_PART
            : way.step.key === input.stepKey || way.when === (input.when ?? null),
        );
  if (!chosen && ways.length > 1)
    throw new Refusal('dossiers.which_way', 422, { fields: { when: 'dossiers.which_way' } });
  if (!chosen) throw new Refusal('dossiers.no_next_step', 409);
  const { way } = chosen;
  if (way && way.besides.length === 0 && row.tracks === null) {
    const step = await enter(tx, way.step, row);
    return { command: { ...command, step: { ...step, officerId: input.officerId ?? null } } };
  }
  return { command: { ...command, going: await goingOf(tx, row, workflow, standing, command, way) } };
};

/** How all parts stand when one goes on, with the agency of every step that begins. */
async function goingOf(
  tx: Tx,
  row: DossierRow,
  workflow: Workflow,
  standing: Standing,
  command: Command,
  way: Way | null,
): Promise<Going> {
  const targets = way ? [way.step, ...way.besides] : [];
  const id = partOfCommand(row, command);
  const { places, begun } = stepOn(workflow, standing, id, targets, (n) => `${row.version + 1}.${n}`);
  const after: { id: string; waitsAt: string | null; enters: StepEntry | null }[] = [];
  for (const { id: place, waitsAt, stepKey, entered } of places) {
    const step = entered && stepKey !== null ? stepByKey(workflow, stepKey) : undefined;
    after.push({ id: place, waitsAt, enters: step ? await enter(tx, step, row) : null });
  }
  return { places: after, begun };
}

/** Where every part of a dossier stands in its workflow. */
export function standingOf(row: DossierRow): Standing {
  const places = tracksOf(factsOfRow(row)).map(({ id, stepKey, waitsAt }) => ({ id, stepKey, waitsAt }));
  return { places, begun: row.tracks?.begun ?? [] };
}

const partOfCommand = (row: DossierRow, { track }: Command): string => track ?? row.tracks?.main ?? FIRST_TRACK;

/**
 * Back to where the part came from. Side by side it goes back only over its own steps: a step before they parted would
 * open again what the others do now.
 */
export const sendBack: Maker = async (tx, row, input, { workflow }, base) => {
  const id = partOfCommand(row, base);
  const parts = tracksOf(factsOfRow(row));
  const here = parts.find((one) => one.id === id)?.stepKey ?? null;
  const others = parts.filter((one) => one.id !== id);
  const known = (key: string) => workflow !== null && stepByKey(workflow, key) !== undefined;
  const been = visitsOf(await listEvents(tx.db, row.id)).filter(
    ({ stepKey }) =>
      stepKey !== null &&
      stepKey !== here &&
      (!workflow || !known(stepKey) || !known(here ?? '') || isBefore(workflow, stepKey, here)) &&
      (!workflow || others.length === 0 || !wouldReopen(workflow, stepKey, others)),
  );
  const to = input.stepKey ? been.findLast(({ stepKey }) => stepKey === input.stepKey) : been.at(-1);
  if (!to?.stepKey) throw new Refusal('dossiers.no_step_before', 409);
  const step = {
    key: to.stepKey,
    name: to.stepName ?? to.stepKey,
    minutes: to.stepMinutes,
    agencyId: to.agencyId,
    // Who has left since cannot be given it back: it goes to his agency.
    officerId: to.officerId && (await isThere(tx, to.agencyId, to.officerId)) ? to.officerId : null,
  };
  return { command: { ...base, step } };
};

/** Every step some part stood at, as it was left, in the order of coming. */
function visitsOf(history: readonly DossierEvent[]): Track[] {
  const visits: Track[] = [];
  const latest = new Map<string, number>();
  let facts: Facts | null = null;
  for (const event of effective(history)) {
    facts = evolve(facts, event);
    for (const track of tracksOf(facts)) {
      const at = latest.get(track.id);
      const before = at === undefined ? undefined : visits[at];
      if (at !== undefined && before?.stepKey === track.stepKey && before.enteredAt === track.enteredAt)
        visits[at] = track;
      else {
        latest.set(track.id, visits.length);
        visits.push(track);
      }
    }
  }
  return visits;
}

async function isThere(tx: Tx, agencyId: string, personId: string): Promise<boolean> {
  const holders = await holdersOf(tx, agencyId, WORKING_ROLES);
  return holders.some((one) => one.personId === personId);
}

/** The result is ready where the workflow ends, not before its steps are gone through. */
export const finish: Maker = async (_tx, row, _input, { workflow }, base) => {
  const id = partOfCommand(row, base);
  if (workflow && row.state === 'processing' && !canFinish(workflow, standingOf(row), id)) {
    const at = tracksOf(factsOfRow(row)).find((one) => one.id === id);
    if (canFinishAt(workflow, at?.stepKey ?? null)) throw new Refusal('dossiers.branch_open', 409);
    throw new Refusal('dossiers.steps_left', 409, { step: at?.stepName ?? row.step_name });
  }
  if (workflow && row.state === 'received') throw new Refusal('dossiers.steps_left', 409, { step: row.step_name });
  return { command: base };
};
