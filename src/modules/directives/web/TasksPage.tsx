import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { BesideList } from '#web/components/BesideList.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { showProblem } from '#web/components/Toasts.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { useSearchParams } from '#web/search-params.ts';
import type { TaskChoices } from '../schema.ts';
import { StatusCounts } from './StatusCounts.tsx';
import { TaskBeside } from './TaskBeside.tsx';
import { KEYS, withFilters } from './task-filters.ts';
import { TaskFilters } from './TaskFilters.tsx';
import classes from './tasks.module.css';
import { TasksTable } from './TasksTable.tsx';
import { MOST_ROWS, useTasks } from './use-tasks.ts';
import { words } from './words.ts';

/** Nhiệm vụ: every part of every task the reader may see, filtered by what stands in the address. */
export default function TasksPage() {
  const m = useMessages(words);
  const search = useSearchParams();
  const tasks = useTasks(search);
  const choices = useQuery({
    queryKey: ['directives', 'choices'],
    queryFn: ({ signal }) => getJson<TaskChoices>('/api/tasks/choices', { signal }),
  });
  const openId = search[KEYS.open];
  const print = async () => {
    if (await tasks.loadAll()) requestAnimationFrame(() => window.print());
    else showProblem(m.tooMany(MOST_ROWS));
  };
  return (
    <Page
      title={m.tasks}
      secondary={
        <Button
          variant="default"
          leftSection={<Icon name="print" size={16} />}
          loading={tasks.loadingAll}
          className={classes.print ?? ''}
          onClick={() => void print()}
        >
          {m.print}
        </Button>
      }
    >
      <BesideList
        detailLabel={m.detail}
        listLink={withFilters(search, { open: undefined, part: undefined })}
        list={
          <div className="dh-print-landscape">
            {tasks.first && <StatusCounts page={tasks.first} search={search} />}
            <TaskFilters choices={choices.data} />
            {tasks.isPending && <Loading lines={8} />}
            {tasks.isError && !tasks.isFetchNextPageError && (
              <ErrorBox error={tasks.error} retry={() => void tasks.refetch()} />
            )}
            {tasks.first && <TasksTable tasks={tasks} first={tasks.first} choices={choices.data} />}
          </div>
        }
        detail={openId && <TaskBeside id={openId} partId={search[KEYS.part]} search={search} />}
      />
    </Page>
  );
}
