import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, getJson, postJson } from '#web/api.ts';
import { showToast } from '#web/components/Toasts.tsx';
import { useGo } from '#web/navigation.tsx';
import type { Ask } from '../domain/proposal.ts';
import type { EffectView, ProposalDetail, ProposalList } from '../proposals-schema.ts';
import { proposalPlace } from './places.ts';

const LIST = ['par-index', 'proposals'] as const;
const keyOf = (id: string) => ['par-index', 'proposal', id] as const;

export function useProposals(enabled = true) {
  return useQuery({
    queryKey: LIST,
    queryFn: ({ signal }) => getJson<ProposalList>('/api/par/proposals', { signal }),
    enabled,
  });
}

export function useProposal(id: string) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => getJson<ProposalDetail>(`/api/par/proposals/${id}`, { signal }),
  });
}

/** What an asking would do; the same asking is asked once. */
export function useEffectOf(id: string, ask: Ask | undefined, enabled: boolean) {
  return useQuery({
    queryKey: [...keyOf(id), 'effect', ask],
    queryFn: () => postJson<EffectView>(`/api/par/proposals/${id}/effect`, { ask }),
    enabled: enabled && ask !== undefined,
    retry: false,
    staleTime: 60_000,
  });
}

/** Begins a proposal on a criterion, or finds the one under way, and goes there. */
export function useStartProposal(roundId: string) {
  const go = useGo();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (leaf: string) => postJson<ProposalDetail>('/api/par/proposals', { roundId, leaf }),
    onSuccess: (made) => {
      client.setQueryData(keyOf(made.id), made);
      void client.invalidateQueries({ queryKey: LIST });
      go(proposalPlace(made.id));
    },
  });
}

interface Act {
  readonly path: 'versions' | 'submit' | 'approve' | 'return' | 'send' | 'answer' | 'withdraw';
  readonly body: object;
  readonly said: string;
}

/** Acts on a proposal; the answer is the proposal as it then stands. */
export function useProposalAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: Act) => postJson<ProposalDetail>(`/api/par/proposals/${id}/${path}`, body),
    onSuccess: (next, { said }) => {
      client.setQueryData(keyOf(id), next);
      showToast(said);
      void client.invalidateQueries({ queryKey: LIST });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 409)
        void client.invalidateQueries({ queryKey: keyOf(id), exact: true });
    },
  });
}
