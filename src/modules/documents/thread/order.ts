import type { Worker } from 'node:worker_threads';
import type { PreparedForm } from '../domain/prepare-form.ts';
import type { PreparedReport } from '../domain/prepare.ts';

export type Form = 'docx' | 'pdf';

/** What is to be written. */
export type Content =
  | { readonly kind: 'report'; readonly report: PreparedReport }
  | { readonly kind: 'form'; readonly form: PreparedForm };

export interface Order {
  readonly id: number;
  readonly form: Form;
  readonly content: Content;
}

export type Answer =
  | { readonly id: number; readonly file: Uint8Array }
  | { readonly id: number; readonly failure: string };

interface Waiting {
  readonly resolve: (file: Uint8Array) => void;
  readonly reject: (error: Error) => void;
  readonly limit: NodeJS.Timeout;
}

/** A document that takes longer has gone astray: its thread is ended, and the next document gets a new one. */
const LIMIT_MS = 60_000;
const waiting = new Map<number, Waiting>();
let working: Promise<Worker> | undefined;
let lastId = 0;

/**
 * Has a document written in a thread of its own, one after the other.
 * @throws Error with the writer's own words when it cannot be made, which is a fault of ours
 */
export async function order(form: Form, content: Content): Promise<Uint8Array> {
  working ??= startWorker();
  const worker = await working;
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => void worker.terminate(), LIMIT_MS);
    waiting.set(id, { resolve, reject, limit });
    worker.ref();
    worker.postMessage({ id, form, content } satisfies Order);
  });
}

/** The thread keeps the process alive only while a document is being made. */
async function startWorker(): Promise<Worker> {
  const { Worker } = await import('node:worker_threads');
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  worker.unref();
  worker.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    clearTimeout(asked?.limit);
    if (waiting.size === 0) worker.unref();
    if ('file' in answer) asked?.resolve(answer.file);
    else asked?.reject(new Error(`the document could not be written: ${answer.failure}`));
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
      one.reject(failure ?? new Error(`the writing thread ended with ${code}`));
    }
    waiting.clear();
  });
  return worker;
}
