import type { Status } from '#web/components/StatusBadge.tsx';
import type { DossierSummary } from '../list-schema.ts';

type Shown = Pick<DossierSummary, 'urgency' | 'state'> & Partial<Pick<DossierSummary, 'answer'>>;

/** The shape and colour of a dossier's place in time; its word comes from the server. */
export function badgeOf({ urgency, state, answer }: Shown): Status {
  if (answer?.isOver) return 'open-overdue';
  if (urgency === 'overdue') return 'open-overdue';
  if (urgency === 'today' || urgency === 'soon') return 'due-soon';
  if (urgency === 'later') return 'open-in-time';
  if (urgency === 'stopped') return state === 'submitted' ? 'new' : 'returned';
  return state === 'withdrawn' || state === 'closed' || state === 'denied' ? 'cancelled' : 'confirmed';
}

/** Working minutes as people say them: a working day has eight hours. */
export function workingTime(minutes: number, language: 'vi' | 'en'): string {
  const days = Math.floor(minutes / 480);
  const hours = Math.floor((minutes % 480) / 60);
  const rest = minutes % 60;
  const parts =
    language === 'vi'
      ? [days && `${days} ngày`, hours && `${hours} giờ`, rest && `${rest} phút`]
      : [days && `${days} d`, hours && `${hours} h`, rest && `${rest} min`];
  return parts.filter(Boolean).join(' ') || (language === 'vi' ? '0 phút' : '0 min');
}
