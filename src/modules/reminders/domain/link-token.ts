import { createHmac, timingSafeEqual } from 'node:crypto';

/*
 * The address in a message by which its reader answers without signing in: which message, until when, and a signature
 * over both that only the program can make. It carries no name and no number of anybody.
 */

/** What a token says. Times are whole minutes, cut down. */
export interface LinkClaim {
  readonly messageId: string;
  readonly expiresAt: Date;
}

/** A secret and the number it goes by; the newest signs, older ones are read until they are retired. */
export interface LinkKey {
  readonly id: number;
  readonly secret: Buffer;
}

const MINUTE_MS = 60_000;
const ID_BYTES = 16;
const HEAD_BYTES = 1 + ID_BYTES + 4;
const MAC_BYTES = 18;
const TOKEN = /^[A-Za-z0-9_-]{52}$/;

/** The token for a message. @throws RangeError for a key number or a time that does not fit */
export function signLink(claim: LinkClaim, key: LinkKey): string {
  const head = headOf(claim, key);
  return Buffer.concat([head, macOf(head, key)]).toString('base64url');
}

/**
 * What a token says, when one of our keys signed it; undefined for anything else. That it has run out is for the
 * caller to see, so that the reader can be told so.
 */
export function readLink(token: string, keys: readonly LinkKey[]): LinkClaim | undefined {
  if (!TOKEN.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  const head = bytes.subarray(0, HEAD_BYTES);
  const key = keys.find(({ id }) => id === head.readUInt8(0));
  if (!key || bytes.length !== HEAD_BYTES + MAC_BYTES) return undefined;
  if (!timingSafeEqual(bytes.subarray(HEAD_BYTES), macOf(head, key))) return undefined;
  // Two writings of the same bytes are two tokens: only ours is taken.
  if (bytes.toString('base64url') !== token) return undefined;
  const hex = head.subarray(1, 1 + ID_BYTES).toString('hex');
  return {
    messageId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    expiresAt: new Date(head.readUInt32BE(1 + ID_BYTES) * MINUTE_MS),
  };
}

/** A short address as it is kept: the number in it stands for the rest. */
export interface ShortLink extends LinkClaim {
  readonly number: number;
}

const NUMBER_BYTES = 5;
const SHORT_MAC_BYTES = 10;
const SHORT_TOKEN = /^[A-Za-z0-9_-]{20}$/;

/** Twenty signs, for an SMS. The signature covers the number and all it stands for. @throws RangeError beyond 40 bits */
export function signShort({ number, ...claim }: ShortLink, key: LinkKey): string {
  const head = Buffer.alloc(NUMBER_BYTES);
  head.writeUIntBE(number, 0, NUMBER_BYTES);
  const mac = createHmac('sha256', key.secret).update('reminder-short\0').update(head).update(headOf(claim, key));
  return Buffer.concat([head, mac.digest().subarray(0, SHORT_MAC_BYTES)]).toString('base64url');
}

/** The number a short token names, signed or not; undefined for what is none. */
export function shortNumber(token: string): number | undefined {
  return SHORT_TOKEN.test(token) ? Buffer.from(token, 'base64url').readUIntBE(0, NUMBER_BYTES) : undefined;
}

/** Whether one of our keys signed this token for what its number stands for. */
export function isShortLink(token: string, link: ShortLink, keys: readonly LinkKey[]): boolean {
  const given = Buffer.from(token);
  return keys.some((key) => {
    const ours = Buffer.from(signShort(link, key));
    return ours.length === given.length && timingSafeEqual(ours, given);
  });
}

function headOf({ messageId, expiresAt }: LinkClaim, key: LinkKey): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt8(key.id, 0);
  Buffer.from(messageId.replaceAll('-', ''), 'hex').copy(head, 1);
  head.writeUInt32BE(Math.floor(expiresAt.getTime() / MINUTE_MS), 1 + ID_BYTES);
  return head;
}

function macOf(head: Buffer, { secret }: LinkKey): Buffer {
  return createHmac('sha256', secret).update('reminder-link\0').update(head).digest().subarray(0, MAC_BYTES);
}
