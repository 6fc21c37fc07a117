import { useMutation, useQueryClient } from '@tanstack/react-query';
import { postJson } from '#web/api.ts';
import { showToast } from '#web/components/Toasts.tsx';
import type { SetDetail } from '../sets-schema.ts';

interface SetAct {
  readonly path: string;
  readonly body?: object;
  readonly said: string;
}

/** Does something to a set; the answer is the set, or the one that came of it. */
export function useSetAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: SetAct) => postJson<SetDetail>(`/api/par/sets/${id}/${path}`, body ?? {}),
    onSuccess: (next, { said }) => {
      client.setQueryData(['par-index', 'set', next.id], next);
      void client.invalidateQueries({ queryKey: ['par-index'] });
      showToast(said);
    },
  });
}
