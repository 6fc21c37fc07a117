import { z } from 'zod';
import type { App } from '#platform/http/app.ts';
import { sendAttachment } from '#platform/http/attachment.ts';
import { readDecision, readImportForm } from './import-form.ts';
import { proceduresPermissions } from './permissions.ts';
import {
  AgencyStaff,
  ById,
  DropBody,
  ImportReport,
  ProcedureDetail,
  ProcedureList,
  ProcedureQuery,
  PublishBody,
  SaveBody,
  StaffQuery,
  WorkflowDetail,
} from './schema.ts';
import { EndBody, RevisionBody, RevisionStart } from './revision-schema.ts';
import { exportCatalogue } from './service-export.ts';
import { checkCatalogue, importCatalogue } from './service-import.ts';
import { getProcedure, listProcedures } from './service-read.ts';
import { abolishProcedure, reviseProcedure, startRevision } from './service-revise.ts';
import {
  agencyStaff,
  draftWorkflow,
  dropWorkflow,
  getWorkflow,
  publishWorkflow,
  saveWorkflow,
} from './service-workflows.ts';

const tags = ['Thủ tục hành chính'];
const read = { permission: proceduresPermissions.read };
const manage = { permission: proceduresPermissions.manage };

export function proceduresRoutes(app: App): void {
  app.get(
    '/api/procedures',
    {
      schema: {
        summary: 'Danh mục thủ tục đang có hiệu lực',
        tags,
        querystring: ProcedureQuery,
        response: { 200: ProcedureList },
      },
      config: read,
    },
    ({ work, query }) => listProcedures(work, query),
  );
  app.get(
    '/api/procedures/export',
    { schema: { summary: 'Danh mục thành tệp .xlsx, nhập lại được', tags }, config: read },
    async ({ work }, reply) => sendAttachment(reply, await exportCatalogue(work)),
  );
  app.post(
    '/api/procedures/import/check',
    {
      schema: {
        summary: 'Xem thử tệp danh mục, không lưu',
        tags,
        consumes: ['multipart/form-data'],
        response: { 200: ImportReport },
      },
      config: manage,
    },
    async (request) => checkCatalogue(request.work, (await readImportForm(request)).file),
  );
  app.post(
    '/api/procedures/import',
    {
      schema: {
        summary: 'Nhập danh mục đã xem thử',
        tags,
        consumes: ['multipart/form-data'],
        response: { 200: ImportReport },
      },
      config: manage,
    },
    async (request) => {
      const { file, fields } = await readImportForm(request);
      return importCatalogue(request.work, file, readDecision(fields));
    },
  );
  app.get(
    '/api/procedures/:id',
    {
      schema: {
        summary: 'Một thủ tục, các phiên bản và quy trình',
        tags,
        params: ById,
        response: { 200: ProcedureDetail },
      },
      config: read,
    },
    ({ work, params }) => getProcedure(work, params.id),
  );
  app.post(
    '/api/procedures/:id/workflows',
    {
      schema: { summary: 'Soạn phiên bản quy trình mới', tags, params: ById, response: { 200: WorkflowDetail } },
      config: manage,
    },
    ({ work, params }) => draftWorkflow(work, params.id),
  );
  revisionRoutes(app);
  workflowRoutes(app);
}

function revisionRoutes(app: App): void {
  app.get(
    '/api/procedures/:id/revision',
    {
      schema: {
        summary: 'Nội dung mới nhất của thủ tục để sửa',
        tags,
        params: ById,
        response: { 200: RevisionStart },
      },
      config: manage,
    },
    ({ work, params }) => startRevision(work, params.id),
  );
  app.post(
    '/api/procedures/:id/versions',
    {
      schema: {
        summary: 'Phiên bản mới của một thủ tục, có hiệu lực từ một ngày',
        tags,
        params: ById,
        body: RevisionBody,
        response: { 200: ProcedureDetail },
      },
      config: manage,
    },
    ({ work, params, body }) => reviseProcedure(work, params.id, body),
  );
  app.post(
    '/api/procedures/:id/end',
    {
      schema: {
        summary: 'Bãi bỏ một thủ tục từ một ngày theo quyết định',
        tags,
        params: ById,
        body: EndBody,
        response: { 200: ProcedureDetail },
      },
      config: manage,
    },
    ({ work, params, body }) => abolishProcedure(work, params.id, body),
  );
}

function workflowRoutes(app: App): void {
  app.get(
    '/api/procedure-workflows/staff',
    {
      schema: {
        summary: 'Số người của một cơ quan theo vai trò',
        tags,
        querystring: StaffQuery,
        response: { 200: AgencyStaff },
      },
      config: read,
    },
    ({ work, query }) => agencyStaff(work, query.code),
  );
  app.get(
    '/api/procedure-workflows/:id',
    {
      schema: { summary: 'Một phiên bản quy trình nội bộ', tags, params: ById, response: { 200: WorkflowDetail } },
      config: read,
    },
    ({ work, params }) => getWorkflow(work, params.id),
  );
  app.put(
    '/api/procedure-workflows/:id',
    {
      schema: {
        summary: 'Lưu bản nháp quy trình',
        tags,
        params: ById,
        body: SaveBody,
        response: { 200: WorkflowDetail },
      },
      config: manage,
    },
    ({ work, params, body }) => saveWorkflow(work, params.id, body),
  );
  app.post(
    '/api/procedure-workflows/:id/publish',
    {
      schema: {
        summary: 'Ban hành phiên bản quy trình theo quyết định',
        tags,
        params: ById,
        body: PublishBody,
        response: { 200: WorkflowDetail },
      },
      config: manage,
    },
    ({ work, params, body }) => publishWorkflow(work, params.id, body),
  );
  app.post(
    '/api/procedure-workflows/:id/drop',
    {
      schema: {
        summary: 'Bỏ bản nháp quy trình',
        tags,
        params: ById,
        body: DropBody,
        response: { 200: z.object({ procedureId: z.uuid() }) },
      },
      config: manage,
    },
    ({ work, params, body }) => dropWorkflow(work, params.id, body.revision),
  );
}
