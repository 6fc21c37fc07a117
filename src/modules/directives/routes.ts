import type { App } from '#platform/http/app.ts';
import { sendAttachment } from '#platform/http/attachment.ts';
import { directivesPermissions } from './permissions.ts';
import { actionRoutes } from './routes-actions.ts';
import {
  ByFile,
  ById,
  IssueBody,
  IssueResult,
  Overview,
  TaskChoices,
  TaskDetail,
  TaskPage,
  TasksQuery,
} from './schema.ts';
import { issueDocument } from './service-issue.ts';
import { getOverview } from './service-overview.ts';
import { getReportFile, getTask, listChoices, listTasks } from './service-read.ts';

const tags = ['Nhiệm vụ'];
const read = { permission: directivesPermissions.read };

export function directivesRoutes(app: App): void {
  app.post(
    '/api/notices/:id/issue',
    {
      schema: {
        summary: 'Giao việc theo các đề xuất đã chấp nhận',
        tags,
        params: ById,
        body: IssueBody,
        response: { 200: IssueResult },
      },
      config: { permission: directivesPermissions.issue },
    },
    ({ params, body, work }) => issueDocument(work, params.id, body),
  );
  app.get(
    '/api/tasks',
    {
      schema: {
        summary: 'Các phần việc, có lọc và số đếm',
        tags,
        querystring: TasksQuery,
        response: { 200: TaskPage },
      },
      config: read,
    },
    ({ query, work }) => listTasks(work, query),
  );
  app.get(
    '/api/tasks/choices',
    {
      schema: { summary: 'Cơ quan và văn bản có việc, để lọc bảng', tags, response: { 200: TaskChoices } },
      config: read,
    },
    ({ work }) => listChoices(work),
  );
  app.get(
    '/api/tasks/:id',
    {
      schema: {
        summary: 'Một nhiệm vụ: các phần việc và diễn biến',
        tags,
        params: ById,
        response: { 200: TaskDetail },
      },
      config: read,
    },
    ({ params, work }) => getTask(work, params.id),
  );
  app.get(
    '/api/tasks/:id/files/:fileId',
    { schema: { summary: 'Tệp kèm báo cáo', tags, params: ByFile }, config: read },
    async ({ params, work }, reply) => sendAttachment(reply, await getReportFile(work, params.id, params.fileId)),
  );
  app.get(
    '/api/overview',
    {
      schema: { summary: 'Toàn cảnh: ai đang chậm, chậm bao lâu', tags, response: { 200: Overview } },
      config: { permission: directivesPermissions.overview },
    },
    ({ work }) => getOverview(work),
  );
  actionRoutes(app);
}
