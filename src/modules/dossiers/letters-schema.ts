import { z } from 'zod';
import { LETTER_KEYS } from './domain/letter-moments.ts';

const Text = {
  subject: z.string().trim().max(200),
  body: z.string().trim().max(4000),
  sms: z.string().trim().max(400),
};

export const LetterTemplate = z.object({
  key: z.enum(LETTER_KEYS as readonly [string, ...string[]]),
  label: z.string(),
  ...Text,
  enabled: z.boolean(),
  /** 0: as it comes with the program. */
  version: z.number().int(),
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
});
export type LetterTemplate = z.infer<typeof LetterTemplate>;

export const LetterContact = z.object({
  agencyId: z.uuid(),
  agency: z.string(),
  phone: z.string().nullable(),
  place: z.string().nullable(),
  hours: z.string().nullable(),
});
export type LetterContact = z.infer<typeof LetterContact>;

export const LetterSettings = z.object({
  templates: z.array(LetterTemplate),
  variables: z.array(z.object({ name: z.string(), text: z.string(), sms: z.boolean() })),
  contacts: z.array(LetterContact),
  /** How many messages stand in each state. */
  counts: z.object({
    waiting: z.number().int(),
    sent: z.number().int(),
    dead: z.number().int(),
    noGateway: z.number().int(),
    noAddress: z.number().int(),
  }),
});
export type LetterSettings = z.infer<typeof LetterSettings>;

export const LetterPreviewInput = z.object(Text);
export const LetterPreview = z.object({
  subject: z.string(),
  text: z.string(),
  /** As it goes out, without accents. */
  sms: z.string(),
  smsLength: z.number().int(),
  faults: z.array(z.object({ field: z.enum(['subject', 'body', 'sms']), text: z.string() })),
});
export type LetterPreview = z.infer<typeof LetterPreview>;

export const ByLetterKey = z.object({ key: z.string().max(60) });
export const LetterTemplateInput = z.object({ ...Text, enabled: z.boolean(), version: z.number().int().min(0) });
export type LetterTemplateInput = z.infer<typeof LetterTemplateInput>;

export const ByContactAgency = z.object({ agencyId: z.uuid() });
export const LetterContactInput = z.object({
  phone: z
    .string()
    .trim()
    .max(30)
    .regex(/^[\d\s+().-]*$/, 'Chỉ gồm chữ số và dấu cách.')
    .nullable(),
  place: z.string().trim().max(200).nullable(),
  hours: z.string().trim().max(200).nullable(),
});
export type LetterContactInput = z.infer<typeof LetterContactInput>;

export const Revived = z.object({ count: z.number().int() });
