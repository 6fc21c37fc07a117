import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api.ts';

/** A definite refusal is not asked again; a lost line or a failed server is, once. */
function retry(failures: number, error: Error): boolean {
  if (error instanceof ApiError && error.status >= 400 && error.status < 500) return false;
  return failures < 1;
}

/** The cache of server answers: fresh for ten seconds, asked again when the window comes back. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 10_000, retry, networkMode: 'always', refetchOnWindowFocus: true },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
