import iconv from 'iconv-lite';
import type { ImportMapping } from '../domain/exchange/mapping.ts';

export type FileEncoding = NonNullable<ImportMapping['encoding']>;

/**
 * How the letters of a text file are written, from its first bytes: byte order marks first, then UTF-16 without a
 * mark (zeros in every second byte), then UTF-8, else windows-1258, what old Vietnamese software writes.
 * @param whole the bytes are the whole file, so a letter cut off at the end is a fault of the file
 */
export function encodingOf(head: Uint8Array, whole: boolean): FileEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 8 && odd > even * 10) return 'utf-16le';
  if (even > head.length / 8 && even > odd * 10) return 'utf-16be';
  const text = new TextDecoder('utf-8').decode(head, { stream: !whole });
  const broken = text.split('\ufffd').length - 1;
  if (broken === 0) return 'utf-8';
  // A byte gone wrong here and there leaves UTF-8 what it is; in windows-1258 next to no mark is valid UTF-8.
  const marked = text.replace(/[\0-\u007f\ufffd]+/g, '').length;
  return marked > broken * 5 ? 'utf-8' : 'windows-1258';
}

/** Bytes as text, piece by piece, without a byte order mark. A byte that is no letter becomes U+FFFD. */
export async function* decoded(bytes: AsyncIterable<Uint8Array>, encoding: FileEncoding): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of bytes) {
    const text = decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    if (text !== '') yield text;
  }
  const rest = decoder.end();
  if (rest) yield rest;
}

/** Puts the first bytes, read to recognise the file, before the others again. */
async function* rejoined(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** Reads at least `size` bytes ahead, fewer when the file is shorter. */
export async function readHead(
  bytes: AsyncIterable<Uint8Array>,
  size: number,
): Promise<{ head: Uint8Array; whole: boolean; all: AsyncGenerator<Uint8Array>; close: () => Promise<void> }> {
  const rest = bytes[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let whole = false;
  while (length < size) {
    const next = await rest.next();
    if (next.done) {
      whole = true;
      break;
    }
    chunks.push(next.value);
    length += next.value.length;
  }
  const head = Buffer.concat(chunks);
  return {
    head,
    whole,
    all: rejoined(head, rest),
    // A generator that was never begun does not run its `finally`, so `all` cannot be the one to close the file.
    close: async () => void (await rest.return?.()),
  };
}
