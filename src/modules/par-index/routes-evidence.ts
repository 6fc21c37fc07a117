import type { App } from '#platform/http/app.ts';
import { sendAttachment, streamAttachment } from '#platform/http/attachment.ts';
import { evidenceArchive } from './evidence-archive.ts';
import { readEvidenceForm } from './evidence-form.ts';
import { parIndexPermissions } from './permissions.ts';
import { ByEvidence, EvidenceBody, EvidenceLinkBody, EvidenceUnlinkBody } from './evidence-schema.ts';
import { SheetDetail } from './sheets-schema.ts';
import { addEvidence, getEvidenceFile, tieEvidence, untieEvidence } from './service-evidence.ts';
import { ById } from './sets-schema.ts';

const tags = ['Tài liệu kiểm chứng'];
const score = { permission: parIndexPermissions.score };
const response = { 200: SheetDetail };

export function evidenceRoutes(app: App): void {
  app.post(
    '/api/par/sheets/:id/evidence',
    {
      schema: {
        summary: 'Thêm tài liệu kiểm chứng, kèm tệp nếu có',
        tags,
        consumes: ['application/json', 'multipart/form-data'],
        params: ById,
        body: EvidenceBody.nullish(),
        response,
      },
      config: score,
    },
    async (request) => addEvidence(request.work, request.params.id, await readEvidenceForm(request, request.body)),
  );
  app.post(
    '/api/par/sheets/:id/evidence/:evidenceId/leaves',
    {
      schema: {
        summary: 'Dùng tài liệu cho một tiêu chí nữa',
        tags,
        params: ByEvidence,
        body: EvidenceLinkBody,
        response,
      },
      config: score,
    },
    ({ work, params: { id, evidenceId }, body }) => tieEvidence(work, id, evidenceId, body.leaf, body.fact),
  );
  app.post(
    '/api/par/sheets/:id/evidence/:evidenceId/remove',
    {
      schema: {
        summary: 'Bỏ tài liệu khỏi một tiêu chí',
        tags,
        params: ByEvidence,
        body: EvidenceUnlinkBody,
        response,
      },
      config: score,
    },
    ({ work, params: { id, evidenceId }, body }) => untieEvidence(work, id, evidenceId, body.leaf),
  );
  app.get(
    '/api/par/sheets/:id/evidence/:evidenceId/file',
    {
      schema: { summary: 'Tệp của tài liệu kiểm chứng', tags, params: ByEvidence },
      config: { permission: parIndexPermissions.read },
    },
    async ({ work, params: { id, evidenceId } }, reply) =>
      sendAttachment(reply, await getEvidenceFile(work, id, evidenceId)),
  );
  app.get(
    '/api/par/sheets/:id/evidence.zip',
    {
      schema: { summary: 'Tất cả tài liệu kiểm chứng của đơn vị trong một gói, kèm danh mục', tags, params: ById },
      config: { permission: parIndexPermissions.read },
    },
    async ({ work, params }, reply) =>
      streamAttachment(reply, { ...(await evidenceArchive(work, params.id)), mediaType: 'application/zip' }),
  );
}
