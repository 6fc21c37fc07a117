/**
 * TCVN 5712:1993 (VN1, of which the "TCVN3" of ABC fonts such as .VnTime is the common part):
 * one byte a letter. Text typed with it and copied out as if it were Latin reads "Kh¸nh Hßa".
 * The fonts with capital letters only (.VnTimeH) reuse the small letters' codes; see `restoreCapitals`.
 */

/** Codes 0xA1 to 0xFF in order; the codes B0 to B4 are combining marks. */
const HIGH =
  'ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ';
/** Codes 0x80 to 0x9F. */
const MIDDLE = 'ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ';
/** Capitals that VN1 keeps below the space; text fonts never used these. */
const LOW: Readonly<Record<number, string>> = {
  0x01: 'Ú',
  0x02: 'Ụ',
  0x04: 'Ừ',
  0x05: 'Ử',
  0x06: 'Ữ',
  0x11: 'Ứ',
  0x12: 'Ự',
  0x13: 'Ỳ',
  0x14: 'Ỷ',
  0x15: 'Ỹ',
  0x16: 'Ý',
  0x17: 'Ỵ',
};
/** What windows-1252 shows for 0x80 to 0x9F; the five empty places stay control characters. */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

const LETTER_OF_BYTE: readonly string[] = Array.from({ length: 256 }, (_, code) => {
  if (code >= 0xa1) return HIGH[code - 0xa1] ?? '';
  if (code === 0xa0) return ' ';
  if (code >= 0x80) return MIDDLE[code - 0x80] ?? '';
  return LOW[code] ?? String.fromCharCode(code);
});

const LETTER_OF_LOOKALIKE: ReadonlyMap<string, string> = new Map([
  ...LETTER_OF_BYTE.map((letter, code): [string, string] => [String.fromCharCode(code), letter]),
  ...Array.from(WINDOWS_1252).map((shown, i): [string, string] => [shown, MIDDLE[i] ?? shown]),
]);

const BYTE_OF_LETTER: ReadonlyMap<string, number> = new Map(
  // The last entry of a letter wins: the plain space, not the no-break one.
  LETTER_OF_BYTE.map((letter, code): [string, number] => [letter, code]).reverse(),
);

/** TCVN 5712 (VN1) bytes as Unicode text, NFC. Never fails: every byte means something. */
export function decodeTcvn3(bytes: Uint8Array): string {
  return Array.from(bytes, (code) => LETTER_OF_BYTE[code] ?? '')
    .join('')
    .normalize('NFC');
}

/** Bytes of a Vietnamese text in TCVN 5712 (VN1). @throws RangeError on a letter it does not have */
export function encodeTcvn3(text: string): Uint8Array {
  return Uint8Array.from(text.normalize('NFC'), (letter) => {
    const code = BYTE_OF_LETTER.get(letter);
    if (code === undefined) throw new RangeError(`not in TCVN 5712: ${letter}`);
    return code;
  });
}

/**
 * Text whose TCVN3 bytes were shown as Latin letters ("Kh¸nh Hßa") as the Vietnamese it stands for,
 * NFC. Typographic quotes and dashes around words are kept, as in this encoding's fonts they were
 * typed as such; letters outside the encoding stay.
 */
export function fromTcvn3Lookalike(text: string): string {
  const out: string[] = [];
  const letters = Array.from(text);
  letters.forEach((letter, i) => {
    const insideWord = isWordChar(letters[i - 1]) && isWordChar(letters[i + 1]);
    out.push(PUNCTUATION.has(letter) && !insideWord ? letter : (LETTER_OF_LOOKALIKE.get(letter) ?? letter));
  });
  return out.join('').normalize('NFC');
}

const PUNCTUATION = new Set('\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\t\n\r');

function isWordChar(letter: string | undefined): boolean {
  return letter !== undefined && /[A-Za-z\u00a1-\u00ff]/.test(letter);
}

/**
 * Capitals lost with the font, which has marked letters in small only: they come back in a word such
 * as "KHáNH", in a stretch of a line that is otherwise in capitals, where a sentence begins, and in
 * "ủy ban". Others (a name that begins with a marked letter) cannot be known.
 */
export function restoreCapitals(text: string): string {
  let sentenceEnded = true;
  return text
    .split('\n')
    .map((line) => {
      const restored = line.split(STRETCH_BREAK).map(restoreStretch).join('');
      const begun = sentenceEnded ? restored.replace(FIRST_LETTER, (letter) => letter.toUpperCase()) : restored;
      // After a title in capitals a sentence begins as well.
      sentenceEnded = /(?:[.:!?]|^)\s*$/.test(line.slice(-3)) || !/\p{Ll}/u.test(restored);
      return begun
        .replace(LATER_SENTENCE, (start) => start.toUpperCase())
        .replace(/(?<!\p{L})ủy ban(?!\p{L})/gu, 'Ủy ban');
    })
    .join('\n');
}

/** Columns in one line: tabs, bars, wide gaps. Kept by split, as it is in brackets. */
const STRETCH_BREAK = /( {3,}|\t|\|)/;
const FIRST_LETTER = /^\p{Ll}(?<![a-z])/u;
const LATER_SENTENCE = /(?<=[.!?] )\p{Ll}(?<![a-z])/gu;

function restoreStretch(stretch: string): string {
  // Symbols and abbreviations (12/TB-UBND, NN&PTNT, TTTT) are in capitals in any line and prove nothing.
  const words = stretch
    .split(' ')
    .filter((word) => !/[\d/&]/.test(word) && /[AEIOUY]/i.test(word.normalize('NFD')))
    .join(' ');
  if ((words.match(/[A-Z]/g)?.length ?? 0) >= 4 && !/[a-z]/.test(words)) return stretch.toUpperCase();
  return stretch.replace(/\p{L}+/gu, (word) =>
    /^\p{L}+[A-Z]/u.test(word) && !/[a-z]/.test(word) ? word.toUpperCase() : word,
  );
}
