import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
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
 * The cases of a table that holds an event a row, in whatever order its rows stand: they are parted by case, each part
 * small enough to be gathered in memory, and lie meanwhile in one file of our own. A row without a case is a case of its
 * own, so that it is told of. The file has no name while it is used: whatever ends the program, nothing of it is left.
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
  const file = await namelessFile();
  try {
    const parts = new Parts(file, count);
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
    await file.close();
  }
}

/** A file that only whoever opened it can reach. */
async function namelessFile(): Promise<FileHandle> {
  const path = join(tmpdir(), `dunghen-events-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await unlink(path);
  return file;
}

/** Where a piece of a part lies in the file, in bytes. */
interface Piece {
  readonly at: number;
  readonly length: number;
}

/** Lines of cases, each case whole in one of the parts; a part lies in the file in as many pieces as it was written in. */
class Parts {
  readonly #file: FileHandle;
  readonly #held: string[];
  readonly #pieces: Piece[][];
  #end = 0;

  constructor(file: FileHandle, count: number) {
    this.#file = file;
    this.#held = Array.from({ length: count }, () => '');
    this.#pieces = Array.from({ length: count }, () => []);
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
    const lines: Line[] = [];
    for (const { at, length } of this.#pieces[part] ?? []) {
      const { bytesRead, buffer } = await this.#file.read(Buffer.allocUnsafe(length), 0, length, at);
      if (bytesRead !== length) throw new Error(`${bytesRead} of ${length} bytes could be read again`);
      // A piece ends with its last line.
      for (const line of buffer.toString('utf8').split('\n')) if (line !== '') lines.push(JSON.parse(line) as Line);
    }
    return lines;
  }

  async #write(part: number): Promise<void> {
    const bytes = Buffer.from(this.#held[part] ?? '', 'utf8');
    this.#held[part] = '';
    const at = this.#end;
    this.#end += bytes.length;
    this.#pieces[part]?.push({ at, length: bytes.length });
    await this.#file.appendFile(bytes);
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
