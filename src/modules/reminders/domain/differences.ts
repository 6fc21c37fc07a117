/** What the reconciler may find wrong: with an open obligation, and with what was written about it. */
export const DIFFERENCES = [
  'no-agency',
  'no-person',
  'person-left',
  'on-no-list',
  'no-clock',
  'no-plan',
  'plan-failed',
  'not-fired',
  'no-firing',
] as const;
export type DifferenceKind = (typeof DIFFERENCES)[number];
