import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { Refusal } from '#kernel/refusal.ts';
import type { ImportMapping } from '../domain/exchange/mapping.ts';
import { decoded, encodingOf, readHead } from './encoding.ts';
import { MAX_COLUMNS, type RawRow } from './table.ts';

const HEAD_BYTES = 64 * 1024;
const MAX_RECORD_CHARS = 1_000_000;
const DELIMITERS = [';', ',', '\t', '|'] as const;
type Delimiter = (typeof DELIMITERS)[number];

/**
 * The lines of a .csv file one by one: UTF-8, UTF-16 or windows-1258; separated by comma, semicolon, tab or bar;
 * quotes, doubled quotes and line ends inside quotes. Empty lines are passed over but counted.
 * @throws Refusal `dossiers.import.csv_broken` (422) naming the line where a quote is never closed
 */
export async function* readCsv(
  bytes: AsyncIterable<Uint8Array>,
  mapping: Pick<ImportMapping, 'encoding' | 'delimiter'>,
): AsyncGenerator<RawRow> {
  const { head, whole, all } = await readHead(bytes, HEAD_BYTES);
  const encoding = mapping.encoding ?? encodingOf(head, whole);
  const delimiter = mapping.delimiter ?? (await delimiterOf(head, encoding));
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: MAX_RECORD_CHARS,
    info: false,
  });
  const source = Readable.from(decoded(all, encoding), { objectMode: true });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (cells.every((cell) => cell === '')) continue;
      yield cells.length > MAX_COLUMNS ? { row, cells: [], broken: 'columns' } : { row, cells };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new Refusal('dossiers.import.csv_broken', 422, { row: row + 1 });
    throw error;
  } finally {
    source.destroy();
    parser.destroy();
  }
}

/** The separator that parts the first lines most evenly, quotes left out. */
async function delimiterOf(head: Uint8Array, encoding: Parameters<typeof decoded>[1]): Promise<Delimiter> {
  let text = '';
  for await (const piece of decoded(one(head), encoding)) text += piece;
  const lines = text
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\r|\n/)
    .slice(0, 50)
    .filter((line) => line.trim() !== '');
  const score = (delimiter: Delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1).filter((count) => count > 0);
    const usual = new Map<number, number>();
    for (const count of counts) usual.set(count, (usual.get(count) ?? 0) + 1);
    return Math.max(0, ...[...usual].map(([count, often]) => often * 1000 + count));
  };
  return DELIMITERS.reduce((best, delimiter) => (score(delimiter) > score(best) ? delimiter : best), ',');
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
