import type { App } from '#platform/http/app.ts';
import { sendAttachment } from '#platform/http/attachment.ts';
import { IntegrityList, IntegrityQuery } from './integrity-schema.ts';
import { dossiersPermissions } from './permissions.ts';
import { exportIntegrity, readIntegrity } from './service-integrity.ts';

const tags = ['Hồ sơ một cửa'];
const read = { permission: dossiersPermissions.read };

/** What a watcher of the dates looks at. */
export function dossierIntegrityRoutes(app: App): void {
  app.get(
    '/api/dossiers/integrity',
    {
      schema: {
        summary: 'Đính chính, hẹn lại, vào sổ muộn và thiếu sót của một tháng',
        tags,
        querystring: IntegrityQuery,
        response: { 200: IntegrityList },
      },
      config: read,
    },
    ({ work, query }) => readIntegrity(work, query),
  );
  app.get(
    '/api/dossiers/integrity/file',
    { schema: { summary: 'Danh sách ấy dạng Excel', tags, querystring: IntegrityQuery }, config: read },
    async ({ work, query }, reply) => sendAttachment(reply, await exportIntegrity(work, query)),
  );
}
