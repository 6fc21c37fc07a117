import type { Urgency } from './ladder.ts';

/** The document an obligation comes from (văn bản giao việc). */
export interface Origin {
  readonly document: string;
  readonly number: string | null;
}

/** A promise with an owner and a time (việc phải làm). */
export interface Obligation {
  readonly id: string;
  readonly source: string;
  readonly key: string;
  readonly kind: string;
  readonly title: string;
  readonly agencyId: string;
  readonly personId: string | null;
  readonly followerAgencyId: string | null;
  readonly startAt: Date;
  readonly dueAt: Date | null;
  readonly urgency: Urgency;
  readonly link: string;
  readonly action: string | null;
  readonly explanation: readonly string[];
  readonly origin: Origin | null;
  readonly state: 'open' | 'done' | 'cancelled';
  readonly closedAt: Date | null;
  readonly policyId: string;
  readonly planVersion: number;
  readonly nextStepKey: string | null;
  readonly nextPlannedAt: Date | null;
  readonly nextAt: Date | null;
  readonly noNextReason: string | null;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  /** The latest moment until which somebody put his own reminders off; null where nobody has. */
  readonly snoozedUntil: Date | null;
  /** How often it went to another person or agency. */
  readonly handed: number;
}

/** Where the clock of an obligation stands: its next step, or why there is none. */
export type NextStep =
  | {
      readonly nextStepKey: string;
      /** Where the step stands on the ladder. */
      readonly nextPlannedAt: Date;
      /** When it may fire: the same, or later when what runs late would fall outside working time. */
      readonly nextAt: Date;
      readonly noNextReason: null;
    }
  | {
      readonly nextStepKey: null;
      readonly nextPlannedAt: null;
      readonly nextAt: null;
      readonly noNextReason: string;
    };

/** Why an open obligation has no next step, as a sentence for people. */
export function noNextVi(reason: string): string {
  const year = /^year-without-data:(\d{4})$/.exec(reason)?.[1];
  if (year) return `Chưa có lịch nghỉ năm ${year}. Nhập lịch nghỉ thì các mốc nhắc tiếp theo được lập.`;
  if (reason === 'no-rule') return 'Thang nhắc đã hết mốc.';
  return 'Chưa lập được mốc nhắc tiếp theo. Quản trị đã được báo.';
}

/** Some obligations of one source. */
export interface OfSource {
  readonly source: string;
  readonly obligationIds: readonly string[];
}
