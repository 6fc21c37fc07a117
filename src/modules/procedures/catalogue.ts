import { newId } from '#kernel/id.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import { record } from '#modules/audit/public.ts';
import type { AgencyLevel } from '#modules/org/domain/agency.ts';
import { findAgency } from '#modules/org/public.ts';
import type { Tx } from '#platform/db/province.ts';
import { nameKey } from './domain/compare.ts';
import { centralCode, type Procedure, type ProcedureContent, type ProcedureLevel } from './domain/procedure.ts';
import {
  findOn,
  findVersion,
  insertProcedures,
  insertVersions,
  lastVersionRow,
  lockProcedure,
  searchRows,
} from './store/procedures.ts';
import type { VersionRow } from './store/rows.ts';

/** @throws Refusal `procedures.version_not_found` (404) */
export async function getProcedureVersion(tx: Tx, versionId: string): Promise<Procedure> {
  const found = await findVersion(tx.db, versionId);
  if (!found) throw new Refusal('procedures.version_not_found', 404);
  return found;
}

/** The version that holds on the day; undefined before the first, after the end, and for an id that is not known. */
export async function procedureOn(tx: Tx, procedureId: string, on: LocalDate): Promise<Procedure | undefined> {
  return findOn(tx.db, procedureId, on);
}

export interface ProcedureSearch {
  /** Words of the name, code or sector, with or without marks; one slip is forgiven. Empty: all. */
  readonly query: string;
  readonly on: LocalDate;
  /** Only those a desk of this agency receives, by its level. */
  readonly agencyId?: string;
  readonly sector?: string;
  readonly level?: ProcedureLevel;
  /** Those abolished by the day instead of those in force. */
  readonly ended?: boolean;
  /** 20 when not said. */
  readonly limit?: number;
  readonly offset?: number;
}

/** Procedures in force on the day, best first. */
export async function searchProcedures(tx: Tx, search: ProcedureSearch): Promise<Procedure[]> {
  return (await findProcedures(tx, search)).rows;
}

const MAX_QUERY = 200;

/** `searchProcedures` with how many there are in all. */
export async function findProcedures(tx: Tx, search: ProcedureSearch): Promise<{ total: number; rows: Procedure[] }> {
  const agency = search.agencyId === undefined ? undefined : await findAgency(tx, search.agencyId, search.on);
  const byDesk = agency && RECEIVED_AT[agency.level];
  const levels = search.level ? (byDesk ?? [search.level]).filter((level) => level === search.level) : byDesk;
  return searchRows(tx.db, {
    on: search.on,
    query: searchKey(search.query.slice(0, MAX_QUERY)),
    ...(search.sector === undefined ? {} : { sector: search.sector }),
    ...(search.ended === undefined ? {} : { ended: search.ended }),
    ...(levels === undefined ? {} : { levels }),
    limit: search.limit ?? 20,
    offset: search.offset ?? 0,
  });
}

/** What a desk of each level receives; procedures of no certain level are received by all. */
const RECEIVED_AT: Readonly<Record<AgencyLevel, readonly ProcedureLevel[]>> = {
  tinh: ['tinh', 'tinh+xa', 'nganh-doc', 'lien-nganh', 'khac'],
  huyen: ['huyen', 'nganh-doc', 'lien-nganh', 'khac'],
  xa: ['xa', 'tinh+xa', 'xa->tinh', 'nganh-doc', 'lien-nganh', 'khac'],
};

/**
 * A new procedure with its first version.
 * @returns the version
 */
export async function addProcedure(tx: Tx, content: ProcedureContent, validFrom: LocalDate): Promise<Procedure> {
  const [versionId = ''] = await addProcedures(tx, [{ content, validFrom }]);
  return getProcedureVersion(tx, versionId);
}

/** A procedure that is not known yet, and from when it holds. */
export interface NewProcedure {
  readonly content: ProcedureContent;
  readonly validFrom: LocalDate;
}

const AT_ONCE = 500;

