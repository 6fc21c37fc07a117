import type { App } from '#platform/http/app.ts';
import { ById, Done } from './admin-schema.ts';
import { listDeliveries, resend } from './deliveries.ts';
import { requireReachable } from './reach.ts';
import { done, oneWebhookRoutes, type WebhookMeans } from './routes-one-webhook.ts';
import { DeliveryList, DeliveryQuery, MadeWebhook, NewWebhook, WebhookList } from './webhook-schema.ts';
import * as webhooks from './webhooks.ts';

const tags = ['Webhook'];
const may = { permission: { scope: 'webhooks' } } as const;

/** Webhooks as an application arranges them itself, with its key. */
export function webhookRoutes(app: App, means: WebhookMeans): void {
  const { realTime, secrets, looking } = means;
  app.get(
    '/api/webhooks',
    { schema: { summary: 'Địa chỉ nhận tin của ứng dụng', tags, response: { 200: WebhookList } }, config: may },
    ({ work }) => webhooks.listWebhooks(work, realTime.now()),
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
      const now = realTime.now();
      await requireReachable(work, body.url, now, looking);
      const made = await webhooks.addWebhook(work, actor.application?.source ?? '', body, { now, secrets });
      return reply.code(201).send(made);
    },
  );
  oneWebhookRoutes(app, means, { prefix: '/api/webhooks', tags, may });
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
    ({ params, query, work }) => listDeliveries(work, query, params.id),
  );
  app.post(
    '/api/webhooks/deliveries/:id/resend',
    { schema: { summary: 'Gửi lại một tin đã thôi gửi', tags, params: ById, response: { 200: Done } }, config: may },
    async ({ params, work }) => {
      await resend(work, params.id, realTime.now());
      return done;
    },
  );
}
