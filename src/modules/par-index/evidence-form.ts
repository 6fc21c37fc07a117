import type { FastifyRequest } from 'fastify';
import { Refusal } from '#kernel/refusal.ts';
import { fileName } from '#platform/http/file-name.ts';
import { formParts } from '#platform/http/form-parts.ts';
import { EvidenceBody } from './evidence-schema.ts';

export interface EvidenceFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Kinds of files evidence may be, told by their first bytes and ending; anything else goes out as plain bytes. */
const TYPES: readonly (readonly [ending: string, magic: string, type: string])[] = [
  ['pdf', '%PDF-', 'application/pdf'],
  ['docx', 'PK\x03\x04', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xlsx', 'PK\x03\x04', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['png', '\x89PNG', 'image/png'],
  ['jpg', '\xff\xd8\xff', 'image/jpeg'],
  ['jpeg', '\xff\xd8\xff', 'image/jpeg'],
];

/**
 * Evidence as it was sent: JSON without a file, or a form with one (20 MB at most).
 * @throws Refusal `par-index.bad_form`, `par-index.one_file`, `par-index.empty_file` (422)
 */
export async function readEvidenceForm(
  request: FastifyRequest,
  body: EvidenceBody | null | undefined,
): Promise<EvidenceBody & { file: EvidenceFile | null }> {
  if (!request.isMultipart()) {
    if (!body) throw badForm(['number']);
    return { ...body, file: null };
  }
  const fields: Record<string, string> = {};
  let file: EvidenceFile | null = null;
  for await (const part of formParts(request)) {
    if (part.type === 'file') {
      if (file) throw new Refusal('par-index.one_file', 422, { fields: { file: 'par-index.one_file' } });
      const { bytes } = part;
      const name = fileName(part.filename, 'tai-lieu-kiem-chung');
      if (bytes.length === 0)
        throw new Refusal('par-index.empty_file', 422, { name, fields: { file: 'par-index.empty_file' } });
      file = { name, mediaType: typeOf(name, bytes), bytes };
    } else fields[part.name] = part.value;
  }
  const read = EvidenceBody.safeParse(fields);
  if (!read.success) throw badForm(read.error.issues.map((issue) => String(issue.path[0] ?? 'number')));
  return { ...read.data, file };
}

function badForm(names: readonly string[]): Refusal {
  return new Refusal('par-index.bad_form', 422, {
    fields: Object.fromEntries(names.map((name) => [name, 'par-index.bad_form'])),
  });
}

function typeOf(name: string, bytes: Uint8Array): string {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  const opening = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  const known = TYPES.find(([end, magic]) => end === ending && opening.startsWith(magic));
  return known?.[2] ?? 'application/octet-stream';
}
