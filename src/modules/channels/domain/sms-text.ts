/** The letters of GSM 03.38 that take one place, and those that take two. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENDED = new Set('^{}\\[~]|€');

/** Signs of ordinary texts that have a plain look-alike. */
const LOOK_ALIKE: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '…': '...',
  '·': '-',
  '•': '-',
  '\u00a0': ' ',
  '\t': ' ',
};

export type SmsEncoding = 'gsm-7' | 'ucs-2';

/** A text as it goes through the air. */
export interface Sms {
  readonly text: string;
  readonly encoding: SmsEncoding;
  /** Places taken: septets of GSM 03.38, or 16-bit units. */
  readonly length: number;
  /** Messages it is billed as. */
  readonly parts: number;
}

/** Vietnamese without marks ("đến hạn" → "den han") and without any sign the 7-bit alphabet lacks; such become "?". */
export function withoutMarks(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
  return Array.from(plain, (sign) => (BASIC.has(sign) || EXTENDED.has(sign) ? sign : (LOOK_ALIKE[sign] ?? '?'))).join(
    '',
  );
}

/**
 * How a text goes as SMS: 160 places in one message or 153 in each of several, where all its signs are in the 7-bit
 * alphabet; else 70 or 67. A sign of two places is never parted, so a part may hold one less.
 * @param marks false takes the marks off first, as most Vietnamese gateways bill by the cheaper alphabet
 * @see 3GPP TS 23.038, 23.040
 */
export function asSms(written: string, { marks }: { readonly marks: boolean }): Sms {
  const text = marks ? written.normalize('NFC') : withoutMarks(written);
  const signs = Array.from(text);
  const gsm = signs.every((sign) => BASIC.has(sign) || EXTENDED.has(sign));
  const widths = signs.map((sign) => (gsm ? (EXTENDED.has(sign) ? 2 : 1) : sign.length));
  const length = widths.reduce((sum, width) => sum + width, 0);
  const [alone, together] = gsm ? [160, 153] : [70, 67];
  return { text, encoding: gsm ? 'gsm-7' : 'ucs-2', length, parts: length <= alone ? 1 : partsOf(widths, together) };
}

function partsOf(widths: readonly number[], room: number): number {
  let parts = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > room) {
      parts += 1;
      used = 0;
    }
    used += width;
  }
  return parts;
}
