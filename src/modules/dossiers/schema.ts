/** What the shapes on the wire are made of; each kind of them has a file of its own beside this one. */
import { z } from 'zod';

/** Instants are ISO 8601 with +07:00, days YYYY-MM-DD. */
export const Instant = z.string();
export const Day = z.iso.date();
export const words = (max: number) => z.string().trim().min(1).max(max);
export const Version = z.number().int().min(1);
export const Named = z.object({ id: z.uuid(), name: z.string() });
export const DocumentRef = z.object({ number: words(100), on: Day });

export const ById = z.object({ id: z.uuid() });

export const ByFile = z.object({ id: z.uuid(), fileId: z.uuid() });

export const AsOfQuery = z.object({ at: z.iso.datetime({ offset: true }).optional() });
