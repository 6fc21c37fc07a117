import { formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { PageLink } from '#web/navigation.tsx';

/** A number that opens its list; none is plain. */
export function Count({ value, to }: { value: number; to: string }) {
  const text = formatNumber(value, useLanguage(), 0);
  return value === 0 ? text : <PageLink to={to}>{text}</PageLink>;
}
