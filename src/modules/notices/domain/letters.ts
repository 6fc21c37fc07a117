/** Capital letters of Vietnamese, for use inside a character class. */
export const UPPER = 'A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ';
const UPPER_LETTER = new RegExp(`[${UPPER}]`);
const LETTER = /\p{L}/u;

export function isUpper(char: string): boolean {
  return UPPER_LETTER.test(char);
}

export function isLetter(char: string): boolean {
  return LETTER.test(char);
}

/** Whether all letters of a text are capitals, with two of them at least. */
export function isAllCaps(text: string): boolean {
  let letters = 0;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (!isLetter(char)) continue;
    if (!isUpper(char)) return false;
    letters += 1;
  }
  return letters >= 2;
}
