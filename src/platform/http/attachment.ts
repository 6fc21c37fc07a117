import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/**
 * Sends a file somebody handed in so that a browser saves it and never runs it: as an attachment, unsniffed, without
 * scripts, and uncached. The name goes in both forms of RFC 6266.
 */
export function sendAttachment(reply: FastifyReply, file: Attachment): FastifyReply {
  return heads(reply, file).send(Buffer.from(file.bytes));
}

/**
 * Shows a PDF that the program itself wrote in the browser's own viewer, so that it is printed without being saved
 * first; any other kind of file is saved. Never for what somebody handed in.
 */
export function showOwnPdf(reply: FastifyReply, file: Attachment): FastifyReply {
  if (file.mediaType !== 'application/pdf') return sendAttachment(reply, file);
  const disposition = String(heads(reply, file).getHeader('content-disposition'));
  return (
    reply
      .header('content-disposition', disposition.replace(/^attachment/, 'inline'))
      // A sandbox would keep the viewer out; scripts stay forbidden.
      .header('content-security-policy', "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'")
      .send(Buffer.from(file.bytes))
  );
}

/** The same for what is still being written: it goes out as it comes, and breaks off when the writing fails. */
export function streamAttachment(
  reply: FastifyReply,
  file: Omit<Attachment, 'bytes'> & { readonly stream: Readable },
): FastifyReply {
  return heads(reply, file).send(file.stream);
}

function heads(reply: FastifyReply, file: Omit<Attachment, 'bytes'>): FastifyReply {
  const ascii = file.name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .replace(/[^\w.() -]/g, '_');
  const encoded = encodeURIComponent(file.name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  return reply
    .header('content-type', SAFE_TYPES.has(file.mediaType) ? file.mediaType : 'application/octet-stream')
    .header('content-disposition', `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'no-store');
}

/** Types that are what they say even to a careless program; the rest goes out as plain bytes. */
const SAFE_TYPES: ReadonlySet<string> = new Set([
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'image/png',
  'image/jpeg',
  'text/plain',
  'application/zip',
]);
