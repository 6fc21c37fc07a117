import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { type Search, stringifySearch } from '#web/search-params.ts';
import type { DossierPage, QueueCounts } from '../schema.ts';
import { type Queue, queryOf } from './dossier-filters.ts';

const PAGE = 50;

/** The dossiers of a queue behind the filters of an address, page by page. */
export function useDossiers(search: Search, queue: Queue | undefined) {
  const query = queryOf(search, queue ?? 'all');
  const list = useInfiniteQuery({
    queryKey: ['dossiers', 'list', query],
    queryFn: ({ pageParam, signal }) =>
      getJson<DossierPage>(`/api/dossiers${stringifySearch({ ...query, limit: PAGE, cursor: pageParam })}`, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    enabled: queue !== undefined,
  });
  const rows = list.data?.pages.flatMap(({ dossiers }) => dossiers) ?? [];
  return { ...list, rows, asOf: list.data?.pages[0]?.asOf };
}

/** The badges of the desk. */
export function useQueueCounts() {
  return useQuery({
    queryKey: ['dossiers', 'counts'],
    queryFn: ({ signal }) => getJson<QueueCounts>('/api/dossiers/counts', { signal }),
  });
}
