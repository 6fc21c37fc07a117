import { specialDay, type WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { isWorkingDay, workingDaysBetween } from '#modules/calendar/domain/days.ts';
import { addDays, dayNumber, type LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { dayVi } from './words.ts';

/** Longer stretches are counted and not told day by day. */
const TOLD_DAYS = 400;
const TOLD_NAMES = 3;
const KEPT = 2_000;

/** A burst asks for the same stretch very many times; calendars are compiled anew when they change. */
const known = new WeakMap<WorkCalendar, Map<string, string | null>>();

/**
 * How the working days between today and the due day were counted: "Lịch: từ 27/03/2018 đến hạn 30/03/2018 còn 3 ngày
 * làm việc, không tính 1 ngày nghỉ (Giỗ Tổ Hùng Vương)". Today is not counted, the due day is.
 * @returns null on the due day itself and where the calendar cannot say
 */
export function countedVi(calendar: WorkCalendar, today: LocalDate, due: LocalDate): string | null {
  const kept = known.get(calendar) ?? new Map<string, string | null>();
  known.set(calendar, kept);
  const name = `${today} ${due}`;
  const before = kept.get(name);
  if (before !== undefined) return before;
  if (kept.size >= KEPT) kept.clear();
  const text = counted(calendar, today, due);
  kept.set(name, text);
  return text;
}

function counted(calendar: WorkCalendar, today: LocalDate, due: LocalDate): string | null {
  if (today === due) return null;
  const [from, to] = today < due ? [today, due] : [due, today];
  try {
    const working = Math.abs(workingDaysBetween(calendar, from, to));
    const words =
      today < due
        ? `từ ${dayVi(today)} đến hạn ${dayVi(due)} còn ${working} ngày làm việc`
        : `từ hạn ${dayVi(due)} đến ${dayVi(today)} đã qua ${working} ngày làm việc`;
    return `Lịch: ${[words, ...exceptions(calendar, from, to, working)].join(', ')}.`;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.year_without_data') return null;
    throw error;
  }
}

function exceptions(calendar: WorkCalendar, from: LocalDate, to: LocalDate, working: number): string[] {
  const length = dayNumber(to) - dayNumber(from);
  const said: string[] = [];
  const names = new Set<string>();
  const madeUp: LocalDate[] = [];
  if (length <= TOLD_DAYS)
    for (let day = 1; day <= length; day += 1) {
      const date = addDays(from, day);
      const special = specialDay(calendar, date);
      if (special?.kind === 'make-up') madeUp.push(date);
      else if (special && !isWorkingDay(calendar, date)) names.add(special.name);
    }
  if (length > working) {
    const told = [...names].slice(0, TOLD_NAMES).join('; ');
    said.push(
      `không tính ${length - working} ngày nghỉ${told ? ` (${told}${names.size > TOLD_NAMES ? '…' : ''})` : ''}`,
    );
  }
  if (madeUp.length > 0) said.push(`có tính ngày làm bù ${madeUp.map(dayVi).join(', ')}`);
  return said;
}
