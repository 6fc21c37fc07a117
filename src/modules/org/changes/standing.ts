import { addDays, type LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import { findCircle } from '../domain/soundness.ts';
import { vietnameseDay } from '../domain/words.ts';
import type { AgencyRef } from '../events.ts';
import { allLived, findChange, lockStandings, type Standing } from '../store/standing.ts';
import type { VersionRow } from '../store/tables.ts';

/** An agency as the administrator saw it when deciding. */
export interface Touched {
  readonly id: string;
  readonly revision: number;
}

/** The longest time ahead for which a change may be entered; further is a slip of the pen. */
const MAX_DAYS_AHEAD = 3660;
const EARLIEST: LocalDate = '1945-01-01';

/** @throws Refusal `org.date_out_of_range` (422) */
export function checkDay(tx: Tx, effectiveOn: LocalDate): void {
  if (effectiveOn < EARLIEST || effectiveOn > addDays(tx.today, MAX_DAYS_AHEAD))
    throw new Refusal('org.date_out_of_range', 422, { fields: { effectiveOn: 'org.date_out_of_range' } });
}

/**
 * Locks the agencies of a change.
 * @throws Refusal `org.agency_not_found` (404), `org.changed_meanwhile` (409) when somebody else changed one since
 *   it was read, `org.named_twice` (422)
 */
export async function lockTouched(tx: Tx, touched: readonly Touched[]): Promise<Standing[]> {
  if (new Set(touched.map((one) => one.id)).size !== touched.length) throw new Refusal('org.named_twice', 422);
  const standings = await lockStandings(
    tx.db,
    touched.map((one) => one.id),
  );
  return touched.map(({ id, revision }) => {
    const standing = standings.get(id);
    if (!standing) throw new Refusal('org.agency_not_found', 404, { agencyId: id });
    if (standing.row.revision !== revision) throw new Refusal('org.changed_meanwhile', 409, { name: nameOf(standing) });
    return standing;
  });
}

/** The name it bears last. */
export const nameOf = (standing: Standing): string => standing.versions.at(-1)?.name ?? standing.row.code;

/** The version that holds on the day, the first one before its life. */
export function versionOn(standing: Standing, on: LocalDate): VersionRow {
  const version = standing.versions.findLast((one) => one.from_on <= on) ?? standing.versions[0];
  if (!version) throw new Error(`agency ${standing.row.code} has no version`);
  return version;
}

/**
 * The agency exists on the day.
 * @throws Refusal `org.before_it_began`, `org.has_ended` (422)
 */
export function requireInForce(standing: Standing, on: LocalDate): void {
  const { row } = standing;
  const name = nameOf(standing);
  if (row.valid_from > on)
    throw new Refusal('org.before_it_began', 422, {
      name,
      on: vietnameseDay(row.valid_from),
      fields: { effectiveOn: 'org.before_it_began' },
    });
  if (row.valid_to < on) throw new Refusal('org.has_ended', 422, { name, on: vietnameseDay(row.valid_to) });
}

/**
 * The agency can end the day before: it existed then, no decision ends it already, and nothing was decided about
 * it for later.
 * @throws Refusal `org.before_it_began`, `org.has_ended` (422), `org.ending_decided`, `org.later_change` (409)
 */
export async function requireMayEnd(tx: Tx, standing: Standing, on: LocalDate): Promise<void> {
  const name = nameOf(standing);
  requireInForce(standing, on);
  requireInForce(standing, addDays(on, -1));
  const ending = standing.row.ended_by === null ? undefined : await findChange(tx.db, standing.row.ended_by);
  if (ending)
    throw new Refusal('org.ending_decided', 409, {
      name,
      on: vietnameseDay(ending.effective_on),
      document: ending.document ?? '',
    });
  requireNothingLater(standing, on);
}

/** @throws Refusal `org.later_change` (409) when a decision changed the agency from this day or a later one */
export function requireNothingLater(standing: Standing, on: LocalDate): void {
  const later = standing.versions.find((one) => one.from_on > on && one.change_id !== null);
  if (later) throw new Refusal('org.later_change', 409, { name: nameOf(standing), on: vietnameseDay(later.from_on) });
}

/** After a change: nobody is its own ancestor on any day from then on. @throws Refusal `org.circular_parent` (422) */
export async function requireNoCircle(tx: Tx, since: LocalDate): Promise<void> {
  const circle = findCircle(await allLived(tx.db), since);
  if (circle)
    throw new Refusal('org.circular_parent', 422, {
      on: vietnameseDay(circle.on),
      fields: { parentId: 'org.circular_parent' },
    });
}

/** The agency as events tell of it. */
export const refOf = (standing: Standing): AgencyRef => ({
  id: standing.row.id,
  code: standing.row.code,
  name: nameOf(standing),
});
