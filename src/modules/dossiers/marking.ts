import { systemActor } from '#platform/auth/actor.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import { monthBefore, periodOf } from './domain/month.ts';
import { countEnded, keepMarks } from './store/indicators.ts';

/** Histories read in one transaction: seconds, so that reminders between two of them are not late. */
const AT_ONCE = 5_000;

/** This month and those before it that people look at; of older ones the first who looks reads. */
const MONTHS = 14;

/**
 * Each piece looks through its month anew. Of months in which more ended than this (measured at 400,000: 15 s a piece,
 * 80 pieces) the first who looks reads.
 */
const MOST_A_MONTH = 200_000;

/**
 * Reads what the indicators need of every dossier that ended, before anybody asks: the first look at a month would read
 * all its histories while somebody waits. Once a day of the province's time, the newest month first, at most a piece
 * of one month a round.
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
      plannedOn = tx.today;
      months = monthsBack(tx.today.slice(0, 7), MONTHS);
    }
    for (let month = months.shift(); month !== undefined; month = months.shift()) {
      const period = periodOf(month, tx.now);
      const ended = await countEnded(tx.db, period, mostAMonth + 1);
      if (ended === 0 || ended > mostAMonth) continue;
      // One that fails is told and left until tomorrow: tried every second it would keep the database from all else.
      const kept = await keepMarks(tx.db, period, atOnce);
      if (kept === atOnce) months.unshift(month);
      return kept;
    }
    return 0;
  };
  return (province) => province.as(systemActor('Đọc trước số liệu tháng')).run(piece);
}

/** @returns so many months (YYYY-MM), newest first */
function monthsBack(newest: string, count: number): string[] {
  const months = [newest];
  for (let month = newest; months.length < count; ) {
    month = monthBefore(month);
    months.push(month);
  }
  return months;
}
