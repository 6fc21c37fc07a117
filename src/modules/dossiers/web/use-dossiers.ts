import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { type Search, stringifySearch } from '#web/search-params.ts';
import type { RiskPage } from '../forecast-schema.ts';
import type { DossierPage, QueueCounts } from '../list-schema.ts';
import { asksForRisk, type Queue, queryOf } from './dossier-filters.ts';
import { canAskForRisk } from './use-forecasts.ts';

const PAGE = 50;
const MOST_AT_RISK = 100;

/** The dossiers of a queue behind the filters of an address, page by page; those at risk are one page. */
export function useDossiers(search: Search, queue: Queue | undefined) {
  const query = queryOf(search, queue ?? 'all');
  const atRisk = asksForRisk(search) && canAskForRisk(query.queue ?? 'all');
  const list = useInfiniteQuery({
    queryKey: ['dossiers', 'list', query, atRisk],
    queryFn: ({ pageParam, signal }): Promise<DossierPage | RiskPage> =>
      atRisk
        ? getJson(`/api/dossiers/risks${stringifySearch({ ...query, open: undefined, limit: MOST_AT_RISK })}`, {
            signal,
          })
        : getJson(`/api/dossiers${stringifySearch({ ...query, limit: PAGE, cursor: pageParam })}`, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    enabled: queue !== undefined,
  });
  const rows = list.data?.pages.flatMap(({ dossiers }) => dossiers) ?? [];
  const first = list.data?.pages[0];
  return {
    ...list,
    rows,
    asOf: first?.asOf,
    risk: first && 'considered' in first ? first : undefined,
    search: first && 'search' in first ? first.search : undefined,
  };
}

/** The badges of the desk. */
export function useQueueCounts() {
  return useQuery({
    queryKey: ['dossiers', 'counts'],
    queryFn: ({ signal }) => getJson<QueueCounts>('/api/dossiers/counts', { signal }),
  });
}
