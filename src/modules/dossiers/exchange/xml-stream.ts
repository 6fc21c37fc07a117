import iconv from 'iconv-lite';
import { SaxesParser } from 'saxes';
import { Refusal } from '#kernel/refusal.ts';
import { readHead } from './encoding.ts';

export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text?(text: string): void;
}

export const MAX_DEPTH = 100;
/** Above this a single tag, text or comment is no longer honest. */
const MAX_TOKEN_CHARS = 2_000_000;
const HEAD_BYTES = 1024;

/**
 * Walks an XML file without ever holding it: `handlers` are told of each tag in order, and the generator gives back
 * control after each piece, so that what they gathered can be handed on. Names come without their prefix.
 * Document types are refused unread, so there are no entities to fetch or to blow up.
 * @throws Refusal `dossiers.import.xml_doctype`, `…xml_too_deep`, `…xml_token_too_long`, `…xml_broken` (422), the last
 *   with the line
 */
export async function* walkXml(bytes: AsyncIterable<Uint8Array>, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: true });
  let depth = 0;
  let seen = 0;
  const refuse = (code: string) => new Refusal(`dossiers.import.${code}`, 422, { line: parser.line });
  parser.on('doctype', () => {
    throw refuse('xml_doctype');
  });
  parser.on('opentag', (tag) => {
    seen = parser.position;
    depth += 1;
    if (depth > MAX_DEPTH) throw refuse('xml_too_deep');
    handlers.open(localName(tag.name), tag.attributes as Record<string, string>);
  });
  parser.on('closetag', (tag) => {
    seen = parser.position;
    depth -= 1;
    handlers.close(localName(tag.name));
  });
  if (handlers.text) {
    parser.on('text', (text) => handlers.text?.(text));
    parser.on('cdata', (text) => handlers.text?.(text));
  }
  parser.on('error', (error) => {
    throw error;
  });
  try {
    for await (const text of decodedXml(bytes)) {
      // saxes reads a document type to its end before it tells of it; most stand where nothing has been opened yet.
      if (depth === 0 && seen === 0 && /<!DOCTYPE/i.test(text)) throw refuse('xml_doctype');
      parser.write(text);
      if (parser.position - seen > MAX_TOKEN_CHARS) throw refuse('xml_token_too_long');
      yield;
    }
    parser.close();
  } catch (error) {
    if (error instanceof Refusal || isNodeError(error)) throw error;
    if (error instanceof Error) throw refuse('xml_broken');
    throw error;
  }
  yield;
}

/** A fault of reading the file itself keeps its own code. */
function isNodeError(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The text of an XML file by its byte order mark or its own declaration; UTF-8 without either. */
async function* decodedXml(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const { head, all } = await readHead(bytes, HEAD_BYTES);
  const decoder = iconv.getDecoder(xmlEncoding(head));
  for await (const chunk of all) {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      const piece = chunk.subarray(at, at + PIECE_BYTES);
      const text = decoder.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
      if (text !== '') yield text;
    }
  }
  const rest = decoder.end();
  if (rest) yield rest;
}

const PIECE_BYTES = 64 * 1024;

function xmlEncoding(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0x3c && head[1] === 0) return 'utf-16le';
  if (head[0] === 0 && head[1] === 0x3c) return 'utf-16be';
  const start = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  const named = /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]{1,40})["']/i.exec(start)?.[1];
  if (named === undefined) return 'utf-8';
  if (!iconv.encodingExists(named)) throw new Refusal('dossiers.import.xml_encoding', 422, { encoding: named });
  return /^utf-?16$/i.test(named) ? 'utf-8' : named;
}
