import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson, postJson } from '#web/api.ts';
import { showProblem, showToast, showUndo } from '#web/components/Toasts.tsx';
import type { DifficultyList } from '../difficulties-schema.ts';
import type { ForesightView, OutlookView, TakenUpResult, ThingsView } from '../outlook-schema.ts';

const yearKey = (sheetId: string) => ['par-index', 'sheet', sheetId, 'year'] as const;
const difficultiesKey = (sheetId: string) => ['par-index', 'sheet', sheetId, 'difficulties'] as const;

export function useOutlook(sheetId: string, people = 1, wanted = true) {
  return useQuery({
    queryKey: [...yearKey(sheetId), 'outlook', people],
    queryFn: ({ signal }) => getJson<OutlookView>(`/api/par/sheets/${sheetId}/outlook?people=${people}`, { signal }),
    placeholderData: keepPreviousData,
    enabled: wanted,
  });
}

export function useForesight(sheetId: string, wanted = true) {
  return useQuery({
    queryKey: [...yearKey(sheetId), 'foresight'],
    queryFn: ({ signal }) => getJson<ForesightView>(`/api/par/sheets/${sheetId}/foresight`, { signal }),
    enabled: wanted,
  });
}

export function useThings(sheetId: string, leaf: string, kept: boolean, wanted: boolean) {
  return useQuery({
    queryKey: [...yearKey(sheetId), 'things', leaf, kept],
    queryFn: ({ signal }) =>
      getJson<ThingsView>(`/api/par/sheets/${sheetId}/live/${encodeURIComponent(leaf)}?kept=${kept}`, { signal }),
    enabled: wanted,
  });
}

/** Takes items up into Việc của tôi with ten seconds to undo it, or puts them back. */
export function useTakeUp(sheetId: string, said: { taken: (count: number) => string; putBack: string }) {
  const client = useQueryClient();
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: yearKey(sheetId) }),
      client.invalidateQueries({ queryKey: ['reminders'] }),
    ]);
  const putBack = useMutation({
    mutationFn: (items: readonly string[]) =>
      postJson<TakenUpResult>(`/api/par/sheets/${sheetId}/gains/undo`, { items }),
    onSettled: refresh,
    onSuccess: () => showToast(said.putBack),
  });
  const take = useMutation({
    mutationFn: (items: readonly string[]) => postJson<TakenUpResult>(`/api/par/sheets/${sheetId}/gains`, { items }),
    onSettled: refresh,
    onSuccess: ({ items, changed }) =>
      showUndo(said.taken(changed), async () => {
        await postJson<TakenUpResult>(`/api/par/sheets/${sheetId}/gains/undo`, { items });
        await refresh();
      }),
    onError: (error) => showProblem(error instanceof Error ? error.message : String(error)),
  });
  return { take, putBack };
}

export function useDifficulties(sheetId: string) {
  return useQuery({
    queryKey: difficultiesKey(sheetId),
    queryFn: ({ signal }) => getJson<DifficultyList>(`/api/par/sheets/${sheetId}/difficulties`, { signal }),
  });
}

/** Writes or removes a difficulty; the answer is the list as it then stands. */
export function useDifficultyAct(sheetId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path = '', body }: { path?: string; body?: object; said: string }) =>
      postJson<DifficultyList>(`/api/par/sheets/${sheetId}/difficulties${path}`, body),
    onSuccess: (next, { said }) => {
      client.setQueryData(difficultiesKey(sheetId), next);
      showToast(said);
    },
  });
}
