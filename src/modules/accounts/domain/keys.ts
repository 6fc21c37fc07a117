import { createHash } from 'node:crypto';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** Whether the text has the shape of our tokens; what has not is not looked up. */
export function isToken(text: string | undefined): text is string {
  return text !== undefined && TOKEN.test(text);
}

/** What is kept of a token. It is random enough that a fast hash cannot be turned back. */
export function hashToken(token: string): Buffer {
  return sha256('token', token);
}

/** What is kept of a device's or an address's key: bound to the person, so that two accounts' rows do not meet. */
export function hashPlace(personId: string, kind: 'device' | 'address', key: string): Buffer {
  return sha256('place', personId, kind, key);
}

/** What other modules may call a browser by: it follows from its cookie and leads back to nothing. */
export function browserName(deviceToken: string): string {
  return sha256('browser', deviceToken).toString('base64url').slice(0, 22);
}

/** The key of an allowance row. */
export function hashAllowance(kind: string, subject: string): Buffer {
  return sha256('allowance', kind, subject);
}

/** NUL between the parts: no two lists of parts give one text. */
function sha256(...parts: string[]): Buffer {
  return createHash('sha256').update(parts.join('\0')).digest();
}
