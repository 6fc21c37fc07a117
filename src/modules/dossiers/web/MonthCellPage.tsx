import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatMoment, formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { stringifySearch, useSearchParams } from '#web/search-params.ts';
import { EXTRA_COLUMNS, MONTH_COLUMNS, type MonthColumn } from '../domain/month.ts';
import type { MonthCell } from '../month-schema.ts';
import { monthWords } from './month-words.ts';

type Line = MonthCell['dossiers'][number];

/** Exactly the dossiers behind one number of the month table. */
export default function MonthCellPage() {
  const m = useMessages(monthWords);
  const language = useLanguage();
  const search = useSearchParams();
  const asked = stringifySearch(search);
  const cell = useQuery({
    queryKey: ['dossiers', 'month-cell', asked],
    queryFn: ({ signal }) => getJson<MonthCell>(`/api/dossiers/month/cell${asked}`, { signal }),
  });
  const { data } = cell;
  const moment = (value: string | null) => (value === null ? '–' : formatMoment(value));
  const columns: readonly Column<Line>[] = [
    { key: 'code', header: m.code, cell: (row) => row.code ?? m.noCode, copy: (row) => row.code, width: 'narrow' },
    {
      key: 'procedure',
      header: m.procedure,
      cell: (row) => row.procedureName,
      copy: (row) => row.procedureName,
      width: 'wide',
    },
    { key: 'owner', header: m.owner, cell: (row) => row.ownerName, copy: (row) => row.ownerName },
    { key: 'agency', header: m.agency, cell: (row) => row.agency.name, copy: (row) => row.agency.name },
    { key: 'state', header: m.state, cell: (row) => row.stateLabel, copy: (row) => row.stateLabel },
    { key: 'received', header: m.receivedAt, cell: (row) => moment(row.receivedAt), copy: (row) => row.receivedAt },
    { key: 'due', header: m.due, cell: (row) => moment(row.dueAt), copy: (row) => row.dueAt },
    { key: 'ended', header: m.ended, cell: (row) => moment(row.endedAt), copy: (row) => row.endedAt },
  ];
  const { column, month, after: _after, ...rest } = search;
  return (
    <Page
      title={columnName(column as MonthColumn | undefined) ?? m.cell}
      breadcrumb={[{ label: m.title, to: `/mot-cua/thang${stringifySearch({ month })}` }]}
      lead={data && m.cellLead(formatNumber(data.total, language, 0))}
    >
      {cell.isPending && <Loading lines={6} />}
      {cell.isError && <ErrorBox error={cell.error} retry={() => void cell.refetch()} />}
      {data && (
        <>
          <DataTable
            caption={m.cell}
            columns={columns}
            rows={data.dossiers}
            rowKey={(row) => row.id}
            rowLink={(row) => `/ho-so/${row.id}`}
          />
          {data.next !== null && (
            <PageLink to={`/mot-cua/thang/ho-so${stringifySearch({ ...rest, month, column, after: data.next })}`}>
              {m.next}
            </PageLink>
          )}
        </>
      )}
    </Page>
  );
}

/** '(13) Đang giải quyết: Quá hạn'. */
function columnName(column: MonthColumn | undefined): string | undefined {
  if (column === undefined) return undefined;
  if (column in MONTH_COLUMNS) {
    const { number, label } = MONTH_COLUMNS[column as keyof typeof MONTH_COLUMNS];
    return `(${number}) ${label}`;
  }
  return EXTRA_COLUMNS[column as keyof typeof EXTRA_COLUMNS];
}
