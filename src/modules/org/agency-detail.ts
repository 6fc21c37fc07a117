import { addDays, type LocalDate } from '#kernel/local-date.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { agenciesById, getAgency } from './agencies.ts';
import { withVisibleContacts } from './contacts.ts';
import { type Agency, isInForce } from './domain/agency.ts';
import { type AgencyDetail, type ChangeOut, toAgencyOut } from './schema.ts';
import { listInForce } from './store/agencies.ts';
import {
  changesOf,
  edgesOf,
  type PostListed,
  postsOn,
  sectionsOf,
  sourcesOf,
  transfersFrom,
  versionsOf,
} from './store/agency-detail.ts';
import { type ChangeRow, dayOrNull } from './store/tables.ts';

/** Everything about one agency on a day. @throws Refusal `org.agency_not_found` (404) */
export async function agencyDetail(tx: Tx, id: string, on: LocalDate): Promise<AgencyDetail> {
  const agency = await getAgency(tx, id, on);
  const inForce = isInForce(agency, on);
  const versions = await versionsOf(tx.db, id);
  const edges = await edgesOf(tx.db, id);
  const transfers = await transfersFrom(tx.db, id);
  const others = new Map<string, Agency>();
  for (const edge of edges) {
    // Each as it was when the one gave over to the other.
    const otherId = edge.from_id === id ? edge.to_id : edge.from_id;
    const [other] = await agenciesById(tx, [otherId], edge.effective_on);
    if (other) others.set(otherId, other);
  }
  for (const other of await agenciesById(
    tx,
    transfers.map((one) => one.toId),
    on,
  ))
    others.set(other.id, others.get(other.id) ?? other);
  const edgeOut = (edge: (typeof edges)[number], otherId: string) => {
    const other = others.get(otherId);
    return other
      ? [{ agency: toAgencyOut(other), effectiveOn: edge.effective_on, rule: edge.rule, kind: edge.kind }]
      : [];
  };
  const children = inForce ? await listInForce(tx.db, { on, parentId: id }) : [];
  // An agency that has ended still shows who was there last.
  const day = inForce ? on : (agency.validTo ?? agency.validFrom ?? on);
  return {
    on,
    inForce,
    agency: toAgencyOut(agency),
    parents: await ancestors(tx, agency, day),
    children: children.map(toAgencyOut),
    versions: versions.map((version, index) => {
      const next = versions[index + 1];
      return {
        from: dayOrNull(version.from_on),
        to: next ? addDays(next.from_on, -1) : agency.validTo,
        name: version.name,
        parentId: version.parent_id,
        parentName: version.parent_name,
        level: version.level,
        kind: version.kind,
        docSymbol: version.doc_symbol,
      };
    }),
    predecessors: edges.filter((edge) => edge.to_id === id).flatMap((edge) => edgeOut(edge, edge.from_id)),
    successors: edges.filter((edge) => edge.from_id === id).flatMap((edge) => edgeOut(edge, edge.to_id)),
    transfers: transfers.flatMap((one) => {
      const to = others.get(one.toId);
      return to
        ? [{ field: one.field, to: toAgencyOut(to), effectiveOn: one.effectiveOn, verified: one.verified }]
        : [];
    }),
    changes: (await changesOf(tx.db, id)).map((change) => toChangeOut(change, change.decider, [])),
    sections: await sectionsOf(tx.db, id, day),
    posts: await visiblePosts(tx, await postsOn(tx.db, id, day)),
    sources: await sourcesOf(tx.db, id),
  };
}

/** Posts with holders' contact data where the actor may see it. */
export async function visiblePosts(tx: Tx, posts: readonly PostListed[]) {
  const shown = await withVisibleContacts(
    tx,
    posts.flatMap((post) => post.holders),
  );
  const byMembership = new Map(shown.map((holder) => [holder.membershipId, holder]));
  return posts.map((post) => ({
    ...post,
    holders: post.holders.flatMap((holder) => byMembership.get(holder.membershipId) ?? []),
  }));
}

/** From the top down to the one it stands under. */
async function ancestors(tx: Tx, agency: Agency, on: LocalDate): Promise<{ id: string; name: string }[]> {
  const path: { id: string; name: string }[] = [];
  let id = agency.parentId;
  while (id !== null && path.length < 20) {
    const [parent]: Agency[] = await agenciesById(tx, [id], on);
    if (!parent) break;
    path.unshift({ id: parent.id, name: parent.name });
    id = parent.parentId;
  }
  return path;
}

export function toChangeOut(
  change: ChangeRow,
  decider: string | null,
  agencies: readonly { id: string; name: string }[],
): ChangeOut {
  return {
    id: change.id,
    kind: change.kind,
    source: change.source,
    effectiveOn: change.effective_on,
    reason: change.reason,
    document: change.document,
    decidedBy: decider,
    decidedAt: toVietnamIso(change.decided_at),
    appliedAt: change.applied_at && toVietnamIso(change.applied_at),
    withdrawnAt: change.withdrawn_at && toVietnamIso(change.withdrawn_at),
    agencies: [...agencies],
    unmade: change.withdrawn_at ? ((change.detail as { newNames?: string[] }).newNames ?? []) : [],
  };
}
