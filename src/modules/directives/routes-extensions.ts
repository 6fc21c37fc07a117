import type { App } from '#platform/http/app.ts';
import {
  AskExtensionBody,
  ByExtension,
  DeclineExtensionBody,
  GrantExtensionBody,
  NewDueQuery,
  NewDueView,
  TakeBackExtensionBody,
} from './extension-schema.ts';
import { directivesPermissions } from './permissions.ts';
import { readFormWithFiles } from './report-form.ts';
import { ByAssignment, TaskDetail } from './schema.ts';
import { declineExtension, grantExtension } from './service-extension-answers.ts';
import { askExtension, previewDue, takeBackExtension } from './service-extensions.ts';

const tags = ['Nhiệm vụ'];
const response = { 200: TaskDetail };
const ONE = '/api/tasks/:id/assignments/:assignmentId';
const REQUEST = `${ONE}/extensions/:extensionId`;

const target = (at: { id: string; assignmentId: string }, { version }: { version: number }) => ({
  taskId: at.id,
  assignmentId: at.assignmentId,
  version,
});

/** Đề nghị gia hạn and its answer; every call that changes something answers with the task as it then stands. */
export function extensionRoutes(app: App): void {
  const work = { permission: directivesPermissions.work };
  const answer = { permission: directivesPermissions.answer };
  app.get(
    `${ONE}/new-due`,
    {
      schema: {
        summary: 'Một ngày sẽ thành hạn nào nếu gia hạn',
        tags,
        params: ByAssignment,
        querystring: NewDueQuery,
        response: { 200: NewDueView },
      },
      config: { permission: directivesPermissions.read },
    },
    ({ params, query, work: by }) =>
      previewDue(by, { taskId: params.id, assignmentId: params.assignmentId }, query.dueOn),
  );
  app.post(
    `${ONE}/extensions`,
    {
      schema: {
        summary: 'Đề nghị gia hạn, kèm lý do và văn bản nếu có',
        tags,
        consumes: ['application/json', 'multipart/form-data'],
        params: ByAssignment,
        body: AskExtensionBody.nullish(),
        response,
      },
      config: work,
    },
    async (request) => {
      const { version, ...input } = await readFormWithFiles(request, request.body, AskExtensionBody);
      return askExtension(request.work, target(request.params, { version }), input);
    },
  );
  app.post(
    `${REQUEST}/take-back`,
    {
      schema: { summary: 'Rút đề nghị gia hạn', tags, params: ByExtension, body: TakeBackExtensionBody, response },
      config: work,
    },
    (request) => takeBackExtension(request.work, target(request.params, request.body), request.params.extensionId),
  );
  app.post(
    `${REQUEST}/grant`,
    {
      schema: {
        summary: 'Đồng ý gia hạn, đến ngày được đề nghị hoặc ngày khác',
        tags,
        params: ByExtension,
        body: GrantExtensionBody,
        response,
      },
      config: answer,
    },
    ({ params, body, work: by }) => grantExtension(by, target(params, body), params.extensionId, body),
  );
  app.post(
    `${REQUEST}/decline`,
    {
      schema: {
        summary: 'Không gia hạn, có lý do',
        tags,
        params: ByExtension,
        body: DeclineExtensionBody,
        response,
      },
      config: answer,
    },
    ({ params, body, work: by }) => declineExtension(by, target(params, body), params.extensionId, body.reason),
  );
}
