import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import {
  faultsOf,
  type MeasureDefinition,
  type MeasureFault,
  type MeasurePeriod,
  type MeasureValue,
} from './domain/measure.ts';
import type { MeasureOutlook, MeasureThing } from './domain/follow-up.ts';

export type { MeasureDefinition, MeasureFault, MeasurePeriod, MeasureValue } from './domain/measure.ts';
export type { MeasureOutlook, MeasureThing, OpenThing } from './domain/follow-up.ts';

/** What a reader asks for: some agencies (all when left out), a period, seen from a moment. */
export interface MeasureQuestion {
  readonly agencyIds?: readonly string[];
  readonly period: MeasurePeriod;
  readonly asOf: Date;
}

/** Computes a module's numbers from its own history; pure reading, the same answer for the same moment. */
export type ComputeMeasures = (tx: Tx, question: MeasureQuestion) => Promise<MeasureValue[]>;

/** What a module can tell about the things behind a number, beside the number itself. */
export interface FollowUp {
  /** The things of some ids that the actor may see; what he may not see is left out. */
  readonly things: (tx: Tx, ids: readonly string[]) => Promise<MeasureThing[]>;
  /** How the number of each agency ends if nothing more is done, and what is still open; seen from now. */
  readonly outlook?: (tx: Tx, question: Omit<MeasureQuestion, 'asOf'>) => Promise<MeasureOutlook[]>;
}

interface Publisher {
  readonly definition: MeasureDefinition;
  readonly compute: ComputeMeasures;
  readonly followUp: FollowUp | undefined;
}

const publishers = new Map<string, Publisher>();

/** Called once by each module that publishes numbers. @throws Error when a name is taken: one name, one formula */
export function publishMeasure(definition: MeasureDefinition, compute: ComputeMeasures, followUp?: FollowUp): void {
  if (publishers.has(definition.id)) throw new Error(`measure ${definition.id} is published twice`);
  publishers.set(definition.id, { definition, compute, followUp });
}

/** All published numbers, by name. */
export function listMeasures(): MeasureDefinition[] {
  return [...publishers.values()].map((one) => one.definition).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * The values of one measure, checked: a value that does not add up is not handed on.
 * @throws Refusal `measures.unknown` (404); Error when a publisher's number does not add up, which is a fault of it
 */
export async function readMeasure(tx: Tx, measureId: string, question: MeasureQuestion): Promise<MeasureValue[]> {
  const { values, refused } = await sortMeasure(tx, measureId, question);
  const [first] = refused;
  if (first) throw new Error(`${measureId} of ${first.agencyId} does not add up: ${first.faults.join(', ')}`);
  return values;
}

/** A number that was not handed on, and why. */
export interface RefusedMeasure {
  readonly agencyId: string;
  readonly faults: readonly MeasureFault[];
}

/**
 * The values of one measure, those that do not add up apart and named: one agency's broken figures do not keep the
 * others from being read.
 * @throws Refusal `measures.unknown` (404)
 */
export async function sortMeasure(
  tx: Tx,
  measureId: string,
  question: MeasureQuestion,
): Promise<{ values: MeasureValue[]; refused: RefusedMeasure[] }> {
  const values: MeasureValue[] = [];
  const refused: RefusedMeasure[] = [];
  for (const value of await getPublisher(measureId).compute(tx, question)) {
    const faults = faultsOf(value);
    if (faults.length === 0) values.push(value);
    else refused.push({ agencyId: value.agencyId, faults });
  }
  return { values, refused };
}

/**
 * How a measure ends if nothing more is done and what is still open, by agency; undefined when its module does not say.
 * @throws Refusal `measures.unknown` (404)
 */
export async function readOutlook(
  tx: Tx,
  measureId: string,
  question: Omit<MeasureQuestion, 'asOf'>,
): Promise<MeasureOutlook[] | undefined> {
  return getPublisher(measureId).followUp?.outlook?.(tx, question);
}

/**
 * The things behind a number, for people to open; undefined when its module does not say.
 * @throws Refusal `measures.unknown` (404)
 */
export async function readThings(
  tx: Tx,
  measureId: string,
  ids: readonly string[],
): Promise<MeasureThing[] | undefined> {
  return getPublisher(measureId).followUp?.things(tx, ids);
}

function getPublisher(measureId: string): Publisher {
  const publisher = publishers.get(measureId);
  if (!publisher) throw new Refusal('measures.unknown', 404, { measureId });
  return publisher;
}
