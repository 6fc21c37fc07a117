/** What the reconciler may find wrong with an open obligation. */
export const DIFFERENCES = [
  'no-agency',
  'no-person',
  'person-left',
  'on-no-list',
  'no-plan',
  'plan-failed',
  'not-fired',
] as const;
export type DifferenceKind = (typeof DIFFERENCES)[number];
