import { Button } from '@mantine/core';
import { DataTable, type Sort } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { useSearchParams, useSetSearchParams } from '#web/search-params.ts';
import { useCan } from '#web/session.tsx';
import type { TaskChoices, TaskPage, TaskRow } from '../schema.ts';
import { KEYS, withFilters } from './task-filters.ts';
import { useTaskColumns } from './task-columns.tsx';
import classes from './tasks.module.css';
import { MOST_ROWS, type useTasks } from './use-tasks.ts';
import { useWide } from './use-wide.ts';
import { words } from './words.ts';

interface TasksTableProps {
  readonly tasks: ReturnType<typeof useTasks>;
  readonly first: TaskPage;
  readonly choices: TaskChoices | undefined;
}

export function TasksTable({ tasks, first, choices }: TasksTableProps) {
  const m = useMessages(words);
  const search = useSearchParams();
  const set = useSetSearchParams();
  const wide = useWide();
  const columns = useTaskColumns(first.asOf, {
    agency: (choices?.agencies.length ?? 2) > 1,
    // Beside an open detail there is no room for what the detail says anyway.
    document: !search[KEYS.open],
  });
  const { rows } = tasks;
  const left = first.total - rows.length;
  const open = (row: TaskRow) =>
    wide
      ? withFilters(search, { open: row.taskId, part: row.assignmentId })
      : `/nhiem-vu/${row.taskId}?${KEYS.part}=${row.assignmentId}`;
  const sort = (wanted: Sort) =>
    set({ [KEYS.sort]: wanted.key === 'issued' ? 'moi-giao' : wanted.direction === 'desc' ? 'han-xa' : undefined });
  return (
    <div aria-busy={tasks.isPlaceholderData} data-stale={tasks.isPlaceholderData || undefined} className={classes.list}>
      <DataTable
        caption={m.caption}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.assignmentId}
        rowLink={open}
        selectedKey={search[KEYS.part]}
        sort={sortOf(search[KEYS.sort])}
        onSort={sort}
        empty={<NoTasks />}
        summary={
          <span className={classes.summary}>
            {m.shown(rows.length, first.total)}
            {left > 0 && first.total <= MOST_ROWS && (
              <Button
                variant="subtle"
                size="compact-sm"
                loading={tasks.loadingAll}
                onClick={() => void tasks.loadAll()}
                className="dh-no-print"
              >
                {m.showAll(first.total)}
              </Button>
            )}
          </span>
        }
      />
      {tasks.isFetchNextPageError && <ErrorBox error={tasks.error} retry={() => void tasks.fetchNextPage()} />}
      {tasks.hasNextPage && rows.length < MOST_ROWS && (
        <Button
          variant="default"
          loading={tasks.isFetchingNextPage}
          onClick={() => void tasks.fetchNextPage()}
          className={`${classes.more} dh-no-print`}
        >
          {m.more(Math.min(left, 200))}
        </Button>
      )}
      {tasks.hasNextPage && rows.length >= MOST_ROWS && <p>{m.tooMany(MOST_ROWS)}</p>}
    </div>
  );
}

function sortOf(address: string | undefined): Sort {
  if (address === 'moi-giao') return { key: 'issued', direction: 'desc' };
  return { key: 'due', direction: address === 'han-xa' ? 'desc' : 'asc' };
}

/** Nothing at all yet, or nothing behind these filters. */
function NoTasks() {
  const m = useMessages(words);
  const can = useCan();
  const search = useSearchParams();
  const filtered = Object.keys(search).some((key) => ![KEYS.sort, KEYS.open, KEYS.part].includes(key as never));
  if (filtered)
    return (
      <EmptyState title={m.nothingFound} action={<PageLink to="/nhiem-vu">{m.clear}</PageLink>}>
        {m.nothingFoundText}
      </EmptyState>
    );
  return (
    <EmptyState
      title={m.noTasks}
      action={can('directives.issue') && <PageLink to="/van-ban">{m.toDocuments}</PageLink>}
    >
      {can('directives.issue') ? m.noTasksOffice : m.noTasksAgency}
    </EmptyState>
  );
}
