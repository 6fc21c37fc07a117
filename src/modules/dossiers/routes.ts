import type { Province } from '#platform/db/province.ts';
import type { App } from '#platform/http/app.ts';
import { sendAttachment } from '#platform/http/attachment.ts';
import { findApplicants } from './applicants.ts';
import { addFiles, readFile } from './files.ts';
import { dossiersPermissions } from './permissions.ts';
import { dossierDeskRoutes } from './routes-desk.ts';
import { ActionInput, TransitionResult } from './action-schema.ts';
import { DossierDetail } from './detail-schema.ts';
import { DossierPage, DossiersQuery, QueueCounts } from './list-schema.ts';
import { ApplicantList, ApplicantQuery } from './person-schema.ts';
import { DuePreview, DuePreviewInput, ReceptionInput } from './reception-schema.ts';
import { ByFile, ById } from './schema.ts';
import { Tracking, TrackingQuery } from './tracking-schema.ts';
import { actOnDossier, stepDossier } from './service-actions.ts';
import { countQueues, listDossierPage, previewDue } from './service-list.ts';
import { readDossier } from './service-read.ts';
import { receiveDossier } from './service-reception.ts';
import { trackDossier } from './tracking.ts';
import { readUpload } from './upload-form.ts';

const tags = ['Hồ sơ'];

/** @param province read as a visitor where somebody tracks his dossier */
export function dossiersRoutes(app: App, province: Province): void {
  const read = { permission: dossiersPermissions.read };
  const receive = { permission: dossiersPermissions.receive };
  dossierDeskRoutes(app);
  app.get(
    '/api/dossiers',
    {
      schema: {
        summary: 'Hồ sơ theo hàng việc hoặc tìm kiếm',
        tags,
        querystring: DossiersQuery,
        response: { 200: DossierPage },
      },
      config: read,
    },
    ({ query, work }) => listDossierPage(work, query),
  );
  app.get(
    '/api/dossiers/counts',
    { schema: { summary: 'Số hồ sơ đang chờ ở từng hàng việc', tags, response: { 200: QueueCounts } }, config: read },
    ({ work }) => countQueues(work),
  );
  app.get(
    '/api/dossiers/applicants',
    {
      schema: {
        summary: 'Tìm người nộp: tên, số định danh, điện thoại hoặc mã QR thẻ căn cước',
        tags,
        querystring: ApplicantQuery,
        response: { 200: ApplicantList },
      },
      config: receive,
    },
    ({ query, work }) => findApplicants(work, query.q),
  );
  app.post(
    '/api/dossiers/due-preview',
    {
      schema: {
        summary: 'Hạn trả nếu tiếp nhận bây giờ, và vì sao',
        tags,
        body: DuePreviewInput,
        response: { 200: DuePreview },
      },
      config: read,
    },
    ({ body, work }) => previewDue(work, body),
  );
  app.post(
    '/api/dossiers',
    {
      schema: { summary: 'Tiếp nhận hồ sơ', tags, body: ReceptionInput, response: { 200: DossierDetail } },
      config: receive,
    },
    ({ body, work }) => receiveDossier(work, body),
  );
  app.get(
    '/api/dossiers/:id',
    {
      schema: { summary: 'Một hồ sơ với sổ thời gian', tags, params: ById, response: { 200: DossierDetail } },
      config: read,
    },
    ({ params, work }) => readDossier(work, params.id),
  );
  app.post(
    '/api/dossiers/:id/actions',
    {
      schema: {
        summary: 'Làm một việc với hồ sơ',
        tags,
        params: ById,
        body: ActionInput,
        response: { 200: DossierDetail },
      },
      config: { ...read, inWork: true },
    },
    ({ params, body, work }) => actOnDossier(work, params.id, body),
  );
  app.post(
    '/api/dossiers/:id/transitions',
    {
      schema: {
        summary: 'Làm một việc với hồ sơ, trả lời ngắn cho hàng việc và phần mềm',
        tags,
        params: ById,
        body: ActionInput,
        response: { 200: TransitionResult },
      },
      config: { ...read, inWork: true },
    },
    ({ params, body, work }) => stepDossier(work, params.id, body),
  );
  app.post(
    '/api/dossiers/:id/files',
    {
      schema: {
        summary: 'Thêm bản quét hoặc kết quả',
        tags,
        consumes: ['multipart/form-data'],
        params: ById,
        response: { 200: DossierDetail },
      },
      config: { permission: dossiersPermissions.process },
    },
    async (request) => {
      const { kind, files } = await readUpload(request);
      return addFiles(request.work, request.params.id, kind, files);
    },
  );
  app.get(
    '/api/dossiers/:id/files/:fileId',
    { schema: { summary: 'Tải tệp của hồ sơ', tags, params: ByFile }, config: read },
    async ({ params, work }, reply) => {
      const { name, media_type: mediaType, bytes } = await readFile(work, params.id, params.fileId);
      return sendAttachment(reply, { name, mediaType, bytes });
    },
  );
  app.get(
    '/api/public/tracking',
    {
      schema: {
        summary: 'Tra cứu hồ sơ: mã và 4 số cuối điện thoại hoặc giấy tờ, hoặc mã QR của giấy hẹn',
        tags,
        querystring: TrackingQuery,
        response: { 200: Tracking },
      },
      config: { permission: 'public' },
    },
    ({ query, ip }) => trackDossier(province, { ...query, address: ip }),
  );
}
