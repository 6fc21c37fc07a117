import { z } from 'zod';
import { SCOPES } from '#platform/auth/actor.ts';

export { SCOPES };

const text = (most: number, what: string) =>
  z
    .string({ error: `${what} phải là chữ.` })
    .trim()
    .min(1, `${what} không được để trống.`)
    .max(most, `${what} dài tối đa ${most} ký tự.`)
    .transform((value) => value.normalize('NFC'));
const moment = (what: string) =>
  z.string({ error: `${what} phải là ngày hoặc ngày giờ viết trong ngoặc kép.` }).max(40);
const agency = (what: string) =>
  z
    .string({ error: `${what} phải là mã cơ quan (KH.STTTT) hoặc số hiệu.` })
    .trim()
    .min(1, `Cần ghi ${what.toLowerCase()}.`)
    .max(64);

const Version = z
  .number({ error: 'Phiên bản phải là số nguyên từ 1.' })
  .int('Phiên bản phải là số nguyên từ 1.')
  .min(1, 'Phiên bản phải là số nguyên từ 1.');

/** A strict object whose stray fields are named to the caller: 'dueAt' for 'due' must not pass in silence. */
function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `Không nhận trường: ${issue.keys
            .map((key) => key.slice(0, 60))
            .slice(0, 5)
            .join(', ')}. Trường nhận: ${Object.keys(shape).join(', ')}.`
        : 'Nội dung phải là một đối tượng JSON.',
  });
}

export const URGENCIES = ['normal', 'urgent', 'very-urgent', 'express'] as const;

const put = {
  kind: z
    .string({ error: 'Cần ghi loại việc; loại việc quyết định chính sách nhắc.' })
    .regex(/^[a-z][a-z0-9-]{0,59}$/, 'Loại việc chỉ gồm chữ thường không dấu, số và gạch nối, tối đa 60 ký tự.')
    .describe('Loại việc: quyết định chính sách nhắc nào được áp dụng'),
  title: text(500, 'Tên việc').describe('Việc phải làm, đúng như người nhận sẽ đọc'),
  agency: agency('Cơ quan phải làm').describe('Cơ quan phải làm: mã (KH.STTTT) hoặc số hiệu'),
  personId: z.uuid('Số hiệu người không đúng dạng.').nullable().default(null).describe('Người phụ trách, nếu đã giao'),
  followerAgency: agency('Cơ quan theo dõi').nullable().default(null).describe('Cơ quan chờ kết quả'),
  start: moment('Lúc bắt đầu').nullable().default(null).describe('Ngày hoặc lúc bắt đầu; không ghi thì từ lúc đăng ký'),
  due: moment('Hạn')
    .nullable()
    .default(null)
    .describe('Hạn: ngày (2026-11-30: hết ngày đó, giờ Việt Nam) hoặc thời điểm ISO 8601'),
  urgency: z.enum(URGENCIES, { error: `Độ khẩn phải là một trong: ${URGENCIES.join(', ')}.` }).default('normal'),
  url: z
    .string({ error: 'Địa chỉ phải là chữ.' })
    .max(500, 'Địa chỉ dài tối đa 500 ký tự.')
    .nullable()
    .default(null)
    .describe('Trang của việc này trong ứng dụng, nằm dưới địa chỉ gốc đã đăng ký'),
  action: text(40, 'Chữ trên nút').nullable().default(null),
  doneWhen: text(500, 'Điều kiện hoàn thành').nullable().default(null).describe('Thế nào là xong'),
  explanation: z
    .array(text(500, 'Câu giải thích'), { error: 'Giải thích phải là một danh sách câu.' })
    .max(10, 'Tối đa 10 câu giải thích.')
    .default([])
    .describe('Vì sao có hạn này, từng câu'),
  document: z
    .strictObject({ name: text(200, 'Tên văn bản'), number: text(60, 'Số văn bản').nullable().default(null) })
    .nullable()
    .default(null),
  version: Version.optional().describe('Phiên bản đã đọc; khác phiên bản hiện có thì bị từ chối'),
};

export const ObligationPut = strict(put);
export type ObligationPut = z.infer<typeof ObligationPut>;

/** A line of the bulk upload: the same, with the key. */
export const ObligationLine = strict({ key: z.string({ error: 'Cần ghi mã việc (key).' }), ...put });
export type ObligationLine = z.infer<typeof ObligationLine>;

export const DoneBody = strict({ at: moment('Lúc hoàn thành').optional(), version: Version.optional() });
export const CancelBody = strict({ reason: text(500, 'Lý do').optional(), version: Version.optional() });
export const ReopenBody = strict({ version: Version.optional() });

export const ObligationAt = z.object({
  source: z.string().describe('Mã nguồn của ứng dụng'),
  key: z.string().describe('Mã việc do ứng dụng đặt, không đổi'),
});

export const Preconditions = z.object({ 'if-match': z.string().optional(), 'if-none-match': z.string().optional() });

const Instant = z.string();
const AgencyRef = z.object({ id: z.string(), code: z.string(), name: z.string() });

export const ObligationView = z.object({
  source: z.string(),
  key: z.string(),
  version: z.number().int(),
  state: z.enum(['open', 'done', 'cancelled']),
  kind: z.string(),
  title: z.string(),
  agency: AgencyRef,
  personId: z.string().nullable(),
  followerAgency: AgencyRef.nullable(),
  startAt: Instant,
  dueAt: Instant.nullable(),
  urgency: z.enum(URGENCIES),
  url: z.string().nullable(),
  action: z.string().nullable(),
  doneWhen: z.string().nullable(),
  explanation: z.array(z.string()),
  document: z.object({ name: z.string(), number: z.string().nullable() }).nullable(),
  /** The page people open from a reminder, inside this program. */
  page: z.string(),
  /** Rises with every change of start, due date or urgency. */
  planVersion: z.number().int(),
  nextReminderAt: Instant.nullable(),
  noReminderBecause: z.string().nullable(),
  acknowledgedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  changedAt: Instant,
});
export type ObligationView = z.infer<typeof ObligationView>;

/** What became of one line; `line` counts from 1, empty lines included. */
export const LineResult = z.object({
  line: z.number().int(),
  key: z.string().nullable(),
  status: z.enum(['created', 'updated', 'unchanged', 'refused']),
  version: z.number().int().optional(),
  code: z.string().optional(),
  detail: z.string().optional(),
  fields: z.record(z.string(), z.string()).optional(),
});
export type LineResult = z.infer<typeof LineResult>;

/** A matter of another application, as a person sees it before going there. */
export const MatterView = z.object({
  obligationId: z.string(),
  title: z.string(),
  application: z.string(),
  url: z.string().nullable(),
  host: z.string().nullable(),
  doneWhen: z.string().nullable(),
  explanation: z.array(z.string()),
  state: z.enum(['open', 'done', 'cancelled']),
});
export type MatterView = z.infer<typeof MatterView>;
