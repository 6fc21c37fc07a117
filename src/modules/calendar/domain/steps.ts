import type { LocalDate } from '#kernel/local-date.ts';
import type { CutoffKind } from './cutoff.ts';
import type { DayKind, LegalPeriod, Source, WorkPeriod } from './types.ts';

/** Why a day was passed over: the weekly rest day, or the kind of the decision that made it a day off. */
export type SkipKind = 'weekly-rest' | Exclude<DayKind, 'make-up'>;

/** Rules an explanation refers to. */
export type RuleId =
  | 'first-day-not-counted'
  | 'hours-from-the-moment'
  | 'outside-hours-next-opening'
  | 'corresponding-day-of-month'
  | 'day-off-rolls-forward'
  | 'half-days-in-hours';

/**
 * One step of "Vì sao là ngày này?". Moments are ISO 8601 with +07:00, clock times 'HH:MM', days 'YYYY-MM-DD'.
 */
export type ExplanationStep =
  | { readonly type: 'start'; readonly at: string }
  | {
      /** The start lay outside office hours and counts from the next opening. */
      readonly type: 'moved-to-opening';
      readonly from: string;
      readonly to: string;
      readonly because: 'before-opening' | 'break' | 'after-closing' | 'day-off';
    }
  | {
      /** A cut-off of the procedure moved the start or the due moment. */
      readonly type: 'cutoff';
      readonly kind: CutoffKind;
      readonly time: string;
      readonly source: Source;
      readonly from: string;
      readonly to: string;
    }
  | ({ readonly type: 'period' } & LegalPeriod)
  | {
      readonly type: 'hours';
      readonly periods: readonly WorkPeriod[];
      readonly assumed: boolean;
      readonly source: Source;
    }
  | { readonly type: 'rule'; readonly rule: RuleId; readonly source: Source }
  | {
      readonly type: 'skipped';
      readonly date: LocalDate;
      readonly kind: SkipKind;
      readonly name: string;
      readonly sources: readonly Source[];
      /** The day worked in its place. */
      readonly madeUpOn?: LocalDate;
    }
  | {
      /** A rest day that is worked and therefore counted. */
      readonly type: 'make-up';
      readonly date: LocalDate;
      readonly name: string;
      readonly sources: readonly Source[];
      readonly insteadOf?: LocalDate;
    }
  | { readonly type: 'counted'; readonly dates: readonly LocalDate[] }
  | {
      readonly type: 'worked';
      readonly date: LocalDate;
      readonly from: string;
      readonly to: string;
      readonly minutes: number;
    }
  | { readonly type: 'rolled'; readonly from: LocalDate; readonly to: LocalDate }
  | {
      /** The hour of the start is no office hour on the last day. */
      readonly type: 'hour-moved';
      readonly date: LocalDate;
      readonly from: string;
      readonly to: string;
    }
  | { readonly type: 'due'; readonly at: string };

/** The source of each rule. The Civil Code is quoted from general knowledge: it was not read again, so it is marked. */
export const RULES: Readonly<Record<RuleId, Source>> = {
  'first-day-not-counted': { title: 'Bộ luật Dân sự 2015, Điều 147 khoản 2', verified: false },
  'hours-from-the-moment': { title: 'Bộ luật Dân sự 2015, Điều 147 khoản 1', verified: false },
  'outside-hours-next-opening': { title: 'quy ước của hệ thống, theo giấy hẹn thật của các bộ phận một cửa' },
  'corresponding-day-of-month': { title: 'Bộ luật Dân sự 2015, Điều 148 khoản 3', verified: false },
  'day-off-rolls-forward': { title: 'Bộ luật Dân sự 2015, Điều 148 khoản 5', verified: false },
  'half-days-in-hours': {
    title: '1 ngày làm việc = 8 giờ làm việc (cách tính của Quyết định 3854/QĐ-UBND tỉnh Nghệ An)',
  },
};
