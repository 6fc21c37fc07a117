import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { FormActions } from '#web/components/Form.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { stringifySearch } from '#web/search-params.ts';
import type { ChangeOut, ChangePage } from '../schema.ts';
import { CHANGE_WORDS, changeWords } from './change-words.ts';
import classes from './org.module.css';
import { WithdrawButton } from './WithdrawButton.tsx';

/** Decisions taken here, latest first, with what waits for its day. */
export function ChangeList() {
  const m = useMessages(changeWords);
  const changes = useInfiniteQuery({
    queryKey: ['org', 'changes'],
    queryFn: ({ pageParam, signal }) =>
      getJson<ChangePage>(`/api/org/changes${stringifySearch({ cursor: pageParam, limit: 20 })}`, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (changes.isPending) return <Loading />;
  if (changes.isError) return <ErrorBox error={changes.error} retry={changes.refetch} />;
  return (
    <>
      <DataTable
        caption={m.decidedCaption}
        rows={changes.data.pages.flatMap((page) => page.changes)}
        rowKey={(change) => change.id}
        bare
        empty={<EmptyState title={m.decidedNone}>{m.decidedNoneText}</EmptyState>}
        columns={[
          {
            key: 'kind',
            header: m.change,
            cell: (change) => m[CHANGE_WORDS[change.kind]],
          },
          {
            key: 'agencies',
            header: m.agencies,
            width: 'wide',
            cell: (change) => (
              <ul className={classes.plainList}>
                {change.agencies.map((agency) => (
                  <li key={agency.id}>
                    <PageLink to={`/co-quan/${agency.id}?ngay=${change.effectiveOn}`}>{agency.name}</PageLink>
                  </li>
                ))}
                {change.unmade.map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
            ),
          },
          { key: 'on', header: m.effectiveOn, width: 'narrow', cell: (change) => formatDay(change.effectiveOn) },
          {
            key: 'document',
            header: m.document,
            cell: (change) => (
              <div>
                {change.document}
                <span className={classes.cellNote}>{change.reason}</span>
              </div>
            ),
          },
          { key: 'by', header: m.by, cell: (change) => change.decidedBy ?? '–' },
          {
            key: 'state',
            header: m.state,
            cell: (change) => <ChangeState change={change} />,
          },
        ]}
      />
      {changes.hasNextPage && (
        <FormActions>
          <Button variant="default" loading={changes.isFetchingNextPage} onClick={() => void changes.fetchNextPage()}>
            {m.more}
          </Button>
        </FormActions>
      )}
    </>
  );
}

/** Whether a decision is done, waits or was taken back; a waiting one can be. */
function ChangeState({ change }: { readonly change: ChangeOut }) {
  const m = useMessages(changeWords);
  if (change.withdrawnAt) return <StatusBadge status="cancelled" label={m.withdrawn} plain />;
  if (change.appliedAt) return <StatusBadge status="confirmed" label={m.applied} plain />;
  return (
    <div className={classes.state}>
      <StatusBadge status="new" label={m.waiting} plain />
      <WithdrawButton changeId={change.id} />
    </div>
  );
}
