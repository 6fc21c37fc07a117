import { dayOf } from '#web/format.ts';
import { useNow } from '#web/session.tsx';
import { monthBefore } from '../domain/month.ts';

const MONTHS = 24;
/** '03/2018' */
export const nameOfMonth = (month: string): string => month.split('-').reverse().join('/');

/** The filter of a month: this one unless another of the last two years is chosen. Null until the clock is known. */
export function useMonthFilter(label: string) {
  const now = (dayOf(useNow()) ?? '').slice(0, 7);
  if (now === '') return null;
  const months = [now];
  while (months.length < MONTHS) months.push(monthBefore(months.at(-1) ?? now));
  const options = months.slice(1).map((value) => ({ value, label: nameOfMonth(value) }));
  return { kind: 'select', key: 'month', label, options, none: nameOfMonth(now) } as const;
}
