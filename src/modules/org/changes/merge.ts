import { addDays } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import type { AgencyRef } from '../events.ts';
import { subtreeIdsOn } from '../store/agencies.ts';
import { dropVersionsFrom, insertEdges, touchAgency } from '../store/changes.ts';
import { movePosts, endPosts, postsFrom } from '../store/post-transfer.ts';
import { type Standing } from '../store/standing.ts';
import { type Changed, clean, conclude, type Decided, decide } from './change.ts';
import { moveChildren } from './children.ts';
import { enterAgency, type NewAgency } from './fresh.ts';
import { inheritPlan, takePlans } from './plan.ts';
import {
  checkDay,
  lockTouched,
  nameOf,
  refOf,
  requireInForce,
  requireMayEnd,
  type Touched,
  versionOn,
} from './standing.ts';

export interface Merger extends Decided {
  /** Who ends the day before. */
  readonly from: readonly Touched[];
  readonly into: { readonly existing: Touched } | { readonly fresh: NewAgency };
  /** Whether posts and their holders go on in the successor or end. */
  readonly posts: 'move' | 'end';
}

/**
 * Sáp nhập: agencies end the day before and one goes on with everything they had: subordinate agencies, posts,
 * and, when the day has come, their open work.
 * @throws Refusal `org.merge_one` (422) when one agency is merged into a new one (that is a renaming),
 *   `org.merge_into_own_part`, `org.before_it_began`, `org.has_ended`, `org.circular_parent` (422),
 *   `org.ending_decided`, `org.later_change`, `org.changed_meanwhile` (409)
 */
export async function mergeAgencies(tx: Tx, merger: Merger): Promise<Changed> {
  const { effectiveOn: day, into } = merger;
  checkDay(tx, day);
  if ('fresh' in into && merger.from.length < 2) throw new Refusal('org.merge_one', 422);
  const all = await lockTouched(tx, 'existing' in into ? [...merger.from, into.existing] : merger.from);
  const ending = all.slice(0, merger.from.length);
  for (const standing of ending) await requireMayEnd(tx, standing, day);
  const target = all[merger.from.length];
  if (target) await requireTarget(tx, target, ending, merger);

  const fromIds = ending.map((standing) => standing.row.id);
  const detail = {
    fromIds,
    into: target ? target.row.id : 'new',
    newNames: 'fresh' in into ? [clean(into.fresh.name)] : [],
    posts: merger.posts,
  };
  const changeId = await decide(tx, 'merge', merger, detail, {
    ids: target ? [target.row.id] : [],
    ending: fromIds,
  });
  const { plan, replaces } = await takePlans(tx, ending, day);
  // First they end, so that nothing new can be put under them.
  await endAgencies(tx, ending, day, changeId);
  let heir: AgencyRef;
  if ('fresh' in into) {
    const main = ending[0];
    heir = await enterAgency(tx, into.fresh, day, changeId, {
      ...(plan ? { validTo: plan.validTo } : {}),
      ...(main ? { position: main.row.position, rankedBlock: versionOn(main, addDays(day, -1)).ranked_block } : {}),
    });
    await inheritPlan(tx, plan, [heir.id]);
  } else if (target) {
    heir = refOf(target);
    await touchAgency(tx.db, heir.id);
  } else throw new Error('unreachable: the target was locked');
  await insertEdges(
    tx.db,
    fromIds.map((from_id) => ({
      from_id,
      to_id: heir.id,
      effective_on: day,
      kind: 'merge' as const,
      share: 'whole' as const,
      rule: 'whole' as const,
      change_id: changeId,
    })),
  );
  const children = await moveChildren(tx, fromIds, heir.id, day, changeId);
  const posts = await postsFrom(tx.db, fromIds, day);
  if (merger.posts === 'move') await movePosts(tx.db, posts, heir.id, day, changeId);
  else await endPosts(tx.db, posts, day, changeId);
  const changed: Changed = {
    changeId,
    kind: 'merge',
    agencyIds: [heir.id],
    ending: ending.map((standing) => ({ id: standing.row.id, name: nameOf(standing) })),
    heirs: [{ name: heir.name, isNew: target === undefined }],
    children,
    posts,
    replaces,
  };
  return conclude(tx, changed, merger, [...ending.map(refOf), heir], { ...detail, toId: heir.id });
}

/** The successor exists on the day, does not end by a decision, and is no part of those that end. */
async function requireTarget(tx: Tx, target: Standing, ending: readonly Standing[], merger: Merger): Promise<void> {
  requireInForce(target, merger.effectiveOn);
  for (const standing of ending) {
    const below = await subtreeIdsOn(tx.db, standing.row.id, addDays(merger.effectiveOn, -1));
    if (below.includes(target.row.id))
      throw new Refusal('org.merge_into_own_part', 422, { name: nameOf(target), whole: nameOf(standing) });
  }
}

/** Their last day is the day before. */
export async function endAgencies(tx: Tx, ending: readonly Standing[], day: string, changeId: string): Promise<void> {
  for (const standing of ending) {
    await dropVersionsFrom(tx.db, standing.row.id, day);
    await touchAgency(tx.db, standing.row.id, {
      valid_to: addDays(day, -1),
      to_precision: 'day',
      ended_by: changeId,
    });
  }
}
