import { randomBytes } from 'node:crypto';

/** A new secret of 256 random bits, as it goes into a cookie or a link (43 characters, base64url). */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}
