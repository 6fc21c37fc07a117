import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Command } from 'commander';
import { Refusal } from '#kernel/refusal.ts';
import { parseInstant } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { CliContext } from '#platform/cli/context.ts';

interface ExportOptions {
  readonly format: string;
  readonly from?: string;
  readonly to?: string;
  readonly source?: string;
  readonly out?: string;
}

/** `dunghen dossiers export`: histories for process-mining tools. */
export function registerExport(group: Command, context: CliContext): void {
  group
    .command('export')
    .description('Xuất lịch sử hồ sơ để khai phá quy trình')
    .option('--format <format>', 'xes (IEEE 1849) hoặc ocel (OCEL 2.0, JSON)', 'xes')
    .option('--from <moment>', 'hồ sơ nộp từ lúc này, ví dụ 2018-01-01')
    .option('--to <moment>', 'hồ sơ nộp trước lúc này')
    .option('--source <name>', 'chỉ hồ sơ nhập từ nguồn này')
    .option('--out <file>', 'tệp ghi ra, tên kết thúc bằng .gz thì nén; không có thì ra đầu ra chuẩn')
    .action(async (options: ExportOptions) => {
      const { format, out } = options;
      if (format !== 'xes' && format !== 'ocel') throw new Refusal('dossiers.export.format', 422, { format });
      const choice = { from: moment(options.from), to: moment(options.to), source: options.source };
      const province = await context.province();
      const { exportText } = await import('./service-export.ts');
      const text = await exportText(province.as(systemActor('Dòng lệnh')), format, choice);
      const to = out === undefined ? process.stdout : createWriteStream(out);
      const from = Readable.from(text);
      try {
        if (out?.endsWith('.gz')) await pipeline(from, createGzip(), to);
        else await pipeline(from, to, { end: out !== undefined });
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? '';
        if (['ENOENT', 'EACCES', 'EISDIR', 'ENOSPC'].includes(code))
          throw new Refusal('dossiers.export.unwritable', 422, { path: out });
        throw error;
      }
    });
}

function moment(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const instant = parseInstant(text);
  if (!instant) throw new Refusal('dossiers.import.bad_instant', 422, { text });
  return instant;
}
