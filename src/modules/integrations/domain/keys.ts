import { createHash } from 'node:crypto';

/** dh_ and 256 random bits in base64url. The prefix lets scanners of source code find a key that leaked. */
const KEY = /^dh_[A-Za-z0-9_-]{43}$/;

/**
 * The key of an Authorization header ("Bearer dh_…"), of the shape ours have.
 * @returns undefined for anything else; what has not the shape is not looked up
 */
export function keyOfHeader(header: string | undefined): string | undefined {
  const key = /^Bearer ([^\s]+)$/i.exec(header ?? '')?.[1];
  return key !== undefined && KEY.test(key) ? key : undefined;
}

/** What is kept of a key. It is random enough that a fast hash cannot be turned back. */
export function hashKey(key: string): Buffer {
  return createHash('sha256').update(`application-key\0${key}`).digest();
}

/** What people tell keys apart by: the first characters, which open nothing. */
export function hintOf(key: string): string {
  return `${key.slice(0, 9)}…`;
}

export type KeyState = 'active' | 'expired' | 'revoked';

/** How a key stands at `now` (real time). */
export function stateOf(key: { expiresAt: Date; revokedAt: Date | null }, now: Date): KeyState {
  if (key.revokedAt) return 'revoked';
  return key.expiresAt <= now ? 'expired' : 'active';
}
