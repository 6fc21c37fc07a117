import { dateOf, type LocalDate } from '#kernel/local-date.ts';
import { normalizeText, searchKey } from '#kernel/vietnamese.ts';
import type { CatalogueRow, RowProblem } from './compare.ts';
import {
  centralCode,
  type CompetentAgency,
  type OnlineLevel,
  type ProcedureLevel,
  type RequiredPaper,
} from './procedure.ts';
import { readTimeLimit } from './time-limit.ts';

/** The columns of a catalogue sheet, in the order it is written; heads are recognised by any of these words. */
export const CATALOGUE_COLUMNS = {
  code: { head: 'Mã thủ tục', words: ['ma thu tuc', 'ma tthc', 'ma so tthc', 'ma so thu tuc', 'ma so', 'ma'] },
  name: { head: 'Tên thủ tục hành chính', words: ['ten thu tuc', 'ten tthc', 'thu tuc hanh chinh', 'ten'] },
  sector: { head: 'Lĩnh vực', words: ['linh vuc'] },
  level: { head: 'Cấp thực hiện', words: ['cap thuc hien', 'cap giai quyet', 'cap'] },
  agency: { head: 'Cơ quan thực hiện', words: ['co quan thuc hien', 'co quan giai quyet', 'co quan'] },
  limit: { head: 'Thời hạn giải quyết', words: ['thoi han', 'thoi gian giai quyet'] },
  limitUnit: { head: 'Đơn vị thời hạn', words: ['don vi thoi han', 'don vi tinh', 'don vi'] },
  fee: { head: 'Phí, lệ phí', words: ['phi, le phi', 'phi le phi', 'le phi', 'phi'] },
  feeAmount: { head: 'Mức thu (đồng)', words: ['muc thu', 'so tien'] },
  online: { head: 'Mức độ dịch vụ công', words: ['muc do dich vu cong', 'muc do dvc', 'muc do', 'dich vu cong'] },
  papers: { head: 'Thành phần hồ sơ', words: ['thanh phan ho so', 'giay to'] },
  validFrom: { head: 'Hiệu lực từ', words: ['hieu luc tu', 'ngay hieu luc', 'hieu luc'] },
  source: { head: 'Căn cứ', words: ['can cu', 'quyet dinh cong bo', 'quyet dinh', 'nguon'] },
  note: { head: 'Ghi chú', words: ['ghi chu'] },
  kind: { head: 'Loại dữ liệu', words: ['loai du lieu'] },
} as const;
export type CatalogueColumn = keyof typeof CATALOGUE_COLUMNS;

/** What a cell can hold once it is read: text, a number, a day, or nothing. */
export type Cell = string | number | { readonly day: LocalDate } | null;

const NAMES = Object.keys(CATALOGUE_COLUMNS) as CatalogueColumn[];

/**
 * Which column stands where, when this row is the head: it must name the procedure and its code.
 * @param cells the row's texts, by place; undefined when it is no head
 */
export function readHead(cells: readonly Cell[]): Map<CatalogueColumn, number> | undefined {
  const heads = cells.map((cell) =>
    typeof cell === 'string'
      ? searchKey(normalizeText(cell))
          .replace(/[*:()]/g, '')
          .trim()
      : '',
  );
  const found = new Map<CatalogueColumn, number>();
  const taken = new Set<number>();
  // Whole heads before heads that only begin with the word, so that "Mã" does not take "Mã thủ tục" from its place.
  for (const matches of [
    (head: string, word: string) => head === word,
    (head: string, word: string) => head.startsWith(word),
  ])
    for (const name of NAMES)
      for (const word of CATALOGUE_COLUMNS[name].words) {
        const place = heads.findIndex((head, at) => head !== '' && !taken.has(at) && matches(head, word));
        if (place < 0 || found.has(name)) continue;
        found.set(name, place);
        taken.add(place);
      }
  return found.has('name') && found.has('code') ? found : undefined;
}

