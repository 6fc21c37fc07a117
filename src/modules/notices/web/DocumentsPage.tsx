import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { FilterBar } from '#web/components/FilterBar.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { stringifySearch, useSearchParams } from '#web/search-params.ts';
import { useCan } from '#web/session.tsx';
import { DOCUMENT_STATES, type DocumentPage, type DocumentSummary } from '../schema.ts';
import { IntakeDialog } from './IntakeDialog.tsx';
import { words } from './words.ts';

/** Văn bản: what has come in, what waits to be checked, and the way to take in another. */
export default function DocumentsPage() {
  const m = useMessages(words);
  const can = useCan();
  const { q, state } = useSearchParams();
  const [taking, setTaking] = useState(false);
  const documents = useInfiniteQuery({
    queryKey: ['notices', 'list', q, state],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      getJson<DocumentPage>(`/api/notices${stringifySearch({ q, state, cursor: pageParam })}`, { signal }),
    getNextPageParam: (page) => page.next,
  });
  const rows = documents.data?.pages.flatMap((page) => page.documents) ?? [];
  const counts = documents.data?.pages[0]?.counts;
  const columns: Column<DocumentSummary>[] = [
    {
      key: 'subject',
      header: m.subject,
      width: 'wide',
      cell: (row) => row.subject ?? m.noSubject,
      copy: (row) => row.subject ?? '',
    },
    { key: 'number', header: m.number, cell: (row) => row.number ?? m.unknown, copy: (row) => row.number ?? '' },
    {
      key: 'issuedOn',
      header: m.issuedOn,
      width: 'narrow',
      cell: (row) => (row.issuedOn ? formatDay(row.issuedOn) : m.unknown),
      copy: (row) => row.issuedOn ?? '',
    },
    {
      key: 'issuer',
      header: m.issuer,
      cell: (row) => row.issuer ?? m.unknown,
      copy: (row) => row.issuer ?? '',
      hideOnPhone: true,
    },
    { key: 'state', header: m.state, width: 'narrow', cell: (row) => m[row.state], copy: (row) => m[row.state] },
    {
      key: 'proposals',
      header: m.proposals,
      width: 'narrow',
      cell: ({ proposals }) => m.counts(proposals.open, proposals.accepted),
      copy: ({ proposals }) => proposals.open + proposals.accepted,
    },
  ];
  const take = can('notices.edit') ? <Button onClick={() => setTaking(true)}>{m.takeIn}</Button> : undefined;
  return (
    <Page title={m.documents} lead={m.documentsLead} action={take}>
      <FilterBar
        filters={[
          { kind: 'text', key: 'q', label: m.search, placeholder: m.searchHint },
          {
            kind: 'select',
            key: 'state',
            label: m.state,
            options: [
              { value: '', label: m.all },
              ...DOCUMENT_STATES.map((value) => ({
                value,
                label: counts ? `${m[value]} (${counts[value] ?? 0})` : m[value],
              })),
            ],
          },
        ]}
      />
      {documents.isPending && <Loading />}
      {documents.isError && <ErrorBox error={documents.error} retry={documents.refetch} />}
      {documents.isSuccess && (
        <>
          <DataTable
            caption={m.documents}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            rowLink={(row) => `/van-ban/${row.id}`}
            empty={
              q || state ? (
                <EmptyState title={m.noMatch}>{m.noMatchHint}</EmptyState>
              ) : (
                <EmptyState title={m.none}>{m.noneHint}</EmptyState>
              )
            }
          />
          {documents.hasNextPage && (
            <Button
              variant="default"
              loading={documents.isFetchingNextPage}
              onClick={() => void documents.fetchNextPage()}
            >
              {m.more}
            </Button>
          )}
        </>
      )}
      <IntakeDialog opened={taking} onClose={() => setTaking(false)} />
    </Page>
  );
}
