import type { App } from '#platform/http/app.ts';
import { ForecastList, ForecastQuery } from './forecast-schema.ts';
import { dossiersPermissions } from './permissions.ts';
import { forecastDossiers } from './service-forecast.ts';

export function forecastRoutes(app: App): void {
  app.get(
    '/api/dossiers/forecasts',
    {
      schema: {
        summary: 'Dự báo khả năng trễ hạn của các hồ sơ đang giải quyết',
        tags: ['Hồ sơ'],
        querystring: ForecastQuery,
        response: { 200: ForecastList },
      },
      config: { permission: dossiersPermissions.read },
    },
    ({ query, work }) => forecastDossiers(work, query.ids),
  );
}
