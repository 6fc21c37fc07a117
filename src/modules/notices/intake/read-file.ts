import { Refusal } from '#kernel/refusal.ts';
import { readDocxText } from './docx.ts';
import { unlockLegacyText } from './legacy-text.ts';
import { readPdfText } from './pdf.ts';
import type { TextEncoding } from './plain-text.ts';
import { decodePlainText, tidyText } from './plain-text.ts';

export const MAX_FILE_BYTES = 20 * 1024 * 1024;

export type FileFormat = 'docx' | 'pdf' | 'txt';

/** Remarks for the clerk; the sentence of each stands in messages.vi.ts under `notices.note.…`. */
export type FileNote =
  | 'converted-tcvn3'
  | 'converted-vni'
  | 'converted-windows-1258'
  | 'encoding-uncertain'
  | 'pages-without-text'
  | 'name-differs';

export interface FileText {
  /** NFC, LF line ends. */
  readonly text: string;
  readonly format: FileFormat;
  /** How the letters were written down; `utf-8` for Unicode inside .docx and .pdf. */
  readonly encoding: TextEncoding;
  readonly notes: readonly FileNote[];
}

/**
 * The text of an uploaded file. What it is, is decided by its content; the name only gives a remark.
 *
 * @param fileName as uploaded, used for its ending alone
 * @throws Refusal notices.file_… with a sentence in messages.vi.ts: empty, above 20 MB, no text
 *   document, old Word, locked, damaged, a scan, or made to exhaust the machine
 */
export async function readFileText(bytes: Uint8Array, fileName: string): Promise<FileText> {
  if (bytes.length === 0) throw new Refusal('notices.file_empty', 422);
  if (bytes.length > MAX_FILE_BYTES) {
    throw new Refusal('notices.file_too_large', 413, { limitMb: MAX_FILE_BYTES / 1024 / 1024 });
  }
  const format = formatOf(bytes);
  const read = await readAs(format, bytes);
  const text = tidyText(read.text);
  if (text === '') throw new Refusal(format === 'txt' ? 'notices.file_empty' : 'notices.file_no_text', 422);
  const notes = [...read.notes];
  const ending = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase();
  if (ending !== undefined && ending !== format && (ending in { docx: 1, pdf: 1, doc: 1 } || format !== 'txt')) {
    notes.push('name-differs');
  }
  return { text, format, encoding: read.encoding, notes };
}

type Read = Pick<FileText, 'text' | 'encoding' | 'notes'>;

async function readAs(format: FileFormat, bytes: Uint8Array): Promise<Read> {
  if (format === 'docx') return unlocked(await readDocxText(bytes), []);
  if (format === 'pdf') {
    const { text, pagesWithoutText } = await readPdfText(bytes);
    return unlocked(text, pagesWithoutText ? ['pages-without-text'] : []);
  }
  const { text, encoding, uncertain } = decodePlainText(bytes);
  return { text, encoding, notes: uncertain ? ['encoding-uncertain'] : conversionNote(encoding) };
}

function unlocked(found: string, notes: FileNote[]): Read {
  const { text, from } = unlockLegacyText(found.normalize('NFC'));
  const encoding = from ?? 'utf-8';
  return { text, encoding, notes: [...notes, ...conversionNote(encoding)] };
}

function conversionNote(encoding: TextEncoding): FileNote[] {
  if (encoding === 'tcvn3' || encoding === 'vni' || encoding === 'windows-1258') return [`converted-${encoding}`];
  return [];
}

const IMAGES: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
];

/** What the content is. @throws Refusal for kinds that are known and not read */
function formatOf(bytes: Uint8Array): FileFormat {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'docx';
  if (startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) throw new Refusal('notices.file_damaged', 422);
  const opening = latin1(bytes.subarray(0, 1024));
  if (opening.includes('%PDF-')) return 'pdf';
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) throw new Refusal(oldOffice(bytes), 415);
  if (opening.startsWith('{\\rtf')) throw new Refusal('notices.file_rtf', 415);
  if (IMAGES.some((magic) => startsWith(bytes, magic))) throw new Refusal('notices.file_image', 415);
  if (/^(?:\u00ef\u00bb\u00bf)?\s*(?:<\?xml|<!doctype|<html|MIME-Version:)/i.test(opening)) {
    throw new Refusal('notices.file_type_unsupported', 415);
  }
  return 'txt';
}

/** A locked .docx is wrapped in the old container with this stream in its directory. */
function oldOffice(bytes: Uint8Array): string {
  const name = Buffer.from('EncryptedPackage', 'utf16le');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(name)
    ? 'notices.file_encrypted'
    : 'notices.file_doc';
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((value, i) => bytes[i] === value);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
