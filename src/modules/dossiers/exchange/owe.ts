import { loadCalendar } from '#modules/calendar/public.ts';
import { registerObligations } from '#modules/reminders/public.ts';
import type { Tx } from '#platform/db/province.ts';
import type { DossierEvent } from '../domain/events.ts';
import type { Facts } from '../domain/facts.ts';
import { syncObligations } from '../obligations.ts';
import { type About, owedOf } from '../owed.ts';

/** A dossier that a source told of. */
export interface Owed {
  readonly about: About;
  /** How it stood; null where it was not known. */
  readonly before: Facts | null;
  readonly after: Facts;
  readonly event: DossierEvent;
}

/** What runs elsewhere is owed and reminded of like what was received here; what the source ended is owed no more. */
export async function oweImported(tx: Tx, told: readonly Owed[]): Promise<void> {
  const fresh = told.filter(({ before }) => before === null);
  const calendar = await loadCalendar(tx);
  await registerObligations(
    tx,
    fresh.flatMap(({ about, after, event }) => owedOf(about, after, event.data.explanation ?? [], calendar)),
  );
  for (const { about, before, after, event } of told)
    if (before) await syncObligations(tx, about, before, after, event.data.explanation);
}
