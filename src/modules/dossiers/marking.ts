import { systemActor } from '#platform/auth/actor.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import { periodOf } from './domain/month.ts';
import { keepMarks, monthsToMark } from './store/indicators.ts';

/** Histories read in one transaction: seconds, so that reminders between two of them are not late. */
const AT_ONCE = 5_000;

/**
 * Each piece looks through its month anew. Of months with more than this (measured at 400,000: 15 s a piece, 80 pieces)
 * the first who looks reads, as before.
 */
const MOST_A_MONTH = 200_000;

/**
 * Reads what the indicators need of every dossier that ended, before anybody asks: the first look at a month would read
 * all its histories while somebody waits. Once a day of the province's time, the newest month first, a piece a round.
 * @returns a job's `run`: how many dossiers it read
 */
export function markMonths(
  atOnce: number = AT_ONCE,
  mostAMonth: number = MOST_A_MONTH,
): (province: Province) => Promise<number> {
  let plannedOn: string | undefined;
  let months: string[] = [];
  const piece = async (tx: Tx): Promise<number> => {
    if (plannedOn !== tx.today) {
      months = await monthsToMark(tx.db, tx.now, mostAMonth);
      plannedOn = tx.today;
    }
    for (let month = months.shift(); month !== undefined; month = months.shift()) {
      // One that fails is told and left until tomorrow: tried every second it would keep the database from all else.
      const kept = await keepMarks(tx.db, periodOf(month, tx.now), atOnce);
      if (kept === atOnce) months.unshift(month);
      if (kept > 0) return kept;
    }
    return 0;
  };
  return (province) => province.as(systemActor('Đọc trước số liệu tháng')).run(piece);
}
