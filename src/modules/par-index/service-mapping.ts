import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { breaksSeries, faultsOfMapping, type MappingLink, proposeMapping } from './domain/mapping.ts';
import { carried } from './domain/relink.ts';
import { parIndexPermissions } from './permissions.ts';
import { getSet, tell } from './service-sets.ts';
import type { MappingView } from './sets-schema.ts';
import type { SetRecord } from './store/rows.ts';
import { findMapping, findMappingToFormer, insertMapping } from './store/sets.ts';

/** How an older set's leaves became a newer one's: as a person confirmed it, else as the program proposes. */
export async function getMapping(work: Work, fromSetId: string, toSetId: string): Promise<MappingView> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run((tx) => mappingOf(tx, fromSetId, toSetId));
}

export async function mappingOf(tx: Tx, fromSetId: string, toSetId: string): Promise<MappingView> {
  const older = await getSet(tx, fromSetId);
  const newer = await getSet(tx, toSetId);
  const known = await findMapping(tx.db, fromSetId, toSetId);
  const stillFits = known && faultsOfMapping({ links: known.links }, older.content, newer.content).length === 0;
  const links: readonly MappingLink[] = stillFits ? known.links : await proposedLinks(tx, older, newer);
  return {
    fromSetId,
    toSetId,
    links: links.map((link) => ({ ...link, from: [...link.from], to: [...link.to] })),
    confirmed: stillFits === true,
    madeBy: stillFits ? known.made_by_name : null,
    breaksSeries: breaksSeries({ links }),
  };
}

/** @throws Refusal `par-index.mapping_refused` (422) naming the first leaf that does not fit and its side */
export async function saveMapping(
  work: Work,
  fromSetId: string,
  toSetId: string,
  links: readonly MappingLink[],
): Promise<MappingView> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const older = await getSet(tx, fromSetId);
    const newer = await getSet(tx, toSetId);
    const [fault] = faultsOfMapping({ links }, older.content, newer.content);
    if (fault)
      throw new Refusal('par-index.mapping_refused', 422, {
        code: fault.code,
        side: fault.side === 'from' ? 'bộ cũ' : 'bộ mới',
        reason: MAPPING_WORDS[fault.what],
      });
    await insertMapping(tx.db, {
      id: newId(),
      from_set_id: fromSetId,
      to_set_id: toSetId,
      links: [...links],
      made_at: tx.now,
      made_by: tx.actor.personId,
      made_by_name: tx.actor.name,
    });
    await tell(tx, newer, 'par-index.sets_mapped', { from: fromSetId, links: links.length });
    return mappingOf(tx, fromSetId, toSetId);
  });
}

const MAPPING_WORDS = {
  missing: 'chưa được đối chiếu',
  repeated: 'được đối chiếu hai lần',
  unknown: 'không có trong bộ',
  'wrong-shape': 'số mã hai bên không đúng với loại thay đổi',
  'not-the-same': 'không giữ nguyên: tên, điểm hoặc quy tắc đã khác',
} as const;

/**
 * What to begin with: the mapping a person confirmed for the version before, where its codes are the same still, and
 * else what the program proposes. What changed in the rules since is said anew.
 */
async function proposedLinks(tx: Tx, older: SetRecord, newer: SetRecord): Promise<readonly MappingLink[]> {
  const former = await findMappingToFormer(tx.db, older.id, newer.code, newer.version);
  if (former) {
    const told = carried({ links: former.links }, older.content, newer.content);
    if (faultsOfMapping(told, older.content, newer.content).length === 0) return told.links;
  }
  return proposeMapping(older.content, newer.content).links;
}
