/**
 * What is counted of the engine's work, each a list of its own: matters that wait for their next step; steps that were
 * reached; messages by what became of them; what people did.
 */
export const FIGURES = [
  'planned',
  'fired',
  'delivered',
  'held',
  'digested',
  'waiting',
  'dead',
  'replaced',
  'acknowledged',
  'snoozed',
  'asked-more-time',
  'handed-over',
  'told',
  'acted',
  'ignored',
] as const;
export type Figure = (typeof FIGURES)[number];

/** A rule is judged where it was told so often, and called unheeded where fewer than this share was acted upon. */
export const JUDGED_FROM = 10;
export const UNHEEDED_BELOW = 0.1;

/** How a rule fares: a rule nobody obeys should be changed or dropped. Both limits are our own proposal. */
export function heedOf({ told, acted }: { readonly told: number; readonly acted: number }) {
  if (told < JUDGED_FROM) return 'too-few';
  return acted < told * UNHEEDED_BELOW ? 'unheeded' : 'heeded';
}
