import { stepByKey, type WorkflowStep } from '#modules/procedures/domain/workflow.ts';
import { canFinishAt, isReturnStep, type Way, waysFrom } from './route.ts';

type Steps = { readonly steps: readonly WorkflowStep[] };

/** Where a part stands in its workflow. */
export interface Place {
  readonly id: string;
  readonly stepKey: string | null;
  readonly waitsAt: string | null;
}

/** Where every part stands, and which steps began without waiting for all of them. */
export interface Standing {
  readonly places: readonly Place[];
  readonly begun: readonly string[];
}

/** The same after a part went on; `entered`: it is before a new step. */
export interface Gone {
  readonly places: readonly (Place & { readonly entered: boolean })[];
  readonly begun: readonly string[];
}

/** Keys that can be come to from a step, itself not among them; a part that comes to a step begun already ends there. */
function ahead(workflow: Steps, from: string | null, begun: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const open = [from];
  for (let key = open.pop(); key; key = open.pop()) {
    if (key !== from && begun.includes(key)) continue;
    for (const { to } of stepByKey(workflow, key)?.next ?? []) {
      if (seen.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  }
  return seen;
}

const mayCome = (workflow: Steps, { stepKey, waitsAt }: Place, to: string, begun: readonly string[]): boolean =>
  ahead(workflow, waitsAt ?? stepKey, begun).has(to);

/** Whether going back to a step would open again what another part does now. */
export function wouldReopen(workflow: Steps, step: string, others: readonly Place[]): boolean {
  const found = ahead(workflow, step, []);
  return others.some(({ stepKey, waitsAt }) => [stepKey, waitsAt].some((key) => key !== null && found.has(key)));
}

/** Whether one step lies before another. */
export function isBefore(workflow: Steps, one: string, other: string | null): boolean {
  return other !== null && ahead(workflow, one, []).has(other);
}

/**
 * A part goes on to its next steps. Several are taken side by side by as many parts. At a step that waits for all
 * (`join: 'all'`) a part waits until none that was opened can come any more, then one goes on for all. A step that
 * waits for none begins with the first that comes; whoever comes later ends there.
 *
 * @param targets none: its work is done, and others go on
 * @param newId id of the n-th part that is opened
 */
export function goOn(
  workflow: Steps,
  { places, begun }: Standing,
  id: string,
  targets: readonly WorkflowStep[],
  newId: (n: number) => string,
): Gone {
  const list: (Place & { entered: boolean })[] = [];
  const open = [...begun];
  for (const place of places) {
    if (place.id !== id) list.push({ ...place, entered: false });
    else
      for (const [n, target] of targets.entries())
        list.push({
          id: n === 0 ? id : newId(n),
          stepKey: n === 0 ? place.stepKey : null,
          waitsAt: target.key,
          entered: false,
        });
  }
  const came = list.filter((place) => place.id === id || !places.some((one) => one.id === place.id));
  for (const place of came) {
    const target = stepByKey(workflow, place.waitsAt ?? '');
    if (!target || isReturnStep(target) || open.includes(target.key)) list.splice(list.indexOf(place), 1);
    else if (target.join === 'any') {
      list.splice(list.indexOf(place), 1, { id: place.id, stepKey: target.key, waitsAt: null, entered: true });
      if (list.some((one) => one.id !== place.id && mayCome(workflow, one, target.key, open))) open.push(target.key);
    }
  }
  for (let ready = readyJoin(workflow, list, open); ready !== undefined; ready = readyJoin(workflow, list, open)) {
    const key = ready;
    const waiting = list.filter(({ waitsAt }) => waitsAt === key);
    const first = waiting.find((place) => place.id === id) ?? waiting[0];
    for (const place of waiting) {
      const at = list.indexOf(place);
      if (place === first) list.splice(at, 1, { id: place.id, stepKey: key, waitsAt: null, entered: true });
      else list.splice(at, 1);
    }
  }
  return { places: list, begun: open.filter((key) => list.some((place) => mayCome(workflow, place, key, open))) };
}

/** A step parts wait at and no other part can come to. */
function readyJoin(workflow: Steps, places: readonly Place[], begun: readonly string[]): string | undefined {
  return places.find(
    ({ waitsAt }) =>
      waitsAt !== null &&
      !places.some((other) => other.waitsAt !== waitsAt && mayCome(workflow, other, waitsAt, begun)),
  )?.waitsAt as string | undefined;
}

/** Other parts whose work the result needs: those at work, unless they are on their way to a step that did not wait. */
function awaited(workflow: Steps, { places, begun }: Standing, id: string): boolean {
  return places.some(
    (other) => other.id !== id && other.waitsAt === null && !begun.some((key) => mayCome(workflow, other, key, begun)),
  );
}

/** Whether the result may be ready with this part: its steps are done and no other is waited for. */
export function canFinish(workflow: Steps, standing: Standing, id: string): boolean {
  const place = standing.places.find((one) => one.id === id);
  return place !== undefined && canFinishAt(workflow, place.stepKey) && !awaited(workflow, standing, id);
}

/** Instead of the key of a step: the part is done and leads nowhere else. */
export const END_OF_PART = '#end';

/** A way on for a part: to steps, or (`way` null) to the end of its work while others go on. */
export interface PartWay {
  readonly way: Way | null;
  /** Taking it, the part waits for others instead of beginning something. */
  readonly waits: boolean;
}

/** What a part can go on to. */
export function waysOn(workflow: Steps, standing: Standing, id: string): PartWay[] {
  const place = standing.places.find((one) => one.id === id);
  if (!place) return [];
  const ways = waysFrom(workflow, place.stepKey).map((way): PartWay => {
    if (standing.places.length === 1) return { way, waits: false };
    const { places } = goOn(workflow, standing, id, [way.step, ...way.besides], (n) => `${id}+${n}`);
    return { way, waits: !places.some(({ entered }) => entered) };
  });
  if (canFinishAt(workflow, place.stepKey) && awaited(workflow, standing, id)) ways.push({ way: null, waits: true });
  return ways;
}
