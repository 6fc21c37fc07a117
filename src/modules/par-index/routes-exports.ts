import { z } from 'zod';
import type { App } from '#platform/http/app.ts';
import { sendAttachment } from '#platform/http/attachment.ts';
import { parIndexPermissions } from './permissions.ts';
import { exportSheet, OUTPUT_NAMES } from './service-exports.ts';

/** What a sheet is handed in as: Excel with live formulas, Word and PDF in the official layout. */
export function exportRoutes(app: App): void {
  app.get(
    '/api/par/sheets/:id/outputs/:name',
    {
      schema: {
        summary: 'Bảng tổng hợp, báo cáo, giải trình, danh mục tài liệu của một phiếu',
        tags: ['Chỉ số CCHC'],
        params: z.object({ id: z.uuid(), name: z.enum(OUTPUT_NAMES) }),
        querystring: z.object({ basis: z.enum(['self', 'appraised']).default('self') }),
      },
      config: { permission: parIndexPermissions.read },
    },
    async ({ params, query, work }, reply) =>
      sendAttachment(reply, await exportSheet(work, params.id, params.name, query.basis)),
  );
}
