import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '#web/api.ts';
import { Figure } from '#web/components/BesideList.tsx';
import { LabelledBars } from '#web/components/charts/LabelledBars.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { SelectField } from '#web/components/fields.tsx';
import { FilterBar } from '#web/components/FilterBar.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatDay, formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { useSearchParams } from '#web/search-params.ts';
import { stringifySearch } from '#web/search-params.ts';
import { useCan } from '#web/session.tsx';
import type { MonthTable } from '../month-schema.ts';
import { BOOK_KEYS, BOOK_PLACE } from './book-address.ts';
import { bookWords } from './book-words.ts';
import { cellPlace, MonthSheet } from './MonthSheet.tsx';
import { monthWords } from './month-words.ts';
import { useMonthFilter } from './months.ts';
import classes from './month.module.css';

const FORMATS = ['xlsx', 'docx', 'pdf'] as const;

/** The month in its official form: every number opens its dossiers, every identity is checked before one's eyes. */
export default function MonthPage() {
  const m = useMessages(monthWords);
  const { month } = useSearchParams();
  const asked = stringifySearch({ month });
  const table = useQuery({
    queryKey: ['dossiers', 'month', asked],
    queryFn: ({ signal }) => getJson<MonthTable>(`/api/dossiers/month${asked}`, { signal }),
    placeholderData: keepPreviousData,
  });
  const { data } = table;
  return (
    <Page
      title={m.title}
      print="landscape"
      lead={data && m.lead(formatDay(data.from), formatDay(data.lastDay))}
      secondary={
        <span className={classes.downloads}>
          {FORMATS.map((format) => (
            <a
              key={format}
              className={classes.download}
              href={`/api/dossiers/month/files/${format}${asked}`}
              aria-label={`${m.table}, ${format}`}
              download
            >
              <Icon name="download" size={16} />
              {format}
            </a>
          ))}
        </span>
      }
    >
      <MonthFilter />
      {table.isPending && <Loading lines={8} />}
      {table.isError && !data && <ErrorBox error={table.error} retry={() => void table.refetch()} />}
      {data &&
        (data.agencies.length === 0 ? (
          <>
            <EmptyState title={m.empty}>{m.emptyText}</EmptyState>
            <MonthLinks table={data} />
          </>
        ) : (
          <Full table={data} />
        ))}
    </Page>
  );
}

function MonthFilter() {
  const m = useMessages(monthWords);
  const filter = useMonthFilter(m.month);
  return filter && <FilterBar filters={[filter]} />;
}

function Full({ table }: { table: MonthTable }) {
  const m = useMessages(monthWords);
  const language = useLanguage();
  const { total, agencies, month, previousOnTimePercent } = table;
  const percent = (value: number | null) => (value === null ? '–' : `${formatNumber(value, language, 1)}%`);
  const overdue = agencies
    .filter(({ counts }) => counts.over > 0)
    .sort((a, b) => b.counts.over - a.counts.over)
    .slice(0, 15)
    .map(({ agency, counts }) => ({
      label: agency.name,
      value: counts.over,
      tone: 'late' as const,
      to: cellPlace(month, 'over', agency.id),
    }));
  return (
    <div className={classes.stack}>
      <div>
        <div className={classes.figures}>
          {(['all', 'solved', 'over'] as const).map((column) => {
            const count = total.counts[column];
            return (
              <Figure
                key={column}
                label={{ all: m.received, solved: m.solved, over: m.over }[column]}
                value={formatNumber(count, language, 0)}
                tone={column === 'over' && count > 0 ? 'late' : undefined}
                to={count > 0 ? cellPlace(month, column) : undefined}
              />
            );
          })}
          <Figure
            label={`${m.rate} (${m.rateBefore(percent(previousOnTimePercent))})`}
            value={percent(total.onTimePercent)}
          />
        </div>
        <Checks table={table} />
        {!table.closed && <p className={classes.note}>{m.open}</p>}
      </div>
      <MonthSheet table={table} />
      <p className={classes.note}>{m.notes}</p>
      <MonthLinks table={table} />
      {overdue.length > 0 && <LabelledBars caption={m.chart} bars={overdue} />}
    </div>
  );
}

/** What belongs to the month: its backlog, indicators and accuracy, the books of its agencies, what applicants are told. */
function MonthLinks({ table: { month, books } }: { table: MonthTable }) {
  const m = useMessages(monthWords);
  const said = useMessages(bookWords);
  const can = useCan();
  const [agency, setAgency] = useState(books[0]?.id ?? '');
  const year = month.slice(0, 4);
  const places: readonly (readonly [string, string])[] = [
    [`/mot-cua/ton-dong${stringifySearch({ month })}`, m.backlog],
    [`/mot-cua/chi-tieu${stringifySearch({ month })}`, m.indicators],
    [`/mot-cua/chinh-xac${stringifySearch({ month })}`, m.accuracy],
    ...(can('dossiers.letters') ? [['/quan-tri/tin-bao', m.letters] as const] : []),
  ];
  return (
    <div className={`${classes.links} dh-no-print`}>
      {places.map(([to, label]) => (
        <Button key={to} component={PageLink} to={to} variant="default">
          {label}
        </Button>
      ))}
      {books.length > 0 && (
        <div className={classes.book}>
          <SelectField
            name="book"
            label={m.bookOf}
            value={agency}
            onChange={setAgency}
            data={books.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button
            component={PageLink}
            to={`${BOOK_PLACE}${stringifySearch({ [BOOK_KEYS.agency]: agency, [BOOK_KEYS.year]: year })}`}
            variant="default"
          >
            {said.open}
          </Button>
          <span className={classes.downloads}>
            {m.bookYear(year)}
            {FORMATS.map((format) => (
              <a
                key={format}
                className={classes.download}
                href={`/api/dossiers/book${stringifySearch({ agency, year, format })}`}
                aria-label={`${m.books}, ${format}`}
                download
              >
                <Icon name="download" size={16} />
                {format}
              </a>
            ))}
          </span>
        </div>
      )}
    </div>
  );
}

/** The identities of the form over all, and by name where one fails at an agency. */
function Checks({ table }: { table: MonthTable }) {
  const m = useMessages(monthWords);
  const failing = table.agencies.filter(({ checks }) => checks.some(({ holds }) => !holds));
  return (
    <ul className={classes.checks} aria-label={m.checks}>
      {table.total.checks.map(({ key, label, holds, left, right, note }) => (
        <li key={key} className={classes.check}>
          <Icon name={holds ? 'check' : 'warning'} size={16} />
          {holds ? m.holds : m.fails}: {label}
          {!holds && ` (${left} ≠ ${right})`}
          {note && `, ${note}`}
        </li>
      ))}
      {failing.map(({ agency }) => (
        <li key={agency.id} className={classes.check}>
          <Icon name="warning" size={16} />
          {m.failed(agency.name)}
        </li>
      ))}
    </ul>
  );
}
