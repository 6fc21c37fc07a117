import { posix } from 'node:path';
import { Refusal } from '#kernel/refusal.ts';
import { StringStore } from './string-store.ts';
import { walkXml, type XmlHandlers } from './xml-stream.ts';
import type { ZipParts } from './zip-parts.ts';

/** What has to be known of a workbook before a sheet of it can be read. */
export interface Book {
  readonly sheets: readonly { readonly name: string; readonly part: string; readonly hidden: boolean }[];
  readonly system1904: boolean;
  /** Cell styles, by number, that show their number as a date. */
  readonly dateStyles: ReadonlySet<number>;
  readonly strings: StringStore;
}

/** @throws Refusal `dossiers.import.xlsx_broken` (422) when a part is missing */
export async function readBook(zip: ZipParts): Promise<Book> {
  const workbook = await mainPart(zip);
  const folder = posix.dirname(workbook);
  const targets = await relations(zip, posix.join(folder, '_rels', `${posix.basename(workbook)}.rels`), folder);
  const sheets: { name: string; part: string; hidden: boolean }[] = [];
  let system1904 = false;
  await walk(zip, workbook, {
    open(name, attributes) {
      if (name === 'workbookPr') system1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      const part = targets.byId.get(id ?? '');
      const hidden = (attributes['state'] ?? 'visible') !== 'visible';
      if (part !== undefined) sheets.push({ name: attributes['name'] ?? '', part, hidden });
    },
    close() {},
  });
  const styles = targets.byKind.get('styles');
  const shared = targets.byKind.get('sharedStrings');
  return {
    sheets,
    system1904,
    dateStyles: styles !== undefined && zip.has(styles) ? await readDateStyles(zip, styles) : new Set(),
    strings: shared !== undefined && zip.has(shared) ? await readStrings(zip, shared) : new StringStore(),
  };
}

async function mainPart(zip: ZipParts): Promise<string> {
  if (!zip.has('_rels/.rels')) throw new Refusal('dossiers.import.xlsx_broken', 422);
  const part = (await relations(zip, '_rels/.rels', '')).byKind.get('officeDocument');
  if (part === undefined || !zip.has(part)) throw new Refusal('dossiers.import.xlsx_broken', 422);
  return part;
}

async function relations(zip: ZipParts, part: string, folder: string) {
  const byId = new Map<string, string>();
  const byKind = new Map<string, string>();
  if (!zip.has(part)) throw new Refusal('dossiers.import.xlsx_broken', 422);
  await walk(zip, part, {
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      const path = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      byId.set(Id, path);
      byKind.set(Type.slice(Type.lastIndexOf('/') + 1), path);
    },
    close() {},
  });
  return { byId, byKind };
}

/** Numbers 14 to 22, 27 to 36, 45 to 47 and 50 to 58 are dates by the standard (ECMA-376, 18.8.30). */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/** Whether a number format of one's own shows dates: day, month, year, hour or second outside quotes and brackets. */
export function isDateFormat(code: string): boolean {
  const plain = code
    .slice(0, 300)
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return /[dmyhs]/i.test(plain.replace(/general/gi, ''));
}

async function readDateStyles(zip: ZipParts, part: string): Promise<ReadonlySet<number>> {
  const own = new Map<number, boolean>();
  const found = new Set<number>();
  let inCells = false;
  let style = 0;
  await walk(zip, part, {
    open(name, attributes) {
      if (name === 'numFmt') own.set(Number(attributes['numFmtId']), isDateFormat(attributes['formatCode'] ?? ''));
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const id = Number(attributes['numFmtId'] ?? 0);
      if (own.get(id) ?? isBuiltInDate(id)) found.add(style);
      style += 1;
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return found;
}

async function readStrings(zip: ZipParts, part: string): Promise<StringStore> {
  const strings = new StringStore();
  let text = '';
  let inText = false;
  let phonetic = 0;
  await walk(zip, part, {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic += 1;
      if (name === 't') inText = phonetic === 0;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') phonetic -= 1;
      if (name === 'si') strings.add(unescapeCell(text));
    },
    text(piece) {
      if (inText && text.length < MAX_TEXT) text += piece;
    },
  });
  return strings;
}

const MAX_TEXT = 32_767;

/** Excel writes control characters as `_x000D_`. */
export function unescapeCell(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

async function walk(zip: ZipParts, part: string, handlers: XmlHandlers): Promise<void> {
  for await (const _ of walkXml(zip.read(part), handlers));
}
