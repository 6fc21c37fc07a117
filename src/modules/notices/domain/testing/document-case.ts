import type { Recurrence, WarningCode } from '../types.ts';

/** One task a careful clerk would enter; what is left out is expected to be empty. */
export interface ExpectedTask {
  /** The first words of the task, spaces collapsed. */
  readonly words: string;
  readonly lead: readonly string[];
  readonly cooperating?: readonly string[];
  readonly deadline?: string;
  readonly deadlineText?: string;
  readonly start?: string;
  readonly recurrence?: Recurrence;
  /** Without "several-leads", which says nothing new. */
  readonly warnings?: readonly WarningCode[];
}

/** A document written for the tests, and what must be read out of it. Places and offices are real, the matter is not. */
export interface DocumentCase {
  readonly why: string;
  readonly number: string | null;
  readonly date: string | null;
  readonly issuer: string | null;
  readonly signer: string | null;
  readonly recipients: readonly string[];
  readonly tasks: readonly ExpectedTask[];
  readonly text: string;
}
