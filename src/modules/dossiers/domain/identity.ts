import { dateOf, type LocalDate } from '#kernel/local-date.ts';
import { normalizeText } from '#kernel/vietnamese.ts';

/*
 * The personal identity number (số định danh cá nhân) is twelve digits: three of the place where the birth was
 * registered, one of century and sex, two of the year of birth, six at random (structure as publicly described for
 * NĐ 137/2015/NĐ-CP; not read again here). What the QR code of an identity card holds is known practice, no published
 * standard was read: seven fields parted by "|".
 */

export type IdentityFault = 'not-digits' | 'length' | 'century' | 'future';

/** What an identity number tells by itself. */
export interface IdentityNumber {
  readonly number: string;
  readonly sex: 'male' | 'female';
  readonly birthYear: number;
}

/**
 * Reads a twelve-digit identity number. Spaces and dots are forgiven.
 * @param thisYear nobody is born later
 */
export function readIdentityNumber(text: string, thisYear: number): IdentityNumber | IdentityFault {
  const number = text.replace(/[\s.]/g, '');
  if (!/^\d+$/.test(number)) return 'not-digits';
  if (number.length !== 12) return 'length';
  const mark = Number(number[3]);
  // 0 and 1 are the 20th century, 2 and 3 the 21st, and so on; even is male.
  const birthYear = 1900 + Math.floor(mark / 2) * 100 + Number(number.slice(4, 6));
  if (birthYear > thisYear) return mark >= 4 ? 'century' : 'future';
  return { number, sex: mark % 2 === 0 ? 'male' : 'female', birthYear };
}

export const IDENTITY_FAULT_VI: Readonly<Record<IdentityFault, string>> = {
  'not-digits': 'Số định danh chỉ gồm chữ số.',
  length: 'Số định danh cá nhân có 12 chữ số.',
  century: 'Chữ số thứ tư của số định danh không đúng.',
  future: 'Số định danh nói năm sinh ở tương lai.',
};

/** What is printed in the QR code of an identity card (căn cước). */
export interface IdentityCard {
  readonly number: string;
  /** The nine digits of an older card; null when there was none. */
  readonly oldNumber: string | null;
  readonly name: string;
  readonly birthOn: LocalDate;
  readonly sex: 'male' | 'female' | null;
  readonly address: string;
  readonly issuedOn: LocalDate | null;
  /** Where number and fields do not agree: told, not refused, for cards do carry errors. */
  readonly doubts: readonly ('year' | 'sex')[];
}

/**
 * Reads the text of a card's QR code: number|old number|name|birth ddmmyyyy|sex|address|issued ddmmyyyy.
 * Fields that newer cards add at the end are left alone.
 * @returns undefined when the text is no such code
 */
export function readCardText(text: string, thisYear: number): IdentityCard | undefined {
  const [number = '', old = '', name = '', birth = '', sex = '', address = '', issued = ''] = normalizeText(text)
    .trim()
    .split('|')
    .map((field) => field.trim());
  const identity = readIdentityNumber(number, thisYear);
  const birthOn = readDay(birth);
  if (typeof identity === 'string' || !birthOn || name === '' || !/^(\d{9})?$/.test(old)) return undefined;
  const said = /^nam$/i.test(sex) ? 'male' : /^nữ$/i.test(sex) ? 'female' : null;
  const doubts: ('year' | 'sex')[] = [];
  if (Number(birthOn.slice(0, 4)) !== identity.birthYear) doubts.push('year');
  if (said !== null && said !== identity.sex) doubts.push('sex');
  return {
    number: identity.number,
    oldNumber: old || null,
    name,
    birthOn,
    sex: said,
    address,
    issuedOn: readDay(issued) ?? null,
    doubts,
  };
}

function readDay(text: string): LocalDate | undefined {
  const parts = /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  return parts ? dateOf(Number(parts[3]), Number(parts[2]), Number(parts[1])) : undefined;
}

/** A phone number as it is compared: digits, the country code as 0. */
export function phoneKey(text: string | null | undefined): string | null {
  const digits = (text ?? '').replace(/\D/g, '').replace(/^84(?=\d{9}$)/, '0');
  return digits.length >= 6 ? digits : null;
}

/** What may stand as a second fact beside the code: the last four of the phone and of the identity number. */
export function secondFacts(...values: readonly (string | null | undefined)[]): string[] {
  const digits = values.map((value) => (value ?? '').replace(/[^0-9A-Za-z]/g, '')).filter((value) => value.length >= 4);
  return [...new Set(digits.map((value) => value.slice(-4).toLowerCase()))];
}
