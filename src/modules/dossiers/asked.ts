import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import type { Tx } from '#platform/db/province.ts';
import { remainingVi, urgencyOf } from './domain/words.ts';
import type { DossierSummary } from './list-schema.ts';
import type { Queue } from './store/list.ts';
import { type OpenQuestion, openQuestions } from './store/opinions.ts';
import type { DossierRow } from './store/rows.ts';
import { iso } from './views.ts';

type Asking = Pick<DossierSummary, 'awaited' | 'answered' | 'asked'>;

/**
 * What a list says of questions to other agencies (lấy ý kiến): whoever asked sees what is still open and what has just
 * been answered; whoever is asked sees the day of his own answer, not that of the whole dossier.
 *
 * @param own the agencies the reader acts for
 */
export async function askingOf(
  tx: Tx,
  rows: readonly DossierRow[],
  { queue, own, calendar }: { readonly queue: Queue; readonly own: readonly string[]; readonly calendar: WorkCalendar },
): Promise<ReadonlyMap<string, Asking>> {
  const asking = rows.filter(({ opinions, clock }) => opinions.length > 0 && clock !== 'ended');
  const questions = await openQuestions(
    tx.db,
    asking.map(({ id }) => id),
  );
  const said = new Map<string, Asking>();
  for (const { id, last_action: last, clock } of rows) {
    const open = questions.filter(({ dossier_id: of }) => of === id);
    const mine = queue === 'opinions' ? open.filter(({ agency_id: agency }) => own.includes(agency)) : [];
    said.set(id, {
      ...(mine.length > 0
        ? { asked: dueOfFirst(mine, calendar, tx.now) }
        : open.length > 0
          ? { awaited: awaitedOf(open, tx.now) }
          : {}),
      ...(last === 'answer-opinion' && clock !== 'ended' ? { answered: true } : {}),
    });
  }
  return said;
}

const firstDue = (open: readonly OpenQuestion[]): Date | null =>
  open.reduce<Date | null>((first, { due_at: due }) => (due && (!first || due < first) ? due : first), null);

function awaitedOf(open: readonly OpenQuestion[], now: Date): NonNullable<DossierSummary['awaited']> {
  const dueAt = firstDue(open);
  return { count: open.length, dueAt: iso(dueAt), late: dueAt !== null && dueAt < now };
}

function dueOfFirst(
  mine: readonly OpenQuestion[],
  calendar: WorkCalendar,
  now: Date,
): NonNullable<DossierSummary['asked']> {
  const dueAt = firstDue(mine);
  const running = { state: 'processing', clock: 'running', dueAt, lawfulDueAt: dueAt, wasLate: false } as const;
  return {
    count: mine.length,
    dueAt: iso(dueAt),
    urgency: urgencyOf(running, calendar, now),
    remaining: dueAt ? remainingVi({ ...running, waitUntil: null }, calendar, now) : 'không đặt ngày trả lời',
  };
}
