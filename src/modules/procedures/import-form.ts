import type { FastifyRequest } from 'fastify';
import { isLocalDate, type LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { formParts } from '#platform/http/form-parts.ts';
import type { CatalogueFile, ImportDecision } from './service-import.ts';

/**
 * The form of an import: the file, and after a dry run its sha256, the accepted rows and the day.
 * @throws Refusal `procedures.no_file`, `procedures.file_empty` (422)
 */
export async function readImportForm(
  request: FastifyRequest,
): Promise<{ file: CatalogueFile; fields: ReadonlyMap<string, string> }> {
  let file: CatalogueFile | undefined;
  const fields = new Map<string, string>();
  for await (const part of formParts(request)) {
    if (part.type === 'file') file = { name: part.filename, bytes: part.bytes };
    else fields.set(part.name, part.value);
  }
  if (!file) throw new Refusal('procedures.no_file', 422);
  if (file.bytes.length === 0) throw new Refusal('procedures.file_empty', 422, { name: file.name });
  return { file, fields };
}

/** @throws Refusal `procedures.bad_rows`, `procedures.bad_valid_from` (422) */
export function readDecision(fields: ReadonlyMap<string, string>): ImportDecision {
  const rows = (fields.get('accepted') ?? '').split(',').filter((row) => row !== '');
  if (!rows.every((row) => /^\d{1,6}$/.test(row))) throw new Refusal('procedures.bad_rows', 422);
  return {
    sha256: fields.get('sha256') ?? '',
    accepted: rows.map(Number),
    validFrom: dayOf(fields.get('validFrom') ?? ''),
  };
}

function dayOf(text: string): LocalDate {
  if (!isLocalDate(text)) throw new Refusal('procedures.bad_valid_from', 422);
  return text;
}
