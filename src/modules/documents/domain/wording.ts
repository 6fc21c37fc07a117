import type { LocalDate } from '#kernel/local-date.ts';
import { normalizeText } from '#kernel/vietnamese.ts';
import type { Format } from './report.ts';

/** What XML 1.0 cannot carry: control characters but tab and line end, halves of surrogate pairs, two non-characters. */
const NOT_IN_XML = /(?![\t\n])\p{Cc}|\p{Surrogate}|[\ufffe\uffff]/gu;

/** Text fit to be written to any of the formats: NFC, one kind of line end, nothing XML refuses. */
export function cleanText(text: string): string {
  return normalizeText(text).replace(/\r\n?/g, '\n').replace(NOT_IN_XML, '');
}

/** 1234.56 → '1.234,56'; a small negative that rounds to nothing is written without its sign. */
export function formatNumber(value: number, decimals: number): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  const sign = value < 0 && Number(value.toFixed(decimals)) !== 0 ? '-' : '';
  return `${sign}${grouped}${fraction ? `,${fraction}` : ''}`;
}

/** '2018-02-28' → '28/02/2018'. */
export function formatDay(day: LocalDate): string {
  return day.split('-').reverse().join('/');
}

/** A value as its column writes it. A day comes as 'YYYY-MM-DD', a share in per cent. */
export function formatValue(value: string | number | null, format: Format): string {
  if (value === null) return '';
  if (typeof value === 'string') return format === 'day' ? formatDay(value) : value;
  if (format === 'count') return formatNumber(value, 0);
  return format === 'per-cent' ? `${formatNumber(value, 2)}%` : formatNumber(value, 2);
}

/**
 * 'Khánh Hòa, ngày 05 tháng 02 năm 2018': days below 10 and months 1 and 2 with a zero (NĐ 30/2020, Phụ lục I);
 * room to write where the date is not known.
 */
export function placeAndDate(place: string, date: LocalDate | null): string {
  if (date === null) return `${place}, ngày       tháng       năm          `;
  const [year, month, day] = date.split('-');
  const shortMonth = Number(month) <= 2 ? month : String(Number(month));
  return `${place}, ngày ${day} tháng ${shortMonth} năm ${year}`;
}

/** 'Số: 08/BC-UBND'; numbers below 10 with a zero, room to write where there is none. */
export function numberAndSymbol(number: number | null, symbol: string): string {
  return `Số: ${number === null ? '        ' : String(number).padStart(2, '0')}/${symbol}`;
}

const ROMAN: readonly (readonly [number, string])[] = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** 4 → 'IV'. */
export function roman(number: number): string {
  let rest = number;
  let text = '';
  for (const [value, letters] of ROMAN) for (; rest >= value; rest -= value) text += letters;
  return text;
}

/** 1 → 'a', 5 → 'đ': points of a clause run through the Vietnamese alphabet without its accented vowels. */
export function clauseLetter(number: number): string {
  const letters = 'abcdđeghiklmnopqrstuvxy';
  return letters[number - 1] ?? `y${number - letters.length}`;
}
