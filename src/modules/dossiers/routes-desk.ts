import type { App } from '#platform/http/app.ts';
import { ApologyDrafts, ChoiceQuery, DaysOff, ProcedureChoices } from './desk-schema.ts';
import { DirectoryLine } from './directory-schema.ts';
import { dossiersPermissions } from './permissions.ts';
import { ById } from './schema.ts';
import { readDirectoryLine } from './service-directory.ts';
import { apologyDrafts, daysOffOf, procedureChoices } from './service-desk.ts';

const tags = ['Hồ sơ'];

/** What the desks need beside single dossiers: what a counter receives, what a head signs, days off. */
export function dossierDeskRoutes(app: App): void {
  const read = { permission: dossiersPermissions.read };
  app.get(
    '/api/dossiers/procedures',
    {
      schema: {
        summary: 'Thủ tục để tiếp nhận, hay dùng trước',
        tags,
        querystring: ChoiceQuery,
        response: { 200: ProcedureChoices },
      },
      config: { permission: dossiersPermissions.receive },
    },
    ({ query, work }) => procedureChoices(work, query),
  );
  app.get(
    '/api/dossiers/apologies',
    { schema: { summary: 'Thư xin lỗi chờ ký', tags, response: { 200: ApologyDrafts } }, config: read },
    ({ work }) => apologyDrafts(work),
  );
  app.get(
    '/api/dossiers/:id/days-off',
    {
      schema: { summary: 'Ngày nghỉ trong thời gian của hồ sơ', tags, params: ById, response: { 200: DaysOff } },
      config: read,
    },
    ({ params, work }) => daysOffOf(work, params.id),
  );
  app.get(
    '/api/dossiers/:id/applicant',
    {
      schema: {
        summary: 'Danh bạ người nộp: đang ghi gì, ai đã sửa gì, khi nào, vì sao',
        tags,
        params: ById,
        response: { 200: DirectoryLine },
      },
      config: { permission: dossiersPermissions.directory },
    },
    ({ params, work }) => readDirectoryLine(work, params.id),
  );
}
