import type { App } from '#platform/http/app.ts';
import type { Target } from './acting.ts';
import { directivesPermissions } from './permissions.ts';
import { readFormWithFiles } from './report-form.ts';
import { extensionRoutes } from './routes-extensions.ts';
import {
  AssignBody,
  ByAssignment,
  ById,
  ConfirmBody,
  HandOverBody,
  NoteBody,
  OfficerList,
  ReceiveBody,
  ReportBody,
  ReturnBody,
  TaskDetail,
  WithdrawBody,
} from './schema.ts';
import {
  assignOfficer,
  confirmResult,
  listOfficers,
  noteProgress,
  receiveTask,
  reportResult,
  returnReport,
} from './service-actions.ts';
import { handOverPart, withdrawTask } from './service-withdraw.ts';

const tags = ['Nhiệm vụ'];
const response = { 200: TaskDetail };
const params = ByAssignment;
const ONE = '/api/tasks/:id/assignments/:assignmentId';

const target = (at: { id: string; assignmentId: string }, { version }: { version: number }): Target => ({
  taskId: at.id,
  assignmentId: at.assignmentId,
  version,
});

/** What people do with a task; every call answers with the task as it then stands. */
export function actionRoutes(app: App): void {
  const manage = { permission: directivesPermissions.manage };
  const work = { permission: directivesPermissions.work };
  const confirm = { permission: directivesPermissions.confirm };
  app.post(
    `${ONE}/receive`,
    { schema: { summary: 'Đã nhận việc', tags, params, body: ReceiveBody, response }, config: work },
    (request) => receiveTask(request.work, target(request.params, request.body)),
  );
  app.get(
    `${ONE}/officers`,
    { schema: { summary: 'Người có thể phân công', tags, params, response: { 200: OfficerList } }, config: manage },
    (request) => listOfficers(request.work, request.params.id, request.params.assignmentId),
  );
  app.post(
    `${ONE}/assign`,
    { schema: { summary: 'Phân công người làm', tags, params, body: AssignBody, response }, config: manage },
    (request) => assignOfficer(request.work, target(request.params, request.body), request.body.personId),
  );
  app.post(
    `${ONE}/notes`,
    { schema: { summary: 'Ghi tiến độ', tags, params, body: NoteBody, response }, config: work },
    (request) => noteProgress(request.work, target(request.params, request.body), request.body),
  );
  app.post(
    `${ONE}/reports`,
    {
      schema: {
        summary: 'Báo cáo kết quả, kèm tệp hoặc số văn bản',
        tags,
        consumes: ['application/json', 'multipart/form-data'],
        params,
        body: ReportBody.nullish(),
        response,
      },
      config: work,
    },
    async (request) => {
      const { version, ...report } = await readFormWithFiles(request, request.body, ReportBody);
      return reportResult(request.work, target(request.params, { version }), report);
    },
  );
  app.post(
    `${ONE}/confirm`,
    { schema: { summary: 'Xác nhận kết quả', tags, params, body: ConfirmBody, response }, config: confirm },
    (request) => confirmResult(request.work, target(request.params, request.body), request.body.note),
  );
  app.post(
    `${ONE}/return`,
    { schema: { summary: 'Trả lại báo cáo, có lý do', tags, params, body: ReturnBody, response }, config: confirm },
    (request) => returnReport(request.work, target(request.params, request.body), request.body.reason),
  );
  app.post(
    `${ONE}/hand-over`,
    {
      schema: { summary: 'Chuyển phần việc sang cơ quan khác', tags, params, body: HandOverBody, response },
      config: confirm,
    },
    (request) =>
      handOverPart(request.work, target(request.params, request.body), request.body.agencyId, request.body.reason),
  );
  app.post(
    '/api/tasks/:id/withdraw',
    {
      schema: { summary: 'Rút nhiệm vụ, có lý do', tags, params: ById, body: WithdrawBody, response },
      config: confirm,
    },
    (request) => withdrawTask(request.work, request.params.id, request.body.version, request.body.reason),
  );
  extensionRoutes(app);
}
