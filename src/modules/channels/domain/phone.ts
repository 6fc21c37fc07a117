/**
 * A Vietnamese mobile number as 84 and nine digits, from any usual way to write it: 0905 123 456, +84 905.123.456.
 * @returns undefined for landlines, foreign numbers and what is no number
 */
export function mobileNumber(typed: string): string | undefined {
  const digits = typed.replace(/[\s.()-]/g, '');
  const rest = /^(?:\+?84|0)([35789]\d{8})$/.exec(digits)?.[1];
  return rest && `84${rest}`;
}

/** How gateways want numbers written. */
export type NumberForm = 'plain' | 'plus' | 'local';

/** @param number 84 and nine digits */
export function writeNumber(number: string, form: NumberForm): string {
  if (form === 'plus') return `+${number}`;
  return form === 'local' ? `0${number.slice(2)}` : number;
}

/** For pages: enough to know one's own number by. */
export function maskedNumber(number: string): string {
  return `0${number.slice(2, 5)} ••• ${number.slice(-3)}`;
}
