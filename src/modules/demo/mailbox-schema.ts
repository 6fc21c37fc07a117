import { z } from 'zod';

export const MailQuery = z.object({
  to: z.string().max(254).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type MailQuery = z.infer<typeof MailQuery>;

/** A mail as the list shows it; moments are ISO 8601 with +07:00. */
export const MailHead = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  preview: z.string(),
  sentAt: z.string(),
});
export type MailHead = z.infer<typeof MailHead>;

export const MailList = z.object({
  mails: z.array(MailHead),
  recipients: z.array(z.object({ address: z.string(), count: z.number().int() })),
  next: z.string().nullable(),
});
export type MailList = z.infer<typeof MailList>;

export const MailView = MailHead.extend({
  from: z.string(),
  messageId: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  /** More than one when the carrier was asked again and the same letter came twice. */
  copies: z.number().int(),
});
export type MailView = z.infer<typeof MailView>;

export const MailById = z.object({ id: z.uuid() });
