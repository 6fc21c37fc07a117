import { z } from 'zod';
import type { App } from '#platform/http/app.ts';
import { sendAttachment } from '#platform/http/attachment.ts';
import { parIndexPermissions } from './permissions.ts';
import { exportProposal, exportSheet, OUTPUT_NAMES } from './service-exports.ts';

const line = (max: number) => z.string().trim().min(1).max(max);

const ProposalBody = z.object({
  leaf: line(30),
  change: z.union([
    z.object({ kind: z.literal('drop') }),
    z.object({ kind: z.literal('reweight'), max: z.number().int().min(0).max(100_000) }),
  ]),
  reasons: z.array(line(2000)).min(1).max(20),
  precedents: z
    .array(z.object({ source: line(300), what: line(1000) }))
    .max(20)
    .default([]),
  proposed: z
    .object({ name: line(500), rule: line(2000) })
    .nullable()
    .default(null),
  form: z.enum(['docx', 'pdf']).default('docx'),
});

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
  app.post(
    '/api/par/rounds/:id/proposal-letter',
    {
      schema: {
        summary: 'Công văn kiến nghị Bộ Nội vụ về một tiêu chí, kèm số liệu và tác động',
        tags: ['Chỉ số CCHC'],
        params: z.object({ id: z.uuid() }),
        body: ProposalBody,
      },
      config: { permission: parIndexPermissions.manage },
    },
    async ({ params, body: { form, ...words }, work }, reply) =>
      sendAttachment(reply, await exportProposal(work, params.id, words, form)),
  );
}
