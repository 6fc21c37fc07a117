import { z } from 'zod';
import type { App } from '#platform/http/app.ts';
import { sendAttachment } from '#platform/http/attachment.ts';
import { EffectQuery, EffectView } from './comments-schema.ts';
import { parIndexPermissions } from './permissions.ts';
import { commentEffect } from './service-comment-effect.ts';
import { COMMENT_OUTPUTS, exportComments } from './service-comment-exports.ts';
import { ByPair } from './sets-schema.ts';

const tags = ['Lấy ý kiến bộ tiêu chí'];

/** What comes of a comment round: the effect of a change on last year's figures, and the sheet of answers. */
export function commentOutputRoutes(app: App): void {
  app.get(
    '/api/par/comment-rounds/:id/effect/:otherId',
    {
      schema: {
        summary: 'Tác động của phiên bản sau, hoặc của một tiêu chí trong đó, lên kết quả năm trước',
        tags,
        params: ByPair,
        querystring: EffectQuery,
        response: { 200: EffectView },
      },
      config: { permission: parIndexPermissions.manage },
    },
    ({ work, params, query }) => commentEffect(work, params.id, params.otherId, query.leaf),
  );
  app.get(
    '/api/par/comment-rounds/:id/outputs/:name',
    {
      schema: {
        summary: 'Bảng tổng hợp ý kiến và tiếp thu, giải trình',
        tags,
        params: z.object({ id: z.uuid(), name: z.enum(COMMENT_OUTPUTS) }),
      },
      config: { permission: parIndexPermissions.read },
    },
    async ({ work, params }, reply) => sendAttachment(reply, await exportComments(work, params.id, params.name)),
  );
}
