import type { ExplanationStep } from '#modules/calendar/domain/steps.ts';
import type { EventKind } from './actions.ts';
import type { ClockState, State } from './states.ts';
import type { TracksLine } from './tracks.ts';

/** Whose doing it is that time passes (nguyên nhân). `transport` is the software, or the line between two systems. */
export const CAUSES = ['agency', 'other-agency', 'applicant', 'law', 'transport'] as const;
export type Cause = (typeof CAUSES)[number];

export const CAUSE_VI: Readonly<Record<Cause, string>> = {
  agency: 'Cơ quan đang giải quyết',
  'other-agency': 'Cơ quan khác',
  applicant: 'Người nộp hồ sơ',
  law: 'Quy định của pháp luật',
  transport: 'Lỗi phần mềm hoặc kết nối',
};

/** Number and date of the paper behind an act (số, ngày văn bản). */
export interface DocumentRef {
  readonly number: string;
  readonly on: string;
}

/** A time in which software or the line between systems failed; ISO instants. */
export interface FaultPeriod {
  readonly from: string;
  readonly to: string;
}

/** When, where and before whom something was verified (biên bản thẩm tra, xác minh). */
export interface Verification {
  /** ISO instant. */
  readonly at: string;
  readonly place: string;
  readonly participants: string;
}

/** What a correction can be about; the two moments are only noted beside. */
export const CORRECTABLE = [
  'applicantName',
  'ownerName',
  'identityNumber',
  'phone',
  'email',
  'address',
  'content',
  'receivedAt',
  'finishedAt',
] as const;
export type Correctable = (typeof CORRECTABLE)[number];

/** A change of what was written down (đính chính): nothing is overwritten, both values stay. */
export interface Correction {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
  /** What became of the directory of applicants. */
  readonly directory?: 'corrected' | 'kept' | 'joined' | 'apart';
}

/** What an event carries beside its fixed fields. */
export interface EventData {
  /** How the due moment it sets was found. */
  readonly explanation?: readonly ExplanationStep[];
  /** The clock began again from zero. */
  readonly restart?: boolean;
  /** Where the limit is in plain days: on which days they end before days off move the due days (YYYY-MM-DD). */
  readonly plainEnds?: { readonly due: string | null; readonly lawful: string | null };
  readonly fault?: FaultPeriod;
  readonly verification?: Verification;
  readonly correction?: Correction;
  /** The parts done side by side after the event, when it changed them. */
  readonly tracks?: TracksLine;
  /** The part it was done in, as it then stands. */
  readonly part?: { readonly id: string; readonly agencyId: string; readonly stepName: string | null };
  /** The last day on which what is waited for is waited for (YYYY-MM-DD). */
  readonly waitUntil?: string;
  /** An agency asked, or its answer. In histories begun before parts were kept, `branch` was a part as a question. */
  readonly opinion?: {
    readonly id: string;
    readonly agencyId: string;
    readonly dueAt: string | null;
    readonly branch?: boolean;
  };
  readonly outcome?: 'granted' | 'refused';
  readonly supplementId?: string;
  readonly apologyId?: string;
  readonly when?: string;
  readonly text?: string;
  readonly [more: string]: unknown;
}

/**
 * One line of the append-only history. State, clock, holder and due moments are those AFTER it, so that any past
 * moment is one look-up; what it was made from stands in the rest.
 */
export interface DossierEvent {
  readonly seq: number;
  /** The moment it counts from, on the province's clock. */
  readonly at: Date;
  readonly action: EventKind;
  readonly fromState: State | null;
  readonly state: State;
  readonly clock: ClockState;
  readonly stepKey: string | null;
  readonly stepName: string | null;
  /** Budget of the step in working minutes; null when its time is not counted. */
  readonly stepMinutes: number | null;
  readonly stepDueAt: Date | null;
  readonly agencyId: string;
  readonly officerId: string | null;
  readonly dueAt: Date | null;
  /** The due moment by law: what a re-appointment does not move. */
  readonly lawfulDueAt: Date | null;
  readonly cause: Cause | null;
  readonly causeAgencyId: string | null;
  readonly reason: string | null;
  readonly document: DocumentRef | null;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly actorAgencyId: string | null;
  /** The event this one takes back. */
  readonly undoes: number | null;
  readonly data: EventData;
}
