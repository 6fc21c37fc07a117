import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { FilterBar } from '#web/components/FilterBar.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatMoment, formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { stringifySearch, useSearchParams } from '#web/search-params.ts';
import { AGAINST_RULES, INTEGRITY_KINDS, INTEGRITY_VI, ruleSaid } from '../domain/integrity.ts';
import type { IntegrityList } from '../integrity-schema.ts';
import { integrityWords } from './integrity-words.ts';
import { useMonthFilter } from './months.ts';
import classes from './month.module.css';

type Line = IntegrityList['lines'][number];

/** What a watcher of the dates looks at: put right, promised anew, excused, entered late or left out. */
export default function IntegrityPage() {
  const m = useMessages(integrityWords);
  const { month, kind, agency, after } = useSearchParams();
  const asked = stringifySearch({ month, kind, agency, after });
  const list = useQuery({
    queryKey: ['dossiers', 'integrity', asked],
    queryFn: ({ signal }) => getJson<IntegrityList>(`/api/dossiers/integrity${asked}`, { signal }),
    placeholderData: keepPreviousData,
  });
  const { data } = list;
  return (
    <Page
      title={m.title}
      print="landscape"
      lead={m.lead}
      breadcrumb={[{ label: m.month2, to: `/mot-cua/thang${stringifySearch({ month })}` }]}
      secondary={
        <a
          className={classes.download}
          href={`/api/dossiers/integrity/file${stringifySearch({ month, kind, agency })}`}
          aria-label={m.sheet}
          download
        >
          <Icon name="download" size={16} />
          xlsx
        </a>
      }
    >
      <Filters agencies={data?.agencies ?? []} />
      {list.isPending && <Loading lines={6} />}
      {list.isError && !data && <ErrorBox error={list.error} retry={() => void list.refetch()} />}
      {data && (data.total === 0 ? <EmptyState title={m.empty}>{m.emptyText}</EmptyState> : <Full list={data} />)}
      {data?.next && (
        <PageLink to={`/mot-cua/chinh-xac${stringifySearch({ month, kind, agency, after: data.next })}`}>
          {m.next}
        </PageLink>
      )}
    </Page>
  );
}

function Filters({ agencies }: Pick<IntegrityList, 'agencies'>) {
  const m = useMessages(integrityWords);
  const month = useMonthFilter(m.month);
  if (month === null) return null;
  const kinds = INTEGRITY_KINDS.map((value) => ({ value, label: INTEGRITY_VI[value] }));
  const places = agencies.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <FilterBar
      resets={['after']}
      filters={[
        month,
        { kind: 'select', key: 'kind', label: m.kind, options: kinds },
        { kind: 'select', key: 'agency', label: m.agency, options: places },
      ]}
    />
  );
}

function Full({ list }: { list: IntegrityList }) {
  const m = useMessages(integrityWords);
  const language = useLanguage();
  const { month, agency } = useSearchParams();
  return (
    <div className={classes.stack}>
      <ul className={classes.checks} aria-label={m.counts}>
        {list.counts.map(({ kind, count }) => (
          <li key={kind} className={classes.check}>
            {AGAINST_RULES.has(kind) && <Icon name="warning" size={16} />}
            <PageLink to={`/mot-cua/chinh-xac${stringifySearch({ month, agency, kind })}`}>
              {INTEGRITY_VI[kind]}: {formatNumber(count, language, 0)}
            </PageLink>
          </li>
        ))}
      </ul>
      <Lines lines={list.lines} />
    </div>
  );
}

function Lines({ lines }: { lines: readonly Line[] }) {
  const m = useMessages(integrityWords);
  const columns: readonly Column<Line>[] = [
    { key: 'code', header: m.code, cell: (line) => line.code ?? m.noCode, copy: (line) => line.code, width: 'narrow' },
    {
      key: 'what',
      header: m.what,
      width: 'wide',
      cell: (line) => (
        <>
          <strong>{INTEGRITY_VI[line.kind]}</strong>
          {line.change && <span>: {line.change}</span>}
          <br />
          <span className={classes.quiet}>
            {[ruleSaid(line.kind, line.at.slice(0, 10)), line.imported && m.imported].filter(Boolean).join('. ')}
          </span>
        </>
      ),
      copy: (line) => [INTEGRITY_VI[line.kind], line.change].filter((text) => text !== null).join(': '),
    },
    {
      key: 'procedure',
      header: m.procedure,
      hideOnPhone: true,
      cell: (line) => line.procedureName,
      copy: (line) => line.procedureName,
    },
    { key: 'when', header: m.when, cell: (line) => formatMoment(line.at), copy: (line) => line.at },
    {
      key: 'who',
      header: m.who,
      cell: (line) => (
        <>
          {line.actor ?? m.none}
          <br />
          <span className={classes.quiet}>{line.agency.name}</span>
        </>
      ),
      copy: (line) => [line.actor, line.agency.name].filter((text) => text !== null).join(', '),
    },
    {
      key: 'why',
      header: m.why,
      cell: (line) =>
        line.reason === null && line.document === null ? (
          <span className={classes.quiet}>{m.noReason}</span>
        ) : (
          <>
            {line.reason}
            {line.document && <span className={classes.quiet}> ({line.document})</span>}
          </>
        ),
      copy: (line) => [line.reason, line.document].filter((text) => text !== null).join(', '),
    },
  ];
  return (
    <DataTable
      caption={m.table}
      columns={columns}
      rows={lines}
      rowKey={(line) => `${line.dossierId} ${line.kind} ${line.at} ${line.change}`}
      rowLink={(line) => `/ho-so/${line.dossierId}`}
    />
  );
}
