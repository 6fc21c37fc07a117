/**
 * A calendar day in Việt Nam, written 'YYYY-MM-DD'. It carries no time and no zone, sorts as text,
 * and is never handed to `new Date('…')` by anybody but this file.
 */
export type LocalDate = string & { readonly __localDate?: never };

const DAY_MS = 86_400_000;
const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether `text` is a day that exists ('2018-02-30' does not). */
export function isLocalDate(text: string): text is LocalDate {
  const parts = PATTERN.exec(text);
  if (!parts) return false;
  const day = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])));
  return day.toISOString().slice(0, 10) === text;
}

/** @throws RangeError when `text` is not an existing day written YYYY-MM-DD */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`not a day: ${text}`);
  return text;
}

/** The day of a year (four digits), month (1 to 12) and day of the month; undefined when there is none. */
export function dateOf(year: number, month: number, day: number): LocalDate | undefined {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isLocalDate(text) ? text : undefined;
}

/** Whole days since 1970-01-01; the one number all day arithmetic goes through. */
export function dayNumber(date: LocalDate): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;
}

/** The day with that number of days since 1970-01-01. */
export function fromDayNumber(number: number): LocalDate {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** `days` calendar days later (earlier when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** `months` later on the same day of the month, or on its last day where that month is shorter (Civil Code 2015, Art. 146-148). */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  const last = lastDayOfMonth(year, month);
  const wanted = dateOf(year, month, Number(date.slice(8, 10)));
  return wanted ?? last;
}

/** The last day of a month (1 to 12). */
export function lastDayOfMonth(year: number, month: number): LocalDate {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** ISO day of the week: Monday 1 … Sunday 7. */
export function weekday(date: LocalDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}
