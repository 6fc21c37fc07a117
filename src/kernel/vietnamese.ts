/**
 * Vietnamese text: one form for keeping, one for comparing, one for searching.
 * Kept text is what was typed, in NFC. Two spellings of one word (hoà/hòa, uỷ/ủy) are equal
 * when their canonical forms are; search ignores marks altogether.
 */

/** Unicode NFC with no-break and zero-width spaces made plain; nothing else is touched. */
export function normalizeText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/\u200b|\u200c|\u200d|\ufeff|\u00ad/g, '');
}

/** Tone marks as they stand in NFD: grave, acute, tilde, hook above, dot below. */
const TONE = '[\u0300\u0301\u0303\u0309\u0323]';
const OLD_PLACEMENT = new RegExp(`(?<![qQ])([oO])([aAeE])(${TONE})(?!\\p{L}|\\p{M})`, 'gu');
const OLD_PLACEMENT_UY = new RegExp(`(?<![qQ])([uU])([yY])(${TONE})(?!\\p{L}|\\p{M})`, 'gu');

/** The modern tone placement ("hoà" → "hòa", "uỷ" → "ủy"), NFC; "quý", "toàn" and "khoẻn" stay. */
export function modernTonePlacement(text: string): string {
  return text.normalize('NFD').replace(OLD_PLACEMENT, '$1$3$2').replace(OLD_PLACEMENT_UY, '$1$3$2').normalize('NFC');
}

/** Lower case without marks, đ as d, spaces collapsed: what search and names are compared by. */
export function searchKey(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();
}
