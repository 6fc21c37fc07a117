import type { Search } from '#web/search-params.ts';
import { FIRST_BOOK_YEAR, LAST_BOOK_YEAR, MOST_LINES } from '../book-schema.ts';

/** The names of a book, a part of it and a search in the address bar. */
export const BOOK_KEYS = { agency: 'co-quan', year: 'nam', month: 'thang', search: 'tim', from: 'tu' } as const;

export const BOOK_PLACE = '/mot-cua/so-theo-doi';

/** What an address asks for, as the server takes it; or which part of it cannot be meant. */
export type BookAsked =
  | { readonly wrong: 'agency' | 'year' | 'month' | 'from'; readonly value: string }
  | { readonly wrong: null; readonly query: Readonly<Record<string, string | undefined>> };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const whole = (least: number, most: number) => (text: string) =>
  /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most;

/** Reads the address of a book: somebody types it, or a colleague sent it. */
export function bookAsked(search: Search): BookAsked {
  const checks = [
    ['agency', (text: string) => UUID.test(text)],
    ['year', whole(FIRST_BOOK_YEAR, LAST_BOOK_YEAR)],
    ['month', whole(1, 12)],
    ['from', whole(1, MOST_LINES)],
  ] as const;
  for (const [part, fits] of checks) {
    const value = search[BOOK_KEYS[part]];
    if (value && !fits(value)) return { wrong: part, value };
  }
  const of = (part: keyof typeof BOOK_KEYS) => search[BOOK_KEYS[part]] || undefined;
  const q = of('search')?.slice(0, 200);
  return {
    wrong: null,
    query: { agency: of('agency'), year: of('year'), month: of('month'), q, from: q ? undefined : of('from') },
  };
}
