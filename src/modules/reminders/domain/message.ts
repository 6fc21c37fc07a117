import type { Origin } from './obligation.ts';
import type { Audience, StepKind } from './policy.ts';

/** Somebody a step was told to, and as what. */
export interface Told {
  readonly personId: string;
  readonly name: string;
  readonly title: string;
  readonly audience: Audience;
  /** The person on leave in whose place this one is told: "A thay B". */
  readonly insteadOf?: { readonly personId: string; readonly name: string };
  /** On leave, with somebody standing in: told in the program only. */
  readonly away?: true;
}

/**
 * What a message says, as it stood when it fired. Texts are made from it when it is read or sent, so a letter that is
 * tried again says the same.
 */
export interface Content {
  readonly kind: StepKind;
  readonly stepKey: string;
  readonly title: string;
  readonly agencyName: string;
  /** The body that waits for the result; null when nobody is named. */
  readonly waitingFor: string | null;
  readonly link: string;
  readonly action: string | null;
  /** ISO 8601 with +07:00. */
  readonly firedAt: string;
  readonly dueAt: string | null;
  /** Working days left at firing, negative when overdue; null without a due date or calendar data. */
  readonly daysLeft: number | null;
  /** Why this due date. */
  readonly explanation: readonly string[];
  readonly origin: Origin | null;
  readonly policyName: string;
  readonly policyVersion: number;
  /** Who set the rule and what it rests on; absent in what was said before this was kept. */
  readonly policySetBy?: string;
  /** How the days were counted, as a sentence; null where nothing was. */
  readonly counted?: string | null;
  readonly told: readonly Told[];
}

/** As it is kept beside the firing, which knows itself whom it told. */
export type Said = Omit<Content, 'told'>;
