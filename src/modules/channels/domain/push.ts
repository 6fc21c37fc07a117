import { createPublicKey } from 'node:crypto';

/** What a device shows. Nothing of a person but what the title says. */
export interface Note {
  /** Stable over attempts: a repeat replaces what stands there. */
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** Where a click leads, a path of our own. */
  readonly path: string;
  /** Where it is answered without signing in, a path of our own, and what the two buttons say. */
  readonly answer?: { readonly path: string; readonly acknowledge: string; readonly later: string };
}

/** Push services take 4,096 bytes encrypted; the smallest promise any makes. */
const MOST_BYTES = 3_000;
const MOST_TITLE = 200;

/** What is encrypted to a device. A text too long for a notification ends with an ellipsis, at a word. */
export function payloadOf({ id, title, body, path, answer }: Note): string {
  const note = { id, title: shorten(title, MOST_TITLE), body, path, ...(answer ? { answer } : {}) };
  for (let length = 400; ; length -= 100) {
    const payload = JSON.stringify({ ...note, body: shorten(body, length) });
    if (length <= 100 || Buffer.byteLength(payload) <= MOST_BYTES) return payload;
  }
}

function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length - 30)).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The topic of a message: a push service that still holds the first attempt replaces it by the second. */
export function topicOf(id: string): string {
  return id.replaceAll('-', '').slice(0, 32);
}

/** Whether these are keys a browser gives: an uncompressed point of P-256 and 16 bytes. */
export function areDeviceKeys({ p256dh, auth }: { readonly p256dh: string; readonly auth: string }): boolean {
  const point = Buffer.from(p256dh, 'base64url');
  if (point.length !== 65 || point[0] !== 4 || Buffer.from(auth, 'base64url').length !== 16) return false;
  try {
    // A point that is not on the curve would only be found when the first message is sent.
    createPublicKey({
      format: 'jwk',
      key: {
        kty: 'EC',
        crv: 'P-256',
        x: point.subarray(1, 33).toString('base64url'),
        y: point.subarray(33).toString('base64url'),
      },
    });
    return true;
  } catch {
    return false;
  }
}
