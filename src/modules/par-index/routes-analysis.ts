import type { App } from '#platform/http/app.ts';
import { RankHistory, StepFigures } from './analysis-schema.ts';
import { parIndexPermissions } from './permissions.ts';
import { getHistory, getStepFigures } from './service-analysis.ts';
import { ById } from './sets-schema.ts';

const tags = ['Chỉ số CCHC'];
const read = { permission: parIndexPermissions.read };

/** What the ranking page analyses beside the ranking itself. */
export function analysisRoutes(app: App): void {
  app.get(
    '/api/par/rounds/:id/rank-history',
    {
      schema: { summary: 'Thứ hạng qua các năm của khối', tags, params: ById, response: { 200: RankHistory } },
      config: read,
    },
    ({ work, params: { id } }) => getHistory(work, id),
  );
  app.get(
    '/api/par/rounds/:id/step-figures',
    {
      schema: { summary: 'Số liệu quanh các ngưỡng điểm', tags, params: ById, response: { 200: StepFigures } },
      config: read,
    },
    ({ work, params: { id } }) => getStepFigures(work, id),
  );
}
