import type { FastifyRequest } from 'fastify';
import { Refusal } from '#kernel/refusal.ts';
import { fileName } from '#platform/http/file-name.ts';
import { formParts } from '#platform/http/form-parts.ts';
import type { NewFile } from './files.ts';
import type { FileRow } from './store/rows.ts';

const MOST_FILES = 10;
const KINDS: readonly FileRow['kind'][] = ['scan', 'result', 'other'];

/** What a scan may be, told by its first bytes; anything else is kept and goes out as plain bytes. */
const BEGINNINGS: readonly (readonly [string, string])[] = [
  ['%PDF-', 'application/pdf'],
  ['\x89PNG', 'image/png'],
  ['\xff\xd8\xff', 'image/jpeg'],
];

/**
 * Files of a form: `files` (at most ten, 20 MB each) and `kind`.
 * @throws Refusal `dossiers.no_files`, `dossiers.too_many_files`, `dossiers.empty_file` (422)
 */
export async function readUpload(request: FastifyRequest): Promise<{ kind: FileRow['kind']; files: NewFile[] }> {
  if (!request.isMultipart()) throw new Refusal('dossiers.no_files', 422, { fields: { files: 'dossiers.no_files' } });
  const files: NewFile[] = [];
  let kind: FileRow['kind'] = 'scan';
  for await (const part of formParts(request)) {
    if (part.type !== 'file') {
      if (part.name === 'kind') kind = KINDS.find((one) => one === part.value) ?? kind;
      continue;
    }
    const name = fileName(part.filename, 'ban-quet');
    if (part.bytes.length === 0)
      throw new Refusal('dossiers.empty_file', 422, { name, fields: { files: 'dossiers.empty_file' } });
    if (files.length === MOST_FILES)
      throw new Refusal('dossiers.too_many_files', 422, {
        most: MOST_FILES,
        fields: { files: 'dossiers.too_many_files' },
      });
    files.push({ name, mediaType: mediaTypeOf(part.bytes), bytes: part.bytes });
  }
  if (files.length === 0) throw new Refusal('dossiers.no_files', 422, { fields: { files: 'dossiers.no_files' } });
  return { kind, files };
}

function mediaTypeOf(bytes: Uint8Array): string {
  const opening = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  return BEGINNINGS.find(([beginning]) => opening.startsWith(beginning))?.[1] ?? 'application/octet-stream';
}
