import type { Clock } from '#kernel/clock.ts';
import type { App } from '#platform/http/app.ts';
import {
  ApplicationChange,
  ApplicationList,
  ApplicationView,
  ById,
  BySource,
  Done,
  MadeKey,
  NewApplication,
  NewKey,
  Rotation,
} from './admin-schema.ts';
import { addApplication, changeApplication, listApplications, makeKey, revokeKey, rotateKey } from './applications.ts';
import { integrationsPermissions } from './permissions.ts';

const tags = ['Ứng dụng kết nối'];
const read = { permission: integrationsPermissions.read };
const manage = { permission: integrationsPermissions.manage };
const done = { done: true } as const;

/** Connected applications and their keys, for the administrator's page. */
export function applicationRoutes(app: App, realTime: Clock): void {
  app.get(
    '/api/applications',
    {
      schema: { summary: 'Ứng dụng kết nối và khóa của chúng', tags, response: { 200: ApplicationList } },
      config: read,
    },
    ({ work }) => listApplications(work, realTime.now()),
  );
  app.post(
    '/api/applications',
    {
      schema: { summary: 'Thêm ứng dụng kết nối', tags, body: NewApplication, response: { 201: ApplicationView } },
      config: manage,
    },
    async ({ body, work }, reply) => {
      const made = await addApplication(work, body);
      return reply.code(201).send(made);
    },
  );
  app.put(
    '/api/applications/:source',
    {
      schema: {
        summary: 'Sửa, khóa hoặc mở ứng dụng kết nối',
        tags,
        params: BySource,
        body: ApplicationChange,
        response: { 200: Done },
      },
      config: manage,
    },
    async ({ params, body, work }) => {
      await changeApplication(work, params.source, body);
      return done;
    },
  );
  app.post(
    '/api/applications/:source/keys',
    {
      schema: {
        summary: 'Cấp khóa; khóa chỉ hiện một lần này',
        tags,
        params: BySource,
        body: NewKey,
        response: { 201: MadeKey },
      },
      config: { ...manage, secretAnswer: true },
    },
    async ({ params, body, work }, reply) => {
      const made = await makeKey(work, params.source, body, realTime.now());
      return reply.code(201).send(made);
    },
  );
  app.post(
    '/api/application-keys/:id/rotate',
    {
      schema: {
        summary: 'Đổi khóa: khóa mới cùng quyền, khóa cũ còn dùng một thời gian',
        tags,
        params: ById,
        body: Rotation,
        response: { 201: MadeKey },
      },
      config: { ...manage, secretAnswer: true },
    },
    async ({ params, body, work }, reply) => {
      const made = await rotateKey(work, params.id, body.overlapHours, realTime.now());
      return reply.code(201).send(made);
    },
  );
  app.delete(
    '/api/application-keys/:id',
    { schema: { summary: 'Thu hồi khóa ngay', tags, params: ById, response: { 200: Done } }, config: manage },
    async ({ params, work }) => {
      await revokeKey(work, params.id, realTime.now());
      return done;
    },
  );
}
