import { z } from 'zod';
import type { App } from '#platform/http/app.ts';
import { remindersPermissions } from './permissions.ts';
import { ById, Done } from './schema.ts';
import { SetSubstituteBody, Substitutes } from './substitute-schema.ts';
import { endSubstitute, listSubstitutes, setSubstitute } from './substitutes.ts';

const tags = ['Nhắc việc'];
const config = { permission: remindersPermissions.read };

/** Who stands in during leave. One's own leave everybody may set; the use case asks for the right to set another's. */
export function substituteRoutes(app: App): void {
  app.get(
    '/api/reminders/substitutes',
    { schema: { summary: 'Người làm thay khi nghỉ', tags, response: { 200: Substitutes } }, config },
    ({ work }) => listSubstitutes(work),
  );
  app.post(
    '/api/reminders/substitutes',
    {
      schema: {
        summary: 'Cử người làm thay',
        tags,
        body: SetSubstituteBody,
        response: { 200: z.object({ id: z.string() }) },
      },
      config,
    },
    ({ body, work }) => setSubstitute(work, body),
  );
  app.delete(
    '/api/reminders/substitutes/:id',
    { schema: { summary: 'Thôi làm thay', tags, params: ById, response: { 200: Done } }, config },
    ({ params, work }) => endSubstitute(work, params.id),
  );
}
