import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import { getJson, postJson } from '#web/api.ts';
import { showToast } from '#web/components/Toasts.tsx';
import type { CommentRoundDetail } from '../comments-schema.ts';
import { changedLeaves } from '../domain/set-diff.ts';
import type { SetDetail } from '../sets-schema.ts';
import { useSet } from './use-par.ts';

export const commentKey = (id: string) => ['par-index', 'comments', id] as const;

/** Sends something about a comment round; the answer is the round as it then stands. */
export function useCommentAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object; said: string }) =>
      postJson<CommentRoundDetail>(`/api/par/comment-rounds/${id}/${path}`, body),
    onSuccess: (_, { said }) => {
      showToast(said);
      void client.invalidateQueries({ queryKey: ['reminders'] });
      void client.invalidateQueries({ queryKey: commentKey(id) });
    },
  });
}

/** A leaf that a later version changes. */
export interface Change {
  readonly setId: string;
  readonly version: number;
  readonly leaf: string;
  readonly name: string;
}

/** What versions after the one commented on change, oldest version first; undefined while it is being read. */
export function useChanges(round: Pick<CommentRoundDetail, 'setId' | 'later'>): readonly Change[] | undefined {
  const former = useSet(round.setId);
  const later = useQueries({
    queries: round.later.map(({ id }) => ({
      queryKey: ['par-index', 'set', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => getJson<SetDetail>(`/api/par/sets/${id}`, { signal }),
    })),
  });
  const { data } = former;
  if (!data || later.some((one) => !one.data)) return undefined;
  return later.flatMap((one) =>
    one.data
      ? changedLeaves(data.set, one.data.set).map(({ code, before, after }) => ({
          setId: one.data.id,
          version: one.data.version,
          leaf: code,
          name: (after ?? before)?.name ?? '',
        }))
      : [],
  );
}
