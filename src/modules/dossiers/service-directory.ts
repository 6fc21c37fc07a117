import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { readsDirectory, sees } from './acting.ts';
import { personOf } from './applicants.ts';
import type { DirectoryChange, DirectoryField, DirectoryLine } from './directory-schema.ts';
import { dossiersPermissions } from './permissions.ts';
import { agencyNames } from './service-read.ts';
import {
  type ChangeLine,
  type CorrectionLine,
  KNOWN_FIELDS,
  type KnownField,
  listChanges,
  listCorrections,
  listDossiersOfChanges,
  type OfChange,
} from './store/applicant-changes.ts';
import { findApplicant } from './store/applicants.ts';
import { findDossier } from './store/dossiers.ts';
import { named, type Names } from './views.ts';

/** More are not read at one sitting. */
const MOST = 200;

const FIELD: Readonly<Record<KnownField, DirectoryField>> = {
  name: 'name',
  identity_number: 'identityNumber',
  phone: 'phone',
  email: 'email',
  address: 'address',
};

/**
 * What the directory knows of a dossier's applicant, and who changed it when and why (lịch sử danh bạ người nộp). A
 * change made over a dossier the reader may not see is told by its moment and its fields alone.
 *
 * @throws Refusal `dossiers.not_found` (404) for a dossier that does not exist or may not be seen, `auth.forbidden` (403)
 *   for who sees it without correcting it
 */
export async function readDirectoryLine(work: Work, id: string): Promise<DirectoryLine> {
  requirePermission(work.actor, dossiersPermissions.directory);
  return work.run(async (tx) => {
    const row = await findDossier(tx.db, id);
    if (!row || !sees(tx.actor, row)) throw new Refusal('dossiers.not_found', 404);
    if (!readsDirectory(tx.actor, row))
      throw new Refusal('auth.forbidden', 403, { permission: dossiersPermissions.directory.name });
    const { applicant_id: applicantId } = row;
    const [known, lines] = applicantId
      ? await asProgram(tx, async () => [
          await findApplicant(tx.db, applicantId),
          await listChanges(tx.db, applicantId, MOST + 1),
        ])
      : [undefined, []];
    const shown = lines.slice(0, MOST);
    const behind = await behindChanges(tx, shown);
    const names = await agencyNames(tx, [
      row.receiving_agency_id,
      ...[...behind.dossiers.values()].map((one) => one.receiving_agency_id),
    ]);
    return {
      dossier: { id: row.id, code: row.code, applicant: row.applicant },
      receivingAgency: named(names, row.receiving_agency_id),
      known: known ? { ...personOf(known), dossiers: known.dossiers } : null,
      changes: shown.map((line) => changeView(line, behind, names)),
      hasMore: lines.length > shown.length,
    };
  });
}

interface Behind {
  readonly dossiers: ReadonlyMap<string, OfChange>;
  readonly corrections: readonly CorrectionLine[];
}

/** The dossiers behind the changes, as far as the reader may see them, and what was corrected in them. */
async function behindChanges(tx: Tx, lines: readonly ChangeLine[]): Promise<Behind> {
  const ids = [...new Set(lines.flatMap(({ dossier_id: id }) => id ?? []))];
  if (ids.length === 0) return { dossiers: new Map(), corrections: [] };
  const seen = (await listDossiersOfChanges(tx.db, ids)).filter((one) => sees(tx.actor, one));
  const corrections = await listCorrections(
    tx.db,
    seen.map(({ id }) => id),
  );
  return { dossiers: new Map(seen.map((one) => [one.id, one])), corrections };
}

function changeView(line: ChangeLine, { dossiers, corrections }: Behind, names: Names): DirectoryChange {
  const dossier = line.dossier_id === null ? undefined : dossiers.get(line.dossier_id);
  const why = corrections.find((one) => isOf(one, line));
  return {
    seq: line.seq,
    at: toVietnamIso(line.at),
    kind: line.kind,
    by: dossier ? line.by_name : null,
    agency: dossier ? named(names, dossier.receiving_agency_id).name : null,
    dossier: dossier ? { id: dossier.id, code: dossier.code } : null,
    fields: KNOWN_FIELDS.filter((field) => line.before[field] !== line.after[field]).map((field) => ({
      field: FIELD[field],
      before: dossier ? line.before[field] : null,
      after: dossier ? line.after[field] : null,
    })),
    reason: why?.reason ?? null,
    document: why?.document_number && why.document_on ? { number: why.document_number, on: why.document_on } : null,
  };
}

/** Whether this correction of the dossier is the one that changed the line. */
function isOf({ dossier_id: id, at, correction }: CorrectionLine, line: ChangeLine): boolean {
  if (id !== line.dossier_id || at.getTime() !== line.at.getTime()) return false;
  if (line.kind === 'restored') return correction.directory === 'apart';
  if (line.kind !== 'correction' || correction.directory !== 'corrected') return false;
  return KNOWN_FIELDS.some(
    (field) => line.before[field] !== line.after[field] && line.after[field] === correction.after,
  );
}
