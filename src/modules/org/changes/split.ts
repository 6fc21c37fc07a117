import { newId } from '#kernel/id.ts';
import { addDays } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import type { AgencyRef } from '../events.ts';
import { insertEdges } from '../store/changes.ts';
import { endPosts, movePosts, postsFrom } from '../store/post-transfer.ts';
import { type Changed, clean, conclude, type Decided, decide } from './change.ts';
import { moveChildren } from './children.ts';
import { enterAgency, type NewAgency } from './fresh.ts';
import { endAgencies } from './merge.ts';
import { inheritPlan, takePlans } from './plan.ts';
import { checkDay, lockTouched, nameOf, refOf, requireMayEnd, type Touched, versionOn } from './standing.ts';

export interface Division extends Decided {
  readonly agency: Touched;
  /** How work finds its new agency: by hamlet, by field, by the competence of the procedure. */
  readonly rule: 'territory' | 'function' | 'competence';
  readonly heirs: readonly NewAgency[];
  /** The heir (its place in the list) that takes subordinate agencies, posts and the work given to nobody else. */
  readonly main: number;
  readonly posts: 'move' | 'end';
}

/**
 * Chia, tách: an agency ends the day before and new ones take its place.
 * @throws Refusal `org.split_needs_two`, `org.same_names` (422) and those of a merger
 */
export async function splitAgency(tx: Tx, division: Division): Promise<Changed> {
  const { effectiveOn: day, heirs } = division;
  checkDay(tx, day);
  if (heirs.length < 2 || !heirs[division.main]) throw new Refusal('org.split_needs_two', 422);
  if (new Set(heirs.map((heir) => heir.name.trim())).size !== heirs.length) throw new Refusal('org.same_names', 422);
  const [agency] = await lockTouched(tx, [division.agency]);
  if (!agency) throw new Error('unreachable: locked or refused');
  await requireMayEnd(tx, agency, day);
  const mainId = newId();
  const detail = {
    fromIds: [agency.row.id],
    rule: division.rule,
    posts: division.posts,
    mainId,
    newNames: heirs.map((heir) => clean(heir.name)),
  };
  const before = versionOn(agency, addDays(day, -1));
  const changeId = await decide(tx, 'split', division, detail, { ids: [], ending: [agency.row.id] });
  const { plan, replaces } = await takePlans(tx, [agency], day);
  await endAgencies(tx, [agency], day, changeId);
  const entered: AgencyRef[] = [];
  for (const [index, heir] of heirs.entries()) {
    entered.push(
      await enterAgency(tx, heir, day, changeId, {
        ...(plan ? { validTo: plan.validTo } : {}),
        position: agency.row.position + index,
        rankedBlock: before.ranked_block,
        ...(index === division.main ? { id: mainId } : {}),
      }),
    );
  }
  await inheritPlan(
    tx,
    plan,
    entered.map((heir) => heir.id),
  );
  await insertEdges(
    tx.db,
    entered.map((heir) => ({
      from_id: agency.row.id,
      to_id: heir.id,
      effective_on: day,
      kind: 'split' as const,
      share: 'part' as const,
      rule: division.rule,
      change_id: changeId,
    })),
  );
  const children = await moveChildren(tx, [agency.row.id], mainId, day, changeId);
  const posts = await postsFrom(tx.db, [agency.row.id], day);
  if (division.posts === 'move') await movePosts(tx.db, posts, mainId, day, changeId);
  else await endPosts(tx.db, posts, day, changeId);
  const changed: Changed = {
    changeId,
    kind: 'split',
    agencyIds: entered.map((heir) => heir.id),
    ending: [{ id: agency.row.id, name: nameOf(agency) }],
    heirs: entered.map((heir) => ({ name: heir.name, isNew: true })),
    children,
    posts,
    replaces,
  };
  return conclude(tx, changed, division, [refOf(agency), ...entered], detail);
}
