import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { Refusal } from '#kernel/refusal.ts';
import { faultsOf } from '../domain/exchange/compile.ts';
import { columnOf, headingOf, placesOf } from '../domain/exchange/fields.ts';
import type { BrokenRecord, SourceFormat, SourceRecord, TableRecord } from '../domain/exchange/source.ts';
import type { ImportMapping } from '../domain/exchange/mapping.ts';
import { readCsv } from './csv.ts';
import { readHead } from './encoding.ts';
import { casesOfRows } from './event-rows.ts';
import type { RawRow } from './table.ts';
import { emptyHead, type LogHead, readXes } from './xes.ts';
import { readXlsx } from './xlsx.ts';

/** A file opened for reading: what it is, its heading, and its records one by one. */
export interface OpenedSource {
  readonly format: SourceFormat;
  /** The heading of a book as written, and its row; null for an event log. */
  readonly heading: { readonly row: number; readonly names: readonly string[] } | null;
  readonly log: LogHead | null;
  readonly records: AsyncGenerator<SourceRecord>;
  /** Share of the file read so far, 0 to 1; null where the file is not read from front to back. */
  progress(): number | null;
}

/** Rows in which the heading is looked for: above it stand titles, the name of the agency, the period. */
const HEADING_ROWS = 50;
const HEAD_BYTES = 4096;

/**
 * Opens a file by its content: .xlsx, .csv, XES, the last two also gzipped.
 * @param mapping with fields, to find the heading and check that they are there; undefined to look at a file first
 * @throws Refusal `dossiers.import.…` in one sentence: no such file, empty, an old .xls, not what the mapping says,
 *   columns missing; the readers' own while reading
 */
export async function openSource(path: string, mapping: ImportMapping | undefined): Promise<OpenedSource> {
  const size = await sizeOf(path);
  const format = await formatOf(path);
  if (mapping?.format !== undefined && mapping.format !== format)
    throw new Refusal('dossiers.import.other_format', 422, { format, expected: mapping.format });
  if (format === 'xes') {
    refuseFaults(mapping, null);
    const log = emptyHead();
    const counter = { read: 0 };
    return {
      format,
      heading: null,
      log,
      records: readXes(bytesOf(path, counter), log),
      progress: () => counter.read / size,
    };
  }
  const counter = { read: 0 };
  const rows = format === 'xlsx' ? readXlsx(path, mapping?.sheet) : readCsv(bytesOf(path, counter), mapping ?? {});
  const { heading, rest } = await withHeading(rows, mapping);
  try {
    refuseFaults(mapping, heading);
  } catch (error) {
    await rows.return(undefined);
    throw error;
  }
  const read = () => (format === 'csv' ? Math.min(1, counter.read / size) : null);
  const column = mapping?.rows === 'events' ? codeColumnOf(mapping, heading) : undefined;
  if (column === undefined) return { format, heading, log: null, records: rest, progress: read };
  // All is read before the first case is whole: half of the way.
  let gathered = 0;
  const bytes = size * ((await isPacked(path)) ? PACKED_RATIO : 1);
  return {
    format,
    heading,
    log: null,
    records: casesOfRows(rest, column, bytes, (share) => (gathered = share)),
    progress: () => ((read() ?? 1) + gathered) / 2,
  };
}

/** Text in .xlsx and .gz is packed some ten times. */
const PACKED_RATIO = 10;

async function isPacked(path: string): Promise<boolean> {
  const { head, close } = await readHead(diskBytes(path, { read: 0 }), 2);
  await close();
  return (head[0] === 0x1f && head[1] === 0x8b) || (head[0] === 0x50 && head[1] === 0x4b);
}

/** The first column the mapping finds the code in; there is one, or the mapping has been refused. */
function codeColumnOf(mapping: ImportMapping, heading: { readonly names: readonly string[] }): number | undefined {
  const names = headingOf(heading.names);
  return placesOf(mapping.fields.code)
    .map((place) => columnOf(place, names))
    .find((column) => column !== undefined);
}

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new Refusal('dossiers.import.file_unreadable', 422, { path });
    if (found.size === 0) throw new Refusal('dossiers.import.file_empty', 422);
    return found.size;
  } catch (error) {
    throw unreadable(error, path);
  }
}

function unreadable(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return new Refusal('dossiers.import.file_missing', 404, { path });
  if (code === 'EACCES' || code === 'EPERM') return new Refusal('dossiers.import.file_unreadable', 422, { path });
  return error;
}

