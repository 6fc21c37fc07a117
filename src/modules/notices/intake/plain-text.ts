import iconv from 'iconv-lite';
import { normalizeText } from '#kernel/vietnamese.ts';
import { Refusal } from '#kernel/refusal.ts';
import { unlockLegacyText } from './legacy-text.ts';
import { vietnameseShare } from './syllable.ts';
import { decodeTcvn3, restoreCapitals } from './tcvn3.ts';
import { fromVni } from './vni.ts';

/** How the letters of a file were written down. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258' | 'windows-1252' | 'tcvn3' | 'vni';

export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
  /** No reading of the bytes looked like Vietnamese: the clerk must look at the letters. */
  readonly uncertain: boolean;
}

/** From this share of well-built words on, bytes are taken to be Vietnamese in that encoding. */
const CONVINCING = 0.6;

/**
 * The bytes of a text file as Unicode. Byte order marks decide first, then valid UTF-8, then UTF-16
 * without a mark; other bytes are read as windows-1258, TCVN3 and VNI, and the reading with the most
 * Vietnamese words is kept. UTF-8 text that holds TCVN3 or VNI shown as Latin letters is converted too.
 *
 * @throws Refusal notices.file_binary when the bytes are no text
 */
export function decodePlainText(bytes: Uint8Array): DecodedText {
  const unicode = decodeUnicode(bytes);
  if (unicode) {
    refuseBinary(unicode.text);
    const { text, from } = unlockLegacyText(unicode.text.normalize('NFC'));
    return { text, encoding: from ?? unicode.encoding, uncertain: false };
  }
  refuseBinaryBytes(bytes);
  return decodeSingleBytes(bytes);
}

function decodeUnicode(bytes: Uint8Array): { text: string; encoding: TextEncoding } | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: decodeWith('utf-16le', bytes), encoding: 'utf-16le' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: decodeWith('utf-16be', bytes), encoding: 'utf-16be' };
  const order = utf16WithoutMark(bytes);
  if (order) return { text: decodeWith(order, bytes), encoding: order };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function decodeWith(encoding: 'utf-16le' | 'utf-16be', bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** Vietnamese in UTF-16 has a zero in every second byte of its spaces, digits and plain letters. */
function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, 4096);
  if (length < 8 || bytes.length % 2 !== 0) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 1) {
    if (bytes[i] !== 0) continue;
    if (i % 2 === 0) even += 1;
    else odd += 1;
  }
  if (odd > length / 8 && even === 0) return 'utf-16le';
  if (even > length / 8 && odd === 0) return 'utf-16be';
  return undefined;
}

function decodeSingleBytes(bytes: Uint8Array): DecodedText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const latin = iconv.decode(buffer, 'windows-1252');
  const candidates = [
    { encoding: 'windows-1258' as const, text: iconv.decode(buffer, 'windows-1258').normalize('NFC') },
    { encoding: 'tcvn3' as const, text: restoreCapitals(decodeTcvn3(bytes)) },
    { encoding: 'vni' as const, text: fromVni(latin) },
  ].map((candidate) => ({ ...candidate, share: vietnameseShare(candidate.text) }));
  const best = candidates.reduce((a, b) => (b.share > a.share ? b : a));
  if (best.share >= CONVINCING) return { text: best.text, encoding: best.encoding, uncertain: false };
  return { text: latin, encoding: 'windows-1252', uncertain: true };
}

/** Text has line ends, tabs and form feeds; other control characters are next to none in it. */
const MOST_CONTROLS = 1 / 200;

function refuseBinary(text: string): void {
  let controls = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0 || (code === 0xfffd && i < text.length)) controls += 4;
    else if (isControl(code)) controls += 1;
  }
  if (controls > Math.max(3, text.length * MOST_CONTROLS)) throw new Refusal('notices.file_binary', 415);
}

function refuseBinaryBytes(bytes: Uint8Array): void {
  let controls = 0;
  for (const byte of bytes) if (isControl(byte)) controls += byte === 0 ? 4 : 1;
  if (controls > Math.max(3, bytes.length * MOST_CONTROLS)) throw new Refusal('notices.file_binary', 415);
}

function isControl(code: number): boolean {
  return code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0c && code !== 0x0d;
}

/**
 * One form for all that was read: NFC, LF line ends, no control characters, no spaces at line ends,
 * at most two empty lines in a row. Linear in the length of the text.
 */
export function tidyText(text: string): string {
  const lines = normalizeText(text)
    .replaceAll('\v', '\n')
    .replaceAll('\f', '\n')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}|[\ufffe\uffff]/gu, '')
    .split('\n');
  const kept: string[] = [];
  let empty = 0;
  for (const line of lines) {
    const trimmed = line.trimEnd();
    empty = trimmed === '' ? empty + 1 : 0;
    if (empty <= 2 && (trimmed !== '' || kept.length > 0)) kept.push(trimmed);
  }
  while (kept.at(-1) === '') kept.pop();
  return kept.length === 0 ? '' : `${kept.join('\n')}\n`;
}
