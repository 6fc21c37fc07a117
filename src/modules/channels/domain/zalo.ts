import { createHash, timingSafeEqual } from 'node:crypto';

/*
 * Zalo Official Account, template messages (ZNS), as publicly described in 2025: the calls, the names of fields and the
 * codes below have not been tried against Zalo itself.
 */

/** What an error code of Zalo's answer asks of us. */
export type ZaloFault = 'token' | 'later' | 'never' | 'account';

/** The access token is wrong or has run out. */
const TOKEN = new Set(['-124', '-216']);
/** Zalo is busy, or the hour is not allowed for messages. */
const LATER = new Set(['-100', '-133']);
/** This person, number or message: no Zalo account, blocked, refused, template or its values wrong. */
const NEVER = new Set([
  '-108',
  '-109',
  '-110',
  '-111',
  '-112',
  '-113',
  '-114',
  '-117',
  '-118',
  '-119',
  '-126',
  '-132',
  '-134',
  '-135',
  '-136',
  '-137',
  '-138',
  '-139',
  '-140',
  '-141',
]);

/** Anything that is not known to be about one message is about our account: quota, rights, template; all wait. */
export function zaloFault(code: string): ZaloFault {
  if (TOKEN.has(code)) return 'token';
  if (LATER.has(code)) return 'later';
  return NEVER.has(code) ? 'never' : 'account';
}

/** The signature of what Zalo tells us: SHA-256 over app id, body, time and the account's secret key. */
export function zaloSignature(appId: string, body: string, timestamp: string, oaSecret: string): string {
  return createHash('sha256').update(`${appId}${body}${timestamp}${oaSecret}`).digest('hex');
}

/** @param given the X-ZEvent-Signature header, with or without its "mac=" */
export function isZaloSignature(given: string | undefined, wanted: string): boolean {
  const text = (given ?? '')
    .trim()
    .toLowerCase()
    .replace(/^mac=\s*/, '');
  const [a, b] = [Buffer.from(text), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
