import { z } from 'zod';
import { Day, words } from './schema.ts';

/** Somebody who brings a dossier or whom it is about (người nộp, chủ hồ sơ). */
export const PersonInput = z.object({
  kind: z.enum(['citizen', 'organisation', 'enterprise']).default('citizen'),
  name: words(300),
  /** 12 digits of the identity number, 9 of an old card, or a tax number for an organisation. */
  identityNumber: z.string().trim().max(20).optional(),
  birthOn: Day.optional(),
  phone: z.string().trim().max(30).optional(),
  email: z.email().max(200).optional(),
  address: z.string().trim().max(500).optional(),
});
export type PersonInput = z.infer<typeof PersonInput>;

export const PersonView = z.object({
  kind: z.enum(['citizen', 'organisation', 'enterprise']),
  name: z.string(),
  identityNumber: z.string().nullable(),
  birthOn: Day.nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  address: z.string().nullable(),
});
export type PersonView = z.infer<typeof PersonView>;

export const ApplicantQuery = z.object({ q: z.string().trim().min(2).max(400) });

export const ApplicantHit = PersonView.extend({
  id: z.uuid(),
  dossiers: z.number().int(),
  lastProcedure: z.string().nullable(),
});

/** `card` is what the text of an identity card's QR code says, when that is what was typed. */
export const ApplicantList = z.object({
  applicants: z.array(ApplicantHit),
  card: PersonView.nullable(),
  /** Why a number or a QR text cannot be right, in a sentence. */
  warning: z.string().nullable(),
});
export type ApplicantList = z.infer<typeof ApplicantList>;
