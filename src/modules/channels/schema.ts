import { z } from 'zod';
import { Mobile } from './carrier-schema.ts';
import { CHOOSABLE } from './domain/carried.ts';

const Choosable = z.enum(CHOOSABLE);
const Minute = z.number().int().min(0).max(1439);
const Quiet = z
  .object({ from: Minute, to: Minute })
  .refine(({ from, to }) => from !== to, {
    message: 'Giờ yên lặng không thể kéo dài cả ngày. Hãy chọn giờ kết thúc khác giờ bắt đầu.',
    path: ['to'],
  })
  .nullable();

export const Device = z.object({
  id: z.string(),
  label: z.string(),
  madeAt: z.string(),
  /** When a message last reached it (real time); null when none has. */
  reachedAt: z.string().nullable(),
});

/** How the caller is reached. */
export const MyChannels = z.object({
  order: z.array(Choosable),
  off: z.array(Choosable),
  quiet: Quiet,
  email: z.string().nullable(),
  push: z.object({ publicKey: z.string(), devices: z.array(Device) }),
  phone: z.object({ masked: z.string(), isConfirmed: z.boolean() }).nullable(),
  /** Whether the province has a gateway to it. */
  hasSms: z.boolean(),
  hasZalo: z.boolean(),
});
export type MyChannels = z.infer<typeof MyChannels>;

export const MyChoice = z.object({ order: z.array(Choosable).max(4), off: z.array(Choosable).max(4), quiet: Quiet });
export type MyChoice = z.infer<typeof MyChoice>;

/** What a browser's PushSubscription says of itself. */
export const NewDevice = z.object({
  endpoint: z.url({ protocol: /^https$/ }).max(1000),
  keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(60) }),
});
export type NewDevice = z.infer<typeof NewDevice>;

export const ThisDevice = z.object({ endpoint: NewDevice.shape.endpoint });
export const IsMine = z.object({ mine: z.boolean() });

export const NewPhone = z.object({ number: Mobile });
export const PhoneCode = z.object({ code: z.string().regex(/^\d{6}$/, 'Mã xác nhận gồm đúng 6 chữ số.') });
export const ById = z.object({ id: z.uuid() });
export const Done = z.object({ ok: z.literal(true) });
