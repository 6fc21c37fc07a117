import type { App } from '#platform/http/app.ts';
import { IndicatorCellQuery, IndicatorQuery, IndicatorTable } from './indicators-schema.ts';
import { MonthCell } from './month-schema.ts';
import { dossiersPermissions } from './permissions.ts';
import { readIndicatorCell, readIndicators } from './service-indicators.ts';

const tags = ['Hồ sơ một cửa'];
const read = { permission: dossiersPermissions.read };

/** The indicators of TT 01/2018/TT-VPCP, and the dossiers behind each figure. */
export function dossierIndicatorRoutes(app: App): void {
  app.get(
    '/api/dossiers/indicators',
    {
      schema: {
        summary: 'Chỉ tiêu đánh giá của TT 01/2018 trong một tháng',
        tags,
        querystring: IndicatorQuery,
        response: { 200: IndicatorTable },
      },
      config: read,
    },
    ({ work, query }) => readIndicators(work, query),
  );
  app.get(
    '/api/dossiers/indicators/cell',
    {
      schema: {
        summary: 'Các hồ sơ của một con số trong bảng chỉ tiêu',
        tags,
        querystring: IndicatorCellQuery,
        response: { 200: MonthCell },
      },
      config: read,
    },
    ({ work, query }) => readIndicatorCell(work, query),
  );
}
