import { hoursOn, specialDay, type WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { closingOf } from '#modules/calendar/domain/cutoff.ts';
import { nextWorkingDay, subtractWorkingDays, workingDaysBetween } from '#modules/calendar/domain/days.ts';
import { dayVi, stepVi } from '#modules/calendar/domain/explain-vi.ts';
import { fromMinute } from '#modules/calendar/domain/moments.ts';
import { RULES } from '#modules/calendar/domain/steps.ts';
import { addDays, dayNumber, type LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { instantAt } from '#kernel/vietnam-time.ts';

export interface DueMoment {
  readonly dueAt: Date;
  /** Why this moment, as sentences for "Vì sao là ngày này?". */
  readonly explanation: readonly string[];
}

/**
 * The moment a due day ends: the close of office hours; the hour itself where the document names one ("trước 16 giờ").
 * A day off moves to the next working day, an hour that was named does not: such orders are meant as they stand.
 *
 * @param words what the document says, quoted first in the explanation
 * A year whose days off are not known yet is no guess either way: the end of the day as written, and the explanation
 * says which year is missing.
 *
 * @see Civil Code 2015, Art. 148(5) (from general knowledge, marked so in the explanation)
 */
export function dueMomentOf(
  calendar: WorkCalendar,
  dueOn: LocalDate,
  time: string | null,
  words: string | null,
): DueMoment {
  const explanation = words ? [`Văn bản ghi: “${words}”.`] : [];
  if (time !== null) {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    const dueAt = instantAt(dueOn, hours * 60 + minutes);
    return { dueAt, explanation: [...explanation, `Hạn: ${time} ${dayVi(dueOn)}, đúng giờ văn bản nêu.`] };
  }
  return withoutData(
    () => closeOfDay(calendar, dueOn, explanation),
    (year) => ({
      dueAt: new Date(instantAt(addDays(dueOn, 1)).getTime() - 1000),
      explanation: [
        ...explanation,
        `Chưa có lịch nghỉ chính thức năm ${year}, nên lấy đúng ngày văn bản nêu.`,
        `Hạn: hết ngày ${dayVi(dueOn)}.`,
      ],
    }),
  );
}

/** What `reckon` says, or `otherwise` when the calendar does not know a year it needs. */
export function withoutData<T>(reckon: () => T, otherwise: (year: string) => T): T {
  try {
    return reckon();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'calendar.year_without_data') throw error;
    const { year } = error.details;
    return otherwise(typeof year === 'number' || typeof year === 'string' ? String(year) : '');
  }
}

function closeOfDay(calendar: WorkCalendar, dueOn: LocalDate, words: readonly string[]): DueMoment {
  const explanation = [...words];
  const workedOn = nextWorkingDay(calendar, dueOn);
  if (workedOn !== dueOn) {
    const name = specialDay(calendar, dueOn)?.name ?? 'nghỉ hằng tuần';
    explanation.push(
      `${upperFirst(dayVi(dueOn))} là ngày nghỉ (${name}).`,
      stepVi({ type: 'rule', rule: 'day-off-rolls-forward', source: RULES['day-off-rolls-forward'] }),
    );
  }
  const { periods, assumed, source } = hoursOn(calendar, workedOn);
  explanation.push(stepVi({ type: 'hours', periods, assumed, source }));
  const minute = closingOf(calendar, dayNumber(workedOn));
  explanation.push(`Hạn: hết giờ làm việc ${dayVi(workedOn)}.`);
  return { dueAt: fromMinute(minute), explanation };
}

/**
 * The day a cooperating agency owes its part: a fifth of the term before the lead's, one to five working days; the
 * same day when the term is under five working days. Our own rule, as no regulation sets one.
 */
export function cooperatingDueOn(calendar: WorkCalendar, givenOn: LocalDate, leadDueOn: LocalDate): LocalDate {
  return withoutData(
    () => {
      const term = workingDaysBetween(calendar, givenOn, leadDueOn);
      if (term < 5) return leadDueOn;
      const ahead = Math.min(5, Math.max(1, Math.floor(term / 5)));
      return subtractWorkingDays(calendar, nextWorkingDay(calendar, leadDueOn), ahead);
    },
    () => leadDueOn,
  );
}

export function cooperatingExplanation(leadDueOn: LocalDate): string {
  return `Phần phối hợp xong trước hạn của cơ quan chủ trì (${dayVi(leadDueOn)}) một phần năm thời hạn, ít nhất 1, nhiều nhất 5 ngày làm việc (quy ước của hệ thống).`;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
