import { nextWorkingDay } from '#modules/calendar/domain/days.ts';
import { loadCalendar } from '#modules/calendar/public.ts';
import { addDays, dayNumber } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { stepVi } from './domain/words.ts';
import { LATENESS_BOUNDS } from './metrics.ts';
import type { Measures } from './schema.ts';
import { effectSince, firingDays, flowSince, latenessSince } from './store/measure-store.ts';
import { lastCheck } from './store/reconcile-store.ts';

const DAYS = 30;

/**
 * How the engine does its work: what the reconciler found last, what became of the reminders of the last 30 days, how
 * late they were, and for each rule what share was acted upon within a working day.
 */
export async function measures(work: Work): Promise<Measures> {
  return work.run((tx) =>
    asProgram(tx, async () => {
      const since = new Date(tx.now.getTime() - DAYS * 86_400_000);
      const check = await lastCheck(tx.db);
      const counts = await latenessSince(tx.db, since, LATENESS_BOUNDS);
      return {
        since: toVietnamIso(since),
        asOf: toVietnamIso(tx.now),
        check: check
          ? {
              at: toVietnamIso(check.at),
              open: check.open,
              tookMs: check.tookMs,
              differences: check.differences.map((one) => ({ ...one, obligationIds: [...one.obligationIds] })),
            }
          : null,
        flow: await flowSince(tx.db, since),
        lateness: [...LATENESS_BOUNDS, null].map((upTo, place) => ({ upToSeconds: upTo, count: counts[place] ?? 0 })),
        effects: await effects(tx, since),
      };
    }),
  );
}

async function effects(tx: Tx, since: Date): Promise<Measures['effects']> {
  const calendar = await loadCalendar(tx);
  const days = (await firingDays(tx.db, since)).flatMap((day) => {
    try {
      return [{ day, later: dayNumber(nextWorkingDay(calendar, addDays(day, 1))) - dayNumber(day) }];
    } catch (error) {
      if (error instanceof Refusal && error.code === 'calendar.year_without_data') return [];
      throw error;
    }
  });
  const found = await effectSince(tx.db, since, tx.now, days);
  return found.map((one) => ({ ...one, text: ruleVi(one.rule) }));
}

function ruleVi(rule: string): string {
  if (rule === 'week') return 'Quá hạn, nhắc hằng tuần';
  if (rule === 'review') return 'Xem lại việc chưa có hạn, hằng tháng';
  return stepVi(rule, rule === 'assigned' ? 'assigned' : rule.startsWith('overdue') ? 'overdue' : 'due-soon');
}
