import type { App } from '#platform/http/app.ts';
import { remindersPermissions } from './permissions.ts';
import { ByTemplate, TemplateList, TemplatePublishBody, TemplatePublished } from './template-schema.ts';
import { listAllTemplates, publishTemplate } from './templates.ts';

const tags = ['Mẫu tin nhắc việc'];
const config = { permission: remindersPermissions.templates };

/** The words of reminders: all with their versions, and the next version of one. */
export function templateRoutes(app: App): void {
  app.get(
    '/api/reminders/templates',
    { schema: { summary: 'Mẫu tin đang dùng, mọi bản', tags, response: { 200: TemplateList } }, config },
    ({ work }) => listAllTemplates(work),
  );
  app.post(
    '/api/reminders/templates/:channel/:kind',
    {
      schema: {
        summary: 'Ban hành bản mới của một mẫu tin',
        tags,
        params: ByTemplate,
        body: TemplatePublishBody,
        response: { 200: TemplatePublished },
      },
      config,
    },
    ({ params, body, work }) => publishTemplate(work, params, body),
  );
}
