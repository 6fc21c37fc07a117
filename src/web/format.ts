import { isLocalDate, type LocalDate, weekday } from '#kernel/local-date.ts';
import { dateInVietnam, minuteOfDay, parseInstant } from '#kernel/vietnam-time.ts';
import type { Language } from './i18n/language.ts';

/** A moment as it comes over the wire: a day ('2018-03-30') or an instant with its zone. */
export type Moment = string;

const WEEKDAYS: Record<Language, readonly string[]> = {
  vi: ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

/** The day in Việt Nam of a day or an instant; undefined when the text is neither. */
export function dayOf(moment: Moment): LocalDate | undefined {
  if (isLocalDate(moment)) return moment;
  const instant = parseInstant(moment);
  return instant && dateInVietnam(instant);
}

/** "16:30" of an instant; undefined for a bare day. */
export function timeOf(moment: Moment): string | undefined {
  if (isLocalDate(moment)) return undefined;
  const instant = parseInstant(moment);
  if (!instant) return undefined;
  const minutes = minuteOfDay(instant);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** "26/02/2018"; with `year: false` "26/02". Text that is no moment comes back as it was. */
export function formatDay(moment: Moment, options: { year?: boolean } = {}): string {
  const day = dayOf(moment);
  if (!day) return moment;
  const short = `${day.slice(8, 10)}/${day.slice(5, 7)}`;
  return options.year === false ? short : `${short}/${day.slice(0, 4)}`;
}

/** "15:00 26/02/2018"; a bare day has no time. */
export function formatMoment(moment: Moment): string {
  const time = timeOf(moment);
  return time ? `${time} ${formatDay(moment)}` : formatDay(moment);
}

/** "thứ Năm". */
export function weekdayName(moment: Moment, language: Language): string {
  const day = dayOf(moment);
  return day ? (WEEKDAYS[language][weekday(day) - 1] ?? '') : '';
}

/** "16:30 thứ Năm 26/11", with the year when it is not the year of `now`. */
export function formatDue(moment: Moment, now: Moment, language: Language): string {
  const otherYear = dayOf(moment)?.slice(0, 4) !== dayOf(now)?.slice(0, 4);
  const parts = [timeOf(moment), weekdayName(moment, language), formatDay(moment, { year: otherYear })];
  return parts.filter(Boolean).join(' ');
}

/** "12.345,6" (vi) or "12,345.6" (en), at most `digits` decimals. */
export function formatNumber(value: number, language: Language, digits = 1): string {
  return new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: digits }).format(value);
}

/** "12,5 %": a share of 1. */
export function formatShare(share: number, language: Language, digits = 1): string {
  return `${formatNumber(share * 100, language, digits)} %`;
}

/** "12 kB", "3,4 MB". */
export function formatBytes(bytes: number, language: Language): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${formatNumber(bytes / 1000, language, 0)} kB`;
  return `${formatNumber(bytes / 1_000_000, language)} MB`;
}

/**
 * An amount of working days as people say it: "1 ngày rưỡi", "nửa ngày", "3 ngày". Steps of half a day,
 * rounded down so that nobody is promised more time than there is; below half a day "dưới nửa ngày".
 */
export function workingDaysPhrase(days: number, language: Language): string {
  const halves = Math.floor(Math.abs(days) * 2 + 1e-9);
  const whole = Math.floor(halves / 2);
  const half = halves % 2 === 1;
  if (language === 'en') {
    if (halves === 0) return 'less than half a working day';
    if (whole === 0) return 'half a working day';
    const count = half ? `${whole}½` : `${whole}`;
    return `${count} working ${halves === 2 ? 'day' : 'days'}`;
  }
  if (halves === 0) return 'dưới nửa ngày làm việc';
  if (whole === 0) return 'nửa ngày làm việc';
  return half ? `${whole} ngày rưỡi làm việc` : `${whole} ngày làm việc`;
}

/**
 * "còn 1 ngày rưỡi làm việc" or "quá hạn 2 ngày làm việc".
 * @param days working days left, counted by the server on the agency's calendar; negative when overdue
 */
export function relativeDue(days: number, language: Language): string {
  const phrase = workingDaysPhrase(days, language);
  if (days < 0) return language === 'en' ? `${phrase} overdue` : `quá hạn ${phrase}`;
  return language === 'en' ? `${phrase} left` : `còn ${phrase}`;
}
