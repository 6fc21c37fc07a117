import { Worker } from 'node:worker_threads';
import { Refusal } from '#kernel/refusal.ts';
import type { PdfAnswer, PdfJob } from './pdf-worker.ts';

export interface PdfText {
  readonly text: string;
  /** Some pages are pictures only. */
  readonly pagesWithoutText: boolean;
}

export interface PdfLimits {
  readonly maxPages: number;
  readonly maxLetters: number;
  readonly timeoutMs: number;
}

export const PDF_LIMITS: PdfLimits = { maxPages: 300, maxLetters: 2_000_000, timeoutMs: 20_000 };

/** With pictures on the page, fewer letters than this are a stamp on a scan and no document. */
const FEWEST_LETTERS = 120;
/** Lines that a digital signature paints on a scanned page. */
const STAMP_LINE =
  /^(?:(?:Được\s+)?[Kk]ý (?:số )?bởi|Người ký|Signed by|Signature Not Verified|Digitally signed|E-?mail|Cơ quan|Tổ chức|Thời gian ký|Ngày ký|Chữ ký|Date|Reason|Location)(?!\p{L})/u;

/**
 * The text of a PDF that has a text layer, read in a thread of its own within bounds of pages,
 * letters, memory and time.
 *
 * @throws Refusal notices.file_scanned when the pages are pictures, notices.file_encrypted behind a
 *   password, notices.file_damaged, notices.file_too_many_pages, notices.file_too_long, notices.file_timeout
 */
export async function readPdfText(bytes: Uint8Array, limits: PdfLimits = PDF_LIMITS): Promise<PdfText> {
  const answer = await inThread({ bytes, maxPages: limits.maxPages, maxLetters: limits.maxLetters }, limits.timeoutMs);
  if ('refusal' in answer) {
    const tooMuch = answer.refusal === 'notices.file_too_many_pages' || answer.refusal === 'notices.file_too_long';
    throw new Refusal(answer.refusal, tooMuch ? 413 : 422, { cause: answer.cause, limit: limits.maxPages });
  }
  const letters = countLetters(answer.text);
  if (letters === 0 && !answer.imagesOnFirstPage) throw new Refusal('notices.file_no_text', 422);
  if (letters < FEWEST_LETTERS && answer.imagesOnFirstPage) throw new Refusal('notices.file_scanned', 422);
  return { text: answer.text, pagesWithoutText: answer.pagesWithoutText };
}

function countLetters(text: string): number {
  let letters = 0;
  for (const line of text.split('\n')) {
    if (!STAMP_LINE.test(line.trim())) letters += line.match(/\p{L}/gu)?.length ?? 0;
  }
  return letters;
}

async function inThread(job: PdfJob, timeoutMs: number): Promise<PdfAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<PdfAnswer>();
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  const timer = setTimeout(() => reject(new Refusal('notices.file_timeout', 422)), timeoutMs);
  worker.once('message', (answer: PdfAnswer) => resolve(answer));
  // Out of memory, or a crash inside the reader of the format: the file's fault, not ours.
  worker.once('error', (error) => reject(new Refusal('notices.file_damaged', 422, { cause: error.message })));
  worker.once('exit', (code) => reject(new Refusal('notices.file_damaged', 422, { cause: `exit ${code}` })));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
