import { loadCalendar } from '#modules/calendar/public.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { answerVi, awaitsAnswer, type OnlineAnswer, onlineAnswer } from './domain/online-answer.ts';
import type { DossierSummary } from './list-schema.ts';
import type { DossierRow } from './store/rows.ts';

/** Until when each of those that wait for an answer is answered, by the calendar of its counter. */
export async function answersOf(tx: Tx, rows: readonly DossierRow[]): Promise<ReadonlyMap<string, OnlineAnswer>> {
  const found = new Map<string, OnlineAnswer>();
  for (const row of rows.filter(awaitsAnswer)) {
    const calendar = await loadCalendar(tx, row.receiving_agency_id);
    found.set(row.id, onlineAnswer(row.law_id, calendar, row.submitted_at));
  }
  return found;
}

/** A summary with the answer that is owed for it, where one is. */
export function withAnswer<Summary extends DossierSummary>(
  summary: Summary,
  answer: OnlineAnswer | undefined,
  now: Date,
): Summary {
  if (!answer) return summary;
  const { dueAt, source, verified, hours } = answer;
  return {
    ...summary,
    remaining: answerVi(answer, now) ?? summary.remaining,
    answer: {
      dueAt: dueAt && toVietnamIso(dueAt),
      isOver: dueAt !== null && now > dueAt,
      hours,
      source,
      verified,
    },
  };
}
