import { stepByKey, type WorkflowStep } from '#modules/procedures/domain/workflow.ts';
import type { Command, StepEntry } from '../domain/decide.ts';
import type { Facts } from '../domain/facts.ts';
import { goOn, waysOn } from '../domain/going.ts';
import { tracksOf } from '../domain/tracks.ts';
import type { DemoParted } from './world.ts';

/**
 * How a part of a made-up dossier goes on, by the first way it has.
 * @param enter a step as a part is put before it
 * @returns what `decide` is told; undefined when only the result is left to do
 */
export function partGoesOn(
  facts: Facts,
  { workflow }: DemoParted,
  id: string,
  enter: (step: WorkflowStep) => StepEntry,
): Omit<Command, 'action'> | undefined {
  const standing = {
    places: tracksOf(facts).map(({ id: part, stepKey, waitsAt }) => ({ id: part, stepKey, waitsAt })),
    begun: facts.tracks?.begun ?? [],
  };
  const [on] = waysOn(workflow, standing, id);
  if (!on) return undefined;
  const { way } = on;
  if (way && way.besides.length === 0 && facts.tracks === null) return { step: enter(way.step) };
  const targets = way ? [way.step, ...way.besides] : [];
  const { places, begun } = goOn(workflow, standing, id, targets, (n) => `${facts.version + 1}.${n}`);
  return {
    track: id,
    going: {
      begun,
      places: places.map(({ id: part, waitsAt, stepKey, entered }) => {
        const step = entered && stepKey !== null ? stepByKey(workflow, stepKey) : undefined;
        return { id: part, waitsAt, enters: step ? enter(step) : null };
      }),
    },
  };
}
