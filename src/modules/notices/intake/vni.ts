/**
 * VNI for Windows (fonts VNI-Times and kin): a marked vowel is its base letter followed by a Latin
 * letter that stands for the mark, so that "Khánh Hòa" shows as "Khaùnh Hoøa" where the font is missing.
 * Capital or small follows the base letter; the mark is met in either case.
 */

/** Tone and hat marks after a, e, o, u, y (o and u with horn are single letters of their own). */
const AFTER_A: readonly [string, string][] = [
  ['ù', 'á'],
  ['ø', 'à'],
  ['û', 'ả'],
  ['õ', 'ã'],
  ['ï', 'ạ'],
  ['â', 'â'],
  ['á', 'ấ'],
  ['à', 'ầ'],
  ['å', 'ẩ'],
  ['ã', 'ẫ'],
  ['ä', 'ậ'],
  ['ê', 'ă'],
  ['é', 'ắ'],
  ['è', 'ằ'],
  ['ú', 'ẳ'],
  ['ü', 'ẵ'],
  ['ë', 'ặ'],
];
const AFTER_E: readonly [string, string][] = [
  ['ù', 'é'],
  ['ø', 'è'],
  ['û', 'ẻ'],
  ['õ', 'ẽ'],
  ['ï', 'ẹ'],
  ['â', 'ê'],
  ['á', 'ế'],
  ['à', 'ề'],
  ['å', 'ể'],
  ['ã', 'ễ'],
  ['ä', 'ệ'],
];
const AFTER_O: readonly [string, string][] = [
  ['ù', 'ó'],
  ['ø', 'ò'],
  ['û', 'ỏ'],
  ['õ', 'õ'],
  ['ï', 'ọ'],
  ['â', 'ô'],
  ['á', 'ố'],
  ['à', 'ồ'],
  ['å', 'ổ'],
  ['ã', 'ỗ'],
  ['ä', 'ộ'],
];
const AFTER_HORN_O: readonly [string, string][] = [
  ['ù', 'ớ'],
  ['ø', 'ờ'],
  ['û', 'ở'],
  ['õ', 'ỡ'],
  ['ï', 'ợ'],
];
const AFTER_U: readonly [string, string][] = [
  ['ù', 'ú'],
  ['ø', 'ù'],
  ['û', 'ủ'],
  ['õ', 'ũ'],
  ['ï', 'ụ'],
];
const AFTER_HORN_U: readonly [string, string][] = [
  ['ù', 'ứ'],
  ['ø', 'ừ'],
  ['û', 'ử'],
  ['õ', 'ữ'],
  ['ï', 'ự'],
];
const AFTER_Y: readonly [string, string][] = [
  ['ù', 'ý'],
  ['ø', 'ỳ'],
  ['û', 'ỷ'],
  ['õ', 'ỹ'],
];
/** Letters written with one sign. */
const SINGLE: readonly [string, string][] = [
  ['ô', 'ơ'],
  ['ö', 'ư'],
  ['í', 'í'],
  ['ì', 'ì'],
  ['æ', 'ỉ'],
  ['ó', 'ĩ'],
  ['ò', 'ị'],
  ['î', 'ỵ'],
  ['ñ', 'đ'],
];

const LETTER_OF_SIGNS: ReadonlyMap<string, string> = new Map(buildSigns());
const SIGNS_OF_LETTER: ReadonlyMap<string, string> = new Map(
  // The first spelling of a letter is the one written: capital base with capital mark.
  [...LETTER_OF_SIGNS].reverse().map(([signs, letter]): [string, string] => [letter, signs]),
);
/** A base with its mark, or one of the single letters. */
const SIGNS = /[aAeEoOuUyYôÔöÖ][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]|[ôÔöÖíÍìÌæÆóÓòÒîÎñÑ]/gu;

function* buildSigns(): Generator<[string, string]> {
  const tables: readonly [string, readonly [string, string][]][] = [
    ['a', AFTER_A],
    ['e', AFTER_E],
    ['o', AFTER_O],
    ['ô', AFTER_HORN_O],
    ['u', AFTER_U],
    ['ö', AFTER_HORN_U],
    ['y', AFTER_Y],
  ];
  for (const [base, table] of tables) {
    for (const [mark, letter] of table) {
      yield [base + mark, letter];
      yield [base.toUpperCase() + mark.toUpperCase(), letter.toUpperCase()];
      yield [base.toUpperCase() + mark, letter.toUpperCase()];
      yield [base + mark.toUpperCase(), letter];
    }
  }
  for (const [sign, letter] of SINGLE) {
    yield [sign, letter];
    yield [sign.toUpperCase(), letter.toUpperCase()];
  }
}

/** Text typed with a VNI font ("Khaùnh Hoøa") as the Vietnamese it stands for, NFC. */
export function fromVni(text: string): string {
  return text
    .normalize('NFC')
    .replace(SIGNS, (signs) => LETTER_OF_SIGNS.get(signs) ?? alone(signs))
    .normalize('NFC');
}

/** A base with a mark it never bears: the base may still be a letter of its own ("ö" before "â"). */
function alone(signs: string): string {
  return Array.from(signs)
    .map((sign) => LETTER_OF_SIGNS.get(sign) ?? sign)
    .join('');
}

/** Vietnamese text as a VNI font would have it typed; other letters stay. */
export function toVni(text: string): string {
  return Array.from(text.normalize('NFC'))
    .map((letter) => SIGNS_OF_LETTER.get(letter) ?? letter)
    .join('');
}
