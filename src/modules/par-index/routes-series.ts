import type { App } from '#platform/http/app.ts';
import { parIndexPermissions } from './permissions.ts';
import { getSeries } from './service-back-cast.ts';
import { ByPair, SeriesView } from './sets-schema.ts';

/** The index over the years. Its neighbour, one old year under new rules, is with the rounds. */
export function seriesRoutes(app: App): void {
  app.get(
    '/api/par/rounds/:id/series/:otherId',
    {
      schema: {
        summary: 'Chỉ số qua các năm của một khối, ngắt ở chỗ đổi quy tắc; năm cuối thử theo bộ khác',
        tags: ['Bộ tiêu chí'],
        params: ByPair,
        response: { 200: SeriesView },
      },
      config: { permission: parIndexPermissions.read },
    },
    ({ work, params }) => getSeries(work, params.id, params.otherId),
  );
}
