import type { Status as Badge } from '#web/components/StatusBadge.tsx';
import { statusWord } from '#web/components/StatusBadge.tsx';
import type { Language } from '#web/i18n/language.ts';
import type { CountsView, TaskRow } from '../schema.ts';

export type TaskStatus = NonNullable<TaskRow['status']>;
export type TaskStep = TaskRow['step'];

interface StatusPlace {
  readonly status: TaskStatus;
  /** How the address bar names it. */
  readonly address: string;
  readonly badge: Badge;
  readonly count: keyof CountsView;
}

/** The four statuses in the order in which they want attention. */
export const STATUS_PLACES: readonly StatusPlace[] = [
  { status: 'OPEN_OVERDUE', address: 'qua-han', badge: 'open-overdue', count: 'openOverdue' },
  { status: 'OPEN_IN_TIME', address: 'trong-han', badge: 'open-in-time', count: 'openInTime' },
  { status: 'DONE_LATE', address: 'xong-tre-han', badge: 'done-late', count: 'doneLate' },
  { status: 'DONE_ON_TIME', address: 'xong-dung-han', badge: 'done-on-time', count: 'doneOnTime' },
];

interface StepPlace {
  readonly step: TaskStep;
  readonly address: string;
  readonly badge: Badge;
  /** Words where the badge's own are not exact. */
  readonly label?: Readonly<Record<Language, string>>;
}

export const STEP_PLACES: readonly StepPlace[] = [
  { step: 'new', address: 'chua-nhan', badge: 'new', label: { vi: 'Chưa nhận việc', en: 'Not received' } },
  { step: 'received', address: 'da-nhan', badge: 'received' },
  { step: 'in-progress', address: 'dang-lam', badge: 'in-progress' },
  { step: 'reported', address: 'da-bao-cao', badge: 'reported' },
  { step: 'returned', address: 'can-bo-sung', badge: 'returned' },
  { step: 'confirmed', address: 'xong', badge: 'confirmed' },
  { step: 'withdrawn', address: 'da-rut', badge: 'cancelled', label: { vi: 'Đã rút', en: 'Withdrawn' } },
];

export function badgeOf(status: TaskStatus): Badge {
  return STATUS_PLACES.find((place) => place.status === status)?.badge ?? 'open-in-time';
}

export function statusLabel(status: TaskStatus, language: Language): string {
  return statusWord(badgeOf(status), language);
}

/** Badge and words of a step. */
export function stepBadge(step: TaskStep, language: Language): { badge: Badge; label: string } {
  const place = STEP_PLACES.find((one) => one.step === step);
  const badge = place?.badge ?? 'new';
  return { badge, label: place?.label?.[language] ?? statusWord(badge, language) };
}
