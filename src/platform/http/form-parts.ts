import type { FastifyRequest } from 'fastify';
import { Refusal } from '#kernel/refusal.ts';
import { cleanText } from './clean-text.ts';

/** One part of a form with files, read to its end. */
export type FormPart =
  | { readonly type: 'file'; readonly filename: string; readonly bytes: Uint8Array }
  | { readonly type: 'field'; readonly name: string; readonly value: string };

/**
 * The parts of a multipart form, in order; a file is read when its turn comes, never beyond the limit of the
 * application.
 * @throws Refusal `http.bad_form` (400) where the form breaks off or is no form; the plug-in's own error (413) where
 *   a file or their number is too large
 */
export async function* formParts(request: FastifyRequest): AsyncGenerator<FormPart> {
  const parts = request.parts()[Symbol.asyncIterator]();
  const whole = async <T>(reading: Promise<T>): Promise<T> => {
    try {
      return await reading;
    } catch (error) {
      if (typeof (error as { statusCode?: unknown }).statusCode === 'number') throw error;
      throw new Refusal('http.bad_form', 400, { reason: (error as Error).message });
    }
  };
  for (let next = await whole(parts.next()); !next.done; next = await whole(parts.next())) {
    const part = next.value;
    if (part.type === 'file') {
      yield { type: 'file', filename: cleanText(part.filename), bytes: await whole(part.toBuffer()) };
    } else if (typeof part.value === 'string') {
      yield { type: 'field', name: part.fieldname, value: cleanText(part.value) };
    }
  }
}
