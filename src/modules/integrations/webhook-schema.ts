import { z } from 'zod';
import { WEBHOOK_EVENTS } from './domain/webhook-events.ts';

const Instant = z.string();

const Name = z
  .string()
  .trim()
  .min(1, 'Cần ghi tên gọi.')
  .max(120, 'Tên dài tối đa 120 ký tự.')
  .transform((name) => name.normalize('NFC'));
const Events = z
  .array(z.enum(WEBHOOK_EVENTS, { error: `Sự kiện phải là một trong: ${WEBHOOK_EVENTS.join(', ')}.` }))
  .min(1, 'Chọn ít nhất một sự kiện.');

export const NewWebhook = z.object({
  /** What people call it; without one it is called by its host. */
  name: Name.optional(),
  url: z
    .string({ error: 'Cần ghi địa chỉ nhận tin.' })
    .trim()
    .min(1, 'Cần ghi địa chỉ nhận tin.')
    .max(500, 'Địa chỉ dài tối đa 500 ký tự.'),
  events: Events.default([...WEBHOOK_EVENTS]),
});
export type NewWebhook = z.infer<typeof NewWebhook>;

export const WebhookView = z.object({
  id: z.string(),
  source: z.string(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  state: z.enum(['active', 'paused', 'gone']),
  madeAt: Instant,
  /** Messages that wait, and those given up. */
  queued: z.number().int(),
  dead: z.number().int(),
  /** The newest message that was tried: when, what was answered, why it failed. */
  last: z.object({ at: Instant, status: z.number().int().nullable(), errorText: z.string().nullable() }).nullable(),
  /** Until when the secret before the current one signs too. */
  oldSecretUntil: Instant.nullable(),
});
export type WebhookView = z.infer<typeof WebhookView>;

/** A subscription with its secret: told once. */
export const MadeWebhook = WebhookView.extend({ secret: z.string() });
export type MadeWebhook = z.infer<typeof MadeWebhook>;
export const WebhookList = z.object({ webhooks: z.array(WebhookView) });
export type WebhookList = z.infer<typeof WebhookList>;

/** What is left out stays as it is. */
export const WebhookChange = z.object({
  name: Name.optional(),
  events: Events.optional(),
  state: z.enum(['active', 'paused'], { error: 'Trạng thái là active hoặc paused.' }).optional(),
});
export type WebhookChange = z.infer<typeof WebhookChange>;
export const SecretRotation = z.object({
  /** How long the old secret signs beside the new one. */
  overlapHours: z.number().int().min(0, 'Từ 0 giờ.').max(168, 'Nhiều nhất 168 giờ.').default(24),
});
export const MadeSecret = z.object({ secret: z.string() });
export type MadeSecret = z.infer<typeof MadeSecret>;
export const Queued = z.object({ messageId: z.string() });
export type Queued = z.infer<typeof Queued>;
export const Requeued = z.object({ queued: z.number().int() });
export type Requeued = z.infer<typeof Requeued>;

export const DeliveryView = z.object({
  /** What the receiver sees as webhook-id. */
  messageId: z.string(),
  id: z.string(),
  webhookId: z.string(),
  webhookName: z.string(),
  source: z.string(),
  url: z.string(),
  type: z.string(),
  payload: z.string(),
  state: z.enum(['queued', 'delivered', 'dead']),
  attempts: z.number().int(),
  madeAt: Instant,
  attemptedAt: Instant.nullable(),
  nextAttemptAt: Instant.nullable(),
  status: z.number().int().nullable(),
  error: z.string().nullable(),
  errorText: z.string().nullable(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;
export const DeliveryQuery = z.object({
  state: z.enum(['queued', 'delivered', 'dead']).optional(),
  webhookId: z.uuid().optional(),
  /** `next` of the page before. */
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type DeliveryQuery = z.infer<typeof DeliveryQuery>;
export const DeliveryList = z.object({ deliveries: z.array(DeliveryView), next: z.string().nullable() });
export type DeliveryList = z.infer<typeof DeliveryList>;

export const AllowedHost = z.object({
  host: z
    .string()
    .trim()
    .toLowerCase()
    .regex(
      /^[a-z0-9]([a-z0-9.:-]{0,251}[a-z0-9])?$/,
      'Ghi tên máy hoặc địa chỉ IP, không có http:// và dấu gạch chéo.',
    ),
  port: z
    .number({ error: 'Cổng phải là số.' })
    .int()
    .min(1, 'Cổng từ 1 đến 65535.')
    .max(65_535, 'Cổng từ 1 đến 65535.'),
  reason: z.string().trim().min(1, 'Cần ghi lý do cho phép.').max(300, 'Tối đa 300 ký tự.'),
});
export type AllowedHost = z.infer<typeof AllowedHost>;
export const AllowedHosts = z.object({ hosts: z.array(AllowedHost.extend({ madeAt: Instant })) });
export type AllowedHosts = z.infer<typeof AllowedHosts>;
export const HostAt = z.object({ host: z.string().max(253), port: z.coerce.number().int() });
