import type { LocalDate } from './local-date.ts';

/**
 * Việt Nam keeps UTC+7 the whole year and has done so since 1975, so the offset is a constant and
 * no time-zone data of the machine is trusted.
 */
const OFFSET_MINUTES = 7 * 60;
const MINUTE_MS = 60_000;

/** The day in Việt Nam on which the instant falls. */
export function dateInVietnam(instant: Date): LocalDate {
  return new Date(instant.getTime() + OFFSET_MINUTES * MINUTE_MS).toISOString().slice(0, 10);
}

/** Minutes since midnight in Việt Nam, 0 to 1439; seconds are dropped. */
export function minuteOfDay(instant: Date): number {
  const shifted = new Date(instant.getTime() + OFFSET_MINUTES * MINUTE_MS);
  return shifted.getUTCHours() * 60 + shifted.getUTCMinutes();
}

/** The instant of a day and a number of minutes after its midnight in Việt Nam. */
export function instantAt(date: LocalDate, minutes = 0): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) + (minutes - OFFSET_MINUTES) * MINUTE_MS);
}

/** ISO 8601 with the Việt Nam offset: '2018-02-26T15:00:00+07:00'. */
export function toVietnamIso(instant: Date): string {
  return `${new Date(instant.getTime() + OFFSET_MINUTES * MINUTE_MS).toISOString().slice(0, 19)}+07:00`;
}

const ZONED = /(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * Reads an ISO 8601 date or date-time; without a zone it is Việt Nam time, a bare day is its midnight.
 * @returns undefined when the text is no such moment
 */
export function parseInstant(text: string): Date | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text.trim(),
  );
  if (!match) return undefined;
  const day = match[1] ?? '';
  const time = match[2] ?? '00:00';
  const zone = ZONED.test(match[3] ?? '') ? match[3] : '+07:00';
  const instant = new Date(`${day}T${time.length === 5 ? `${time}:00` : time}${zone}`);
  if (Number.isNaN(instant.getTime())) return undefined;
  // '2018-02-30' would roll over to March: refuse it.
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day) ? instant : undefined;
}
