import { Refusal } from '#kernel/refusal.ts';
import type { ListPlace, Numbering } from './docx-numbering.ts';
import { readNumbering } from './docx-numbering.ts';
import { attribute, readXml } from './xml.ts';
import { readZipParts } from './zip.ts';

const MAIN = 'word/document.xml';
const PARTS = new Set([MAIN, 'word/numbering.xml', 'word/styles.xml', '[Content_Types].xml']);

/**
 * The text of a Word document (.docx): one line a paragraph, numbers of automatic lists written out,
 * rows of tables with their cells joined by " | ". The two tables of layout every official document
 * has (name of the office beside the national title; recipients beside the signature) come cell after
 * cell instead. Deleted text, hidden alternatives, headers and footers are left out.
 *
 * @throws Refusal when the archive is a bomb, locked, damaged, holds a DOCTYPE, or is no Word document
 */
export async function readDocxText(bytes: Uint8Array): Promise<string> {
  const parts = await readZipParts(bytes, PARTS);
  const main = parts.get(MAIN);
  if (!main) throw new Refusal(parts.size > 0 ? 'notices.file_type_unsupported' : 'notices.file_damaged', 415);
  const xmlOf = (name: string): string => decodeXml(parts.get(name) ?? new Uint8Array());
  return documentText(decodeXml(main), readNumbering(xmlOf('word/numbering.xml'), xmlOf('word/styles.xml')));
}

function decodeXml(bytes: Uint8Array): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(utf16, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal('notices.file_damaged', 422);
    throw error;
  }
}

/** Deleted or moved-away text, and the older drawing of a shape that is given twice. */
const LEFT_OUT = new Set(['w:del', 'w:moveFrom', 'mc:Fallback', 'w:sdtPr', 'w:pPrChange', 'w:rPrChange']);

interface Paragraph {
  text: string;
  styleId: string | undefined;
  numId: string | undefined;
  level: number | undefined;
}

interface Table {
  readonly rows: string[][][];
}

/** Walks the tags once with three stacks: open paragraphs, open tables, and where lines go. */
function documentText(xml: string, numbering: Numbering): string {
  const body: string[] = [];
  const places: string[][] = [body];
  const paragraphs: Paragraph[] = [];
  const tables: Table[] = [];
  let leftOut = 0;
  let inText = false;

  for (const event of readXml(xml)) {
    if (event.type === 'text') {
      const paragraph = paragraphs.at(-1);
      if (inText && leftOut === 0 && paragraph) paragraph.text += event.text;
      continue;
    }
    const { name } = event;
    if (LEFT_OUT.has(name)) {
      leftOut += event.type === 'open' ? 1 : -1;
      continue;
    }
    if (leftOut > 0) continue;
    if (name === 'w:t') {
      inText = event.type === 'open';
    } else if (event.type === 'open') {
      open(name, event.attributes);
    } else {
      close(name);
    }
  }
  return body.join('\n');

  function open(name: string, attributes: string): void {
    const paragraph = paragraphs.at(-1);
    switch (name) {
      case 'w:p':
        paragraphs.push({ text: '', styleId: undefined, numId: undefined, level: undefined });
        break;
      case 'w:tbl':
        tables.push({ rows: [] });
        break;
      case 'w:tr':
        tables.at(-1)?.rows.push([]);
        break;
      case 'w:tc': {
        const cell: string[] = [];
        tables.at(-1)?.rows.at(-1)?.push(cell);
        places.push(cell);
        break;
      }
      default:
        if (paragraph) openInParagraph(paragraph, name, attributes);
    }
  }

  function close(name: string): void {
    const place = places.at(-1) ?? body;
    if (name === 'w:p') {
      const paragraph = paragraphs.pop();
      // A box of text lies inside a paragraph: its lines stand before that paragraph's own.
      if (paragraph) append(place, paragraphLines(paragraph, numbering));
    } else if (name === 'w:tc') {
      if (places.length > 1) places.pop();
    } else if (name === 'w:tbl') {
      const table = tables.pop();
      if (table) append(place, tableLines(table));
    }
  }
}

/** Not push(...lines): a table may have more lines than a call may have arguments. */
function append(place: string[], lines: readonly string[]): void {
  for (const line of lines) place.push(line);
}

function openInParagraph(paragraph: Paragraph, name: string, attributes: string): void {
  switch (name) {
    case 'w:tab':
      paragraph.text += '\t';
      break;
    case 'w:br':
    case 'w:cr':
      paragraph.text += '\n';
      break;
    case 'w:noBreakHyphen':
      paragraph.text += '-';
      break;
    case 'w:pStyle':
      paragraph.styleId = attribute(attributes, 'w:val');
      break;
    case 'w:numId':
      paragraph.numId = attribute(attributes, 'w:val');
      break;
    case 'w:ilvl':
      paragraph.level = Number(attribute(attributes, 'w:val') ?? 0);
      break;
  }
}

function paragraphLines(paragraph: Paragraph, numbering: Numbering): string[] {
  const text = paragraph.text.replace(/^\t+/, '');
  const place = listPlace(paragraph, numbering);
  // Word numbers empty items too, but an empty line with a number says nothing to a reader.
  const label = place && text.trim() !== '' ? numbering.nextLabel(place) : '';
  return (label === '' ? text : `${label} ${text.trimStart()}`).split('\n');
}

function listPlace({ numId, level, styleId }: Paragraph, numbering: Numbering): ListPlace | undefined {
  if (numId === '0') return undefined;
  const ofStyle = styleId === undefined ? undefined : numbering.placeOfStyle(styleId);
  if (numId === undefined)
    return ofStyle && ofStyle.numId !== '0' ? { ...ofStyle, level: level ?? ofStyle.level } : undefined;
  return { numId, level: level ?? ofStyle?.level ?? 0 };
}

const LAYOUT_WORDS = /CỘNG H[ÒO][AÀ] XÃ HỘI|^[ \t]*(?:Nơi nhận|Số[ \t]?:|Kính gửi)/imu;

function tableLines({ rows }: Table): string[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const text = rows.flat(2).join('\n').normalize('NFC');
  if (rows.length <= 5 && width <= 3 && LAYOUT_WORDS.test(text)) {
    return rows.flatMap((row) => row.flatMap((cell) => cell.filter((line) => line.trim() !== '')));
  }
  return rows
    .map((row) =>
      row.map((cell) =>
        cell
          .map((line) => line.trim())
          .filter((line) => line !== '')
          .join(' '),
      ),
    )
    .filter((row) => row.some((cell) => cell !== ''))
    .map((row) => row.join(' | '));
}
