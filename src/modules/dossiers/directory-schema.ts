import { z } from 'zod';
import { PersonView } from './person-schema.ts';
import { DocumentRef, Instant, Named } from './schema.ts';

export const DIRECTORY_FIELDS = ['name', 'identityNumber', 'phone', 'email', 'address'] as const;
export type DirectoryField = (typeof DIRECTORY_FIELDS)[number];

/**
 * One change of a person's line: told anew at a reception, put right by a correction, or put back because the dossier was
 * another's.
 */
export const DirectoryChange = z.object({
  /** Its place among all changes. */
  seq: z.number().int(),
  at: Instant,
  kind: z.enum(['reception', 'correction', 'restored']),
  /** Who did it and over which dossier; null where that dossier is not the reader's to see: then no value is told either. */
  by: z.string().nullable(),
  agency: z.string().nullable(),
  dossier: z.object({ id: z.uuid(), code: z.string().nullable() }).nullable(),
  fields: z.array(
    z.object({ field: z.enum(DIRECTORY_FIELDS), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  /** Of a correction, and of what one put back: why, and by which paper. */
  reason: z.string().nullable(),
  document: DocumentRef.nullable(),
});
export type DirectoryChange = z.infer<typeof DirectoryChange>;

/** Danh bạ người nộp: what is known of the applicant of a dossier, and how it came to be so, the newest first. */
export const DirectoryLine = z.object({
  dossier: z.object({ id: z.uuid(), code: z.string().nullable(), applicant: PersonView }),
  receivingAgency: Named,
  /** Null for a dossier whose applicant is not in the directory. */
  known: PersonView.extend({ dossiers: z.number().int() }).nullable(),
  changes: z.array(DirectoryChange),
  /** There are older ones. */
  hasMore: z.boolean(),
});
export type DirectoryLine = z.infer<typeof DirectoryLine>;
