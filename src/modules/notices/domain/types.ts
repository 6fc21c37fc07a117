import type { LocalDate } from '#kernel/local-date.ts';

/** Character offsets (UTF-16 code units, end excluded) into the text that was read. */
export type Span = readonly [from: number, to: number];

/** Something read from a document together with the words it came from. */
export interface Field<T> {
  readonly value: T;
  readonly span: Span;
  /** How sure the reader is, 0 to 1. */
  readonly confidence: number;
}

/** Thẩm quyền ký: the letters before the position ("TM.", "KT.", "TL.", "TUQ.", "Q."). */
export type SigningAuthority = 'TM' | 'KT' | 'TL' | 'TUQ' | 'Q';

/** Độ khẩn. */
export type Urgency = 'urgent' | 'very-urgent' | 'express';

export type Recurrence = 'weekly' | 'monthly' | 'quarterly' | 'half-yearly' | 'yearly' | 'continuous';

/** What reading left open, for the clerk to settle. The sentences stand in `messages.vi.ts`. */
export type WarningCode =
  | 'number-missing'
  | 'date-missing'
  | 'date-differs'
  | 'classified'
  | 'no-tasks'
  | 'lead-missing'
  | 'lead-unresolved'
  | 'several-leads'
  | 'deadline-before-issue'
  | 'deadline-invalid'
  | 'deadline-immediate'
  | 'deadline-event'
  | 'deadline-on-receipt'
  | 'deadline-vague'
  | 'deadline-needs-issue-date'
  | 'deadline-several'
  | 'deadline-uncounted'
  | 'recurrence-vague';

export interface Warning {
  readonly code: WarningCode;
  /** The words that raised it, when there are any. */
  readonly text: string | null;
  readonly span: Span | null;
}

/** A body named in a task (cơ quan, đơn vị). */
export interface BodyRef {
  /** Full name with modern tone placement, or one of the group names. */
  readonly name: string;
  readonly span: Span;
  /** The head of the body was named ("Giám đốc Sở …", "Chủ tịch UBND …"). */
  readonly headNamed: boolean;
  /** `inherited` from a heading or an earlier sentence, `referred` by "các cơ quan nêu trên". */
  readonly origin: 'named' | 'inherited' | 'referred';
  readonly confidence: number;
}

/** `concrete` counts for the on-time rate; `routine` is what an agency does anyway; `request` goes to a body outside. */
export type TaskKind = 'concrete' | 'routine' | 'request';

export interface TaskReading {
  /** The words of the order, exactly as they stand in the source. */
  readonly text: string;
  readonly span: Span;
  /** Where the order stands: ['III', '2', 'a']. */
  readonly itemPath: readonly string[];
  readonly kind: TaskKind;
  readonly lead: readonly BodyRef[];
  readonly cooperating: readonly BodyRef[];
  readonly deadline: Field<LocalDate> | null;
  /** Words of the deadline, also when no date could be read out of them. */
  readonly deadlineText: Field<string> | null;
  /** 'HH:MM' in Việt Nam, when an hour was set. */
  readonly deadlineTime: string | null;
  readonly start: Field<LocalDate> | null;
  readonly recurrence: Field<Recurrence> | null;
  /** Day of the period on which a recurring duty reports: '25', '05 và 20', 'thứ Sáu'. */
  readonly recurrenceDay: string | null;
  readonly urgent: Field<string> | null;
  /** Product expected: kế hoạch, báo cáo, dự thảo … */
  readonly product: Field<string> | null;
  /** Where results go: "(qua Sở Nội vụ)". */
  readonly reportVia: BodyRef | null;
  readonly confidence: number;
  readonly warnings: readonly Warning[];
}

export interface DocumentReading {
  readonly number: Field<string> | null;
  /** Kind as it is printed, in lower case with a capital: "Thông báo", "Công văn". */
  readonly kind: Field<string> | null;
  readonly date: Field<LocalDate> | null;
  readonly place: Field<string> | null;
  readonly issuer: Field<string> | null;
  readonly parentBody: Field<string> | null;
  readonly subject: Field<string> | null;
  readonly urgency: Field<Urgency> | null;
  readonly authority: readonly Field<SigningAuthority>[];
  readonly position: Field<string> | null;
  readonly signer: Field<string> | null;
  /** Kính gửi. */
  readonly addressees: readonly Field<string>[];
  /** Kính gửi and Nơi nhận together, as written. */
  readonly recipients: readonly Field<string>[];
  readonly tasks: readonly TaskReading[];
  readonly warnings: readonly Warning[];
}

export interface ReadOptions {
  /** The day of issue when it is known from elsewhere; it wins over the printed one for counting. */
  readonly issuedOn?: LocalDate;
  /** Adds working days (ngày làm việc); without it such terms stay unfilled with a warning. */
  readonly addWorkingDays?: (from: LocalDate, days: number) => LocalDate;
  /** The next working day when `date` is none; the Civil Code's rule for a term ending on a day off. */
  readonly rollToWorkingDay?: (date: LocalDate) => LocalDate;
}
