import type { App } from '#platform/http/app.ts';
import { ByDifficulty, DifficultyBody, DifficultyList } from './difficulties-schema.ts';
import { parIndexPermissions } from './permissions.ts';
import { getDifficulties, removeDifficulty, writeDifficulty } from './service-difficulties.ts';
import { ById } from './sets-schema.ts';

const tags = ['Khó khăn, kiến nghị'];
const response = { 200: DifficultyList };

export function difficultyRoutes(app: App): void {
  app.get(
    '/api/par/sheets/:id/difficulties',
    {
      schema: { summary: 'Khó khăn, vướng mắc và kiến nghị của đơn vị', tags, params: ById, response },
      config: { permission: parIndexPermissions.read },
    },
    ({ work, params }) => getDifficulties(work, params.id),
  );
  app.post(
    '/api/par/sheets/:id/difficulties',
    {
      schema: { summary: 'Ghi hoặc sửa một khó khăn, kiến nghị', tags, params: ById, body: DifficultyBody, response },
      config: { permission: parIndexPermissions.score },
    },
    ({ work, params, body }) => writeDifficulty(work, params.id, body),
  );
  app.post(
    '/api/par/sheets/:id/difficulties/:difficultyId/remove',
    {
      schema: { summary: 'Bỏ một khó khăn, kiến nghị', tags, params: ByDifficulty, response },
      config: { permission: parIndexPermissions.score },
    },
    ({ work, params }) => removeDifficulty(work, params.id, params.difficultyId),
  );
}
