import type { Clock } from '#kernel/clock.ts';
import type { App } from '#platform/http/app.ts';
import type { SecretBox } from '#platform/secrets/secret-box.ts';
import { z } from 'zod';
import { ById, BySource, Done } from './admin-schema.ts';
import { integrationsPermissions } from './permissions.ts';
import {
  AllowedHost,
  AllowedHosts,
  DeliveryList,
  DeliveryQuery,
  HostAt,
  MadeSecret,
  MadeWebhook,
  NewWebhook,
  SecretRotation,
  WebhookList,
  WebhookState,
} from './webhook-schema.ts';
import * as webhooks from './webhooks.ts';

const done = { done: true } as const;
const Queued = z.object({ messageId: z.string() });

/** Both sides of webhooks: what an application does with its key, and what the administrator sees and mends. */
export function webhookRoutes(app: App, realTime: Clock, secrets: SecretBox): void {
  ofApplications(app, realTime, secrets);
  ofAdministrator(app, realTime, secrets);
}

function ofApplications(app: App, realTime: Clock, secrets: SecretBox): void {
  const tags = ['Webhook'];
  const may = { permission: { scope: 'webhooks' } } as const;
  app.get(
    '/api/webhooks',
    { schema: { summary: 'Địa chỉ nhận tin của ứng dụng', tags, response: { 200: WebhookList } }, config: may },
    ({ work }) => webhooks.listWebhooks(work),
  );
  app.post(
    '/api/webhooks',
    {
      schema: {
        summary: 'Đăng ký địa chỉ nhận tin; khóa ký chỉ hiện một lần này',
        tags,
        body: NewWebhook,
        response: { 201: MadeWebhook },
      },
      config: may,
    },
    async ({ body, work, actor }, reply) => {
      const made = await webhooks.addWebhook(work, actor.application?.source ?? '', body, {
        now: realTime.now(),
        secrets,
      });
      return reply.code(201).send(made);
    },
  );
  app.put(
    '/api/webhooks/:id',
    {
      schema: { summary: 'Tạm dừng hoặc nhận lại', tags, params: ById, body: WebhookState, response: { 200: Done } },
      config: may,
    },
    async ({ params, body, work }) => {
      await webhooks.setWebhookState(work, params.id, body.state);
      return done;
    },
  );
  app.delete(
    '/api/webhooks/:id',
    { schema: { summary: 'Thôi nhận tin ở địa chỉ này', tags, params: ById, response: { 200: Done } }, config: may },
    async ({ params, work }) => {
      await webhooks.removeWebhook(work, params.id, realTime.now());
      return done;
    },
  );
  app.post(
    '/api/webhooks/:id/rotate-secret',
    {
      schema: {
        summary: 'Đổi khóa ký; khóa cũ còn ký thêm một thời gian',
        tags,
        params: ById,
        body: SecretRotation,
        response: { 200: MadeSecret },
      },
      config: may,
    },
    ({ params, body, work }) =>
      webhooks.rotateSecret(work, params.id, body.overlapHours, { now: realTime.now(), secrets }),
  );
  app.post(
    '/api/webhooks/:id/test',
    { schema: { summary: 'Gửi một tin thử', tags, params: ById, response: { 200: Queued } }, config: may },
    ({ params, work }) => webhooks.testWebhook(work, params.id),
  );
  app.get(
    '/api/webhooks/:id/deliveries',
    {
      schema: {
        summary: 'Các tin của địa chỉ này, mới nhất trước',
        tags,
        params: ById,
        querystring: DeliveryQuery,
        response: { 200: DeliveryList },
      },
      config: may,
    },
    ({ params, query, work }) => webhooks.listDeliveries(work, query, params.id),
  );
  app.post(
    '/api/webhooks/deliveries/:id/resend',
    { schema: { summary: 'Gửi lại một tin đã thôi gửi', tags, params: ById, response: { 200: Done } }, config: may },
    async ({ params, work }) => {
      await webhooks.resend(work, params.id, realTime.now());
      return done;
    },
  );
}

function ofAdministrator(app: App, realTime: Clock, secrets: SecretBox): void {
  const tags = ['Ứng dụng kết nối'];
  const read = { permission: integrationsPermissions.read };
  const manage = { permission: integrationsPermissions.manage };
  app.get(
    '/api/application-webhooks',
    { schema: { summary: 'Mọi địa chỉ nhận tin', tags, response: { 200: WebhookList } }, config: read },
    ({ work }) => webhooks.listWebhooks(work),
  );
  app.post(
    '/api/applications/:source/webhooks',
    {
      schema: {
        summary: 'Đăng ký địa chỉ nhận tin cho ứng dụng',
        tags,
        params: BySource,
        body: NewWebhook,
        response: { 201: MadeWebhook },
      },
      config: { ...manage, secretAnswer: true },
    },
    async ({ params, body, work }, reply) => {
      const made = await webhooks.addWebhook(work, params.source, body, { now: realTime.now(), secrets });
      return reply.code(201).send(made);
    },
  );
  app.put(
    '/api/application-webhooks/:id',
    {
      schema: { summary: 'Tạm dừng hoặc gửi lại', tags, params: ById, body: WebhookState, response: { 200: Done } },
      config: manage,
    },
    async ({ params, body, work }) => {
      await webhooks.setWebhookState(work, params.id, body.state);
      return done;
    },
  );
  app.get(
    '/api/webhook-deliveries',
    {
      schema: {
        summary: 'Tin gửi ứng dụng: đang chờ, đã nhận, không gửi được',
        tags,
        querystring: DeliveryQuery,
        response: { 200: DeliveryList },
      },
      config: read,
    },
    ({ query, work }) => webhooks.listDeliveries(work, query),
  );
  app.post(
    '/api/webhook-deliveries/:id/resend',
    { schema: { summary: 'Gửi lại một tin', tags, params: ById, response: { 200: Done } }, config: manage },
    async ({ params, work }) => {
      await webhooks.resend(work, params.id, realTime.now());
      return done;
    },
  );
  app.get(
    '/api/webhook-hosts',
    { schema: { summary: 'Máy nội bộ được nhận tin', tags, response: { 200: AllowedHosts } }, config: read },
    ({ work }) => webhooks.listAllowed(work),
  );
  app.post(
    '/api/webhook-hosts',
    {
      schema: { summary: 'Cho phép một máy nội bộ', tags, body: AllowedHost, response: { 200: Done } },
      config: manage,
    },
    async ({ body, work }) => {
      await webhooks.allowHost(work, body, realTime.now());
      return done;
    },
  );
  app.delete(
    '/api/webhook-hosts/:host/:port',
    {
      schema: { summary: 'Thôi cho phép một máy nội bộ', tags, params: HostAt, response: { 200: Done } },
      config: manage,
    },
    async ({ params, work }) => {
      await webhooks.closeHost(work, params, realTime.now());
      return done;
    },
  );
}
