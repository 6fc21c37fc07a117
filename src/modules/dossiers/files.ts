import { createHash } from 'node:crypto';
import { record } from '#modules/audit/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Work } from '#platform/db/province.ts';
import { partiesOf, sees } from './acting.ts';
import { dossiersPermissions } from './permissions.ts';
import type { DossierDetail } from './detail-schema.ts';
import { detailOf } from './service-read.ts';
import { findDossier } from './store/dossiers.ts';
import { findFile, insertFile } from './store/parts.ts';
import type { FileRow } from './store/rows.ts';

export interface NewFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/**
 * Adds scans or results to a dossier. Files make no step: the history of the clock stays as it is.
 * @throws Refusal `dossiers.not_found` (404), `dossiers.not_yours` (403) for who has no part in it now
 */
export async function addFiles(
  work: Work,
  id: string,
  kind: FileRow['kind'],
  files: readonly NewFile[],
): Promise<DossierDetail> {
  requirePermission(work.actor, dossiersPermissions.process);
  return work.run(async (tx) => {
    const row = await findDossier(tx.db, id);
    if (!row || !sees(tx.actor, row)) throw new Refusal('dossiers.not_found', 404);
    const parties = partiesOf(tx.actor, row);
    if (!parties.some((party) => party === 'counter' || party === 'holder' || party === 'consulted'))
      throw new Refusal('dossiers.not_yours', 403);
    for (const { name, mediaType, bytes } of files)
      await insertFile(tx.db, {
        id: newId(),
        dossier_id: id,
        kind,
        name,
        media_type: mediaType,
        size: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        bytes: Buffer.from(bytes),
        added_at: tx.now,
        added_by: tx.actor.name,
      });
    await record(tx, {
      action: 'dossiers.files_added',
      subject: { kind: 'dossier', id },
      agencyId: row.agency_id,
      reach: 'subject',
      data: { kind, files: files.length },
    });
    return detailOf(tx, row);
  });
}

/** @throws Refusal `dossiers.not_found` (404) */
export async function readFile(work: Work, id: string, fileId: string): Promise<FileRow> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run(async (tx) => {
    const row = await findDossier(tx.db, id);
    const file = row && sees(tx.actor, row) ? await findFile(tx.db, id, fileId) : undefined;
    if (!file) throw new Refusal('dossiers.not_found', 404);
    return file;
  });
}
