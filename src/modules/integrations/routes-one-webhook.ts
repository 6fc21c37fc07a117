import type { Clock } from '#kernel/clock.ts';
import type { Permission, ScopeNeeded } from '#platform/auth/permission.ts';
import type { App } from '#platform/http/app.ts';
import type { SecretBox } from '#platform/secrets/secret-box.ts';
import { ById, Done } from './admin-schema.ts';
import { resendAll } from './deliveries.ts';
import type { Looking } from './reach.ts';
import { MadeSecret, Queued, Requeued, SecretRotation, WebhookChange } from './webhook-schema.ts';
import * as webhooks from './webhooks.ts';

export const done = { done: true } as const;

/** What subscribing needs besides the request. */
export interface WebhookMeans {
  readonly realTime: Clock;
  readonly secrets: SecretBox;
  readonly looking?: Looking;
}

/** Whose door it is: where its routes begin, what they are filed under and who may come in. */
export interface Door {
  readonly prefix: '/api/webhooks' | '/api/application-webhooks';
  readonly tags: readonly string[];
  readonly may: { readonly permission: Permission | ScopeNeeded };
}

/** What is done with one webhook, the same for the application it belongs to and for the administrator. */
export function oneWebhookRoutes(app: App, { realTime, secrets }: WebhookMeans, { prefix, tags, may }: Door): void {
  const filed = { tags: [...tags], params: ById };
  app.put(
    `${prefix}/:id`,
    {
      schema: {
        summary: 'Đổi tên, đổi sự kiện, tạm dừng hoặc nhận lại',
        ...filed,
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
    `${prefix}/:id`,
    { schema: { summary: 'Thôi nhận tin ở địa chỉ này', ...filed, response: { 200: Done } }, config: may },
    async ({ params, work }) => {
      await webhooks.removeWebhook(work, params.id, realTime.now());
      return done;
    },
  );
  app.post(
    `${prefix}/:id/rotate-secret`,
    {
      schema: {
        summary: 'Đổi khóa ký; khóa cũ còn ký thêm một thời gian',
        ...filed,
        body: SecretRotation,
        response: { 200: MadeSecret },
      },
      config: { ...may, secretAnswer: true },
    },
    ({ params, body, work }) =>
      webhooks.rotateSecret(work, params.id, body.overlapHours, { now: realTime.now(), secrets }),
  );
  app.post(
    `${prefix}/:id/test`,
    { schema: { summary: 'Gửi một tin thử', ...filed, response: { 200: Queued } }, config: may },
    ({ params, work }) => webhooks.testWebhook(work, params.id),
  );
  app.post(
    `${prefix}/:id/resend-dead`,
    {
      schema: { summary: 'Gửi lại mọi tin đã thôi gửi của địa chỉ này', ...filed, response: { 200: Requeued } },
      config: may,
    },
    ({ params, work }) => resendAll(work, params.id, realTime.now()),
  );
}
