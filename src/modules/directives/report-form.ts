import type { FastifyRequest } from 'fastify';
import type { ZodSafeParseResult, ZodType } from 'zod';
import { Refusal } from '#kernel/refusal.ts';
import { fileName } from '#platform/http/file-name.ts';
import { formParts } from '#platform/http/form-parts.ts';

/** A file as it was sent, its kind told by what it holds. */
export interface SentFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

const MOST_FILES = 10;

/** Kinds of files a result may be, told by their first bytes and ending; anything else goes out as plain bytes. */
const TYPES: readonly (readonly [ending: string, magic: string, type: string])[] = [
  ['pdf', '%PDF-', 'application/pdf'],
  ['docx', 'PK\x03\x04', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xlsx', 'PK\x03\x04', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['png', '\x89PNG', 'image/png'],
  ['jpg', '\xff\xd8\xff', 'image/jpeg'],
  ['jpeg', '\xff\xd8\xff', 'image/jpeg'],
];

/**
 * A report or request as it was sent: JSON, or a form with files (at most ten, 20 MB each).
 * @param body what came as JSON, already checked
 * @param shape what the words of a form must be
 * @throws Refusal `directives.bad_form`, `directives.too_many_files`, `directives.empty_file` (422)
 */
export async function readFormWithFiles<T extends object>(
  request: FastifyRequest,
  body: T | null | undefined,
  shape: ZodType<T>,
): Promise<T & { readonly files: readonly SentFile[] }> {
  if (!request.isMultipart()) {
    if (!body) throw badFormOf(shape.safeParse({}));
    return { ...body, files: [] };
  }
  const fields: Record<string, string> = {};
  const files: SentFile[] = [];
  for await (const part of formParts(request)) {
    if (part.type === 'file') {
      if (files.length === MOST_FILES)
        throw new Refusal('directives.too_many_files', 422, {
          most: MOST_FILES,
          fields: { files: 'directives.too_many_files' },
        });
      const { bytes } = part;
      const name = fileName(part.filename, 'tep-kem-theo');
      if (bytes.length === 0)
        throw new Refusal('directives.empty_file', 422, { name, fields: { files: 'directives.empty_file' } });
      files.push({ name, mediaType: typeOf(name, bytes), bytes });
    } else if (part.value !== '') {
      fields[part.name] = part.value;
    }
  }
  const read = shape.safeParse(fields);
  if (!read.success) throw badFormOf(read);
  return { ...read.data, files };
}

function badFormOf({ error }: ZodSafeParseResult<object>): Refusal {
  const names = (error?.issues ?? []).map((issue) => String(issue.path[0] ?? 'text'));
  const fields = Object.fromEntries(names.map((name) => [name, 'directives.bad_form']));
  return new Refusal('directives.bad_form', 422, { fields });
}

function typeOf(name: string, bytes: Uint8Array): string {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  const opening = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  const known = TYPES.find(([end, magic]) => end === ending && opening.startsWith(magic));
  return known?.[2] ?? 'application/octet-stream';
}
