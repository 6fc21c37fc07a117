import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench, BenchOptions, BenchRow } from './row.ts';

/**
 * `npm run bench -- [NAME …] [--json] [--quick] [--size N] [--data FOLDER]`: runs the named measurements, all without a
 * name. With --json standard
 * output is one JSON object a line and nothing else; remarks go to standard error.
 */

const SUPPORT = new Set(['run', 'row']);

const names = globSync('*.ts', { cwd: import.meta.dirname })
  .map((file) => basename(file, '.ts'))
  .filter((name) => !SUPPORT.has(name) && !name.includes('.'))
  .sort();

process.exitCode = await main(process.argv.slice(2));

async function main(words: string[]): Promise<number> {
  const asked = readArguments(words);
  if (!asked) return 1;
  const unknown = asked.names.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`Không có phép đo "${unknown.join('", "')}". Có: ${names.join(', ')}.`);
    return 1;
  }
  for (const name of asked.names.length > 0 ? asked.names : names) {
    if (!asked.json) console.error(`Đang đo ${name}${asked.options.quick ? ' (bản nhanh)' : ''}…`);
    const { run } = (await import(join(import.meta.dirname, `${name}.ts`))) as { run: Bench };
    const rows = await run(asked.options);
    if (asked.json) for (const row of rows) console.log(JSON.stringify(row));
    else console.log(table(rows));
  }
  return 0;
}

function readArguments(words: string[]): { names: string[]; json: boolean; options: BenchOptions } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        size: { type: 'string' },
        data: { type: 'string' },
      },
    });
    const { json, quick, size, data } = values;
    if (size !== undefined && !/^[1-9]\d{0,7}$/.test(size)) throw new RangeError(size);
    const options = { quick, ...(size ? { size: Number(size) } : {}), ...(data ? { data } : {}) };
    return { names: positionals, json, options };
  } catch {
    console.error(
      `Dùng: npm run bench -- [TÊN …] [--json] [--quick] [--size SỐ] [--data THƯ_MỤC]. Tên: ${names.join(', ')}.`,
    );
    return undefined;
  }
}

/** The figures for people: one line each, columns in line. */
function table(rows: readonly BenchRow[]): string {
  const lines = [
    ['phép đo', 'việc', 'chỉ số', 'giá trị', 'đơn vị', 'so với', 'gấp'],
    ...rows.map((row) => [
      row.bench,
      row.case,
      row.metric,
      readable(row.value),
      row.unit,
      row.peer ?? '',
      row.ratio === null ? '' : readable(row.ratio),
    ]),
  ];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const isNumber = (column: number) => column === 3 || column === 6;
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function readable(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 4;
  return value.toLocaleString('vi-VN', { maximumFractionDigits: digits });
}
