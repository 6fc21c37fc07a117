import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import type { ForecastList, ForecastView } from '../forecast-schema.ts';
import type { DossierDetail } from '../detail-schema.ts';
import type { DossierSummary, DossiersQuery } from '../list-schema.ts';

/** As many as one question may name. */
const AT_ONCE = 100;

type Shown = Pick<DossierSummary, 'id' | 'urgency'>;
const mayBeForetold = ({ urgency }: Shown): boolean => urgency === 'today' || urgency === 'soon' || urgency === 'later';

const queryFor = (ids: readonly string[], version: number | null) => ({
  queryKey: ['dossiers', 'forecasts', ids, version],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    getJson<ForecastList>(`/api/dossiers/forecasts?ids=${ids.join(',')}`, { signal }),
});

/** The forecasts of the rows of a list by their ids; none before they are there, and none when nothing was learned. */
export function useForecasts(rows: readonly Shown[]) {
  const ids = rows.filter(mayBeForetold).map(({ id }) => id);
  const parts = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, at) =>
    ids.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );
  return useQueries({ queries: parts.map((part) => queryFor(part, null)), combine: together });
}

function together(results: UseQueryResult<ForecastList>[]) {
  const failed = results.find(({ isError }) => isError);
  return {
    byId: new Map<string, ForecastView>(
      results.flatMap(({ data }) => data?.forecasts ?? []).map((forecast) => [forecast.id, forecast]),
    ),
    /** Whether anything was ever learned; false until it is known. */
    learned: results.some(({ data }) => data?.learned),
    error: failed?.error ?? null,
    retry: () => failed && void failed.refetch(),
  };
}

/** The forecast of the dossier on the page, as it stands at this version. */
export function useForecast(dossier: Pick<DossierDetail, 'id' | 'urgency' | 'version'>) {
  return useQuery({ ...queryFor([dossier.id], dossier.version), enabled: mayBeForetold(dossier) });
}

/** The queues whose work a forecast is made for. */
export const canAskForRisk = (queue: DossiersQuery['queue']): boolean =>
  queue === 'mine' || queue === 'agency' || queue === 'all';
