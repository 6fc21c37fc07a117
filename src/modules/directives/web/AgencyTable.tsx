import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { statusWord } from '#web/components/StatusBadge.tsx';
import { formatNumber, formatShare } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { Overview, RateView } from '../schema.ts';
import classes from './overview.module.css';
import { STATUS_PLACES } from './states.ts';
import { listAddress } from './task-filters.ts';
import { words } from './words.ts';

type Agency = Overview['agencies'][number];

/** Each agency's four counts and rates; every number opens its list. */
export function AgencyTable({ agencies }: { agencies: Overview['agencies'] }) {
  const m = useMessages(words);
  const language = useLanguage();
  const share = ({ value }: RateView) => (value === null ? '–' : formatShare(value, language));
  const asFigure = ({ value }: RateView) => (value === null ? null : Math.round(value * 10_000) / 100);
  const columns: Column<Agency>[] = [
    {
      key: 'agency',
      header: m.agency,
      width: 'wide',
      cell: ({ name }) => name,
      sortValue: ({ name }) => name,
      copy: ({ name }) => name,
    },
    ...STATUS_PLACES.map(
      ({ address, badge, count }): Column<Agency> => ({
        key: count,
        header: statusWord(badge, language),
        align: 'end',
        // A card on a phone says what is late and how it has gone; the rest is a tap away.
        hideOnPhone: count !== 'openOverdue',
        cell: ({ id, counts }) =>
          counts[count] === 0 ? (
            <span className={classes.none}>0</span>
          ) : (
            <PageLink
              to={listAddress({ status: address, agency: id, counted: 'co' })}
              className={classes.number}
              data-tone={count === 'openOverdue' ? 'late' : undefined}
            >
              {formatNumber(counts[count], language)}
            </PageLink>
          ),
        sortValue: ({ counts }) => counts[count],
        copy: ({ counts }) => counts[count],
      }),
    ),
    {
      key: 'longest',
      header: m.longestDays,
      hideOnPhone: true,
      align: 'end',
      cell: ({ longestOverdueDays }) => (longestOverdueDays === 0 ? '–' : formatNumber(longestOverdueDays, language)),
      sortValue: ({ longestOverdueDays }) => longestOverdueDays,
      copy: ({ longestOverdueDays }) => longestOverdueDays,
    },
    {
      key: 'completion',
      header: m.completionShort,
      align: 'end',
      cell: ({ completion }) => share(completion),
      sortValue: ({ completion }) => completion.value,
      copy: ({ completion }) => asFigure(completion),
    },
    {
      key: 'strict',
      header: m.strictShort,
      hideOnPhone: true,
      align: 'end',
      cell: ({ strict }) => share(strict),
      sortValue: ({ strict }) => strict.value,
      copy: ({ strict }) => asFigure(strict),
    },
    {
      key: 'strictOriginal',
      header: m.strictOriginal,
      copyOnly: true,
      cell: () => null,
      copy: ({ strictOriginal }) => asFigure(strictOriginal),
    },
  ];
  return (
    <section>
      <h2>{m.byAgency}</h2>
      <DataTable
        caption={m.byAgency}
        columns={columns}
        rows={agencies}
        rowKey={({ id }) => id}
        rowLink={({ id }) => listAddress({ agency: id, counted: 'co' })}
      />
    </section>
  );
}
