import { isLocalDate, lastDayOfMonth, type LocalDate } from '#kernel/local-date.ts';
import type { Precision } from './agency.ts';

/** A day together with how exactly it is known. */
export interface KnownDay {
  readonly on: LocalDate;
  readonly precision: Precision;
}

/**
 * The first day a date of the data files can mean: '2016' is 01/01/2016, known to the year.
 * @throws RangeError when it is none of YYYY, YYYY-MM, YYYY-MM-DD
 */
export function firstDayOf(text: string): KnownDay {
  if (/^\d{4}$/.test(text)) return { on: `${text}-01-01`, precision: 'year' };
  if (/^\d{4}-\d{2}$/.test(text) && isLocalDate(`${text}-01`)) return { on: `${text}-01`, precision: 'month' };
  if (isLocalDate(text)) return { on: text, precision: 'day' };
  throw new RangeError(`not a date, month or year: ${text}`);
}

/** The last day a date of the data files can mean: '2025-02' is 28/02/2025, known to the month. */
export function lastDayOf(text: string): KnownDay {
  if (/^\d{4}$/.test(text)) return { on: `${text}-12-31`, precision: 'year' };
  const { precision } = firstDayOf(text);
  if (precision !== 'month') return { on: text, precision };
  return { on: lastDayOfMonth(Number(text.slice(0, 4)), Number(text.slice(5, 7))), precision };
}
