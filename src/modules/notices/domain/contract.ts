import type { LocalDate } from '#kernel/local-date.ts';
import type { DocumentReading, Recurrence, Span, WarningCode } from './types.ts';

/** The reading as `dunghen notices extract --json` prints it. */
export interface ExtractedDocument {
  readonly number: string | null;
  readonly date: string | null;
  readonly issuer: string | null;
  readonly signer: string | null;
  readonly recipients: readonly string[];
  readonly tasks: readonly ExtractedTask[];
}

export interface ExtractedTask {
  readonly text: string;
  readonly span: Span;
  readonly lead: readonly string[];
  readonly cooperating: readonly string[];
  readonly deadline: string | null;
  readonly deadlineText: string | null;
  readonly start: string | null;
  readonly recurrence: Recurrence | null;
  readonly confidence: number;
  readonly warnings: readonly WarningCode[];
}

/**
 * The plain shape of a reading: values without their places.
 *
 * @param issuedOn the day of issue the caller knows; it stands in for a date that is not printed
 */
export function toContract(reading: DocumentReading, issuedOn?: LocalDate): ExtractedDocument {
  return {
    number: reading.number?.value ?? null,
    date: reading.date?.value ?? issuedOn ?? null,
    issuer: reading.issuer?.value ?? null,
    signer: reading.signer?.value ?? null,
    recipients: reading.recipients.map(({ value }) => value),
    tasks: reading.tasks.map((task) => ({
      text: task.text,
      span: task.span,
      lead: task.lead.map(({ name }) => name),
      cooperating: task.cooperating.map(({ name }) => name),
      deadline: task.deadline?.value ?? null,
      deadlineText: task.deadlineText?.value ?? null,
      start: task.start?.value ?? null,
      recurrence: task.recurrence?.value ?? null,
      confidence: task.confidence,
      warnings: task.warnings.map(({ code }) => code),
    })),
  };
}
