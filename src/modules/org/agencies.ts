import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import { type Agency, type AgencyLevel, type AgencyNode, treeOf } from './domain/agency.ts';
import { searchAgencies } from './search.ts';
import { findAgencyRow, findAgencyRowByCode, listAgencyRows, listInForce, subtreeIdsOn } from './store/agencies.ts';

/**
 * The agency as it is called on the day (default today). One that has ended or not begun by then is given as it
 * was at the nearest end of its life, so that old work keeps a name.
 */
export async function findAgency(tx: Tx, id: string, on: LocalDate = tx.today): Promise<Agency | undefined> {
  return findAgencyRow(tx.db, id, on);
}

/** @throws Refusal `org.agency_not_found` (404) */
export async function getAgency(tx: Tx, id: string, on: LocalDate = tx.today): Promise<Agency> {
  const agency = await findAgency(tx, id, on);
  if (!agency) throw new Refusal('org.agency_not_found', 404, { agencyId: id });
  return agency;
}

/** By our stable code ('KH.STTTT'); see `findAgency`. */
export async function findAgencyByCode(tx: Tx, code: string, on: LocalDate = tx.today): Promise<Agency | undefined> {
  return findAgencyRowByCode(tx.db, code, on);
}

/** The agencies of these ids as they are called on the day, in the order of protocol; unknown ids are left out. */
export async function agenciesById(tx: Tx, ids: readonly string[], on: LocalDate = tx.today): Promise<Agency[]> {
  return listAgencyRows(tx.db, ids, on);
}

/**
 * Agencies in force on the day, in the order of protocol; with `query` those it finds, best first.
 * `parentId: null` asks for those at the top. Agencies of a neighbouring province that joined later are left out.
 */
export async function listAgencies(
  tx: Tx,
  filter: { on: LocalDate; level?: AgencyLevel; kind?: string; parentId?: string | null; query?: string },
): Promise<Agency[]> {
  const { query, ...rest } = filter;
  const agencies = await listInForce(tx.db, rest);
  if (query === undefined || query.trim() === '') return agencies;
  const allowed = new Set(agencies.map((agency) => agency.id));
  const hits = await searchAgencies(tx, query, filter.on, agencies.length);
  return hits.filter((hit) => allowed.has(hit.agency.id)).map((hit) => hit.agency);
}

/** The agencies of the day as a tree (cây cơ quan), in the order of protocol. */
export async function agencyTree(tx: Tx, on: LocalDate): Promise<AgencyNode[]> {
  return treeOf(await listInForce(tx.db, { on }));
}

/** Ids of the agency and everything below it on the day; empty when it is not in force then. */
export async function subtreeIds(tx: Tx, agencyId: string, on: LocalDate): Promise<string[]> {
  return subtreeIdsOn(tx.db, agencyId, on);
}
