import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, type CallOptions, getJson, postJson } from '#web/api.ts';
import { showToast } from '#web/components/Toasts.tsx';
import { useSession } from '#web/session.tsx';
import type { RankingView } from '../ranking-schema.ts';
import type { RoundDetail, RoundList } from '../rounds-schema.ts';
import type { SheetDetail, ValueHistory } from '../sheets-schema.ts';
import type { SetDetail, SetList } from '../sets-schema.ts';

const roundKey = (id: string) => ['par-index', 'round', id] as const;
const sheetKey = (id: string) => ['par-index', 'sheet', id] as const;

export function useRounds() {
  return useQuery({
    queryKey: ['par-index', 'rounds'],
    queryFn: ({ signal }) => getJson<RoundList>('/api/par/rounds', { signal }),
  });
}

export const roundQuery = (id: string) => ({
  queryKey: roundKey(id),
  queryFn: ({ signal }: { signal: AbortSignal }) => getJson<RoundDetail>(`/api/par/rounds/${id}`, { signal }),
});

export function useRound(id: string) {
  return useQuery(roundQuery(id));
}

export function useSets() {
  return useQuery({
    queryKey: ['par-index', 'sets'],
    queryFn: ({ signal }) => getJson<SetList>('/api/par/sets', { signal }),
  });
}

/** A criteria set; without an id it waits for one. */
export function useSet(id: string | undefined) {
  return useQuery({
    queryKey: ['par-index', 'set', id],
    queryFn: ({ signal }) => getJson<SetDetail>(`/api/par/sets/${id}`, { signal }),
    enabled: id !== undefined,
    staleTime: 60_000,
  });
}

export function useSheet(id: string) {
  return useQuery({
    queryKey: sheetKey(id),
    queryFn: ({ signal }) => getJson<SheetDetail>(`/api/par/sheets/${id}`, { signal }),
  });
}

/** Whether the reader sees a unit's sheet whole: one of its people, or a role that sees the province. */
export function useSeesWhole(agencyId: string | undefined): boolean {
  const { agency, roles } = useSession();
  return (agencyId !== undefined && agency?.id === agencyId) || roles.some((role) => PROVINCE_WIDE.has(role));
}

const PROVINCE_WIDE: ReadonlySet<string> = new Set(['reform-monitor', 'provincial-leader', 'office-clerk', 'auditor']);

export function useHistory(sheetId: string, leaf: string, wanted: boolean) {
  return useQuery({
    queryKey: [...sheetKey(sheetId), 'history', leaf],
    queryFn: ({ signal }) =>
      getJson<ValueHistory>(`/api/par/sheets/${sheetId}/history?leaf=${encodeURIComponent(leaf)}`, { signal }),
    enabled: wanted,
  });
}

export function useRanking(roundId: string) {
  return useQuery({
    queryKey: ['par-index', 'ranking', roundId],
    queryFn: ({ signal }) => getJson<RankingView>(`/api/par/rounds/${roundId}/ranking`, { signal }),
  });
}

/** One act on a sheet: where it goes under the sheet's address, what is sent, what is said when done. */
export interface SheetAct {
  readonly path: string;
  readonly body?: object;
  readonly said: string;
  readonly options?: CallOptions;
}

/**
 * Acts on a sheet; the answer is the sheet as it then stands. When somebody else was quicker (409) the sheet is read
 * anew, so that the next try stands on what is.
 */
export function useSheetAct(sheetId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body, options }: SheetAct) =>
      postJson<SheetDetail>(`/api/par/sheets/${sheetId}/${path}`, body, options),
    onSuccess: (next, { said }) => {
      client.setQueryData(sheetKey(sheetId), next);
      showToast(said);
      void client.invalidateQueries({ queryKey: [...sheetKey(sheetId), 'history'] });
      void client.invalidateQueries({ queryKey: roundKey(next.round.id) });
      void client.invalidateQueries({ queryKey: ['reminders'] });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 409)
        void client.invalidateQueries({ queryKey: sheetKey(sheetId) });
    },
  });
}

interface RoundAct {
  readonly move: string;
  readonly body: object;
  readonly said: string;
}

/** Takes a round one step further; every sheet of it may look different afterwards. */
export function useRoundAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ move, body }: RoundAct) => postJson<RoundDetail>(`/api/par/rounds/${id}/${move}`, body),
    onSuccess: (next, { said }) => {
      client.setQueryData(roundKey(id), next);
      showToast(said);
      void client.invalidateQueries({ queryKey: ['par-index'] });
      void client.invalidateQueries({ queryKey: ['reminders'] });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 409) void client.invalidateQueries({ queryKey: roundKey(id) });
    },
  });
}