async function formatOf(path: string): Promise<SourceFormat> {
  const { head, close } = await readHead(bytesOf(path, { read: 0 }), HEAD_BYTES);
  await close();
  const magic = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (magic.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) return 'xlsx';
  if (magic.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
    throw new Refusal('dossiers.import.old_xls', 415);
  const text = magic.toString('latin1').replaceAll('\0', '');
  return /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?\s*</.test(text) ? 'xes' : 'csv';
}

/** Gzip packs at most some thousand times; an event log some thirty. */
const MAX_RATIO = 300;
const RATIO_FROM_BYTES = 500 * 1024 * 1024;

/** The bytes of a file, unpacked when it is gzipped. `counter.read` follows what was taken from the disk. */
async function* bytesOf(path: string, counter: { read: number }): AsyncGenerator<Uint8Array> {
  const { head, all, close } = await readHead(diskBytes(path, counter), 2);
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield* all;
    return;
  }
  await close();
  counter.read = 0;
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  file.on('data', (chunk) => (counter.read += chunk.length));
  file.on('error', (error) => gunzip.destroy(error));
  file.pipe(gunzip);
  let size = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > RATIO_FROM_BYTES && size > counter.read * MAX_RATIO)
        throw new Refusal('dossiers.import.zip_bomb', 413);
      yield chunk;
    }
  } catch (error) {
    if (String((error as NodeJS.ErrnoException).code).startsWith('Z_'))
      throw new Refusal('dossiers.import.gzip_broken', 422);
    throw unreadable(error, path);
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

async function* diskBytes(path: string, counter: { read: number }): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  try {
    for await (const chunk of file as AsyncIterable<Buffer>) {
      counter.read += chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw unreadable(error, path);
  } finally {
    file.destroy();
  }
}

/** Finds the heading among the first rows and hands on what stands below it. */
async function withHeading(rows: AsyncGenerator<RawRow>, mapping: ImportMapping | undefined) {
  const first: RawRow[] = [];
  let ended = false;
  while (first.length < HEADING_ROWS && !ended) {
    const next = await rows.next();
    if (next.done) ended = true;
    else first.push(next.value);
    if (mapping?.headerRow !== undefined && (first.at(-1)?.row ?? 0) >= mapping.headerRow) break;
  }
  const chosen = chooseHeading(first, mapping);
  if (!chosen) {
    await rows.return(undefined);
    throw new Refusal('dossiers.import.file_empty', 422);
  }
  const names = Array.from(chosen.cells, (cell) => (typeof cell === 'object' ? '' : String(cell ?? '').trim()));
  const below = first.filter((row) => row.row > chosen.row);
  return { heading: { row: chosen.row, names }, rest: recordsOf(below, rows) };
}

function chooseHeading(rows: readonly RawRow[], mapping: ImportMapping | undefined): RawRow | undefined {
  if (mapping?.headerRow !== undefined) return rows.find((row) => row.row === mapping.headerRow);
  const named = mapping ? namesIn(mapping) : [];
  const score = (row: RawRow) => {
    const texts = row.cells.map((cell) => (typeof cell === 'string' ? cell : ''));
    if (!mapping) return texts.filter((text) => text.trim() !== '').length;
    const heading = headingOf(texts);
    return named.filter((place) => columnOf(place, heading) !== undefined).length;
  };
  const readable = rows.filter((row) => row.broken === undefined);
  const best = readable.reduce<RawRow | undefined>(
    (a, b) => (a === undefined || score(b) > score(a) ? b : a),
    undefined,
  );
  // Nothing that was named stands anywhere: show the fullest row, so that the sentence can list what is there.
  if (mapping && best && named.length > 0 && score(best) === 0) return chooseHeading(rows, undefined);
  return best;
}

/** The headings a mapping speaks of. */
function namesIn({ fields, events, rows }: ImportMapping): string[] {
  const places = Object.values(fields).flatMap((field) => (field === undefined ? [] : placesOf(field)));
  const named = places.flatMap((place) => {
    if (typeof place === 'string') return [place];
    return rows === 'events' && 'event' in place ? [place.attribute] : [];
  });
  return rows === 'events'
    ? [...named, ...[events?.activity, events?.time].filter((name) => name !== undefined)]
    : named;
}

async function* recordsOf(
  below: readonly RawRow[],
  rows: AsyncGenerator<RawRow>,
): AsyncGenerator<TableRecord | BrokenRecord> {
  try {
    for (const row of below) yield toRecord(row);
    for await (const row of rows) yield toRecord(row);
  } finally {
    await rows.return(undefined);
  }
}

function toRecord({ row, cells, broken }: RawRow): TableRecord | BrokenRecord {
  return broken === undefined ? { kind: 'row', row, cells } : { kind: 'broken', row, why: broken };
}

function refuseFaults(mapping: ImportMapping | undefined, heading: OpenedSource['heading']): void {
  if (!mapping) return;
  const fault = faultsOf(mapping, heading && headingOf(heading.names))[0];
  if (!fault) return;
  const columns = (heading?.names ?? [])
    .filter((name) => name !== '')
    .slice(0, 30)
    .map((name) => name.slice(0, 60))
    .join(', ');
  // Letters no encoding has: the file was read in another one than it was written in.
  if (columns.includes('\ufffd'))
    throw new Refusal('dossiers.import.wrong_encoding', 422, { encoding: mapping.encoding ?? '', columns });
  throw new Refusal(`dossiers.import.mapping_${fault.code}`, 422, {
    field: fault.field,
    value: fault.value,
    columns,
  });
}
