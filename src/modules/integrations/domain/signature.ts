import { createHmac } from 'node:crypto';

/** The key of a secret as it is handed out: base64 after `whsec_`. */
function keyOf(secret: string): Buffer {
  return Buffer.from(secret.slice('whsec_'.length), 'base64');
}

/**
 * The three headers of a message by the Standard Webhooks specification: what is signed is "id.timestamp.payload" with
 * HMAC-SHA256; one `v1,` signature for each secret, so that a receiver may still know the one before.
 *
 * @param id without a dot; the same at every attempt
 * @param at the moment of this attempt
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signedHeaders(
  id: string,
  at: Date,
  payload: string,
  secrets: readonly string[],
): { 'webhook-id': string; 'webhook-timestamp': string; 'webhook-signature': string } {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${payload}`).digest('base64')}`,
  );
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits after the first attempt and each one that failed: three days in all, as the specification proposes. */
const WAITS_MS: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
export const MOST_ATTEMPTS = WAITS_MS.length + 1;
const LONGEST_ASKED_MS = 24 * HOUR;

/**
 * When to try again after `attempts` that failed; null when it is enough and a person must look.
 *
 * @param chance 0 to 1: spreads what failed together over a fifth of the wait, never earlier than it
 * @param askedMs what the receiver asked for (Retry-After); kept when it is longer, up to a day
 */
export function nextAttempt(attempts: number, now: Date, chance: number, askedMs = 0): Date | null {
  const wait = WAITS_MS[attempts - 1];
  if (wait === undefined) return null;
  const jittered = wait * (1 + chance * 0.2);
  return new Date(now.getTime() + Math.max(jittered, Math.min(askedMs, LONGEST_ASKED_MS)));
}

/** Retry-After as seconds or as a date, in milliseconds from `now`; 0 for anything else. */
export function readRetryAfter(header: string | undefined, now: Date): number {
  if (header === undefined) return 0;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * SECOND;
  const at = Date.parse(header);
  return Number.isNaN(at) ? 0 : Math.max(0, at - now.getTime());
}
