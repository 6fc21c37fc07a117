import { z } from 'zod';
import { mobileNumber } from './domain/phone.ts';
import { placesOf } from './domain/template.ts';

/** What an SMS gateway's templates may name; anything else is refused when they are saved. */
export const SMS_PLACES = ['to', 'text', 'id', 'parts', 'unicode', 'secret', 'secret2'] as const;

const known = (text: string) => placesOf(text).every((place) => (SMS_PLACES as readonly string[]).includes(place));
const Template = z
  .string()
  .max(4000)
  .refine(known, `Có chỗ điền không biết. Chỉ dùng: ${SMS_PLACES.map((place) => `{{${place}}}`).join(', ')}.`);
/** A dotted path into a JSON answer: "CodeResult", "data.msg_id". */
const Field = z
  .string()
  .regex(
    /^[A-Za-z0-9_$-]+(\.[A-Za-z0-9_$-]+){0,5}$/,
    'Đường dẫn đến một trường của câu trả lời, ví dụ CodeResult hoặc data.msg_id.',
  )
  .max(120);
const HeaderName = z
  .string()
  .regex(
    /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,80}$/,
    'Tên đầu mục HTTP chỉ gồm chữ không dấu, chữ số và dấu như gạch nối, tối đa 80 ký tự.',
  );
const Codes = z.array(z.string().min(1).max(60)).max(30);

/** Cổng tin nhắn: any gateway that takes a message by one HTTP call. */
export const SmsSettings = z.object({
  url: Template.min(1),
  method: z.enum(['POST', 'PUT', 'GET']),
  headers: z.array(z.object({ name: HeaderName, value: Template })).max(20),
  contentType: z.enum(['json', 'form', 'text']),
  body: Template,
  /** The gateway stands in a network of the province: its very host and port may be reached although private. */
  isInternal: z.boolean(),
  /** Whether marks go through the air, at 70 places a message for 160. */
  marks: z.boolean(),
  /** A text that would be billed as more is not sent. */
  mostParts: z.number().int().min(1).max(10),
  numberForm: z.enum(['plain', 'plus', 'local']),
  /** Where the answer says that it took the message; null where the HTTP status says it all. */
  success: z.object({ field: Field, values: Codes.min(1) }).nullable(),
  /** Of the codes the answer may give instead, those that ask for another try. */
  laterCodes: Codes,
  /** Where the answer names the message. */
  receiptField: Field.nullable(),
  /** How a delivery receipt reads; null where the gateway sends none. */
  receipts: z.object({ idField: Field, statusField: Field, delivered: Codes.min(1), failed: Codes }).nullable(),
});
export type SmsSettings = z.infer<typeof SmsSettings>;

/** Zalo Official Account: template messages (ZNS) to a telephone number. Which template is said with each message. */
export const ZaloSettings = z.object({
  appId: z.string().regex(/^\d{5,30}$/, 'Mã ứng dụng Zalo gồm 5 đến 30 chữ số.'),
  messageUrl: z.url().max(500),
  tokenUrl: z.url().max(500),
  isInternal: z.boolean(),
});
export type ZaloSettings = z.infer<typeof ZaloSettings>;

/** Empty keeps what there is. */
const Secret = z.string().max(4000).default('');

export const SmsChange = z.object({
  settings: SmsSettings,
  isOn: z.boolean(),
  secret: Secret,
  secret2: Secret,
  /** Signs delivery receipts; at least 32 characters. */
  receiptSecret: z.union([z.literal(''), z.string().min(32).max(200)]).default(''),
  revision: z.number().int().min(0),
});
export type SmsChange = z.infer<typeof SmsChange>;

export const ZaloChange = z.object({
  settings: ZaloSettings,
  isOn: z.boolean(),
  appSecret: Secret,
  refreshToken: Secret,
  /** "OA Secret Key", signs what Zalo tells us. */
  oaSecret: Secret,
  revision: z.number().int().min(0),
});
export type ZaloChange = z.infer<typeof ZaloChange>;

/** What the administrator reads back: everything but the secrets, of which only whether there are any. */
export const CarrierView = z.object({
  sms: z.object({
    settings: SmsSettings.nullable(),
    isOn: z.boolean(),
    hasSecret: z.boolean(),
    hasSecret2: z.boolean(),
    hasReceiptSecret: z.boolean(),
    revision: z.number().int(),
  }),
  zalo: z.object({
    settings: ZaloSettings.nullable(),
    isOn: z.boolean(),
    hasAppSecret: z.boolean(),
    hasRefreshToken: z.boolean(),
    hasOaSecret: z.boolean(),
    revision: z.number().int(),
  }),
});
export type CarrierView = z.infer<typeof CarrierView>;

export const Saved = z.object({ revision: z.number().int() });

/** A number as people write it, taken as 84 and nine digits. */
export const Mobile = z
  .string()
  .max(30)
  .transform((typed, context) => {
    const number = mobileNumber(typed);
    if (number === undefined)
      context.addIssue({ code: 'custom', message: 'Hãy nhập số di động Việt Nam, ví dụ 0905 123 456.' });
    return number ?? z.NEVER;
  });
