import type { Worker } from 'node:worker_threads';
import { ISSUER_SHARE, MOTTO, NATION, PAGE, SIZES } from '../domain/page.ts';
import { prepareReport } from '../domain/prepare.ts';
import type { Report } from '../domain/report.ts';

export interface PdfOrder {
  readonly id: number;
  /** A prepared report as JSON: the layout gets data, never source. */
  readonly report: string;
}

export type PdfAnswer =
  | { readonly id: number; readonly pdf: Uint8Array }
  | { readonly id: number; readonly failure: string };

/**
 * The report as PDF/UA: tagged, its text whole for reading aloud and searching, the typeface (Tinos, of the
 * measures of Times New Roman) inside. Laid out in a thread of its own, one document after the other.
 * @throws Error with the compiler's own words when the layout cannot be made, which is a fault of ours
 */
export async function renderPdf(report: Report): Promise<Uint8Array> {
  const data = {
    ...prepareReport(report),
    page: PAGE,
    sizes: SIZES,
    issuerShare: ISSUER_SHARE,
    nation: NATION,
    motto: MOTTO,
  };
  return order(JSON.stringify(data));
}

interface Waiting {
  readonly resolve: (pdf: Uint8Array) => void;
  readonly reject: (error: Error) => void;
  readonly limit: NodeJS.Timeout;
}

/** A layout that takes longer has gone astray: its thread is ended, and the next document gets a new one. */
const LIMIT_MS = 60_000;

const waiting = new Map<number, Waiting>();
let working: Promise<Worker> | undefined;
let lastId = 0;

async function order(report: string): Promise<Uint8Array> {
  working ??= startWorker();
  const worker = await working;
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => void worker.terminate(), LIMIT_MS);
    waiting.set(id, { resolve, reject, limit });
    worker.ref();
    worker.postMessage({ id, report } satisfies PdfOrder);
  });
}

/** The thread keeps the process alive only while a document is being made. */
async function startWorker(): Promise<Worker> {
  const { Worker } = await import('node:worker_threads');
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  worker.unref();
  worker.on('message', (answer: PdfAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    clearTimeout(asked?.limit);
    if (waiting.size === 0) worker.unref();
    if ('pdf' in answer) asked?.resolve(answer.pdf);
    else asked?.reject(new Error(`PDF layout failed: ${answer.failure}`));
  });
  // An error ends the thread, and 'exit' follows: whoever still waits then is told what happened.
  let failure: Error | undefined;
  worker.on('error', (error: Error) => {
    failure = error;
  });
  worker.on('exit', (code) => {
    working = undefined;
    for (const one of waiting.values()) {
      clearTimeout(one.limit);
      one.reject(failure ?? new Error(`the PDF thread ended with ${code}`));
    }
    waiting.clear();
  });
  return worker;
}
