import { dateOf, isLocalDate, type LocalDate } from '#kernel/local-date.ts';

/**
 * Reads a day as clerks type it: "30/3/2018", "30-03-2018", "30.3.18", "30032018", "30/3" (in the year of
 * `today`), or ISO "2018-03-30".
 * @returns undefined when the text is no existing day
 */
export function readDay(text: string, today: LocalDate): LocalDate | undefined {
  const plain = text.trim();
  if (isLocalDate(plain)) return plain;
  const parts =
    /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?$/.exec(plain) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(plain);
  if (!parts) return undefined;
  const year = parts[3] === undefined ? Number(today.slice(0, 4)) : Number(parts[3]);
  return dateOf(year < 100 ? 2000 + year : year, Number(parts[2]), Number(parts[1]));
}

/** How a field judges what was typed into it: not a day, or one outside of what may be chosen. */
export type TypedDay = 'empty' | 'unreadable' | 'outside' | 'day';

/** @param min @param max the first and last day that may be chosen, where there is one */
export function judgeTyped(text: string, today: LocalDate, min?: LocalDate, max?: LocalDate): TypedDay {
  if (text.trim() === '') return 'empty';
  const day = readDay(text, today);
  if (day === undefined) return 'unreadable';
  return (min !== undefined && day < min) || (max !== undefined && day > max) ? 'outside' : 'day';
}

/** "30/03/2018" for a day, '' for none. */
export function writeDay(day: LocalDate | ''): string {
  return day === '' ? '' : `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}
