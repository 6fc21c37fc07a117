import {
  addDays,
  dateOf,
  dayNumber,
  fromDayNumber,
  lastDayOfMonth,
  type LocalDate,
  weekday,
} from '#kernel/local-date.ts';

/** Rhythms that have periods; a continuous duty (thường xuyên) has none. */
export type Rhythm = 'weekly' | 'monthly' | 'quarterly' | 'half-yearly' | 'yearly';

/** One period of a recurring duty (kỳ), which is its own record. */
export interface Period {
  /** '2018-03', '2018-Q1', '2018-W09', '2018-03/05' where one month has several report days. */
  readonly key: string;
  /** 'Tháng 3/2018' */
  readonly label: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly dueOn: LocalDate;
}

const MONTHS: Readonly<Record<Exclude<Rhythm, 'weekly'>, number>> = {
  monthly: 1,
  quarterly: 3,
  'half-yearly': 6,
  yearly: 12,
};

/**
 * The period that contains `from` and all after it, in order, without end.
 *
 * The report day is read from the words of the document ('25', '05 và 20', 'thứ Sáu', '05/12'); a day the month does
 * not have is its last, and words that name no day mean the last day of the period.
 */
export function* periodsFrom(rhythm: Rhythm, reportDay: string | null, from: LocalDate): Generator<Period, never> {
  if (rhythm === 'weekly') {
    const day = weekdayOf(reportDay) ?? 5;
    for (let monday = addDays(from, 1 - weekday(from)); ; monday = addDays(monday, 7)) {
      const { year, week } = isoWeek(monday);
      yield {
        key: `${year}-W${pad(week)}`,
        label: `Tuần ${week}/${year}`,
        from: monday,
        to: addDays(monday, 6),
        dueOn: addDays(monday, day - 1),
      };
    }
  }
  const length = MONTHS[rhythm];
  const days = daysOf(reportDay);
  const first = Math.floor((Number(from.slice(5, 7)) - 1) / length) * length;
  for (let index = Number(from.slice(0, 4)) * 12 + first; ; index += length)
    yield* periodsOf(rhythm, index, length, days);
}

function* periodsOf(
  rhythm: Exclude<Rhythm, 'weekly'>,
  index: number,
  length: number,
  days: readonly ReportDay[],
): Generator<Period, void> {
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  const from = dateOf(year, month, 1) ?? '';
  const to = lastDayOfMonth(year, month + length - 1);
  const { key, label } = nameOf(rhythm, year, month);
  const fitting = days.filter((day) => day.month === null || (day.month >= month && day.month < month + length));
  if (fitting.length === 0) {
    yield { key, label, from, to, dueOn: to };
    return;
  }
  for (const { day, month: named } of fitting) {
    const dueMonth = named ?? month + length - 1;
    const dueOn = dateOf(year, dueMonth, day) ?? lastDayOfMonth(year, dueMonth);
    if (fitting.length === 1) yield { key, label, from, to, dueOn };
    else yield { key: `${key}/${pad(day)}`, label: `${label}, kỳ ngày ${pad(day)}`, from, to, dueOn };
  }
}

function nameOf(rhythm: Exclude<Rhythm, 'weekly'>, year: number, month: number): { key: string; label: string } {
  switch (rhythm) {
    case 'monthly':
      return { key: `${year}-${pad(month)}`, label: `Tháng ${month}/${year}` };
    case 'quarterly': {
      const quarter = (month + 2) / 3;
      return { key: `${year}-Q${quarter}`, label: `Quý ${['I', 'II', 'III', 'IV'][quarter - 1]}/${year}` };
    }
    case 'half-yearly':
      return month === 1
        ? { key: `${year}-H1`, label: `6 tháng đầu năm ${year}` }
        : { key: `${year}-H2`, label: `6 tháng cuối năm ${year}` };
    case 'yearly':
      return { key: String(year), label: `Năm ${year}` };
  }
}

interface ReportDay {
  readonly day: number;
  readonly month: number | null;
}

/** '25' · '05 và 20' · '05/12' · '15 tháng 6' */
function daysOf(text: string | null): ReportDay[] {
  const found: ReportDay[] = [];
  for (const match of (text ?? '').matchAll(/(?<!\d)(\d{1,2})(?:\s*(?:\/|-|tháng)\s*(\d{1,2}))?(?!\d)/gu)) {
    const day = Number(match[1]);
    const month = match[2] === undefined ? null : Number(match[2]);
    if (day >= 1 && day <= 31 && (month === null || (month >= 1 && month <= 12))) found.push({ day, month });
  }
  return found.sort((a, b) => (a.month ?? 0) - (b.month ?? 0) || a.day - b.day);
}

const WEEKDAYS = [
  /th(?:ứ|u)\s*(?:hai|2)/iu,
  /th(?:ứ|u)\s*(?:ba|3)/iu,
  /th(?:ứ|u)\s*(?:tư|4)/iu,
  /th(?:ứ|u)\s*(?:năm|5)/iu,
  /th(?:ứ|u)\s*(?:sáu|6)/iu,
  /th(?:ứ|u)\s*(?:bảy|7)/iu,
  /ch(?:ủ|u)\s*nh(?:ậ|a)t/iu,
];

function weekdayOf(text: string | null): number | undefined {
  const index = WEEKDAYS.findIndex((name) => name.test(text ?? ''));
  return index < 0 ? undefined : index + 1;
}

/** ISO 8601 week of a Monday. */
function isoWeek(monday: LocalDate): { year: number; week: number } {
  const thursday = dayNumber(monday) + 3;
  const year = Number(fromDayNumber(thursday).slice(0, 4));
  const january = dayNumber(dateOf(year, 1, 1) ?? '');
  return { year, week: Math.floor((thursday - january) / 7) + 1 };
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
