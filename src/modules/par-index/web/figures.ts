import type { Hundredths } from '../domain/criteria-set.ts';
import type { Language } from '#web/i18n/language.ts';
import { formatNumber } from '#web/format.ts';

/** Hundredths of a point as points: 1250 is "12,50" (vi) or "12.50" (en). */
export function formatPoints(hundredths: Hundredths, language: Language): string {
  const sign = hundredths < 0 ? '−' : '';
  const whole = Math.abs(Math.round(hundredths));
  const mark = language === 'vi' ? ',' : '.';
  return `${sign}${Math.floor(whole / 100)}${mark}${String(whole % 100).padStart(2, '0')}`;
}

/** A difference of points with its sign: "+0,50", "−1,00", "0,00". */
export function formatDifference(hundredths: Hundredths, language: Language): string {
  return `${hundredths > 0 ? '+' : ''}${formatPoints(hundredths, language)}`;
}

/** Hundredths of a per cent: 8945 is "89,45 %". */
export function formatIndex(hundredths: number | null | undefined, language: Language): string {
  return hundredths === null || hundredths === undefined ? '—' : `${formatPoints(hundredths, language)} %`;
}

/** A whole number as typed; undefined when it is none. */
export function readCount(text: string): number | undefined {
  const plain = text.trim().replace(/[.\s](?=\d{3}(\D|$))/g, '');
  if (!/^\d{1,12}$/.test(plain)) return undefined;
  return Number(plain);
}

/** A number with a comma or a point before its decimals; undefined when it is none. */
export function readNumber(text: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined;
}

/** Points as typed ("1,25") in hundredths; undefined when they are none or finer than a hundredth. */
export function readPoints(text: string): Hundredths | undefined {
  const match = /^(\d{1,4})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
}

/** A number for an input field, with the decimal mark of the language. */
export function numberText(value: number, language: Language): string {
  return language === 'vi' ? String(value).replace('.', ',') : String(value);
}

/** A place gained or lost: "+3", "−2", "0", at most one decimal. */
export function formatPlaces(places: number, language: Language): string {
  const rounded = Math.round(places * 10) / 10;
  return `${rounded > 0 ? '+' : rounded < 0 ? '−' : ''}${formatNumber(Math.abs(rounded), language)}`;
}
