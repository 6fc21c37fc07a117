import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson, patchJson, postJson } from '#web/api.ts';
import { showProblem, showUndo } from '#web/components/Toasts.tsx';
import { ApiError } from '#web/api.ts';
import type { DocumentDetail, HeadBody, ProposalBody, ProposalList, ProposalView } from '../schema.ts';

/** One change of the proposals, as the server names it. */
export type Change =
  | { readonly type: 'accept'; readonly proposals: readonly ProposalView[] }
  | { readonly type: 'edit'; readonly proposal: ProposalView; readonly body: Omit<ProposalBody, 'version'> }
  | { readonly type: 'no-deadline'; readonly proposals: readonly ProposalView[] }
  | { readonly type: 'drop' | 'restore'; readonly proposal: ProposalView }
  | { readonly type: 'merge'; readonly proposal: ProposalView; readonly next: ProposalView }
  | { readonly type: 'split'; readonly proposal: ProposalView; readonly at: number }
  | { readonly type: 'add'; readonly from: number; readonly to: number }
  | { readonly type: 'undo' };

/** The document being read, and the ways to change its proposals. Every change answers with all of them. */
export function useReading(id: string) {
  const client = useQueryClient();
  const key = ['notices', 'document', id];
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => getJson<DocumentDetail>(`/api/notices/${id}`, { signal }),
  });
  const keep = (list: ProposalList) =>
    client.setQueryData<DocumentDetail>(key, (before) => before && { ...before, ...list });
  const failed = (error: Error) => {
    if (error instanceof ApiError) showProblem(error.sentence);
    // Somebody else changed it meanwhile: what stands now is fetched, what was typed stays in its form.
    if (error instanceof ApiError && error.status === 409) void client.invalidateQueries({ queryKey: key });
  };
  const change = useMutation({ mutationFn: (wanted: Change) => send(id, wanted), onSuccess: keep, onError: failed });
  const head = useMutation({
    mutationFn: (body: HeadBody) => patchJson<DocumentDetail>(`/api/notices/${id}`, body),
    onSuccess: (detail) => client.setQueryData(key, detail),
    onError: failed,
  });
  const dropWithUndo = (proposal: ProposalView, said: string) => {
    change.mutate(
      { type: 'drop', proposal },
      {
        onSuccess: (list) => {
          const now = list.proposals.find((one) => one.id === proposal.id);
          if (now) showUndo(said, () => change.mutateAsync({ type: 'restore', proposal: now }));
        },
      },
    );
  };
  return { query, change, head, dropWithUndo };
}

async function send(id: string, wanted: Change): Promise<ProposalList> {
  const base = `/api/notices/${id}`;
  switch (wanted.type) {
    case 'accept':
      return postJson(`${base}/accept`, {
        versions: Object.fromEntries(wanted.proposals.map((one) => [one.id, one.version])),
      });
    case 'edit':
      return patchJson(`${base}/proposals/${wanted.proposal.id}`, { version: wanted.proposal.version, ...wanted.body });
    case 'no-deadline':
      return noDeadline(base, wanted.proposals);
    case 'drop':
    case 'restore':
      return postJson(`${base}/proposals/${wanted.proposal.id}/${wanted.type}`, { version: wanted.proposal.version });
    case 'merge':
      return postJson(`${base}/proposals/${wanted.proposal.id}/merge`, {
        version: wanted.proposal.version,
        nextVersion: wanted.next.version,
      });
    case 'split':
      return postJson(`${base}/proposals/${wanted.proposal.id}/split`, {
        version: wanted.proposal.version,
        at: wanted.at,
      });
    case 'add':
      return postJson(`${base}/proposals`, { from: wanted.from, to: wanted.to });
    case 'undo':
      return postJson(`${base}/undo`);
  }
}

async function noDeadline(base: string, proposals: readonly ProposalView[]): Promise<ProposalList> {
  let list: ProposalList | undefined;
  for (const proposal of proposals) {
    list = await patchJson<ProposalList>(`${base}/proposals/${proposal.id}`, {
      version: proposal.version,
      noDeadline: true,
    });
  }
  if (!list) throw new Error('nothing to change');
  return list;
}
