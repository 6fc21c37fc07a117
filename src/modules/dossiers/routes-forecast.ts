import type { App } from '#platform/http/app.ts';
import { ForecastList, ForecastQuery, RiskPage, RiskQuery } from './forecast-schema.ts';
import { dossiersPermissions } from './permissions.ts';
import { forecastDossiers } from './service-forecast.ts';
import { listAtRisk } from './service-risk.ts';

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
  app.get(
    '/api/dossiers/risks',
    {
      schema: {
        summary: 'Hồ sơ đang giải quyết có nguy cơ trễ hạn, khả năng cao trước',
        tags: ['Hồ sơ'],
        querystring: RiskQuery,
        response: { 200: RiskPage },
      },
      config: { permission: dossiersPermissions.read },
    },
    ({ query, work }) => listAtRisk(work, query),
  );
}
