import { addDays } from '#kernel/local-date.ts';
import { instantAt, toVietnamIso } from '#kernel/vietnam-time.ts';
import type { App } from '#platform/http/app.ts';
import { auditPermissions } from './permissions.ts';
import { AuditCheck, AuditPage, AuditQuery } from './schema.ts';
import { checkAudit, listAudit } from './service.ts';

export function auditRoutes(app: App): void {
  app.get(
    '/api/audit',
    {
      schema: {
        summary: 'Nhật ký hệ thống, mới nhất trước',
        tags: ['Nhật ký'],
        querystring: AuditQuery,
        response: { 200: AuditPage },
      },
      config: { permission: auditPermissions.read },
    },
    async ({ query, work }) => {
      const { from, to, ...rest } = query;
      const page = await listAudit(work, {
        ...rest,
        from: from ? instantAt(from) : undefined,
        until: to ? instantAt(addDays(to, 1)) : undefined,
      });
      return {
        next: page.next,
        entries: page.entries.map(({ subject, at, agencyId: _agency, data, ...entry }) => ({
          ...entry,
          data: { ...data },
          at: toVietnamIso(at),
          subjectKind: subject.kind,
          subjectId: subject.id,
        })),
      };
    },
  );
  app.get(
    '/api/audit/check',
    {
      schema: { summary: 'Kiểm tra nhật ký có bị sửa hay cắt không', tags: ['Nhật ký'], response: { 200: AuditCheck } },
      config: { permission: auditPermissions.read },
    },
    ({ work }) => checkAudit(work),
  );
}
