import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { FilterBar } from '#web/components/FilterBar.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { stringifySearch, useSearchParams } from '#web/search-params.ts';
import type { AuditCheck, AuditEntryView, AuditPage as AuditPageData } from '../schema.ts';
import { actionWords } from './action-words.ts';
import { detailsOf, subjectOf } from './details.ts';
import { words } from './words.ts';

/** Nhật ký: what an auditor or administrator reads, and the button that proves it intact. */
export default function AuditPage() {
  const m = useMessages(words);
  const { action, from, to } = useSearchParams();
  const log = useInfiniteQuery({
    queryKey: ['audit', action, from, to],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      getJson<AuditPageData>(`/api/audit${stringifySearch({ action, from, to, cursor: pageParam })}`, { signal }),
    getNextPageParam: (page) => page.next,
  });
  const check = useMutation({ mutationFn: () => getJson<AuditCheck>('/api/audit/check') });
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  const columns: Column<AuditEntryView>[] = [
    { key: 'at', header: m.when, width: 'narrow', cell: (row) => formatMoment(row.at), copy: (row) => row.at },
    { key: 'actor', header: m.who, cell: (row) => row.actorName, copy: (row) => row.actorName },
    { key: 'action', header: m.what, cell: (row) => actionWords(row.action), copy: (row) => row.action },
    { key: 'subject', header: m.about, cell: subjectOf, copy: subjectOf, hideOnPhone: true },
    { key: 'data', header: m.details, width: 'wide', cell: detailsOf, copy: detailsOf },
  ];
  return (
    <Page
      title={m.title}
      lead={m.lead}
      secondary={
        <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
          {m.check}
        </Button>
      }
    >
      {check.isPending && <Loading label={m.checking} />}
      {check.isError && <ErrorBox error={check.error} retry={() => check.mutate()} />}
      {check.isSuccess && <CheckResult check={check.data} />}
      <FilterBar
        filters={[
          { kind: 'text', key: 'action', label: m.action, placeholder: m.actionHint },
          { kind: 'date', key: 'from', label: m.from },
          { kind: 'date', key: 'to', label: m.to },
        ]}
      />
      {log.isPending && <Loading />}
      {log.isError && <ErrorBox error={log.error} retry={() => void log.refetch()} />}
      {log.isSuccess && (
        <>
          <DataTable
            caption={m.title}
            columns={columns}
            rows={entries}
            rowKey={(row) => row.id}
            summary={m.shown(entries.length, log.hasNextPage)}
            empty={<EmptyState title={m.empty}>{m.emptyHint}</EmptyState>}
          />
          {log.hasNextPage && (
            <Button variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
              {m.more}
            </Button>
          )}
        </>
      )}
    </Page>
  );
}

function CheckResult({ check }: { check: AuditCheck }) {
  const m = useMessages(words);
  return (
    <Sheet>
      <output>
        {check.broken.length === 0 ? m.sound(check.entries, check.chains, check.seals) : m.broken(check.broken.length)}
      </output>
      {check.broken.length > 0 && (
        <ul>
          {check.broken.map(({ where, what }) => (
            <li key={where}>
              {where}: {m[`what_${what}`]}
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