/**
 * New procedures, each with its first version and its entry in the log; a whole catalogue is some statements.
 * @returns the ids of the versions, in order
 */
export async function addProcedures(tx: Tx, wanted: readonly NewProcedure[]): Promise<string[]> {
  const versionIds: string[] = [];
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const some = wanted.slice(from, from + AT_ONCE).map((one) => ({ ...one, id: newId() }));
    const versions = some.map(({ id, content, validFrom }) => versionRow(tx, id, 1, content, validFrom));
    await insertProcedures(
      tx.db,
      some.map(({ id, content }) => ({
        id,
        central_code: centralCode(content.code),
        name_key: nameKey(content.name),
        made_at: tx.now,
      })),
    );
    await insertVersions(tx.db, versions);
    // Sent together: each has a chain of its own, so none waits for another.
    await Promise.all(
      some.map(({ id, content: { code, name }, validFrom }) =>
        tell(tx, id, 'procedures.added', { code, name, validFrom }),
      ),
    );
    versionIds.push(...versions.map(({ id }) => id));
  }
  return versionIds;
}

/**
 * The next version of a procedure, from a day on; earlier dossiers keep theirs.
 * @throws Refusal `procedures.not_found` (404)
 */
export async function addProcedureVersion(
  tx: Tx,
  procedureId: string,
  content: ProcedureContent,
  validFrom: LocalDate,
): Promise<Procedure> {
  if (!(await lockProcedure(tx.db, procedureId))) throw new Refusal('procedures.not_found', 404);
  const version = ((await lastVersionRow(tx.db, procedureId))?.version ?? 0) + 1;
  const versionId = await addRow(tx, procedureId, version, content, validFrom);
  await tell(tx, procedureId, 'procedures.changed', { version, code: content.code, name: content.name, validFrom });
  return getProcedureVersion(tx, versionId);
}

/**
 * Ends a procedure from a day on (bãi bỏ); the content of the entry names what ended it as its source.
 * @throws Refusal `procedures.not_found` (404)
 */
export async function endProcedure(
  tx: Tx,
  procedureId: string,
  content: ProcedureContent,
  validFrom: LocalDate,
): Promise<void> {
  if (!(await lockProcedure(tx.db, procedureId))) throw new Refusal('procedures.not_found', 404);
  const version = ((await lastVersionRow(tx.db, procedureId))?.version ?? 0) + 1;
  await addRow(tx, procedureId, version, content, validFrom, true);
  const { code, name, source } = content;
  await tell(tx, procedureId, 'procedures.ended', { version, code, name, source, validFrom });
}

async function addRow(
  tx: Tx,
  procedureId: string,
  version: number,
  content: ProcedureContent,
  validFrom: LocalDate,
  isEnd = false,
): Promise<string> {
  const row = versionRow(tx, procedureId, version, content, validFrom, isEnd);
  await insertVersions(tx.db, [row]);
  return row.id;
}

function versionRow(
  tx: Tx,
  procedureId: string,
  version: number,
  content: ProcedureContent,
  validFrom: LocalDate,
  isEnd = false,
): VersionRow {
  const { code, name, sector, level, isSample, ...rest } = content;
  return {
    id: newId(),
    procedure_id: procedureId,
    version,
    valid_from: validFrom,
    is_end: isEnd,
    code,
    name,
    sector,
    level,
    content: rest,
    is_sample: isSample,
    search_key: searchKey(`${code ?? ''} ${name} ${sector}`),
    made_at: tx.now,
    made_by: tx.actor.personId,
    made_by_name: tx.actor.name,
  };
}

/** The content of a version as it was stored. */
export function contentOf(row: VersionRow): ProcedureContent {
  const { code, name, sector, level, is_sample: isSample, content } = row;
  return { ...content, code, name, sector, level, isSample };
}

async function tell(tx: Tx, id: string, action: string, data: Record<string, unknown>): Promise<void> {
  await record(tx, { action, subject: { kind: 'procedure', id }, reach: 'subject', data });
}
