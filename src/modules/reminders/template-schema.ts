import { z } from 'zod';
import { CHANNELS } from './domain/channel.ts';
import { STEP_KINDS } from './domain/policy.ts';
import { TemplateFields } from './domain/template.ts';

/* The words of reminders on the wire. Instants are ISO 8601 with +07:00. */

export const ByTemplate = z.object({ channel: z.enum(CHANNELS), kind: z.enum(STEP_KINDS) });

export const TemplateView = ByTemplate.extend({
  version: z.number().int(),
  fields: TemplateFields,
  /** The words are those that come with the program. */
  isDefault: z.boolean(),
  /** Newest first. */
  versions: z.array(
    z.object({
      version: z.number().int(),
      fields: TemplateFields,
      madeAt: z.string(),
      /** null: came with the program. */
      madeBy: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
});
export type TemplateView = z.infer<typeof TemplateView>;
export const TemplateList = z.object({ templates: z.array(TemplateView) });
export type TemplateList = z.infer<typeof TemplateList>;

export const TemplatePublishBody = z.object({
  /** The version the editor began from; 0 where there is none. */
  baseVersion: z.number().int().min(0),
  fields: TemplateFields,
  reason: z.string().trim().min(1).max(1000),
});
export type TemplatePublishBody = z.infer<typeof TemplatePublishBody>;
export const TemplatePublished = z.object({ version: z.number().int() });
export type TemplatePublished = z.infer<typeof TemplatePublished>;
