import { statusWord } from '#web/components/StatusBadge.tsx';
import { formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { Search } from '#web/search-params.ts';
import type { TaskPage } from '../schema.ts';
import { STATUS_PLACES } from './states.ts';
import { KEYS, withFilters } from './task-filters.ts';
import classes from './tasks.module.css';
import { words } from './words.ts';

/** The four counts, each the list it opens; they come with the list out of one condition. */
export function StatusCounts({ page, search }: { page: TaskPage; search: Search }) {
  const m = useMessages(words);
  const language = useLanguage();
  const chosen = STATUS_PLACES.find(({ address }) => address === search[KEYS.status]);
  const all = STATUS_PLACES.reduce((sum, { count }) => sum + page.counts[count], 0);
  const places = [
    { key: 'all', address: undefined, label: m.all, count: all, late: false },
    ...STATUS_PLACES.map(({ status, address, badge, count }) => ({
      key: status,
      address,
      label: statusWord(badge, language),
      count: page.counts[count],
      late: status === 'OPEN_OVERDUE' && page.counts[count] > 0,
    })),
  ];
  return (
    <nav aria-label={m.statuses} className={classes.counts}>
      {places.map(({ key, address, label, count, late }) => (
        <PageLink
          key={key}
          to={withFilters(search, { status: address, open: undefined, part: undefined })}
          className={classes.count}
          data-tone={late ? 'late' : undefined}
          {...(chosen?.address === address ? { 'aria-current': 'true' as const } : {})}
        >
          <span className={classes.countNumber}>{formatNumber(count, language)}</span>
          <span className={classes.countLabel}>{label}</span>
        </PageLink>
      ))}
    </nav>
  );
}
