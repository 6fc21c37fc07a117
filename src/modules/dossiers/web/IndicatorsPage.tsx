import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { FilterBar } from '#web/components/FilterBar.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatDay, formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { stringifySearch, useSearchParams } from '#web/search-params.ts';
import { type Indicator, INDICATORS, type IndicatorCell, PER_DOSSIER } from '../domain/indicators.ts';
import type { IndicatorTable } from '../indicators-schema.ts';
import { indicatorWords } from './indicator-words.ts';
import { monthWords } from './month-words.ts';
import { useMonthFilter } from './months.ts';
import classes from './month.module.css';

const SCORES = [2, 1, 0] as const;

interface Line {
  readonly id: string;
  readonly name: string;
  readonly agency: string | undefined;
  readonly part: IndicatorTable['total'];
}

/** What TT 01/2018 scores a one-stop desk and its agencies by, as far as the system can know it. */
export default function IndicatorsPage() {
  const m = useMessages(indicatorWords);
  const months = useMessages(monthWords);
  const { month } = useSearchParams();
  const asked = stringifySearch({ month });
  const filter = useMonthFilter(m.month);
  const table = useQuery({
    queryKey: ['dossiers', 'indicators', asked],
    queryFn: ({ signal }) => getJson<IndicatorTable>(`/api/dossiers/indicators${asked}`, { signal }),
    placeholderData: keepPreviousData,
  });
  const { data } = table;
  return (
    <Page
      title={m.title}
      print="landscape"
      breadcrumb={[{ label: months.title, to: `/mot-cua/thang${asked}` }]}
      lead={data && m.lead(formatDay(data.from), formatDay(data.lastDay))}
    >
      {filter && <FilterBar filters={[filter]} />}
      {table.isPending && <Loading lines={8} />}
      {table.isError && !data && <ErrorBox error={table.error} retry={() => void table.refetch()} />}
      {data && (
        <div className={classes.stack}>
          {data.agencies.length === 0 ? (
            <EmptyState title={m.empty}>{m.emptyText}</EmptyState>
          ) : (
            <Scores table={data} />
          )}
          {!data.closed && <p className={classes.note}>{m.open}</p>}
          <p className={classes.note}>{m.note}</p>
          <Nine />
        </div>
      )}
    </Page>
  );
}

function Scores({ table }: { readonly table: IndicatorTable }) {
  const m = useMessages(indicatorWords);
  const language = useLanguage();
  const count = (value: number) => formatNumber(value, language, 0);
  const points = (value: number) => formatNumber(value, language, 1);
  const opened = (line: Line, cell: IndicatorCell, words: string) =>
    line.part.counts[cell] === 0 ? (
      <span className={classes.quiet}>{words}</span>
    ) : (
      <PageLink to={`/mot-cua/chi-tieu/ho-so${stringifySearch({ month: table.month, cell, agency: line.agency })}`}>
        {words}
      </PageLink>
    );
  const score = (value: number | null) =>
    value === null ? <span className={classes.quiet}>{m.noData}</span> : <strong>{points(value)}</strong>;
  const columns: readonly Column<Line>[] = [
    { key: 'agency', header: m.agency, cell: ({ name }) => name, copy: ({ name }) => name },
    ...PER_DOSSIER.map(
      (number): Column<Line> => ({
        key: String(number),
        header: m.indicator(number),
        copy: ({ part }) => part.scores[number],
        cell: (line) => (
          <div>
            {score(line.part.scores[number])}
            {line.part.scores[number] !== null &&
              SCORES.map((one) => (
                <span key={one} className={classes.part}>
                  {opened(line, `${number}-${one}`, m.scored(one, count(line.part.counts[`${number}-${one}`])))}
                </span>
              ))}
          </div>
        ),
      }),
    ),
    {
      key: '9',
      header: m.indicator(9),
      copy: ({ part }) => part.scores[9],
      cell: (line) => (
        <div>
          {score(line.part.scores[9])}
          {line.part.scores[9] !== null && (
            <>
              <span className={classes.part}>
                {opened(
                  line,
                  '9-online',
                  m.online(count(line.part.counts['9-online']), count(line.part.counts['9-received'])),
                )}
              </span>
              <span className={classes.part}>
                {opened(line, '9-late', m.onlineLate(count(line.part.counts['9-late'])))}
              </span>
            </>
          )}
        </div>
      ),
    },
    {
      key: 'sum',
      header: m.sum,
      cell: ({ part }) => m.sumOf(points(part.sum), count(part.most)),
      copy: ({ part }) => part.sum,
    },
  ];
  const lines: readonly Line[] = [
    { id: 'total', name: m.total, agency: undefined, part: table.total },
    ...table.agencies.map(({ agency, ...part }) => ({ id: agency.id, name: agency.name, agency: agency.id, part })),
  ];
  return <DataTable caption={m.table} columns={columns} rows={lines} rowKey={({ id }) => id} />;
}

/** All nine as the circular words them, and what stands behind each here. */
function Nine() {
  const m = useMessages(indicatorWords);
  const columns: readonly Column<Indicator>[] = [
    { key: 'name', header: m.name, cell: ({ number, name }) => `${number}. ${name}`, copy: ({ name }) => name },
    { key: 'scale', header: m.scale, cell: ({ scale }) => scale, copy: ({ scale }) => scale },
    {
      key: 'how',
      header: m.how,
      cell: ({ measured }) => measured ?? <strong>{m.left}</strong>,
      copy: ({ measured }) => measured,
    },
    { key: 'doubt', header: m.doubt, cell: ({ doubt }) => doubt, copy: ({ doubt }) => doubt },
  ];
  return (
    <DataTable
      caption={m.nine}
      showCaption
      columns={columns}
      rows={INDICATORS}
      rowKey={({ number }) => String(number)}
    />
  );
}
