import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { normalizeText } from '#kernel/vietnamese.ts';
import type { BrokenRecord, CaseRecord, CellValue, Said, TableRecord } from '../domain/exchange/source.ts';
import { MAX_CASE_EVENTS } from './table.ts';

/** What of a file is gathered in memory at once. */
const PART_BYTES = 8_000_000;
const MAX_PARTS = 512;
const HELD_CHARS = 64_000;

type Cells = readonly (CellValue | undefined)[];
type Line = readonly [row: number, cells: readonly (CellValue | null)[]];

/**
 * The cases of a table that holds an event a row, in whatever order its rows stand: they are parted by case into files
 * of a folder of our own, each small enough to be gathered in memory. A row without a case is a case of its own, so that
 * it is told of. Files are gone when the last case is taken, or nobody takes any more.
 * @param bytes about how large the table is when it is unpacked
 * @param onShare told how much is gathered, 0 to 1, once all is read
 */
export async function* casesOfRows(
  rows: AsyncGenerator<TableRecord | BrokenRecord>,
  codeColumn: number,
  bytes: number,
  onShare: (share: number) => void,
): AsyncGenerator<CaseRecord | BrokenRecord> {
  const count = Math.min(MAX_PARTS, Math.max(1, Math.ceil(bytes / PART_BYTES)));
  const folder = await mkdtemp(join(tmpdir(), 'dunghen-events-'));
  try {
    const parts = new Parts(folder, count);
    for await (const record of rows) {
      if (record.kind === 'broken') yield record;
      else await parts.add(codeOf(record.cells, codeColumn), record);
    }
    await parts.flush();
    for (let part = 0; part < count; part += 1) {
      yield* gathered(await parts.read(part), codeColumn);
      onShare((part + 1) / count);
    }
  } finally {
    await rows.return(undefined);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lines of cases, each case whole in one of the files. */
class Parts {
  readonly #folder: string;
  readonly #held: string[];

  constructor(folder: string, count: number) {
    this.#folder = folder;
    this.#held = Array.from({ length: count }, () => '');
  }

  async add(code: string, { row, cells }: TableRecord): Promise<void> {
    const part = spread(code) % this.#held.length;
    this.#held[part] += `${JSON.stringify([row, Array.from(cells, (cell) => cell ?? null)])}\n`;
    if ((this.#held[part] ?? '').length > HELD_CHARS) await this.#write(part);
  }

  async flush(): Promise<void> {
    for (const part of this.#held.keys()) await this.#write(part);
  }

  async read(part: number): Promise<Line[]> {
    const text = await readFile(this.#path(part), 'utf8');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line);
  }

  async #write(part: number): Promise<void> {
    const text = this.#held[part] ?? '';
    this.#held[part] = '';
    await appendFile(this.#path(part), text, { mode: 0o600 });
  }

  #path(part: number): string {
    return join(this.#folder, String(part));
  }
}

function* gathered(lines: readonly Line[], codeColumn: number): Generator<CaseRecord | BrokenRecord> {
  const cases = new Map<string, Line[]>();
  for (const line of lines) {
    const code = codeOf(line[1], codeColumn);
    const before = cases.get(code);
    if (code === '') yield toCase([line]);
    else if (before) before.push(line);
    else cases.set(code, [line]);
  }
  for (const [code, of] of cases) {
    cases.delete(code);
    yield of.length > MAX_CASE_EVENTS ? { kind: 'broken', row: of[0]?.[0] ?? 0, why: 'events' } : toCase(of);
  }
}

function toCase(lines: readonly Line[]): CaseRecord {
  const attributes = new Map<string, CellValue>();
  const events = lines.map(([, cells]): Said => {
    const said = new Map<string, CellValue>();
    for (const [column, value] of cells.entries()) {
      if (value === null || value === '') continue;
      const key = String(column);
      said.set(key, value);
      if (!attributes.has(key)) attributes.set(key, value);
    }
    return said;
  });
  return { kind: 'case', row: lines[0]?.[0] ?? 0, attributes, events };
}

/** By this rows are of one case: the code as written, without spaces around it. */
function codeOf(cells: Cells | Line[1], column: number): string {
  const cell = cells[column];
  return typeof cell === 'object' || cell === undefined ? '' : normalizeText(String(cell)).trim();
}

/** Spreads codes evenly: FNV-1a. */
function spread(code: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < code.length; at += 1) hash = Math.imul(hash ^ code.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
