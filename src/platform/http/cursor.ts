import { Refusal } from '#kernel/refusal.ts';

/** The place after which the next page begins: the sort values and id of a page's last row. Opaque to callers. */
export type Cursor = readonly (string | number | null)[];

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** @throws Refusal `http.bad_cursor` (400) when it is not one of ours or has another length */
export function decodeCursor(text: string, length: number): Cursor {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (
      Array.isArray(value) &&
      value.length === length &&
      value.every((part) => part === null || ['string', 'number'].includes(typeof part))
    ) {
      return value as Cursor;
    }
  } catch {
    // falls through to the refusal: any unreadable cursor is the same to the caller
  }
  throw new Refusal('http.bad_cursor', 400);
}
