import type { FastifyRequest } from 'fastify';
import { isLocalDate, type LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { App } from '#platform/http/app.ts';
import { sendAttachment } from '#platform/http/attachment.ts';
import { formParts } from '#platform/http/form-parts.ts';
import { noticesPermissions } from './permissions.ts';
import {
  ById,
  DocumentDetail,
  DocumentPage,
  DocumentsQuery,
  DropDocumentBody,
  HeadBody,
  IntakeResult,
  PasteBody,
  VersionBody,
} from './schema.ts';
import { proposalRoutes } from './routes-proposals.ts';
import { getNotice, getOriginal, listNotices, type Paper, takeIn } from './service.ts';
import { dropDocument, editHead, restoreDocument } from './service-head.ts';

const tags = ['Văn bản'];
const edit = { permission: noticesPermissions.edit };
const read = { permission: noticesPermissions.read };

export function noticesRoutes(app: App): void {
  app.post(
    '/api/notices',
    {
      schema: {
        summary: 'Đưa một văn bản vào: tệp (.docx, .pdf, .txt) hoặc nội dung dán',
        tags,
        consumes: ['application/json', 'multipart/form-data'],
        body: PasteBody.nullish(),
        response: { 200: IntakeResult },
      },
      config: edit,
    },
    async (request) => {
      const { paper, issuedOn } = request.isMultipart() ? await uploaded(request) : pasted(request.body);
      return takeIn(request.work, paper, issuedOn);
    },
  );
  app.get(
    '/api/notices',
    {
      schema: { summary: 'Các văn bản đã đưa vào', tags, querystring: DocumentsQuery, response: { 200: DocumentPage } },
      config: read,
    },
    ({ query, work }) => listNotices(work, query),
  );
  app.get(
    '/api/notices/:id',
    {
      schema: { summary: 'Một văn bản, lời văn và các đề xuất', tags, params: ById, response: { 200: DocumentDetail } },
      config: read,
    },
    ({ params, work }) => getNotice(work, params.id),
  );
  app.get(
    '/api/notices/:id/file',
    { schema: { summary: 'Tệp gốc của văn bản', tags, params: ById }, config: read },
    async ({ params, work }, reply) => sendAttachment(reply, await getOriginal(work, params.id)),
  );
  app.patch(
    '/api/notices/:id',
    {
      schema: {
        summary: 'Sửa phần đầu văn bản',
        tags,
        params: ById,
        body: HeadBody,
        response: { 200: DocumentDetail },
      },
      config: edit,
    },
    ({ params, body, work }) => editHead(work, params.id, body),
  );
  app.post(
    '/api/notices/:id/drop',
    {
      schema: {
        summary: 'Bỏ một văn bản, có lý do',
        tags,
        params: ById,
        body: DropDocumentBody,
        response: { 200: DocumentDetail },
      },
      config: edit,
    },
    ({ params, body, work }) => dropDocument(work, params.id, body.version, body.reason),
  );
  app.post(
    '/api/notices/:id/restore',
    {
      schema: {
        summary: 'Lấy lại một văn bản đã bỏ',
        tags,
        params: ById,
        body: VersionBody,
        response: { 200: DocumentDetail },
      },
      config: edit,
    },
    ({ params, body, work }) => restoreDocument(work, params.id, body.version),
  );
  proposalRoutes(app);
}

interface Intake {
  readonly paper: Paper;
  readonly issuedOn: LocalDate | null;
}

function pasted(body: PasteBody | null | undefined): Intake {
  if (!body) throw new Refusal('notices.nothing_sent', 422, { fields: { text: 'notices.nothing_sent' } });
  return { paper: { text: body.text }, issuedOn: body.issuedOn ?? null };
}

/** A form with one file and, when it is known, the day of issue. */
async function uploaded(request: FastifyRequest): Promise<Intake> {
  let file: { bytes: Uint8Array; name: string } | undefined;
  let issuedOn: LocalDate | null = null;
  for await (const part of formParts(request)) {
    if (part.type === 'file') {
      if (file) throw new Refusal('notices.one_file_only', 422, { fields: { file: 'notices.one_file_only' } });
      file = { bytes: part.bytes, name: part.filename };
    } else if (part.name === 'issuedOn' && part.value !== '') {
      if (!isLocalDate(part.value))
        throw new Refusal('notices.bad_day', 422, { fields: { issuedOn: 'notices.bad_day' } });
      issuedOn = part.value;
    }
  }
  if (!file || file.bytes.length === 0)
    throw new Refusal('notices.nothing_sent', 422, { fields: { file: 'notices.nothing_sent' } });
  return { paper: { file }, issuedOn };
}
