import type { LocalDate } from '#kernel/local-date.ts';
import type { Precision } from './agency.ts';

/** 'YYYY-MM-DD' as Vietnamese write it: 01/07/2025. */
export function vietnameseDay(day: LocalDate): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** A boundary day as exactly as it is known: "01/07/2025", "tháng 10/2008", "năm 2016". */
export function knownDayWords(day: LocalDate, precision: Precision): string {
  if (precision === 'year') return `năm ${day.slice(0, 4)}`;
  if (precision === 'month') return `tháng ${day.slice(5, 7)}/${day.slice(0, 4)}`;
  return vietnameseDay(day);
}
