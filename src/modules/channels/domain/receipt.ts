import { createHmac, timingSafeEqual } from 'node:crypto';

/** A receipt older or newer than this is a repetition, or its sender's clock is wrong. */
export const RECEIPT_SECONDS = 300;

/** The signature of a delivery receipt: HMAC-SHA256 over time and body, "sha256=" and hexadecimal digits. */
export function receiptSignature(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/**
 * Whether a receipt is what it says it is.
 * @param timestamp seconds since 1970, as they stand in the X-Timestamp header
 */
export function isReceiptSigned(
  secret: string,
  { timestamp, signature, body }: { timestamp: string | undefined; signature: string | undefined; body: string },
  now: Date,
): boolean {
  if (timestamp === undefined || signature === undefined || !/^\d{9,11}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > RECEIPT_SECONDS) return false;
  const [a, b] = [Buffer.from(signature), Buffer.from(receiptSignature(secret, timestamp, body))];
  return a.length === b.length && timingSafeEqual(a, b);
}
