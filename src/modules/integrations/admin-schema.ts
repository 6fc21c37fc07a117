import { z } from 'zod';
import { SCOPES } from '#platform/auth/actor.ts';

const Instant = z.string();
const line = (most: number, what: string) =>
  z
    .string()
    .trim()
    .min(1, `Cần ghi ${what}.`)
    .max(most, `Tối đa ${most} ký tự.`)
    .transform((value) => value.normalize('NFC'));

const BaseUrl = z
  .string()
  .trim()
  .max(300, 'Tối đa 300 ký tự.')
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
    error: 'Địa chỉ gốc phải là một địa chỉ web đầy đủ, ví dụ https://hscv.khanhhoa.gov.vn/.',
  })
  .refine((value) => !URL.canParse(value) || (new URL(value).username === '' && new URL(value).search === ''), {
    error: 'Địa chỉ gốc không được có tên đăng nhập hoặc phần hỏi (?…).',
  });

export const NewApplication = z.object({
  source: z
    .string()
    .trim()
    .regex(
      /^[a-z][a-z0-9-]{1,39}$/,
      'Mã nguồn dài 2 đến 40 ký tự: chữ thường không dấu, số, gạch nối; bắt đầu bằng chữ.',
    ),
  name: line(120, 'tên ứng dụng'),
  contact: line(200, 'người liên hệ'),
  baseUrl: BaseUrl.nullable().default(null),
});
export type NewApplication = z.infer<typeof NewApplication>;

export const ApplicationChange = NewApplication.omit({ source: true }).extend({ disabled: z.boolean() });
export type ApplicationChange = z.infer<typeof ApplicationChange>;

export const NewKey = z.object({
  label: line(80, 'khóa dùng ở đâu'),
  scopes: z.array(z.enum(SCOPES)).min(1, 'Chọn ít nhất một quyền.'),
  ratePerMinute: z
    .number({ error: 'Số lượt gọi mỗi phút phải là số.' })
    .int()
    .min(1, 'Ít nhất 1 lượt mỗi phút.')
    .max(60_000, 'Nhiều nhất 60.000 lượt mỗi phút.')
    .default(600),
  expiresOn: z.iso.date({ error: 'Hạn dùng phải là một ngày.' }),
});
export type NewKey = z.infer<typeof NewKey>;

export const Rotation = z.object({
  /** How long the old key goes on beside the new one. */
  overlapHours: z
    .number()
    .int()
    .min(0, 'Từ 0 giờ.')
    .max(24 * 30, 'Nhiều nhất 30 ngày.')
    .default(7 * 24),
});
export type Rotation = z.infer<typeof Rotation>;

/** A key just made: the only time it is told. */
export const MadeKey = z.object({ id: z.string(), source: z.string(), key: z.string(), expiresAt: Instant });
export type MadeKey = z.infer<typeof MadeKey>;

export const KeyView = z.object({
  id: z.string(),
  label: z.string(),
  hint: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  ratePerMinute: z.number().int(),
  state: z.enum(['active', 'expired', 'revoked']),
  madeAt: Instant,
  expiresAt: Instant,
  lastUsedAt: Instant.nullable(),
  uses: z.number().int(),
});
export type KeyView = z.infer<typeof KeyView>;

export const ApplicationView = z.object({
  source: z.string(),
  name: z.string(),
  contact: z.string(),
  baseUrl: z.string().nullable(),
  disabled: z.boolean(),
  madeAt: Instant,
  keys: z.array(KeyView),
});
export type ApplicationView = z.infer<typeof ApplicationView>;

export const ApplicationList = z.object({ applications: z.array(ApplicationView) });
export type ApplicationList = z.infer<typeof ApplicationList>;

export const BySource = z.object({ source: z.string().max(60) });
export const ById = z.object({ id: z.uuid() });
export const Done = z.object({ done: z.literal(true) });
