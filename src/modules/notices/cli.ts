import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { addWorkingDays, nextWorkingDay } from '#modules/calendar/domain/days.ts';
import { nationalCalendar } from '#modules/calendar/public.ts';
import { isLocalDate, type LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CliContext, RegisterCommands } from '#platform/cli/context.ts';
import { sentenceOf } from '#platform/http/problem.ts';
import { type ExtractedDocument, toContract } from './domain/contract.ts';
import { readDocument } from './domain/read-document.ts';
import type { ReadOptions } from './domain/types.ts';
import { readFileText } from './intake/read-file.ts';
import { noticesMessages } from './messages.vi.ts';

interface ExtractOptions {
  readonly issuedOn?: string;
  readonly batch?: string;
  readonly json?: boolean;
}

/** `dunghen notices extract`: reads documents from files, without a database. */
export const register: RegisterCommands = (group, context) => {
  group
    .command('extract')
    .description('Đọc văn bản và rút nhiệm vụ, không lưu gì')
    .argument('[file]', 'tệp .docx, .pdf có lớp chữ hoặc .txt')
    .option('--issued-on <date>', 'ngày ban hành (năm-tháng-ngày) khi văn bản không ghi')
    .option('--batch <file>', 'tệp JSONL, mỗi dòng {"id", "text", "issued_date"}; "-" là đầu vào chuẩn')
    .option('--json', 'in JSON ra đầu ra chuẩn')
    .action(async (file: string | undefined, options: ExtractOptions) => {
      if (options.batch !== undefined) {
        if (file !== undefined || options.issuedOn !== undefined) throw new Refusal('notices.cli_file_and_batch', 400);
        await extractBatch(options.batch, options.json === true, context);
      } else if (file === undefined) throw new Refusal('notices.cli_no_file', 400);
      else await extractFile(file, readDay(options.issuedOn), context);
    });
};

async function extractFile(path: string, issuedOn: LocalDate | undefined, context: CliContext): Promise<void> {
  const { text, notes } = await readFileText(await bytesOf(path), basename(path));
  for (const note of notes) context.note(sentenceOf(noticesMessages, `notices.note.${note}`));
  const reading = readDocument(text, { ...counting(), ...(issuedOn ? { issuedOn } : {}) });
  for (const { code } of reading.warnings) context.note(sentenceOf(noticesMessages, `notices.warning.${code}`));
  const result = toContract(reading, issuedOn);
  context.print(result, () => table(result));
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return new Refusal('notices.cli_file_missing', 404, { path });
  if (code === 'EISDIR' || code === 'EACCES' || code === 'EPERM')
    return new Refusal('notices.cli_file_unreadable', 422, { path });
  return error;
}

function readDay(text: string | undefined): LocalDate | undefined {
  if (text === undefined) return undefined;
  if (!isLocalDate(text)) throw new Refusal('notices.cli_bad_day', 422, { text });
  return text;
}

/** Relative terms are counted on the national calendar of record. */
function counting(): Pick<ReadOptions, 'addWorkingDays' | 'rollToWorkingDay'> {
  const calendar = nationalCalendar();
  return {
    addWorkingDays: (from, days) => addWorkingDays(calendar, from, days),
    rollToWorkingDay: (date) => nextWorkingDay(calendar, date),
  };
}

/** One line in, one line out, in order; a bad line is reported on its own line and the rest goes on. */
async function extractBatch(path: string, json: boolean, context: CliContext): Promise<void> {
  const options = counting();
  const source = path === '-' ? process.stdin : createReadStream(path);
  const lines = createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  let bad = 0;
  try {
    for await (const line of lines) {
      number += 1;
      if (line.trim() === '') continue;
      const { id, reading, error } = readLine(line, options);
      if (reading) console.log(json ? JSON.stringify({ id, ...reading }) : `# ${String(id)}\n${table(reading)}\n`);
      else if (error) {
        bad += 1;
        const sentence = sentenceOf(noticesMessages, error.code, error.details);
        if (json) console.log(JSON.stringify({ id, line: number, error: { code: error.code, message: sentence } }));
        context.note(`Dòng ${number}: ${sentence}`);
      }
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  if (number === 0) throw new Refusal('notices.file_empty', 422);
  if (bad > 0) throw new Refusal('notices.cli_bad_lines', 422, { bad, number });
}

interface LineResult {
  readonly id: unknown;
  readonly reading?: ExtractedDocument;
  readonly error?: Refusal;
}

function readLine(line: string, options: ReadOptions): LineResult {
  let entry: unknown;
  try {
    entry = JSON.parse(line.replace(/^\uFEFF/, ''));
  } catch {
    return { id: null, error: new Refusal('notices.cli_line_not_json', 422) };
  }
  if (typeof entry !== 'object' || entry === null)
    return { id: null, error: new Refusal('notices.cli_line_not_json', 422) };
  const { id = null, text, issued_date: issued } = entry as Record<string, unknown>;
  if (typeof text !== 'string' || text.trim() === '')
    return { id, error: new Refusal('notices.cli_line_without_text', 422) };
  if (
    issued !== undefined &&
    issued !== null &&
    issued !== '' &&
    (typeof issued !== 'string' || !isLocalDate(issued))
  ) {
    return {
      id,
      error: new Refusal('notices.cli_bad_day', 422, {
        text: typeof issued === 'string' ? issued : JSON.stringify(issued),
      }),
    };
  }
  const issuedOn = typeof issued === 'string' && issued !== '' ? issued : undefined;
  const reading = readDocument(text, { ...options, ...(issuedOn ? { issuedOn } : {}) });
  return { id, reading: toContract(reading, issuedOn) };
}

/** The reading for people: head, then each task with its bodies and times. */
function table(reading: ExtractedDocument): string {
  const none = '(không thấy)';
  const head = [
    `Số: ${reading.number ?? none}   Ngày: ${reading.date ?? none}`,
    `Cơ quan ban hành: ${reading.issuer ?? none}   Người ký: ${reading.signer ?? none}`,
    `Nơi nhận: ${reading.recipients.join('; ') || none}`,
  ];
  const tasks = reading.tasks.map((task, index) =>
    [
      `${index + 1}. ${task.text.replace(/\s+/g, ' ')}`,
      `   Chủ trì: ${task.lead.join('; ') || none}`,
      task.cooperating.length > 0 ? `   Phối hợp: ${task.cooperating.join('; ')}` : '',
      `   Hạn: ${task.deadline ?? none}${task.deadlineText ? ` (“${task.deadlineText}”)` : ''}`,
      task.start ? `   Bắt đầu: ${task.start}` : '',
      task.recurrence ? `   Lặp lại: ${RHYTHM[task.recurrence]}` : '',
      ...task.warnings.map((code) => `   ! ${sentenceOf(noticesMessages, `notices.warning.${code}`)}`),
    ]
      .filter((line) => line !== '')
      .join('\n'),
  );
  return [...head, '', ...tasks].join('\n');
}

const RHYTHM = {
  weekly: 'hằng tuần',
  monthly: 'hằng tháng',
  quarterly: 'hằng quý',
  'half-yearly': '6 tháng một lần',
  yearly: 'hằng năm',
  continuous: 'thường xuyên',
} as const;
