import { searchKey } from '#kernel/vietnamese.ts';
import { COMMON_WORDS, KEY_RUNS } from './common-passwords.ts';

/** Length limits in characters (ASVS 5.0, 6.2.1 and 6.2.9; NIST SP 800-63B-4, 3.1.1.2). No rule of composition. */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

/** Why a password is refused; the sentence stands in messages.vi.ts under `accounts.password_<fault>`. */
export type PasswordFault = 'too_short' | 'too_long' | 'simple' | 'common' | 'like_name';

/** Whose password it is to be. */
export interface PasswordOwner {
  readonly login: string;
  readonly fullName: string;
}

/** The one spelling a password is hashed in: NFC, so that a keyboard that types marks apart changes nothing. */
export function canonicalPassword(typed: string): string {
  return typed.normalize('NFC');
}

/**
 * What is wrong with a password, or undefined when it may be used. Anything may be typed or pasted into it;
 * only what is short, or among the first things a guesser tries, is refused.
 */
export function passwordFault(typed: string, owner: PasswordOwner): PasswordFault | undefined {
  const characters = Array.from(canonicalPassword(typed));
  if (characters.length < PASSWORD_LENGTH.min) return 'too_short';
  if (characters.length > PASSWORD_LENGTH.max) return 'too_long';
  const folded = searchKey(typed).replaceAll(' ', '');
  if (isSimple(folded)) return 'simple';
  if (isLikeName(folded, owner)) return 'like_name';
  if (isCommon(folded)) return 'common';
  return undefined;
}

/** Few different characters, digits alone (identity and telephone numbers), repetitions, runs along the keyboard. */
function isSimple(folded: string): boolean {
  if (new Set(folded).size < 5) return true;
  if (/^\d+$/.test(folded) && folded.length < 20) return true;
  if (isRepetition(folded)) return true;
  return withoutRuns(folded).length <= 3;
}

/** Whether the text is a part of at most half of it, said again and again ('abc9abc9abc9ab'). */
function isRepetition(text: string): boolean {
  for (let period = 1; period <= Math.min(text.length / 2, 8); period += 1) {
    let same = true;
    for (let i = period; same && i < text.length; i += 1) same = text[i] === text[i - period];
    if (same) return true;
  }
  return false;
}

const SHORTEST_RUN = 4;
const RUNS = KEY_RUNS.flatMap((run) => [run, Array.from(run).reverse().join('')]);

/** The text without its runs of four or more neighbouring keys, either way. */
function withoutRuns(text: string): string {
  let rest = '';
  for (let at = 0; at < text.length; ) {
    const length = runAt(text, at);
    if (length >= SHORTEST_RUN) at += length;
    else rest += text[at++];
  }
  return rest;
}

function runAt(text: string, at: number): number {
  let longest = 0;
  for (const run of RUNS) {
    for (let from = run.indexOf(text[at] ?? ''); from >= 0; from = run.indexOf(text[at] ?? '', from + 1)) {
      let length = 1;
      while (at + length < text.length && text[at + length] === run[from + length]) length += 1;
      longest = Math.max(longest, length);
    }
  }
  return longest;
}

/** The login or the name (either way round), alone or with a few digits and signs around. */
function isLikeName(folded: string, owner: PasswordOwner): boolean {
  const words = searchKey(owner.fullName).split(' ').filter(Boolean);
  const login = searchKey(owner.login);
  const names = [login, login.split('@')[0] ?? '', words.join(''), words.toReversed().join('')];
  const letters = core(folded);
  return names.some((name) => {
    const bare = name.replace(/[^\p{L}\p{N}]/gu, '');
    if (bare.length < 4) return false;
    const inside = folded.replace(/[^\p{L}\p{N}]/gu, '');
    return letters === core(bare) ? core(bare).length >= 4 : inside.includes(bare) && inside.length - bare.length <= 4;
  });
}

/** Digits and signs around a word that add little: as many as an identity number has. */
const LONGEST_TAIL = 12;

/** At most two common words and nothing else but a few digits and signs. */
function isCommon(folded: string): boolean {
  for (const text of new Set([folded, unleet(folded)])) {
    const letters = core(text);
    if (letters === '' || text.length - letters.length > LONGEST_TAIL) continue;
    if (COMMON_WORDS.has(letters)) return true;
    for (let at = 2; at <= letters.length - 2; at += 1) {
      if (COMMON_WORDS.has(letters.slice(0, at)) && COMMON_WORDS.has(letters.slice(at))) return true;
    }
  }
  return false;
}

/** The letters alone. */
function core(text: string): string {
  return text.replace(/[^\p{L}]/gu, '');
}

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/** 'p@ssw0rd' as 'password'; digits at the end are left (a year, a count). */
function unleet(text: string): string {
  const tail = /[\d\W_]*$/.exec(text)?.index ?? text.length;
  return text.slice(0, tail).replace(/[013457@$]/g, (sign) => LEET[sign] ?? sign) + text.slice(tail);
}
