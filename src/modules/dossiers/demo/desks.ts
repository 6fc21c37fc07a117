import { findLivingAgencyByCode, holdersOf, listAgencies } from '#modules/org/public.ts';
import { publishedWorkflow, searchProcedures } from '#modules/procedures/public.ts';
import type { Procedure } from '#modules/procedures/domain/procedure.ts';
import type { Workflow } from '#modules/procedures/domain/workflow.ts';
import type { Tx } from '#platform/db/province.ts';
import { agencyOfStep } from '../context.ts';
import { canFinishAt, counterStep, waysFrom } from '../domain/route.ts';
import type { DemoDesk, DemoParted, DemoPerson, DemoStep } from './world.ts';

/** What made-up dossiers of a province are drawn from: its sample procedures at the counters that receive them. */
export interface DemoPlaces {
  readonly desks: readonly DemoDesk[];
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly codeOf: (agencyId: string) => string;
  readonly staffOf: (agencyId: string) => readonly DemoPerson[];
}

/** How many counters of the districts and communes take part; enough to compare, few enough to know by name. */
const COUNTERS = { huyen: 8, xa: 10 } as const;

export async function placesOf(tx: Tx): Promise<DemoPlaces> {
  const agencies = [...(await listAgencies(tx, { on: tx.today }))].sort(by(({ code }) => code));
  const counters = (level: keyof typeof COUNTERS): string[] =>
    agencies
      .filter((agency) => agency.level === level && agency.kind === 'uy_ban_nhan_dan')
      .slice(0, COUNTERS[level])
      .map(({ id }) => id);
  const local = [...counters('huyen'), ...counters('xa')];
  const samples = (await searchProcedures(tx, { query: '', on: tx.today, limit: 500 }))
    .filter(({ isSample }) => isSample)
    .sort(by(({ code, name }) => `${code ?? ''} ${name}`));
  const codes = new Map(agencies.map(({ id, code }) => [id, code]));
  const desks: DemoDesk[] = [];
  for (const [rank, procedure] of samples.entries()) {
    const workflow = await publishedWorkflow(tx, procedure.versionId, tx.today);
    const named =
      procedure.competent.kind === 'code' ? await findLivingAgencyByCode(tx, procedure.competent.code) : undefined;
    const where = named ? [named.id] : procedure.competent.kind === 'receiving' ? local : [];
    for (const counter of where)
      desks.push(await deskOf(tx, procedure, workflow ?? null, counter, named?.id ?? counter, rank, where.length));
  }
  const staff = new Map<string, DemoPerson[]>();
  for (const id of new Set(
    desks.flatMap(({ counterAgencyId, steps, parted }) => [
      counterAgencyId,
      ...steps.map((s) => s.agencyId),
      ...(parted?.agencyOf.values() ?? []),
    ]),
  ))
    staff.set(
      id,
      (await holdersOf(tx, id, ['officer', 'agency-clerk', 'agency-head'], tx.today))
        .map((holder) => ({
          id: holder.personId,
          name: holder.fullName,
        }))
        .sort(by(({ name }) => name)),
    );
  return {
    desks,
    procedures: new Map(samples.map((procedure) => [procedure.versionId, procedure])),
    codeOf: (agencyId) => codes.get(agencyId) ?? '',
    staffOf: (agencyId) => staff.get(agencyId) ?? [],
  };
}

/** Orders by a name that is the same in every province made of the same data; ids are not. */
function by<T>(nameOf: (one: T) => string): (a: T, b: T) => number {
  return (a, b) => (nameOf(a) < nameOf(b) ? -1 : 1);
}

async function deskOf(
  tx: Tx,
  procedure: Procedure,
  workflow: Workflow | null,
  counter: string,
  competent: string,
  rank: number,
  counters: number,
): Promise<DemoDesk> {
  const parted = workflow && (await partedOf(tx, workflow, counter, competent));
  return {
    ...(parted ? { parted } : {}),
    counterAgencyId: counter,
    competentAgencyId: competent,
    procedureId: procedure.id,
    procedureVersionId: procedure.versionId,
    workflowVersionId: workflow?.versionId ?? null,
    limit: procedure.limit,
    steps: workflow ? await stepsOf(tx, workflow, counter, competent) : [],
    beginsAtCounter: workflow !== null && counterStep(workflow) !== undefined,
    // The common few and the rare many (Zipf), shared out over the counters; more of what takes days.
    weight: ((procedure.limit.amount ?? 0) >= 5 ? 3 : 1) / (1 + (rank % 12)) / counters ** 0.6,
    onlineShare: procedure.onlineLevel === 'in-person' ? 0 : 0.3,
    oftenPaid: procedure.sector === 'Đất đai',
  };
}

/** The whole workflow where parts of it are done side by side; null where one step follows the other. */
async function partedOf(tx: Tx, workflow: Workflow, counter: string, competent: string): Promise<DemoParted | null> {
  if (!workflow.steps.some(({ key }) => waysFrom(workflow, key).some(({ besides }) => besides.length > 0))) return null;
  const places = { receiving_agency_id: counter, competent_agency_id: competent };
  const agencyOf = new Map<string, string>();
  for (const step of workflow.steps) agencyOf.set(step.key, await agencyOfStep(tx, step, places));
  return { workflow, agencyOf };
}

/** The first way through the workflow until the result may be ready. */
async function stepsOf(tx: Tx, workflow: Workflow, counter: string, competent: string): Promise<DemoStep[]> {
  const places = { receiving_agency_id: counter, competent_agency_id: competent };
  const steps: DemoStep[] = [];
  let step = counterStep(workflow) ?? waysFrom(workflow, null)[0]?.step;
  while (step && !steps.some(({ key }) => key === step?.key)) {
    steps.push({
      key: step.key,
      name: step.name,
      minutes: step.minutes,
      agencyId: await agencyOfStep(tx, step, places),
    });
    step = waysFrom(workflow, step.key)[0]?.step;
  }
  while (steps.length > 1 && !canFinishAt(workflow, steps.at(-1)?.key ?? null)) steps.pop();
  return steps;
}
