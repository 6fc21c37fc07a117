import type { StepKind } from './policy.ts';

/** How often made-up people do what after a reminder: shares of one. What is left does nothing. */
export interface Habit {
  /** Does the work within hours. */
  readonly acts: number;
  /** Says "đã biết". */
  readonly knows: number;
  /** Asks for more time. */
  readonly asks: number;
}

const BY_KIND: Readonly<Record<StepKind, Habit>> = {
  assigned: { acts: 0.02, knows: 0.58, asks: 0 },
  'due-soon': { acts: 0.17, knows: 0.34, asks: 0.06 },
  'due-today': { acts: 0.48, knows: 0.2, asks: 0 },
  overdue: { acts: 0.36, knows: 0.22, asks: 0 },
  review: { acts: 0.1, knows: 0.3, asks: 0 },
};

/** Made up: what is said each week of what has long been late is heeded by hardly anybody, so that the page shows one such rule. */
const WEEKLY: Habit = { acts: 0.03, knows: 0.03, asks: 0 };

/** All made up: believable and not measured anywhere. */
export function habitAfter(step: { readonly key: string; readonly kind: StepKind }): Habit {
  return step.key.startsWith('week-') ? WEEKLY : BY_KIND[step.kind];
}

/** What one does, by a draw from 0 (included) to 1 (left out). Who has said that he knows does not say it again. */
export function doesAfter(habit: Habit, draw: number, hasSaid: boolean): 'act' | 'know' | 'ask' | undefined {
  if (draw < habit.acts) return 'act';
  if (draw < habit.acts + habit.asks) return 'ask';
  return draw < habit.acts + habit.asks + habit.knows && !hasSaid ? 'know' : undefined;
}
