import { Refusal } from '#kernel/refusal.ts';

/** A turn or a connection comes free in less than a second or not for a while: asked again at once it would be refused again. */
const RETRY_AFTER_SECONDS = 5;

/** More is asked than the database can do: nothing was done, and it may be asked again. */
export function busy(): Refusal {
  return new Refusal('http.busy', 503, { retryAfterSeconds: RETRY_AFTER_SECONDS });
}

/**
 * Whether all connections were at work for as long as one is waited for. It becomes a refusal only where a caller is
 * answered: a job that takes refusals for its answer must not take this for one.
 */
export function isPoolFull(error: unknown): boolean {
  return error instanceof Error && error.message === 'timeout exceeded when trying to connect';
}
