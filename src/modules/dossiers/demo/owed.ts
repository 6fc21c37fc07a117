import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import type { ExplanationStep } from '#modules/calendar/domain/steps.ts';
import type { ObligationInput } from '#modules/reminders/public.ts';
import { signatureOwed } from '../apologies.ts';
import { opinionOwed, owedOf } from '../owed.ts';
import { type DossierRow, factsOfRow, type OpinionRow } from '../store/rows.ts';

/** What else hangs on an open dossier. */
interface Hanging {
  /** How its due moment was counted. */
  readonly told: readonly ExplanationStep[];
  /** Questions to other agencies that are not answered yet. */
  readonly questions: readonly OpinionRow[];
}

/** Everything the program itself would have people owe for a made-up dossier as it stands; nothing once it ended. */
export function owedOfMadeUp(row: DossierRow, { told, questions }: Hanging, calendar: WorkCalendar): ObligationInput[] {
  if (row.clock === 'ended') return [];
  return [
    ...owedOf(row, factsOfRow(row), told, calendar),
    ...questions.flatMap((one) => opinionOwed(row, one) ?? []),
    ...(row.apology_draft_id ? [signatureOwed(row, calendar, row.changed_at)] : []),
  ];
}
