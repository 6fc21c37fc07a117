import { createWriteStream, type WriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { Refusal } from '#kernel/refusal.ts';
import { parseInstant } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { CliContext } from '#platform/cli/context.ts';
import { sentenceOf } from '#platform/http/problem.ts';
import type { ImportMapping } from './domain/exchange/mapping.ts';
import { problemsVi } from './exchange/problems-vi.ts';
import { rowWords } from './exchange-messages.vi.ts';

interface ImportOptions {
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly asOf?: string;
  readonly errors?: string;
  readonly json?: boolean;
  readonly details?: boolean;
}

/** `dunghen dossiers import`: dossiers of other one-stop software, from a book or an event log. */
export function registerImport(group: Command, context: CliContext): void {
  group
    .command('import')
    .description('Nhập hồ sơ từ phần mềm một cửa khác')
    .argument('<file>', 'tệp .csv, .xlsx hoặc XES (.csv và .xes nén .gz cũng được)')
    .option('--mapping <file>', 'tệp ánh xạ .json, hoặc tên một ánh xạ đã lưu')
    .option('--dry-run', 'chỉ đọc và đếm, không ghi hồ sơ nào')
    .option('--as-of <moment>', 'thời điểm xét hồ sơ chưa xong, ví dụ 2018-03-30T17:00; không có thì là bây giờ')
    .option('--errors <file>', 'ghi mọi dòng không nhập được vào tệp .csv')
    .option('--json', 'in các con số dạng JSON ra đầu ra chuẩn')
    .option('--details', 'cùng --json: thêm dòng lỗi, lưu ý, cơ quan chưa khớp, thời gian chạy')
    .action(async (file: string, options: ImportOptions) => runImport(file, options, context));
}

async function runImport(file: string, options: ImportOptions, context: CliContext): Promise<void> {
  if (options.mapping === undefined) throw new Refusal('dossiers.import.mapping_missing', 400);
  const asOf = options.asOf === undefined ? undefined : readMoment(options.asOf);
  const { openSource } = await import('./exchange/open-source.ts');
  const fromFile = await mappingOfFile(options.mapping);
  // A file or mapping that cannot be used is told before a database is opened for it.
  if (fromFile) await (await openSource(file, fromFile)).records.return(undefined);
  const province = await context.province();
  const work = province.as(systemActor('Dòng lệnh'));
  const mapping = fromFile ?? (await (await import('./service-import.ts')).getMapping(work, options.mapping));
  const { importFile } = await import('./exchange/import-file.ts');
  const errors = options.errors === undefined ? undefined : openErrors(options.errors);
  const started = performance.now();
  let told = started;
  let committed = 0;
  const takeIn = () =>
    importFile(work, {
      path: file,
      fileName: basename(file),
      mapping,
      dryRun: options.dryRun === true,
      asOf,
      onProgress: ({ read, rejected, share }) => {
        committed = read - rejected;
        const now = performance.now();
        if (now - told < 1000 && share !== 1) return;
        told = now;
        const rate = Math.round((read / (now - started)) * 1000);
        const part = share === null ? '' : ` (${Math.floor(share * 100)} %)`;
        context.note(`Đã đọc ${vi(read)} hồ sơ${part}, ${vi(rate)} hồ sơ/giây, ${vi(rejected)} dòng lỗi`);
      },
      ...(errors === undefined
        ? {}
        : {
            onReject: ({ row, code, problems }) =>
              errors.write(csvLine([String(row), code ?? '', problemsVi(problems)])),
          }),
    });
  const result = await takeIn().catch((error: unknown) => {
    if (committed > 0 && options.dryRun !== true)
      context.note(
        `${vi(committed)} hồ sơ trước chỗ hỏng đã nhập và được giữ; chạy lại với tệp đủ thì không bị trùng.`,
      );
    throw error;
  });
  if (errors) await new Promise<void>((done) => errors.end(() => done()));
  const seconds = (performance.now() - started) / 1000;
  const perSecond = Math.round(result.read / seconds);
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const peakMemoryMb = Math.round(maxRSS / 1024);
  const took = { seconds, perSecond, peakMemoryMb, processorSeconds: (userCPUTime + systemCPUTime) / 1e6 };
  context.note(
    `Hết ${vi(Math.round(seconds))} giây, ${vi(perSecond)} hồ sơ/giây, bộ nhớ lúc nhiều nhất ${vi(peakMemoryMb)} MB`,
  );
  const errorsVi = result.errors.map((error) => ({ ...error, message: problemsVi(error.problems) }));
  for (const { row, message } of errorsVi.slice(0, 20)) context.note(`Dòng ${row}: ${message}`);
  if (result.rejected > 20)
    context.note(`… và ${vi(result.rejected - 20)} dòng lỗi nữa (xem đủ bằng --errors TỆP.CSV)`);
  const details = { ...result, took, errors: errorsVi };
  context.print(options.details ? details : figuresOf(result), () => table(result));
  if (result.read === 0) throw new Refusal('dossiers.import.file_empty', 422);
  if (result.rejected === result.read)
    throw new Refusal('dossiers.import.all_rejected', 422, { read: result.read, first: errorsVi[0]?.message ?? '' });
  if (fromFile?.name !== undefined && options.dryRun !== true)
    await (await import('./service-import.ts')).keepMapping(work, fromFile);
}

function readMoment(text: string): Date {
  const instant = parseInstant(text);
  if (!instant) throw new Refusal('dossiers.import.bad_instant', 422, { text });
  return instant;
}

/** The mapping of a file; undefined when the word is no file and names a kept mapping. */
async function mappingOfFile(word: string): Promise<ImportMapping | undefined> {
  const { readMapping } = await import('./exchange/read-mapping.ts');
  try {
    return readMapping(await readFile(word, 'utf8'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' && !/\.json$/i.test(word)) return undefined;
    if (code === 'ENOENT') throw new Refusal('dossiers.import.file_missing', 404, { path: word });
    if (code === 'EISDIR' || code === 'EACCES' || code === 'EPERM')
      throw new Refusal('dossiers.import.file_unreadable', 422, { path: word });
    throw error;
  }
}

function openErrors(path: string): WriteStream {
  const stream = createWriteStream(path);
  stream.write(`\ufeff${csvLine(['Dòng', 'Mã hồ sơ', 'Lỗi'])}`);
  return stream;
}

/** A value of somebody else's file must not become a formula where the errors are opened. */
function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${cell.replace(/^(?=[=+\-@\t\r])/, "'").replaceAll('"', '""')}"`).join(',')}\r\n`;
}

type Result = Awaited<ReturnType<typeof import('./exchange/import-file.ts').importFile>>;

/** What other programs count on: these and nothing else. */
function figuresOf({ read, created, updated, unchanged, rejected, byInstant, byDate, open }: Result) {
  return { read, created, updated, unchanged, rejected, byInstant, byDate, open };
}

const vi = (number: number) => number.toLocaleString('vi-VN');

function table(result: Result): string {
  const { byInstant, byDate, open, noDue, notJudged, remarks } = result;
  return [
    result.dryRun ? 'Chạy thử, chưa ghi hồ sơ nào.' : `Đã nhập từ ${result.source}.`,
    `Đọc ${vi(result.read)}: mới ${vi(result.created)}, thay đổi ${vi(result.updated)}, như cũ ${vi(result.unchanged)}, lỗi ${vi(result.rejected)}`,
    `Đã xong, tính theo thời điểm: đúng hạn ${vi(byInstant.onTime)}, trễ ${vi(byInstant.late)}`,
    `Đã xong, tính theo ngày:      đúng hạn ${vi(byDate.onTime)}, trễ ${vi(byDate.late)}`,
    `Chưa xong, đến ${result.asOf}: trong hạn ${vi(open.inTime)}, quá hạn ${vi(open.overdue)}`,
    `Không có ngày hẹn trả: đã xong ${vi(noDue.finished)}, chưa xong ${vi(noDue.open)}`,
    `Không xét: rút ${vi(notJudged.withdrawn)}, không tiếp nhận ${vi(notJudged.denied)}, xong mà không ghi ngày ${vi(notJudged.finishedWithoutEnd)}`,
    ...Object.entries(remarks).map(
      ([remark, count]) => `Lưu ý: ${vi(count)} hồ sơ ${sentenceOf(rowWords, `dossiers.import.remark.${remark}`)}`,
    ),
    ...result.unmatchedAgencies.map(({ name, dossiers }) => `Cơ quan chưa khớp: ${name} (${vi(dossiers)} hồ sơ)`),
  ].join('\n');
}