const LEVEL_WORDS: readonly (readonly [RegExp, ProcedureLevel])[] = [
  [/^(cap )?xa ?(->|→|-|den|len|, sau do) ?(cap )?tinh$/, 'xa->tinh'],
  [/^(cap )?tinh ?(\+|,|;|va|hoac|\/) ?(cap )?xa$|^(cap )?xa ?(\+|,|;|va|hoac|\/) ?(cap )?tinh$/, 'tinh+xa'],
  [/^(cap )?tinh$/, 'tinh'],
  [/^(cap )?huyen$/, 'huyen'],
  [/^(cap )?xa$/, 'xa'],
  [/^(co quan )?nganh doc$/, 'nganh-doc'],
  [/^lien nganh$/, 'lien-nganh'],
  [/^khac$/, 'khac'],
];

/** The word an export writes for a level; `readLevel` reads each of them back. */
export const LEVEL_VI: Readonly<Record<ProcedureLevel, string>> = {
  tinh: 'Cấp tỉnh',
  huyen: 'Cấp huyện',
  xa: 'Cấp xã',
  'tinh+xa': 'Cấp tỉnh, cấp xã',
  'xa->tinh': 'Cấp xã → cấp tỉnh',
  'nganh-doc': 'Ngành dọc',
  'lien-nganh': 'Liên ngành',
  khac: 'Khác',
};

export const ONLINE_VI: Readonly<Record<OnlineLevel, string>> = {
  full: 'Toàn trình',
  partial: 'Một phần',
  'full-or-partial': 'Toàn trình hoặc một phần',
  'in-person': 'Trực tiếp',
  unknown: '',
};

export function readLevel(text: string): ProcedureLevel | undefined {
  const key = searchKey(text);
  return LEVEL_WORDS.find(([words]) => words.test(key))?.[1];
}

/** Levels 4 and 3 of the older words are toàn trình and một phần (mapping of one provincial system). */
export function readOnlineLevel(text: string): OnlineLevel | undefined {
  const key = searchKey(text);
  if (key === '') return 'unknown';
  if (/^toan trinh hoac mot phan$/.test(key)) return 'full-or-partial';
  if (/toan trinh|^(muc( do)? ?)?4$/.test(key)) return 'full';
  if (/mot phan|^(muc( do)? ?)?3$/.test(key)) return 'partial';
  if (/truc tiep|cung cap thong tin|^(muc( do)? ?)?[12]$/.test(key)) return 'in-person';
  return undefined;
}

/**
 * "Tờ khai (1 bản chính); Bản sao giấy khai sinh (2 bản sao, nếu có)": one paper a line or between semicolons.
 * Without a count a paper is one original.
 */
export function readPapers(text: string): RequiredPaper[] {
  return text
    .split(/[\n;]+/)
    .map((line) => line.replace(/^[\s\-–+•*]+|[\s.]+$/g, ''))
    .filter((line) => line !== '')
    .map((line, index) => {
      const counts = /\s*\(([^()]*\b(?:bản chính|bản sao|nếu có)[^()]*)\)$/iu.exec(line);
      const inside = counts?.[1] ?? '';
      const count = (words: string) => Number(new RegExp(`(\\d+)\\s*${words}`, 'iu').exec(inside)?.[1] ?? 0);
      const originals = count('bản chính');
      const copies = count('bản sao');
      return {
        key: `p${index + 1}`,
        name: counts ? line.slice(0, counts.index) : line,
        originals: originals + copies === 0 ? 1 : originals,
        copies,
        required: !/nếu có/iu.test(inside),
      };
    });
}

/** The papers as `readPapers` reads them. */
export function writePapers(papers: readonly RequiredPaper[]): string {
  return papers
    .map(({ name, originals, copies, required }) => {
      const parts = [
        originals > 0 ? `${originals} bản chính` : '',
        copies > 0 ? `${copies} bản sao` : '',
        required ? '' : 'nếu có',
      ];
      return `${name} (${parts.filter((part) => part !== '').join(', ')})`;
    })
    .join('\n');
}

/** As long as the page that revises a procedure takes them: a longer one could never be saved there again. */
const MOST_CHARACTERS: readonly (readonly [CatalogueColumn, number])[] = [
  ['name', 1000],
  ['sector', 300],
  ['limit', 500],
  ['source', 500],
];

