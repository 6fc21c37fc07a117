import type { Clock } from '#kernel/clock.ts';
import type { App } from '#platform/http/app.ts';
import type { SecretBox } from '#platform/secrets/secret-box.ts';
import { ById, Done } from './admin-schema.ts';
import { listDeliveries, resend, resendAll } from './deliveries.ts';
import { type Looking, requireReachable } from './reach.ts';
import {
  DeliveryList,
  DeliveryQuery,
  MadeSecret,
  MadeWebhook,
  NewWebhook,
  Queued,
  Requeued,
  SecretRotation,
  WebhookChange,
  WebhookList,
} from './webhook-schema.ts';
import * as webhooks from './webhooks.ts';

const done = { done: true } as const;
const tags = ['Webhook'];
const may = { permission: { scope: 'webhooks' } } as const;

/** What subscribing needs besides the request. */
export interface WebhookMeans {
  readonly realTime: Clock;
  readonly secrets: SecretBox;
  readonly looking?: Looking;
}

/** Webhooks as an application arranges them itself, with its key. */
export function webhookRoutes(app: App, { realTime, secrets, looking }: WebhookMeans): void {
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
  app.put(
    '/api/webhooks/:id',
    {
      schema: {
        summary: 'Đổi tên, đổi sự kiện, tạm dừng hoặc nhận lại',
        tags,
        params: ById,
        body: WebhookChange,
        response: { 200: Done },
      },
      config: may,
    },
    async ({ params, body, work }) => {
      await webhooks.changeWebhook(work, params.id, body);
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
    ({ params, query, work }) => listDeliveries(work, query, params.id),
  );
  app.post(
    '/api/webhooks/:id/resend-dead',
    {
      schema: {
        summary: 'Gửi lại mọi tin đã thôi gửi của địa chỉ này',
        tags,
        params: ById,
        response: { 200: Requeued },
      },
      config: may,
    },
    ({ params, work }) => resendAll(work, params.id, realTime.now()),
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
