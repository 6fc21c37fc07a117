import { z } from 'zod';
import { CHANNELS } from './domain/channel.ts';
import { PolicySchema, STEP_KINDS } from './domain/policy.ts';
import { URGENCIES } from './schema.ts';

/*
 * Reminder policies on the wire. Instants are ISO 8601 with +07:00; a kind in an address is its own name, '*' is
 * written `mac-dinh`.
 */

const Instant = z.string();

/** A kind of work as the list of policies shows it. */
export const PolicyKind = z.object({
  kind: z.string(),
  label: z.string(),
  /** false: no ladder of its own, so the default one holds. */
  own: z.boolean(),
  name: z.string(),
  version: z.number().int(),
  madeAt: Instant,
  /** null: came with the program. */
  madeBy: z.string().nullable(),
  /** Open matters of the kind, and how many of them still run under an older version or another ladder. */
  open: z.number().int(),
  onOlder: z.number().int(),
});
export type PolicyKind = z.infer<typeof PolicyKind>;
export const PolicyKindList = z.object({ kinds: z.array(PolicyKind) });
export type PolicyKindList = z.infer<typeof PolicyKindList>;

export const PolicyVersion = z.object({
  version: z.number().int(),
  madeAt: Instant,
  madeBy: z.string().nullable(),
  reason: z.string().nullable(),
  policy: PolicySchema,
});
export type PolicyVersion = z.infer<typeof PolicyVersion>;

/** One kind with all its versions, newest first. */
export const PolicyOfKind = z.object({
  kind: z.string(),
  label: z.string(),
  own: z.boolean(),
  /** What is in force: of the kind itself, else the default. */
  current: PolicyVersion,
  versions: z.array(PolicyVersion),
  open: z.number().int(),
  onOlder: z.number().int(),
  /** Open matters being put on the newest version just now; null when none are. */
  applying: z.object({ askedAt: Instant, moved: z.number().int() }).nullable(),
});
export type PolicyOfKind = z.infer<typeof PolicyOfKind>;

export const ByKind = z.object({ kind: z.string().min(1).max(100) });

export const PublishBody = z.object({
  /** The version the editor began from; 0 when the kind had none of its own. */
  baseVersion: z.number().int().min(0),
  policy: PolicySchema,
  reason: z.string().trim().min(1).max(1000),
  /** Puts open matters on the new version too; otherwise they go on under the one they were given. */
  applyToOpen: z.boolean(),
});
export type PublishBody = z.infer<typeof PublishBody>;
export const ApplyBody = z.object({
  /** The version in force as the caller saw it. */
  version: z.number().int().min(1),
});
export type ApplyBody = z.infer<typeof ApplyBody>;

export const Published = z.object({ version: z.number().int(), applyingTo: z.number().int() });
export type Published = z.infer<typeof Published>;

/** 'YYYY-MM-DDTHH:MM' of Việt Nam. */
const LocalMoment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Ngày giờ viết dạng 2018-02-26T09:00, theo giờ Việt Nam.');

export const PreviewBody = z.object({
  policy: PolicySchema,
  agencyId: z.uuid(),
  followerAgencyId: z.uuid().nullable(),
  startAt: LocalMoment,
  dueAt: LocalMoment.nullable(),
  urgency: z.enum(URGENCIES),
});
export type PreviewBody = z.infer<typeof PreviewBody>;

export const PreviewStep = z.object({
  key: z.string(),
  kind: z.enum(STEP_KINDS),
  text: z.string(),
  at: Instant,
  people: z.array(z.object({ personId: z.string(), name: z.string(), title: z.string(), reason: z.string() })),
  /** Audiences nobody was found for, in words. */
  missing: z.array(z.string()),
  /** The ways it may take; null: each person's own choice. */
  channels: z.array(z.enum(CHANNELS)).nullable(),
  /** What spares everybody this step, in words. */
  stops: z.array(z.string()),
});
export type PreviewStep = z.infer<typeof PreviewStep>;

export const Preview = z.object({
  /** What the picture spans. */
  from: Instant,
  to: Instant,
  startAt: Instant,
  dueAt: Instant.nullable(),
  agencyName: z.string(),
  steps: z.array(PreviewStep),
  /** Time in which nothing goes out: days off (with the day's name), and nights where the span is short enough to see them. */
  shades: z.array(
    z.object({ from: Instant, to: Instant, kind: z.enum(['off', 'night']), name: z.string().nullable() }),
  ),
  /** Nights are too narrow to draw. */
  nightsLeftOut: z.boolean(),
  noFurther: z.string().nullable(),
});
export type Preview = z.infer<typeof Preview>;
