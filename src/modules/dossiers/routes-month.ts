import { z } from 'zod';
import type { App } from '#platform/http/app.ts';
import { sendAttachment, showOwnPdf } from '#platform/http/attachment.ts';
import {
  AnswerBody,
  Backlog,
  BacklogQuery,
  ById,
  FormParams,
  FormQuery,
  Format,
  MonthCell,
  MonthCellQuery,
  MonthQuery,
  MonthTable,
  UrgeBody,
  UrgeResult,
} from './month-schema.ts';
import { BookPageQuery, BookPageView, BookQuery } from './book-schema.ts';
import { dossiersPermissions } from './permissions.ts';
import { dossierIndicatorRoutes } from './routes-indicators.ts';
import { dossierIntegrityRoutes } from './routes-integrity.ts';
import { answerUrging, readBacklog, urge } from './service-backlog.ts';
import { readBookPage } from './service-book-page.ts';
import { exportBook } from './service-books.ts';
import { printForm } from './service-forms.ts';
import { exportMonth, readMonth, readMonthCell } from './service-month.ts';

const tags = ['Hồ sơ một cửa'];
const read = { permission: dossiersPermissions.read };

/** The month in its first form, the follow-up book, and what Sở Nội vụ asks about the backlog. */
export function dossierMonthRoutes(app: App): void {
  dossierIntegrityRoutes(app);
  dossierIndicatorRoutes(app);
  app.get(
    '/api/dossiers/month',
    {
      schema: { summary: 'Biểu II.06a của một tháng', tags, querystring: MonthQuery, response: { 200: MonthTable } },
      config: read,
    },
    ({ work, query }) => readMonth(work, query),
  );
  app.get(
    '/api/dossiers/month/cell',
    {
      schema: {
        summary: 'Các hồ sơ của một con số trong biểu',
        tags,
        querystring: MonthCellQuery,
        response: { 200: MonthCell },
      },
      config: read,
    },
    ({ work, query }) => readMonthCell(work, query),
  );
  app.get(
    '/api/dossiers/month/files/:format',
    {
      schema: { summary: 'Biểu II.06a dạng Excel, Word, PDF', tags, params: Format, querystring: MonthQuery },
      config: read,
    },
    async ({ work, query, params }, reply) => sendAttachment(reply, await exportMonth(work, query, params.format)),
  );
  app.get(
    '/api/dossiers/book/lines',
    {
      schema: {
        summary: 'Các dòng của sổ theo dõi hồ sơ, theo số thứ tự',
        tags,
        querystring: BookPageQuery,
        response: { 200: BookPageView },
      },
      config: read,
    },
    ({ work, query }) => readBookPage(work, query),
  );
  app.get(
    '/api/dossiers/book',
    { schema: { summary: 'Sổ theo dõi hồ sơ của một năm', tags, querystring: BookQuery }, config: read },
    async ({ work, query }, reply) =>
      sendAttachment(reply, await exportBook(work, query.agency, query.year, query.format)),
  );
  app.get(
    '/api/dossiers/:id/forms/:file',
    {
      schema: { summary: 'In một mẫu của hồ sơ', tags, params: FormParams, querystring: FormQuery },
      config: read,
    },
    async (request, reply) => {
      const { id, file } = request.params;
      const publicUrl = `${request.protocol}://${request.host}`;
      return showOwnPdf(reply, await printForm(request.work, id, file, { publicUrl, paper: request.query.paper }));
    },
  );
  app.get(
    '/api/dossiers/backlog',
    {
      schema: {
        summary: 'Hồ sơ tồn đọng quá hạn, cũ nhất trước',
        tags,
        querystring: BacklogQuery,
        response: { 200: Backlog },
      },
      config: read,
    },
    ({ work, query }) => readBacklog(work, query),
  );
  app.post(
    '/api/dossiers/backlog/urgings',
    {
      schema: { summary: 'Nhắc cơ quan về hồ sơ quá hạn', tags, body: UrgeBody, response: { 200: UrgeResult } },
      config: { permission: dossiersPermissions.urge },
    },
    ({ work, body }) => urge(work, body),
  );
  app.post(
    '/api/dossiers/backlog/urgings/:id/answer',
    {
      schema: {
        summary: 'Trả lời nhắc về hồ sơ quá hạn',
        tags,
        params: ById,
        body: AnswerBody,
        response: { 204: z.null() },
      },
      config: { permission: dossiersPermissions.answer },
    },
    async ({ work, params, body }, reply) => {
      await answerUrging(work, params.id, body);
      return reply.code(204).send(null);
    },
  );
}
