import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '#web/api.ts';
import { type Search, stringifySearch } from '#web/search-params.ts';
import type { TaskPage } from '../schema.ts';
import { queryOf } from './task-filters.ts';

/** Rows asked for at a time; the server gives 200 at most. */
const PAGE = 100;
const LARGE_PAGE = 200;
/** A table longer than this helps nobody: the browser slows down and nobody reads it. */
export const MOST_ROWS = 2000;

/** The table of tasks for the filters of an address, page by page. */
export function useTasks(search: Search) {
  const query = queryOf(search);
  const [loadingAll, setLoadingAll] = useState(false);
  const tasks = useInfiniteQuery({
    queryKey: ['directives', 'tasks', query],
    queryFn: ({ pageParam, signal }) => {
      const limit = pageParam === undefined ? PAGE : LARGE_PAGE;
      return getJson<TaskPage>(`/api/tasks${stringifySearch({ ...query, limit, cursor: pageParam })}`, { signal });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
  /** Fetches what is left, for paper and spreadsheet. @returns false when a page failed or the list is too long */
  const loadAll = async (): Promise<boolean> => {
    setLoadingAll(true);
    try {
      let { data, hasNextPage } = tasks;
      while (hasNextPage && data && rowsOf(data.pages).length < MOST_ROWS) {
        const next = await tasks.fetchNextPage();
        if (next.isError) return false;
        ({ data, hasNextPage } = next);
      }
      return !hasNextPage;
    } finally {
      setLoadingAll(false);
    }
  };
  const pages = tasks.data?.pages;
  return { ...tasks, first: pages?.[0], rows: pages ? rowsOf(pages) : [], loadAll, loadingAll };
}

function rowsOf(pages: readonly TaskPage[]) {
  return pages.flatMap(({ tasks }) => tasks);
}
