import { isInForce } from '#modules/org/domain/agency.ts';
import { findAgencyByCode, holdersOf } from '#modules/org/public.ts';
import type { Tx } from '#platform/db/province.ts';
import type { Staff } from './domain/check.ts';
import type { Procedure } from './domain/procedure.ts';
import type { StepRole, WorkflowBody } from './domain/workflow.ts';

/**
 * How many people hold a post for each step today. null where the desk that receives the dossier decides; a step of an
 * agency that is not known or no longer in force is missing.
 */
export async function staffOf(tx: Tx, body: WorkflowBody, procedure: Pick<Procedure, 'competent'>): Promise<Staff> {
  const known = new Map<string, number | undefined>();
  const staff = new Map<string, number | null>();
  for (const { key, agency, role } of body.steps) {
    const place = agency.kind === 'competent' ? procedure.competent : agency;
    if (place.kind === 'receiving') {
      staff.set(key, null);
    } else if (place.kind === 'code') {
      const asked = `${place.code} ${role}`;
      if (!known.has(asked)) known.set(asked, await countOf(tx, place.code, role));
      const count = known.get(asked);
      if (count !== undefined) staff.set(key, count);
    }
  }
  return staff;
}

async function countOf(tx: Tx, code: string, role: StepRole): Promise<number | undefined> {
  const agency = await findAgencyByCode(tx, code);
  if (!agency || !isInForce(agency, tx.today)) return undefined;
  return (await holdersOf(tx, agency.id, [role])).length;
}
