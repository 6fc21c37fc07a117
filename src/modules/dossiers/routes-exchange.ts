import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Province } from '#platform/db/province.ts';
import type { App } from '#platform/http/app.ts';
import { Refusal } from '#kernel/refusal.ts';
import { startImport } from './exchange/import-file.ts';
import { pushLines } from './exchange/push.ts';
import { Uploads } from './exchange/uploads.ts';
import { ImportMapping } from './domain/exchange/mapping.ts';
import { ImportRunDetail, ImportRunList, MappingList, RunInput, UploadView } from './import-schema.ts';
import { dossiersPermissions } from './permissions.ts';
import { exportText } from './service-export.ts';
import { importRun, importRuns, keepMapping, keptMappings } from './service-import.ts';

const tags = ['Nhập và xuất hồ sơ'];
const MAX_PUSH = 20_000_000;
const MAX_UPLOAD = 300_000_000;
const ById = z.object({ id: z.uuid() });
const ExportQuery = z.object({
  format: z.enum(['xes', 'ocel']),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});

/** @param province what goes on after an answer works in it, outside the request's own transaction and key */
export function exchangeRoutes(app: App, province: Province): void {
  const may = { permission: dossiersPermissions.import };
  const uploads = new Uploads();
  app.addHook('onReady', () => uploads.sweep());
  app.addHook('onClose', () => uploads.dropAll());
  app.addContentTypeParser('application/x-ndjson', { parseAs: 'string', bodyLimit: MAX_PUSH }, (_request, body, done) =>
    done(null, body),
  );
  app.post(
    '/api/dossiers/bulk',
    {
      schema: {
        summary: 'Đẩy hồ sơ và bước xử lý từ phần mềm khác: mỗi dòng một JSON (NDJSON), mỗi dòng một kết quả',
        tags,
        consumes: ['application/x-ndjson'],
      },
      config: may,
      bodyLimit: MAX_PUSH,
    },
    async (request, reply) => {
      if (typeof request.body !== 'string') throw new Refusal('dossiers.bulk.not_lines', 415);
      const results = await pushLines(request.work, request.body);
      return reply
        .header('content-type', 'application/x-ndjson; charset=utf-8')
        .send(results.map((result) => `${JSON.stringify(result)}\n`).join(''));
    },
  );
  app.post(
    '/api/dossiers/uploads',
    { schema: { summary: 'Gửi tệp để xem cột trước khi nhập', tags, response: { 200: UploadView } }, config: may },
    async (request) => {
      if (!request.isMultipart()) throw new Refusal('dossiers.import.no_file', 422);
      const file = await request.file({ limits: { fileSize: MAX_UPLOAD } });
      if (!file) throw new Refusal('dossiers.import.no_file', 422);
      return uploads.take(file.file, file.filename, request.actor.personId, MAX_UPLOAD);
    },
  );
  app.post(
    '/api/dossiers/uploads/:id/run',
    {
      schema: {
        summary: 'Nhập hoặc chạy thử một tệp đã gửi',
        tags,
        params: ById,
        body: RunInput,
        response: { 200: z.object({ runId: z.uuid() }) },
      },
      config: may,
    },
    async ({ params, body, actor, log }) => {
      const upload = uploads.use(params.id, actor.personId);
      const { path, fileName } = upload;
      const asOf = body.asOf === undefined ? undefined : new Date(body.asOf);
      const options = { path, fileName, mapping: body.mapping, dryRun: body.dryRun, asOf };
      const run = startImport(province.as(actor), options);
      const toItsEnd = async (): Promise<void> => {
        try {
          await (await run).done;
        } catch (error) {
          // The run keeps its own failure for the page; a fault of ours is for the log.
          if (!(error instanceof Refusal)) log.error({ err: error, upload: params.id }, 'import failed');
        } finally {
          await upload.release();
        }
      };
      void toItsEnd();
      return { runId: (await run).runId };
    },
  );
  app.get(
    '/api/dossiers/import-runs',
    { schema: { summary: 'Các lần nhập', tags, response: { 200: ImportRunList } }, config: may },
    async ({ work }) => ({ runs: await importRuns(work) }),
  );
  app.get(
    '/api/dossiers/import-runs/:id',
    {
      schema: { summary: 'Một lần nhập và các dòng lỗi', tags, params: ById, response: { 200: ImportRunDetail } },
      config: may,
    },
    ({ work, params }) => importRun(work, params.id),
  );
  app.get(
    '/api/dossiers/import-mappings',
    { schema: { summary: 'Các ánh xạ đã lưu', tags, response: { 200: MappingList } }, config: may },
    ({ work }) => keptMappings(work),
  );
  app.put(
    '/api/dossiers/import-mappings',
    {
      schema: { summary: 'Lưu một ánh xạ theo tên', tags, body: ImportMapping, response: { 204: z.null() } },
      config: may,
    },
    async ({ work, body }, reply) => {
      await keepMapping(work, body);
      return reply.code(204).send(null);
    },
  );
  app.get(
    '/api/dossiers/export',
    {
      schema: { summary: 'Lịch sử hồ sơ dạng XES hoặc OCEL 2.0', tags, querystring: ExportQuery },
      config: { permission: dossiersPermissions.export },
    },
    async ({ query, actor }, reply) => {
      const day = (text: string | undefined) => (text === undefined ? undefined : new Date(`${text}T00:00:00+07:00`));
      const choice = { from: day(query.from), to: day(query.to) };
      const text = await exportText(province.as(actor), query.format, choice);
      const [name, type] =
        query.format === 'xes' ? ['ho-so.xes', 'application/xml'] : ['ho-so.ocel.json', 'application/json'];
      return reply
        .header('content-type', `${type}; charset=utf-8`)
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(Readable.from(text));
    },
  );
}
