import type { LocalDate } from '#kernel/local-date.ts';
import type { Tx } from '#platform/db/province.ts';
import { putVersion, touchAgency } from '../store/changes.ts';
import { lockChildren } from '../store/standing.ts';
import { parentsFrom } from './parents.ts';
import { nameOf, versionOn } from './standing.ts';

/**
 * Puts the agencies that stand under `fromIds` from the day on under `toId`, and on under whoever is known to
 * follow it. Those that end with their parents are not among them.
 * @returns the agencies moved
 */
export async function moveChildren(
  tx: Tx,
  fromIds: readonly string[],
  toId: string,
  day: LocalDate,
  changeId: string,
): Promise<{ id: string; name: string }[]> {
  const moved: { id: string; name: string }[] = [];
  for (const child of await lockChildren(tx.db, fromIds, day)) {
    const { id, valid_from, valid_to } = child.row;
    if (fromIds.includes(id) || id === toId) continue;
    const first = valid_from > day ? valid_from : day;
    const current = versionOn(child, first);
    const leaves = (parentId: string | null) => parentId !== null && fromIds.includes(parentId);
    if (leaves(current.parent_id)) {
      for (const period of await parentsFrom(tx, toId, first, valid_to)) {
        const version = versionOn(child, period.from);
        if (leaves(version.parent_id))
          await putVersion(tx.db, {
            ...version,
            from_on: period.from,
            parent_id: period.parentId,
            change_id: changeId,
          });
      }
    }
    for (const version of child.versions) {
      if (version.from_on > first && leaves(version.parent_id))
        await putVersion(tx.db, { ...version, parent_id: toId });
    }
    await touchAgency(tx.db, id);
    moved.push({ id, name: nameOf(child) });
  }
  return moved;
}
