import { listAgencies } from '#modules/org/public.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Work } from '#platform/db/province.ts';
import { kinship } from './acting.ts';
import { leavesOf } from './domain/criteria-set.ts';
import { blockUnits } from './opening.ts';
import { parIndexPermissions } from './permissions.ts';
import type { OpeningProposal } from './rounds-schema.ts';
import { getSet } from './service-sets.ts';
import { findRoundOf, listMonitors, listRounds } from './store/rounds.ts';

/**
 * What the form for opening a round begins with: the agencies of the set's block today, and who appraised each field in
 * the last round of the block, as far as they are still there.
 * @throws Refusal `par-index.set_not_found` (404)
 */
export async function proposeOpening(work: Work, setId: string): Promise<OpeningProposal> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const set = await getSet(tx, setId);
    const agencies = await listAgencies(tx, { on: tx.today });
    const { agencyName } = await kinship(tx);
    const past = (await listRounds(tx.db)).find((round) => round.block === set.block && round.state !== 'cancelled');
    const named = past ? await listMonitors(tx.db, past.id) : new Map<string, string[]>();
    const inForce = new Set(agencies.map(({ id }) => id));
    const view = (id: string) => ({ id, name: agencyName(id) });
    return {
      units: blockUnits(agencies, set.block).map(({ id }) => view(id)),
      fields: set.content.fields.map((field) => {
        const codes = leavesOf([field]).map((leaf) => leaf.code);
        const before =
          [...named].find(([code]) => codes.includes(code) || code.startsWith(`${field.code}.`))?.[1] ?? [];
        return {
          code: field.code,
          name: field.name,
          isAppraised: leavesOf([field]).some((leaf) => leaf.scorer === 'unit' || leaf.scorer === 'appraiser'),
          monitors: before.filter((id) => inForce.has(id)).map(view),
        };
      }),
      monitorsFrom: past?.title ?? null,
      existing: (await findRoundOf(tx.db, set.year, set.block))?.title ?? null,
    };
  });
}
