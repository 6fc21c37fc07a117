import { z } from 'zod';
import type { App } from '#platform/http/app.ts';
import { sendAttachment } from '#platform/http/attachment.ts';
import { parIndexPermissions } from './permissions.ts';
import { SurveyCheck, SurveyResults } from './surveys-schema.ts';
import { checkSurveyTable, getSurveys, surveyForm } from './service-survey-table.ts';
import { ById } from './sets-schema.ts';
import { readSurveyForm } from './survey-file.ts';

const tags = ['Chỉ số cải cách hành chính'];
const manage = { permission: parIndexPermissions.manage };
const params = ById;

export function surveyRoutes(app: App): void {
  app.get(
    '/api/par/rounds/:id/surveys',
    {
      schema: { summary: 'Kết quả khảo sát, thống kê đã nhập', tags, params, response: { 200: SurveyResults } },
      config: { permission: parIndexPermissions.read },
    },
    ({ work, params: { id } }) => getSurveys(work, id),
  );
  app.get(
    '/api/par/rounds/:id/surveys/form',
    { schema: { summary: 'Biểu mẫu Excel để điền kết quả khảo sát', tags, params }, config: manage },
    async ({ work, params: { id } }, reply) => sendAttachment(reply, await surveyForm(work, id)),
  );
  app.post(
    '/api/par/rounds/:id/surveys/check',
    {
      schema: {
        summary: 'Đọc bảng kết quả (.xlsx, .csv hoặc dán), lỗi theo dòng; không lưu',
        tags,
        consumes: ['multipart/form-data'],
        params,
        body: z.unknown(),
        response: { 200: SurveyCheck },
      },
      config: manage,
    },
    async (request) => checkSurveyTable(request.work, request.params.id, await readSurveyForm(request)),
  );
}
