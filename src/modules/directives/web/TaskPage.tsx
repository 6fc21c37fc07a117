import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { usePageParams } from '#web/navigation.tsx';
import { useSearchParams } from '#web/search-params.ts';
import { opening } from './due.ts';
import classes from './task.module.css';
import { taskWords } from './task-words.ts';
import { TaskView } from './TaskView.tsx';
import { KEYS } from './task-filters.ts';
import { useTask } from './use-task.ts';

/** One task on a page of its own: where reminders and "Việc của tôi" lead. */
export default function TaskPage() {
  const m = useMessages(taskWords);
  const { id = '' } = usePageParams();
  const search = useSearchParams();
  const task = useTask(id);
  return (
    <Page
      title={<span className={classes.title}>{task.data ? opening(task.data.text, 110) : m.tasks}</span>}
      documentTitle={task.data ? opening(task.data.text, 60) : m.tasks}
      breadcrumb={[{ label: m.tasks, to: '/nhiem-vu' }]}
    >
      {task.isPending && <Loading lines={6} />}
      {task.isError && !task.data && <ErrorBox error={task.error} retry={() => void task.refetch()} />}
      {task.data && (
        <TaskView
          task={task.data}
          partId={search[KEYS.part]}
          partLink={(partId) => `/nhiem-vu/${id}${partId ? `?${KEYS.part}=${partId}` : ''}`}
        />
      )}
    </Page>
  );
}
