/** So many times a text has to come before it is kept prepared. */
const OFTEN = 8;
/** Each text kept costs memory on every connection. */
const MOST_KEPT = 150;
const MOST_COUNTED = 2_000;

/**
 * What is looked for decides how these are best done: patterns, likeness, pages of a list. They are planned anew each
 * time, with the values known.
 */
const DEPENDS_ON_VALUES = /\blimit\s+\$|\blike\b|\bilike\b|@@|<->|<%|%>|~|\bany\s*\(/i;

const counts = new Map<string, number>();
const kept = new Set<string>();

/**
 * Whether a text has come so often that preparing it pays: planning a query of a few joins costs more than running it.
 * @returns true from the eighth time on, for texts whose plan does not depend on the values
 */
export function comesOften(text: string): boolean {
  if (kept.has(text)) return true;
  if (kept.size >= MOST_KEPT) return false;
  const count = (counts.get(text) ?? 0) + 1;
  if (count < OFTEN) {
    if (counts.size >= MOST_COUNTED) counts.clear(); // texts with lists of every length would fill it
    counts.set(text, count);
    return false;
  }
  counts.delete(text);
  if (DEPENDS_ON_VALUES.test(text)) return false;
  kept.add(text);
  return true;
}
