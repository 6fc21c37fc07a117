import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import { endPosts, postsFrom } from '../store/post-transfer.ts';
import { lockChildren } from '../store/standing.ts';
import { type Changed, conclude, type Decided, decide, nothingElse } from './change.ts';
import { endAgencies } from './merge.ts';
import { takePlans } from './plan.ts';
import { checkDay, lockTouched, nameOf, refOf, requireMayEnd, type Touched } from './standing.ts';

export interface Ending extends Decided {
  readonly agency: Touched;
}

/**
 * Giải thể: the agency ends the day before and nobody follows it; its open work waits for a person to give it away.
 * @throws Refusal `org.has_children` (422) while other agencies stand under it, and those of a merger
 */
export async function endAgency(tx: Tx, ending: Ending): Promise<Changed> {
  const { effectiveOn: day } = ending;
  checkDay(tx, day);
  const [agency] = await lockTouched(tx, [ending.agency]);
  if (!agency) throw new Error('unreachable: locked or refused');
  await requireMayEnd(tx, agency, day);
  const { id } = agency.row;
  const children = await lockChildren(tx.db, [id], day);
  const [first] = children;
  if (first)
    throw new Refusal('org.has_children', 422, { name: nameOf(agency), count: children.length, first: nameOf(first) });
  const changeId = await decide(tx, 'end', ending, { agencyId: id }, { ids: [id] });
  const { replaces } = await takePlans(tx, [agency], day);
  await endAgencies(tx, [agency], day, changeId);
  const posts = await postsFrom(tx.db, [id], day);
  await endPosts(tx.db, posts, day, changeId);
  const changed: Changed = {
    ...nothingElse,
    changeId,
    kind: 'end',
    agencyIds: [id],
    ending: [{ id, name: nameOf(agency) }],
    posts,
    replaces,
  };
  return conclude(tx, changed, ending, [refOf(agency)], { agencyId: id });
}
