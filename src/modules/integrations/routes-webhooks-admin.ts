import type { App } from '#platform/http/app.ts';
import { ById, BySource, Done } from './admin-schema.ts';
import { getDelivery, listDeliveries, resend } from './deliveries.ts';
import * as hosts from './hosts.ts';
import { integrationsPermissions } from './permissions.ts';
import { requireReachable } from './reach.ts';
import { done, oneWebhookRoutes, type WebhookMeans } from './routes-one-webhook.ts';
import {
  AllowedHost,
  AllowedHosts,
  DeliveryList,
  DeliveryQuery,
  DeliveryView,
  HostAt,
  MadeWebhook,
  NewWebhook,
  WebhookList,
} from './webhook-schema.ts';
import * as webhooks from './webhooks.ts';

const tags = ['Ứng dụng kết nối'];
const read = { permission: integrationsPermissions.read };
const manage = { permission: integrationsPermissions.manage };

/** Webhooks as the administrator arranges, sees and mends them. */
export function webhookAdminRoutes(app: App, means: WebhookMeans): void {
  const { realTime, secrets, looking } = means;
  app.get(
    '/api/application-webhooks',
    { schema: { summary: 'Mọi địa chỉ nhận tin', tags, response: { 200: WebhookList } }, config: read },
    ({ work }) => webhooks.listWebhooks(work, realTime.now()),
  );
  app.post(
    '/api/applications/:source/webhooks',
    {
      schema: {
        summary: 'Đăng ký địa chỉ nhận tin cho ứng dụng; khóa ký chỉ hiện một lần này',
        tags,
        params: BySource,
        body: NewWebhook,
        response: { 201: MadeWebhook },
      },
      config: { ...manage, secretAnswer: true },
    },
    async ({ params, body, work }, reply) => {
      const now = realTime.now();
      await requireReachable(work, body.url, now, looking);
      const made = await webhooks.addWebhook(work, params.source, body, { now, secrets });
      return reply.code(201).send(made);
    },
  );
  oneWebhookRoutes(app, means, { prefix: '/api/application-webhooks', tags, may: manage });
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
    ({ query, work }) => listDeliveries(work, query),
  );
  app.get(
    '/api/webhook-deliveries/:id',
    { schema: { summary: 'Một tin gửi ứng dụng', tags, params: ById, response: { 200: DeliveryView } }, config: read },
    ({ params, work }) => getDelivery(work, params.id),
  );
  app.post(
    '/api/webhook-deliveries/:id/resend',
    { schema: { summary: 'Gửi lại một tin', tags, params: ById, response: { 200: Done } }, config: manage },
    async ({ params, work }) => {
      await resend(work, params.id, realTime.now());
      return done;
    },
  );
  app.get(
    '/api/webhook-hosts',
    { schema: { summary: 'Máy nội bộ được nhận tin', tags, response: { 200: AllowedHosts } }, config: read },
    ({ work }) => hosts.listAllowed(work),
  );
  app.post(
    '/api/webhook-hosts',
    {
      schema: { summary: 'Cho phép một máy nội bộ', tags, body: AllowedHost, response: { 200: Done } },
      config: manage,
    },
    async ({ body, work }) => {
      await hosts.allowHost(work, body, realTime.now());
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
      await hosts.closeHost(work, params, realTime.now());
      return done;
    },
  );
}
