import { agenciesById, holdersOfMany, peopleById } from '#modules/org/public.ts';
import { newId } from '#kernel/id.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import { type DifferenceKind, DIFFERENCES } from './domain/differences.ts';
import { WORKING_ROLES } from './working-roles.ts';
import { alertDifferences } from './alert.ts';
import { FIRING_ACTOR } from './fire.ts';
import { log } from './log.ts';
import { metrics } from './metrics.ts';
import {
  type Check,
  countOpen,
  type Difference,
  insertCheck,
  type Owner,
  ownDifferences,
  ownersOfOpen,
} from './store/reconcile-store.ts';

/** A step that might have fired this long ago and has not is stuck, not late. */
const STUCK_MS = 10 * 60_000;
const SHOWN = 20;

/**
 * Looks at every open obligation: an owner who exists, a next step or a reason for none, a place on at least one
 * person's list, nothing waiting to fire. What it finds is kept, counted in /metrics, logged and put on an
 * administrator's list; it mends nothing, as each kind is for a person to decide.
 */
export async function reconcile(province: Province): Promise<Check> {
  const began = performance.now();
  const check = await province.as(FIRING_ACTOR).run(async (tx) => {
    const own = await ownDifferences(tx.db, new Date(tx.now.getTime() - STUCK_MS));
    const differences = [...(await ownerDifferences(tx, await ownersOfOpen(tx.db))), ...own];
    const found: Check = {
      at: tx.now,
      open: await countOpen(tx.db),
      tookMs: Math.round(performance.now() - began),
      differences,
    };
    await insertCheck(tx.db, newId(), found);
    await alertDifferences(tx, differences);
    return found;
  });
  for (const kind of DIFFERENCES)
    metrics.differences.labels(kind).set(check.differences.find((one) => one.kind === kind)?.count ?? 0);
  metrics.reconciled.setToCurrentTime();
  for (const { kind, count, obligationIds } of check.differences)
    log('error', 'reminder difference', { kind, count, obligation: obligationIds[0] ?? '' });
  return check;
}

/** Owners who are gone, and work that stands on nobody's list: a person's own, or that of those who do an agency's work. */
async function ownerDifferences(tx: Tx, owners: readonly Owner[]): Promise<Difference[]> {
  const agencyIds = [...new Set(owners.map(({ agencyId }) => agencyId))];
  const agencies = new Set((await agenciesById(tx, agencyIds, tx.today)).map(({ id }) => id));
  const holders = await holdersOfMany(tx, agencyIds, [...WORKING_ROLES, 'administrator'], tx.today);
  const named = [...new Set(owners.flatMap(({ personId }) => (personId === null ? [] : [personId])))];
  const people = new Set((await peopleById(tx, named)).map(({ id }) => id));
  const found = new Map<DifferenceKind, { kind: DifferenceKind; count: number; obligationIds: string[] }>();
  const add = (kind: DifferenceKind, { count, obligationIds }: Owner) => {
    const known = found.get(kind) ?? { kind, count: 0, obligationIds: [] };
    known.count += count;
    known.obligationIds.push(...obligationIds.slice(0, SHOWN - known.obligationIds.length));
    found.set(kind, known);
  };
  for (const owner of owners) {
    const { agencyId, personId } = owner;
    const here = holders.get(agencyId) ?? [];
    if (!agencies.has(agencyId)) add('no-agency', owner);
    if (personId === null) {
      if (!here.some(({ role }) => role !== 'administrator')) add('on-no-list', owner);
    } else if (!people.has(personId)) add('no-person', owner);
    else if (!here.some((holder) => holder.personId === personId)) add('person-left', owner);
  }
  return [...found.values()];
}
