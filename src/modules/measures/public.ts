import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import { faultsOf, type MeasureDefinition, type MeasurePeriod, type MeasureValue } from './domain/measure.ts';

export type { MeasureDefinition, MeasurePeriod, MeasureValue } from './domain/measure.ts';

/** What a reader asks for: some agencies (all when left out), a period, seen from a moment. */
export interface MeasureQuestion {
  readonly agencyIds?: readonly string[];
  readonly period: MeasurePeriod;
  readonly asOf: Date;
}

/** Computes a module's numbers from its own history; pure reading, the same answer for the same moment. */
export type ComputeMeasures = (tx: Tx, question: MeasureQuestion) => Promise<MeasureValue[]>;

interface Publisher {
  readonly definition: MeasureDefinition;
  readonly compute: ComputeMeasures;
}

const publishers = new Map<string, Publisher>();

/** Called once by each module that publishes numbers. @throws Error when a name is taken: one name, one formula */
export function publishMeasure(definition: MeasureDefinition, compute: ComputeMeasures): void {
  if (publishers.has(definition.id)) throw new Error(`measure ${definition.id} is published twice`);
  publishers.set(definition.id, { definition, compute });
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
  const publisher = publishers.get(measureId);
  if (!publisher) throw new Refusal('measures.unknown', 404, { measureId });
  const values = await publisher.compute(tx, question);
  for (const value of values) {
    const faults = faultsOf(value);
    if (faults.length > 0) throw new Error(`${measureId} of ${value.agencyId} does not add up: ${faults.join(', ')}`);
  }
  return values;
}
