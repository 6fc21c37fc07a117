import type { LocalDate } from '#kernel/local-date.ts';

/** Where a fact comes from: a decision, an announcement, a law, or the person who entered it. */
export interface Source {
  /** Short key of the source in the data file, when it has one. */
  readonly code?: string;
  readonly title: string;
  readonly url?: string;
  /** false when the text itself was not read; the interface says so. */
  readonly verified?: boolean;
}

/**
 * Why a day departs from the weekly pattern: ngày lễ (`statutory`), nghỉ bù (`compensatory`), nghỉ hoán
 * đổi (`exchanged`), đóng cửa vì bão hay việc của địa phương (`local`), ngày làm bù (`make-up`).
 */
export type DayKind = 'statutory' | 'compensatory' | 'exchanged' | 'local' | 'make-up';

/** A stretch of working time in a day, in minutes since midnight; `to` is not part of it. */
export interface WorkPeriod {
  readonly from: number;
  readonly to: number;
}

/** One day that departs from the weekly pattern. */
export interface SpecialDay {
  readonly date: LocalDate;
  readonly kind: DayKind;
  readonly name: string;
  readonly sources: readonly Source[];
  /** The other half of an exchange: the make-up day of an exchanged day off, and the reverse. */
  readonly pairedWith?: LocalDate;
  /**
   * The hours of that day alone, when they differ: a make-up Saturday of one morning, or a `local` day that
   * closes at noon for a storm (then it stays a working day, a shorter one).
   */
  readonly periods?: readonly WorkPeriod[];
}

/** Office hours (giờ hành chính), valid from-to; both ends included, null = without limit. */
export interface OfficeHours {
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
  /** ISO weekdays that are worked: Monday 1 … Sunday 7. */
  readonly weekdays: readonly number[];
  readonly periods: readonly WorkPeriod[];
  /** true when no document of the agency was seen; screens and explanations say so. */
  readonly assumed: boolean;
  readonly source: Source;
}

/** Everything a calendar is made of. In both lists the later entry wins: national, then provincial, then the agency's own. */
export interface CalendarData {
  /** Years whose days off are known. A question about any other year is refused by name. */
  readonly years: readonly number[];
  readonly days: readonly SpecialDay[];
  readonly hours: readonly OfficeHours[];
}

/** Units a period (thời hạn) is counted in. `same-day` is "trong ngày": its amount is 0. */
export const PERIOD_UNITS = [
  'working-day',
  'working-hour',
  'working-minute',
  'calendar-day',
  'month',
  'same-day',
] as const;
export type PeriodUnit = (typeof PERIOD_UNITS)[number];

/** A length of time as a rule writes it; fractions of working days and hours are allowed (0.25 day = 2 hours). */
export interface LegalPeriod {
  readonly amount: number;
  readonly unit: PeriodUnit;
}

/** One working day of a period is eight working hours, also where an office keeps other hours (QĐ 3854/QĐ-UBND Nghệ An: 96 hours = 12 days). */
export const WORKING_DAY_MINUTES = 480;

/**
 * The office hours used until a province enters its own: no document with Khánh Hòa's hours was found, these are
 * two neighbours' (Bình Thuận and Đắk Nông before 2025).
 */
export const DEFAULT_HOURS: OfficeHours = {
  validFrom: null,
  validTo: null,
  weekdays: [1, 2, 3, 4, 5],
  periods: [
    { from: 7 * 60, to: 11 * 60 + 30 },
    { from: 13 * 60 + 30, to: 17 * 60 },
  ],
  assumed: true,
  source: { title: 'Giờ hành chính tạm lấy, chưa có văn bản của tỉnh', verified: false },
};
