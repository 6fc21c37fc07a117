import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { stringifySearch } from '#web/search-params.ts';
import type { AgencyStaff, ProcedureDetail, ProcedureList, WorkflowDetail } from '../schema.ts';

export const procedurePlace = (id: string) => `/thu-tuc/${id}`;
export const workflowPlace = (id: string) => `/thu-tuc/quy-trinh/${id}`;

/** A page of the catalogue; the keys of the address are those of the wire. */
export function useCatalogue(search: Readonly<Record<string, string>>) {
  return useQuery({
    queryKey: ['procedures', 'list', search],
    queryFn: ({ signal }) => getJson<ProcedureList>(`/api/procedures${stringifySearch(search)}`, { signal }),
    placeholderData: (before) => before,
  });
}

export function useProcedure(id: string) {
  return useQuery({
    queryKey: ['procedures', 'one', id],
    queryFn: ({ signal }) => getJson<ProcedureDetail>(`/api/procedures/${id}`, { signal }),
  });
}

export const workflowKey = (id: string) => ['procedures', 'workflow', id] as const;

export function useWorkflow(id: string) {
  return useQuery({
    queryKey: workflowKey(id),
    queryFn: ({ signal }) => getJson<WorkflowDetail>(`/api/procedure-workflows/${id}`, { signal }),
  });
}

export const staffQuery = (code: string) => ({
  queryKey: ['procedures', 'staff', code] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    getJson<AgencyStaff>(`/api/procedure-workflows/staff?code=${encodeURIComponent(code)}`, { signal }),
  staleTime: 60_000,
});
