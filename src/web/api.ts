import { ApiError, toApiError } from './api-error.ts';
import { defineMessages, messagesNow } from './i18n/messages.ts';
import { fingerprint, keyFor, settle } from './idempotency.ts';
import { reportOnline } from './online.ts';
import { type Reply, sendForm } from './send-form.ts';

export { ApiError, type FieldProblem } from './api-error.ts';

const words = defineMessages(
  {
    offline: 'Mất kết nối. Những gì đã nhập vẫn còn trên máy này. Hãy thử lại khi có mạng.',
    unreadable: 'Máy chủ trả lời không đọc được. Việc này chưa được ghi nhận; hãy thử lại.',
  },
  {
    offline: 'Connection lost. What you typed is still on this device. Try again when you are online.',
    unreadable: 'The server gave an answer that cannot be read. Nothing was recorded; please try again.',
  },
);

type Headings = Record<string, string>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Settings of one call. */
export interface CallOptions {
  /** Aborts the call; an aborted call rejects with the browser's AbortError, not an ApiError. */
  signal?: AbortSignal | undefined;
  /** Replaces the idempotency key this client makes by itself for every POST. */
  idempotencyKey?: string | undefined;
  /** Told how much of a form with files has gone up: a share of 1. */
  onProgress?: ((share: number) => void) | undefined;
}

const signedOutListeners = new Set<() => void>();

/** Calls `listener` whenever the server says that nobody is signed in (401) on a call that needs it. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

function readBody({ status, text }: Reply): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw toApiError(status, undefined, messagesNow(words).unreadable);
  }
}

async function send(method: Method, url: string, body: unknown, headers: Headings, options: CallOptions) {
  if (body instanceof FormData && options.onProgress)
    return sendForm({ method, url, headers, form: body, onProgress: options.onProgress, signal: options.signal });
  const reply = await fetch(url, {
    method,
    headers,
    credentials: 'same-origin',
    redirect: 'error',
    cache: 'no-store',
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  return { status: reply.status, text: await reply.text() };
}

async function call<T>(method: Method, url: string, body: unknown, options: CallOptions): Promise<T> {
  const headers: Headings = { accept: 'application/json, application/problem+json' };
  let print: string | undefined;
  // A header no foreign page can set without our leave: the server's proof that we are the same origin.
  if (method !== 'GET') headers['x-dunghen-request'] = '1';
  if (method === 'POST') {
    print = fingerprint(method, url, body);
    headers['idempotency-key'] = options.idempotencyKey ?? keyFor(print);
  }
  if (body !== undefined && !(body instanceof FormData)) headers['content-type'] = 'application/json';

  let reply: Reply;
  try {
    reply = await send(method, url, body, headers, options);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    reportOnline(false);
    throw new ApiError({ status: 0, code: 'offline', sentence: messagesNow(words).offline });
  }
  reportOnline(true);
  if (print !== undefined && reply.status < 500) settle(print);

  const answer = readBody(reply);
  if (reply.status >= 200 && reply.status < 300) return answer as T;
  const error = toApiError(reply.status, answer, messagesNow(words).unreadable);
  // Signing in answers 401 by its nature; any other call does so when a session has ended.
  if (reply.status === 401 && url !== '/api/session') for (const listener of signedOutListeners) listener();
  throw error;
}

/** Reads `url` (same origin, '/api/…'). @throws ApiError */
export function getJson<T>(url: string, options: CallOptions = {}): Promise<T> {
  return call<T>('GET', url, undefined, options);
}

/**
 * Creates or does something; carries an Idempotency-Key that stays the same when the same body is sent
 * again after a lost answer. `body` may be FormData for uploads. @throws ApiError
 */
export function postJson<T>(url: string, body?: unknown, options: CallOptions = {}): Promise<T> {
  return call<T>('POST', url, body, options);
}

/** Replaces. @throws ApiError */
export function putJson<T>(url: string, body: unknown, options: CallOptions = {}): Promise<T> {
  return call<T>('PUT', url, body, options);
}

/** Changes some members. @throws ApiError */
export function patchJson<T>(url: string, body: unknown, options: CallOptions = {}): Promise<T> {
  return call<T>('PATCH', url, body, options);
}

/** Ends or removes; `body` carries what has to be said with it, such as the reason. @throws ApiError */
export function deleteJson<T>(url: string, options: CallOptions & { body?: unknown } = {}): Promise<T> {
  return call<T>('DELETE', url, options.body, options);
}
