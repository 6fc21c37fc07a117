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
import type { MonthCell } from '../month-schema.ts';
import classes from './month.module.css';
import { monthWords } from './month-words.ts';
import { nameOfMonth } from './months.ts';

type Line = MonthCell['dossiers'][number];

interface CellListProps {
  readonly title: string;
  readonly parent: { readonly label: string; readonly to: string };
  /** Where the list is asked for, with the search of the page. */
  readonly api: string;
  /** The page itself, for its next part. */
  readonly place: string;
}

/** Exactly the dossiers behind one figure of a table. */
export function CellList({ title, parent, api, place }: CellListProps) {
  const m = useMessages(monthWords);
  const language = useLanguage();
  const search = useSearchParams();
  const asked = stringifySearch(search);
  const cell = useQuery({
    queryKey: ['dossiers', 'cell', api, asked],
    queryFn: ({ signal }) => getJson<MonthCell>(`${api}${asked}`, { signal }),
  });
  const { data } = cell;
  /** Whose number it is and of which month, as the table it was opened from says it. */
  const about = ({ agencyName, sector }: MonthCell) =>
    [agencyName ?? m.allAgencies, sector, m.inMonth(nameOfMonth(search['month'] ?? ''))].filter(Boolean).join(' · ');
  const moment = (value: string | null) => (value === null ? '–' : formatMoment(value));
  const columns: readonly Column<Line>[] = [
    {
      key: 'code',
      header: m.dossier,
      width: 'wide',
      cell: (row) => (
        <>
          {row.code ?? m.noCode}
          <br />
          <span className={classes.quiet}>{`${row.procedureName}, ${row.ownerName}`}</span>
        </>
      ),
      copy: (row) => row.code,
    },
    { key: 'procedure', header: m.procedure, copyOnly: true, cell: () => null, copy: (row) => row.procedureName },
    { key: 'owner', header: m.owner, copyOnly: true, cell: () => null, copy: (row) => row.ownerName },
    { key: 'agency', header: m.agency, cell: (row) => row.agency.name, copy: (row) => row.agency.name },
    { key: 'state', header: m.state, cell: (row) => row.stateLabel, copy: (row) => row.stateLabel },
    { key: 'received', header: m.receivedAt, cell: (row) => moment(row.receivedAt), copy: (row) => row.receivedAt },
    { key: 'due', header: m.due, cell: (row) => moment(row.dueAt), copy: (row) => row.dueAt },
    { key: 'ended', header: m.ended, cell: (row) => moment(row.endedAt), copy: (row) => row.endedAt },
  ];
  return (
    <Page
      title={title}
      breadcrumb={[parent]}
      print="landscape"
      lead={data && `${about(data)}: ${m.cellLead(formatNumber(data.total, language, 0))}`}
    >
      {cell.isPending && <Loading lines={6} />}
      {cell.isError && <ErrorBox error={cell.error} retry={() => void cell.refetch()} />}
      {data && (
        <>
          <DataTable
            caption={m.cell}
            columns={columns}
            rows={data.dossiers}
            rowKey={(row) => `${row.id} ${row.agency.id}`}
            rowLink={(row) => `/ho-so/${row.id}`}
          />
          {data.next !== null && (
            <PageLink to={`${place}${stringifySearch({ ...search, after: data.next })}`}>{m.next}</PageLink>
          )}
        </>
      )}
    </Page>
  );
}
