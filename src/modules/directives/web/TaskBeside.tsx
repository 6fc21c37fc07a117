import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { Search } from '#web/search-params.ts';
import { opening } from './due.ts';
import classes from './task.module.css';
import { KEYS, withFilters } from './task-filters.ts';
import { TaskView } from './TaskView.tsx';
import { useTask } from './use-task.ts';
import { words } from './words.ts';

interface TaskBesideProps {
  readonly id: string;
  readonly partId: string | undefined;
  readonly search: Search;
}

/** The task open beside the list. */
export function TaskBeside({ id, partId, search }: TaskBesideProps) {
  const m = useMessages(words);
  const task = useTask(id);
  return (
    <div className={classes.beside}>
      <div className={`${classes.besideHead} dh-no-print`}>
        <PageLink to={`/nhiem-vu/${id}${partId ? `?${KEYS.part}=${partId}` : ''}`} className={classes.besideLink}>
          <Icon name="external" size={16} />
          {m.wholePage}
        </PageLink>
        <PageLink
          to={withFilters(search, { open: undefined, part: undefined })}
          aria-label={m.closeDetail}
          className={classes.close}
        >
          <Icon name="close" />
        </PageLink>
      </div>
      {task.isPending && <Loading lines={6} />}
      {task.isError && !task.data && <ErrorBox error={task.error} retry={() => void task.refetch()} />}
      {task.data && (
        <>
          <h2 className={classes.besideTitle}>{opening(task.data.text, 110)}</h2>
          <TaskView
            key={id}
            task={task.data}
            partId={partId}
            partLink={(next) => withFilters(search, { open: id, part: next })}
          />
        </>
      )}
    </div>
  );
}
