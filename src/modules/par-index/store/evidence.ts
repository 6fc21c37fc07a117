import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import { type EvidenceLeafRecord, type EvidenceRecord, inChunks, tables } from './rows.ts';

export type ListedEvidence = Omit<EvidenceRecord, 'bytes'> & { leaves: { leaf: string; fact: string }[] };

/** Evidence of a sheet with the facts it proves, without the bytes of the files. */
export async function listEvidence(db: Db, sheetId: string): Promise<ListedEvidence[]> {
  const rows = await tables(db)
    .selectFrom('par_evidence')
    .select(['id', 'sheet_id', 'number', 'issued_on', 'issuer', 'issuer_agency_id', 'subject', 'file_name'])
    .select(['media_type', 'size', 'sha256', 'added_at', 'added_by', 'added_by_name'])
    .where('sheet_id', '=', sheetId)
    .orderBy('issued_on')
    .orderBy('id')
    .execute();
  const links = await tables(db)
    .selectFrom('par_evidence_leaf as l')
    .innerJoin('par_evidence as e', 'e.id', 'l.evidence_id')
    .select(['l.evidence_id', 'l.leaf', 'l.fact'])
    .where('e.sheet_id', '=', sheetId)
    .where('l.removed_at', 'is', null)
    .orderBy('l.leaf')
    .execute();
  return rows.map((row) => ({
    ...row,
    leaves: links.filter((link) => link.evidence_id === row.id).map(({ leaf, fact }) => ({ leaf, fact })),
  }));
}

export async function insertEvidence(db: Db, ...rows: readonly EvidenceRecord[]): Promise<void> {
  await inChunks(rows, (some) => tables(db).insertInto('par_evidence').values(some).execute());
}

export async function findEvidence(db: Db, sheetId: string, id: string): Promise<EvidenceRecord | undefined> {
  return tables(db)
    .selectFrom('par_evidence')
    .selectAll()
    .where('id', '=', id)
    .where('sheet_id', '=', sheetId)
    .executeTakeFirst();
}

/** Ties documents to leaves, each pair once in a call; tied again it says the new fact. */
export async function linkEvidence(db: Db, ...rows: readonly EvidenceLeafRecord[]): Promise<void> {
  await inChunks(rows, (some) =>
    tables(db)
      .insertInto('par_evidence_leaf')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['evidence_id', 'leaf']).doUpdateSet((eb) => ({
          fact: eb.ref('excluded.fact'),
          linked_at: eb.ref('excluded.linked_at'),
          linked_by_name: eb.ref('excluded.linked_by_name'),
          removed_at: null,
          removed_by_name: null,
        })),
      )
      .execute(),
  );
}

/** @returns whether there was such a tie */
export async function unlinkEvidence(db: Db, evidenceId: string, leaf: string, at: Date, by: string): Promise<boolean> {
  const done = await tables(db)
    .updateTable('par_evidence_leaf')
    .set({ removed_at: at, removed_by_name: by })
    .where('evidence_id', '=', evidenceId)
    .where('leaf', '=', leaf)
    .where('removed_at', 'is', null)
    .returning('leaf')
    .execute();
  return done.length > 0;
}

/** Documents of the same numbers or files on any sheet the actor may see, to find what contradicts. */
export async function listRelated(
  db: Db,
  rows: readonly Pick<EvidenceRecord, 'number' | 'sha256'>[],
): Promise<Pick<EvidenceRecord, 'id' | 'number' | 'issued_on' | 'issuer' | 'sha256'>[]> {
  if (rows.length === 0) return [];
  const numbers = [...new Set(rows.map(({ number }) => number.toUpperCase()))];
  const files = [...new Set(rows.flatMap(({ sha256 }) => sha256 ?? []))];
  return tables(db)
    .selectFrom('par_evidence')
    .select(['id', 'number', 'issued_on', 'issuer', 'sha256'])
    .where((eb) =>
      eb.or([eb(sql<string>`upper(number)`, 'in', numbers), ...(files.length > 0 ? [eb('sha256', 'in', files)] : [])]),
    )
    .execute();
}

/** The bytes of one document of a sheet. */
export async function findFile(db: Db, sheetId: string, id: string): Promise<Buffer | undefined> {
  const row = await tables(db)
    .selectFrom('par_evidence')
    .select('bytes')
    .where('id', '=', id)
    .where('sheet_id', '=', sheetId)
    .executeTakeFirst();
  return row?.bytes ?? undefined;
}
