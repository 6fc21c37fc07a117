import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import { edgesFrom, lockStandings } from '../store/standing.ts';
import { OPEN_END } from '../store/tables.ts';
import { nameOf, requireInForce } from './standing.ts';

/** Whom an agency stands under from a day on. */
export interface ParentFrom {
  readonly from: LocalDate;
  readonly parentId: string | null;
}

/**
 * Whom an agency put under a parent stands under as time goes on: the parent, and from the day the parent's whole
 * is known to pass to another (of several: to the one named for it), that one.
 * @param until the agency's last day, or the database's infinity
 * @throws Refusal `org.parent_not_found` (404), `org.before_it_began`, `org.has_ended` (422)
 */
export async function parentsFrom(
  tx: Tx,
  parentId: string | null,
  from: LocalDate,
  until = OPEN_END,
): Promise<ParentFrom[]> {
  const periods: ParentFrom[] = [{ from, parentId }];
  for (let id = parentId, day = from; id !== null; ) {
    const parent = (await lockStandings(tx.db, [id])).get(id);
    if (!parent) throw new Refusal('org.parent_not_found', 404, { fields: { parentId: 'org.parent_not_found' } });
    requireInForce(parent, day);
    if (parent.row.valid_to >= until || parent.row.valid_to === OPEN_END) break;
    const later = (await edgesFrom(tx.db, [id])).filter((edge) => edge.effective_on > day);
    const heir = later.find((edge) => edge.rule === 'whole' || mainHeir(edge.detail) === edge.to_id);
    if (!heir) break;
    day = heir.effective_on;
    id = heir.to_id;
    if (day > until) break;
    periods.push({ from: day, parentId: id });
  }
  return periods;
}

/** Of an agency divided by a decision: who takes what stood under it. */
function mainHeir(detail: unknown): string | null {
  return (detail as { mainId?: string | null }).mainId ?? null;
}

/** The name for a refusal or a remark. */
export async function agencyName(tx: Tx, id: string): Promise<string> {
  const standing = (await lockStandings(tx.db, [id])).get(id);
  return standing ? nameOf(standing) : id;
}
