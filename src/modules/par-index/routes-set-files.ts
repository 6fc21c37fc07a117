import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#kernel/refusal.ts';
import type { App } from '#platform/http/app.ts';
import { sendAttachment } from '#platform/http/attachment.ts';
import { formParts } from '#platform/http/form-parts.ts';
import { parIndexPermissions } from './permissions.ts';
import {
  checkUpload,
  copySet,
  addToDraft,
  editDraftLeaf,
  removeFromDraft,
  exportSetFile,
  importUpload,
  nextVersion,
  replaceByUpload,
} from './service-drafts.ts';
import { SET_FORMS } from './set-file.ts';
import {
  ById,
  CopyBody,
  AddedNode,
  AddNodeBody,
  EditLeafBody,
  RemoveNodeBody,
  FileCheck,
  SetDetail,
} from './sets-schema.ts';

const tags = ['Bộ tiêu chí'];
const manage = { permission: parIndexPermissions.manage };
const response = { 200: SetDetail };
const consumes = ['multipart/form-data'];
/** Of a form with a file nothing is left to be checked here. */
const body = z.unknown();

/** Sets as files of both forms, and what is written on the page itself. */
export function setFileRoutes(app: App): void {
  app.post(
    '/api/par/sets/files/check',
    {
      schema: {
        summary: 'Kiểm tra tệp bộ tiêu chí (.xlsx, .json), không lưu; lỗi theo trang, dòng, cột',
        tags,
        consumes,
        body,
        response: { 200: FileCheck },
      },
      config: manage,
    },
    async (request) => checkUpload(request.work, (await readForm(request)).bytes),
  );
  app.post(
    '/api/par/sets/files',
    { schema: { summary: 'Nhập tệp (.xlsx, .json) thành bản nháp', tags, consumes, body, response }, config: manage },
    async (request) => importUpload(request.work, (await readForm(request)).bytes),
  );
  app.post(
    '/api/par/sets/:id/files',
    {
      schema: { summary: 'Thay nội dung bản nháp bằng tệp', tags, consumes, params: ById, body, response },
      config: manage,
    },
    async (request) => {
      const { bytes, revision } = await readForm(request);
      return replaceByUpload(request.work, request.params.id, revision, bytes);
    },
  );
  app.get(
    '/api/par/sets/:id/files/:form',
    {
      schema: {
        summary: 'Tệp Excel hoặc JSON của bộ tiêu chí',
        tags,
        params: ById.extend({ form: z.enum(SET_FORMS) }),
      },
      config: { permission: parIndexPermissions.read },
    },
    async ({ work, params }, reply) => sendAttachment(reply, await exportSetFile(work, params.id, params.form)),
  );
  app.post(
    '/api/par/sets/:id/next',
    { schema: { summary: 'Soạn phiên bản sau từ phiên bản này', tags, params: ById, response }, config: manage },
    ({ work, params }) => nextVersion(work, params.id),
  );
  app.post(
    '/api/par/sets/:id/copy',
    {
      schema: { summary: 'Soạn bộ của năm khác từ bộ này', tags, params: ById, body: CopyBody, response },
      config: manage,
    },
    (request) => copySet(request.work, request.params.id, request.body),
  );
  app.post(
    '/api/par/sets/:id/leaves',
    {
      schema: { summary: 'Sửa một tiêu chí chấm điểm của bản nháp', tags, params: ById, body: EditLeafBody, response },
      config: manage,
    },
    (request) => editDraftLeaf(request.work, request.params.id, request.body),
  );
  app.post(
    '/api/par/sets/:id/nodes',
    {
      schema: {
        summary: 'Thêm lĩnh vực, tiêu chí vào bản nháp',
        tags,
        params: ById,
        body: AddNodeBody,
        response: { 200: AddedNode },
      },
      config: manage,
    },
    (request) => addToDraft(request.work, request.params.id, request.body),
  );
  app.post(
    '/api/par/sets/:id/nodes/remove',
    {
      schema: { summary: 'Bỏ lĩnh vực, tiêu chí khỏi bản nháp', tags, params: ById, body: RemoveNodeBody, response },
      config: manage,
    },
    (request) => removeFromDraft(request.work, request.params.id, request.body),
  );
}

async function readForm(request: FastifyRequest): Promise<{ bytes: Uint8Array; revision: number }> {
  let bytes: Uint8Array | undefined;
  let revision = 0;
  if (request.isMultipart())
    for await (const part of formParts(request)) {
      if (part.type === 'file') bytes = part.bytes;
      else if (part.name === 'revision') revision = Number(part.value);
    }
  if (!bytes || bytes.length === 0)
    throw new Refusal('par-index.set_file_missing', 422, { fields: { file: 'par-index.set_file_missing' } });
  return { bytes, revision };
}
