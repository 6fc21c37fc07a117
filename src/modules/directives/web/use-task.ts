import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, type CallOptions, getJson, postJson } from '#web/api.ts';
import { showToast } from '#web/components/Toasts.tsx';
import type { AssignmentView, TaskDetail } from '../schema.ts';

const keyOf = (id: string) => ['directives', 'task', id] as const;

export function useTask(id: string) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => getJson<TaskDetail>(`/api/tasks/${id}`, { signal }),
  });
}

/** One act on a task: where it goes, what is sent, what is said when it is done. */
interface Act {
  /** 'receive', 'reports', … on a part, or 'withdraw' on the task. */
  readonly name: string;
  readonly body: object;
  readonly said: string;
  readonly options?: CallOptions;
}

/**
 * Acts on a part (or without one on the task). The answer is the task as it then stands; every list it may move is
 * asked again. When somebody else was quicker (409) the task is read anew, so that the next try stands on what is.
 */
export function useAct(task: TaskDetail, part?: Pick<AssignmentView, 'id'>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, body, options }: Act) =>
      postJson<TaskDetail>(
        part ? `/api/tasks/${task.id}/assignments/${part.id}/${name}` : `/api/tasks/${task.id}/${name}`,
        body,
        options,
      ),
    onSuccess: (next, { said }) => {
      client.setQueryData(keyOf(task.id), next);
      showToast(said);
      for (const queryKey of [
        ['directives', 'tasks'],
        ['directives', 'choices'],
        ['directives', 'overview'],
      ])
        void client.invalidateQueries({ queryKey });
      void client.invalidateQueries({ queryKey: ['reminders'] });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 409)
        void client.invalidateQueries({ queryKey: keyOf(task.id) });
    },
  });
}