/** A row of the sheet as a procedure, and what could not be read. Undefined for an empty row. */
export function readRow(
  cells: readonly Cell[],
  head: ReadonlyMap<CatalogueColumn, number>,
  row: number,
  agencyOf: (words: string) => CompetentAgency | undefined,
  fileName: string,
): CatalogueRow | undefined {
  const cell = (column: CatalogueColumn): Cell => cells[head.get(column) ?? -1] ?? null;
  const text = (column: CatalogueColumn): string => textOf(cell(column));
  const name = text('name').replace(/\s+/g, ' ');
  const code = text('code').replace(/\s+/g, '');
  if (name === '' && code === '') return undefined;
  const problems: RowProblem[] = [];
  const add = (problem: RowProblem['code'], severity: RowProblem['severity'], value = '') =>
    problems.push({ code: problem, severity, values: { text: value } });
  if (name === '') add('no-name', 'stop');
  if (typeof cell('code') === 'number') add('code-is-number', 'stop', code);
  else if (code !== '' && centralCode(code) === null) add('bad-code', 'stop', code);
  const sector = text('sector');
  if (sector === '') add('no-sector', 'note');
  const level = readLevel(text('level'));
  if (level === undefined) add('unknown-level', 'note', text('level'));
  const online = readOnlineLevel(text('online'));
  if (online === undefined) add('unknown-online', 'note', text('online'));
  const limit = limitOf(cell('limit'), text('limitUnit'));
  if (limit.unit === 'unknown') add('unknown-limit', 'note', limit.text);
  const agency = text('agency');
  const competent = agency === '' && level === 'xa' ? ({ kind: 'receiving' } as const) : agencyOf(agency);
  if (competent === undefined) add('unknown-agency', 'note', agency);
  const validFrom = dayOf(cell('validFrom'));
  if (validFrom === undefined) add('bad-date', 'stop', text('validFrom'));
  for (const [column, most] of MOST_CHARACTERS)
    if (text(column).length > most)
      problems.push({
        code: 'too-long',
        severity: 'stop',
        values: { text: CATALOGUE_COLUMNS[column].head, most: String(most) },
      });
  const papers = readPapers(text('papers'));
  const amount = cell('feeAmount');
  const fee =
    amount === null || text('feeAmount') === ''
      ? null
      : Number(typeof amount === 'number' ? amount : text('feeAmount').replace(/[.\s]/g, ''));
  const isAmount = fee !== null && Number.isSafeInteger(fee) && fee >= 0;
  if (fee !== null && !isAmount) add('unknown-fee', 'note', text('feeAmount'));
  return {
    row,
    validFrom: validFrom ?? null,
    problems,
    content: {
      code: code === '' ? null : code,
      name,
      sector: sector === '' ? 'Chưa phân lĩnh vực' : sector,
      level: level ?? 'khac',
      competent: competent ?? { kind: 'described', words: agency },
      papers,
      fee: { amountVnd: isAmount ? fee : null, text: text('fee') },
      limit,
      onlineLevel: online ?? 'unknown',
      source: text('source') || `Tệp ${fileName}`,
      note: text('note') || null,
      verified: {
        name: true,
        code: code !== '',
        limit: limit.unit !== 'unknown',
        fee: text('fee') !== '',
        onlineLevel: online !== undefined && online !== 'unknown',
        papers: papers.length > 0,
      },
      isSample: searchKey(text('kind')).startsWith('mau'),
    },
  };
}

function limitOf(cell: Cell, unit: string) {
  const text = textOf(cell);
  const bare = /^\d+([.,]\d+)?$/.test(text);
  if (!bare) return readTimeLimit(text);
  const read = readTimeLimit(unit === '' ? text : `${text} ${unit}`);
  return read;
}

function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  if (typeof cell === 'object') return `${cell.day.slice(8)}/${cell.day.slice(5, 7)}/${cell.day.slice(0, 4)}`;
  return normalizeText(cell).trim();
}

/** null for an empty cell, undefined for one that holds no day. */
function dayOf(cell: Cell): LocalDate | null | undefined {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'object') return cell.day;
  if (typeof cell === 'number') return undefined;
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(cell.trim());
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(cell.trim());
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  return parts ? dateOf(Number(parts[3]), Number(parts[2]), Number(parts[1])) : undefined;
}
