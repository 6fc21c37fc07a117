const LETTERS = 'abcdefghijklmnopqrstuvwxyz ';
const OF_CODES = 'ABCDEFGHIKLMNOPQRSTUVXY0123456789.-';
/** Past this length a slip is looked for by likeness instead: candidates grow with the length. */
const LONGEST = 60;

/** What somebody may have meant who made one slip of the finger in a name (without marks, lower case). */
export function namesOneSlipAway(name: string): string[] {
  const meant = oneSlipAway(name, LETTERS).map((one) => one.trim().replace(/ {2,}/g, ' '));
  return [...new Set(meant)].filter((one) => one.length > 2 && one !== name);
}

/** The same for the code of a dossier, in capitals. */
export function codesOneSlipAway(code: string): string[] {
  return oneSlipAway(code, OF_CODES);
}

/** Pieces of an agency's identifier, a day that there is, the number in that day (TT 01/2018/TT-VPCP, Điều 19). */
const OF_A_UNIT = /^(?:\d{2,3}\.)*[A-Z]\d{2}(?:\.\d{2,3})*-\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-\d{4,5}$/;

/**
 * Parts codes that a unit of ours may have given from all others, which only an import may have brought. Of the codes
 * one slip away from such a code nine in ten are of no such form.
 */
export function byForm(codes: readonly string[]): { readonly formed: string[]; readonly others: string[] } {
  const formed = codes.filter((code) => OF_A_UNIT.test(code));
  const known = new Set(formed);
  return { formed, others: codes.filter((code) => !known.has(code)) };
}

/**
 * All texts one slip away: two neighbours exchanged, a character too many, one missing, one taken for another.
 * @returns nothing for a text too long to be tried
 */
function oneSlipAway(text: string, alphabet: string): string[] {
  if (text.length > LONGEST) return [];
  const found = new Set<string>();
  for (let at = 0; at <= text.length; at += 1) {
    const [before, after] = [text.slice(0, at), text.slice(at)];
    const [first = '', second = ''] = after;
    if (second) found.add(before + second + first + after.slice(2));
    if (first) found.add(before + after.slice(1));
    for (const one of alphabet) {
      found.add(before + one + after);
      if (first) found.add(before + one + after.slice(1));
    }
  }
  found.delete(text);
  return [...found];
}
