import { newId } from '#kernel/id.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import type { Tx } from '#platform/db/province.ts';
import { AGENCY_KINDS, type AgencyLevel } from '../domain/agency.ts';
import { initials } from '../domain/soundness.ts';
import type { AgencyRef } from '../events.ts';
import { addShortNames, codeIsTaken, insertAgency, nextPosition, putVersion } from '../store/changes.ts';
import { OPEN_END } from '../store/tables.ts';
import { clean } from './change.ts';
import { parentsFrom } from './parents.ts';

/** An agency that comes into being. */
export interface NewAgency {
  readonly name: string;
  readonly shortNames: readonly string[];
  readonly docSymbol: string | null;
  readonly kind: string;
  readonly level: AgencyLevel;
  readonly parentId: string | null;
}

/** What a new agency takes over from the one it follows. */
export interface Inherited {
  /** Made beforehand where the decision has to name it. */
  readonly id?: string;
  /** Last day known from the data files. */
  readonly validTo?: string;
  readonly position?: number;
  readonly rankedBlock?: string | null;
}

/**
 * Enters a new agency from the day on.
 * @throws Refusal `org.invalid_kind` (422), `org.parent_not_found` (404), `org.before_it_began`, `org.has_ended` (422)
 *   of the parent
 */
export async function enterAgency(
  tx: Tx,
  wanted: NewAgency,
  from: LocalDate,
  changeId: string,
  inherited: Inherited = {},
): Promise<AgencyRef> {
  if (!Object.hasOwn(AGENCY_KINDS, wanted.kind))
    throw new Refusal('org.invalid_kind', 422, { fields: { kind: 'org.invalid_kind' } });
  const validTo = inherited.validTo ?? OPEN_END;
  const parents = await parentsFrom(tx, wanted.parentId, from, validTo);
  const name = clean(wanted.name);
  const symbol = wanted.docSymbol === null ? null : clean(wanted.docSymbol) || null;
  const id = inherited.id ?? newId();
  const code = await freeCode(tx, symbol ?? name, name);
  await insertAgency(tx.db, {
    id,
    code,
    unit_id: null,
    valid_from: from,
    valid_to: validTo,
    from_precision: 'day',
    to_precision: 'day',
    verified: 'B',
    sources: [],
    outside: false,
    ended_by: null,
    egov_code: null,
    note: null,
    position: inherited.position ?? (await nextPosition(tx.db, wanted.level)),
    revision: 1,
  });
  for (const period of parents) {
    await putVersion(tx.db, {
      agency_id: id,
      from_on: period.from,
      name,
      parent_id: period.parentId,
      level: wanted.level,
      kind: wanted.kind,
      doc_symbol: symbol,
      ranked_block: inherited.rankedBlock ?? null,
      change_id: period.from === from ? changeId : null,
    });
  }
  await addShortNames(tx.db, id, [
    ...new Set([...wanted.shortNames.map(clean), ...(symbol === null ? [] : [symbol])].filter(Boolean)),
  ]);
  return { id, code, name };
}

/** A code of our own from the initials; the second of a kind gets a number. */
async function freeCode(tx: Tx, symbol: string, name: string): Promise<string> {
  const letters = searchKey(symbol)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
  const base = letters.length > 0 && letters.length <= 20 ? letters : initials(name, searchKey) || 'CQ';
  for (let n = 1; ; n += 1) {
    const code = n === 1 ? base : `${base}-${n}`;
    if (!(await codeIsTaken(tx.db, code))) return code;
  }
}
