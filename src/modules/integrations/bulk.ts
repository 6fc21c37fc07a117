import { Readable } from 'node:stream';
import { Refusal } from '#kernel/refusal.ts';
import { record } from '#modules/audit/public.ts';
import type { ApplicationCaller } from '#platform/auth/actor.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { cleanText } from '#platform/http/clean-text.ts';
import { type Messages, sentenceOf } from '#platform/http/problem.ts';
import { type Taken, takeMany } from './bulk-many.ts';
import { callerFor, type Desk, openDesk, putOne } from './contract.ts';
import { type Line, linesOf } from './domain/lines.ts';
import { log } from './log.ts';
import { type LineResult, ObligationLine } from './schema.ts';

export const MOST_LINES = 10_000;
const MOST_BYTES_OF_LINE = 64_000;
/** Lines that share a transaction: enough to spare the disk, few enough to hold no row for long. */
const BATCH = 1000;

type Checked =
  | { readonly line: Line; readonly put: ObligationLine }
  | { readonly line: Line; readonly result: LineResult };

/**
 * Takes obligations line by line while they are still being sent, and tells the result of each line in their order.
 * **Atomic per line**: a line is taken whole or not at all, whatever becomes of the others. Lines share a transaction in
 * batches for speed alone; where one of them meets a fault, the batch is taken again line by line.
 *
 * The answer is never held up by a caller that reads only after it has sent everything: at most `MOST_LINES` small
 * results are kept for it.
 */
export function takeLines(work: Work, source: string, body: AsyncIterable<Uint8Array>, messages: Messages): Readable {
  const caller = callerFor(work.actor, source);
  const answer = new Readable({ read: () => undefined });
  const say = (result: LineResult): boolean => answer.push(`${JSON.stringify(result)}\n`);
  const upload = { work, caller, messages };
  void (async () => {
    let batch: Checked[] = [];
    let count = 0;
    const settle = async (): Promise<void> => {
      for (const result of await takeBatch(upload, batch)) say(result);
      batch = [];
    };
    for await (const line of linesOf(body, MOST_BYTES_OF_LINE)) {
      count += 1;
      if (count > MOST_LINES) {
        await settle();
        say(refused(messages, line, null, 'integrations.too_many_lines', { most: MOST_LINES }));
        break;
      }
      batch.push(check(messages, line));
      if (batch.length >= BATCH) await settle();
    }
    await settle();
    answer.push(null);
  })().catch((error: unknown) => answer.destroy(error as Error));
  return answer;
}

function check(messages: Messages, line: Line): Checked {
  if (line.tooLong) return { line, result: refused(messages, line, null, 'integrations.line_too_long') };
  const json = parse(line.text);
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { line, result: refused(messages, line, null, 'integrations.bad_line') };
  const read = ObligationLine.safeParse(cleanText(json));
  if (read.success) return { line, put: read.data };
  const fields: Record<string, string> = {};
  for (const { path, message } of read.error.issues) fields[path.join('.') || '(nội dung)'] ??= message;
  const { key } = json as { key?: unknown };
  const known = typeof key === 'string' ? key.slice(0, 120) : null;
  return { line, result: { ...refused(messages, line, known, 'http.invalid_input'), fields } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // told as a line that is no JSON object
  }
}

interface Upload {
  readonly work: Work;
  readonly caller: ApplicationCaller;
  readonly messages: Messages;
}

async function takeBatch(upload: Upload, batch: readonly Checked[]): Promise<LineResult[]> {
  if (batch.length === 0) return [];
  try {
    return await together(upload, batch);
  } catch (error) {
    // One line met a fault (a deadlock with another upload, say): nothing of the batch was kept, so each by itself.
    log('warn', 'bulk batch taken line by line', { source: upload.caller.source, error: (error as Error).message });
  }
  const results: LineResult[] = [];
  for (const one of batch)
    results.push(
      await together(upload, [one]).then(
        ([result]) => result ?? refused(upload.messages, one.line, null, 'integrations.line_fault'),
        (error: unknown) => {
          log('error', 'bulk line failed', { source: upload.caller.source, error: (error as Error).message });
          return refused(upload.messages, one.line, 'put' in one ? one.put.key : null, 'integrations.line_fault');
        },
      ),
    );
  return results;
}

function together({ work, caller, messages }: Upload, batch: readonly Checked[]): Promise<LineResult[]> {
  return work.run((tx) =>
    asProgram(tx, async () => {
      const desk = await openDesk(tx, caller);
      const puts = batch.flatMap((one) => ('put' in one ? [one.put] : []));
      const taken = await takeMany(tx, desk, puts);
      const results: LineResult[] = [];
      // In the order of their keys, so that two uploads never hold what the other waits for; lines of one key keep theirs.
      const keyOf = (one: Checked) => ('put' in one ? one.put.key : '');
      for (const one of batch.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0)))
        results.push(
          'result' in one ? one.result : (told(messages, one, taken) ?? (await takeLine(tx, desk, messages, one))),
        );
      await audit(tx, caller, results);
      return results.toSorted((a, b) => a.line - b.line);
    }),
  );
}

function told(
  messages: Messages,
  { line, put: { key } }: { line: Line; put: ObligationLine },
  taken: ReadonlyMap<string, Taken>,
): LineResult | undefined {
  const result = taken.get(key);
  if (result instanceof Refusal) return refused(messages, line, key, result.code, result.details);
  return result && { line: line.number, key, ...result };
}

async function takeLine(
  tx: Tx,
  desk: Desk,
  messages: Messages,
  { line, put: { key, ...put } }: { line: Line; put: ObligationLine },
): Promise<LineResult> {
  try {
    const { status, version } = await putOne(tx, desk, key, put);
    return { line: line.number, key, status, version };
  } catch (error) {
    // A refusal comes before anything is written, so the transaction goes on; a fault ends it.
    if (!(error instanceof Refusal)) throw error;
    return refused(messages, line, key, error.code, error.details);
  }
}

function refused(
  messages: Messages,
  line: Line,
  key: string | null,
  code: string,
  details: Readonly<Record<string, unknown>> = {},
): LineResult {
  const asked = details['fields'] as Record<string, string> | undefined;
  const fields =
    asked &&
    Object.fromEntries(Object.entries(asked).map(([name, what]) => [name, sentenceOf(messages, what, details)]));
  return {
    line: line.number,
    key,
    status: 'refused',
    code,
    detail: sentenceOf(messages, code, details),
    ...(fields ? { fields } : {}),
  };
}

/** One entry for a batch, with the keys that changed: the versions are in the registrations. */
async function audit(tx: Tx, { source, keyId }: ApplicationCaller, results: readonly LineResult[]): Promise<void> {
  const keys = (status: LineResult['status']) =>
    results.flatMap((result) => (result.status === status && result.key !== null ? [result.key] : []));
  const [created, updated] = [keys('created'), keys('updated')];
  if (created.length + updated.length === 0) return;
  await record(tx, {
    action: 'integrations.obligations_put',
    subject: { kind: 'application', id: source },
    reach: 'auditor',
    data: { keyId, created, updated },
  });
}
