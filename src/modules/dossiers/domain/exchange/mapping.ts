import { z } from 'zod';

/**
 * The mapping file (tệp ánh xạ): how the columns of a follow-up book, or the attributes of an event log, become
 * dossiers. Described with examples in docs/dossier-import.md.
 */

const Text = z.string().min(1).max(300);

/** Where an event log says something at an event and not at the case. */
const OfEvent = z.strictObject({
  event: z.enum(['first', 'last']),
  attribute: Text,
  /** Only events whose attributes have these values. */
  where: z.record(Text, z.union([z.string(), z.array(z.string()).min(1)])).optional(),
  /** Only cases whose own attributes have these values: the last event of an open case is not its end. */
  if: z.record(Text, z.union([z.string(), z.array(z.string()).min(1)])).optional(),
});

const OfColumn = z.strictObject({
  letter: z.string().regex(/^[A-Za-z]{1,3}$/, 'Cột gọi bằng chữ như trong Excel: A đến XFD.'),
});

/** A column by its heading, an attribute by its key, a column by its letter, or something said at an event. */
const Place = z.union([Text, OfColumn, OfEvent]);

const FieldRule = z.strictObject({
  /** Tried in order; the first that is not empty counts. */
  from: z.union([Place, z.array(Place).min(1).max(20)]).optional(),
  /** The same for every dossier of the file. */
  const: z.string().max(500).optional(),
  /** What the source's words mean here; compared without marks and case. */
  values: z.record(z.string().max(300), z.string().max(300)).optional(),
  /** Instead of words `values` does not name. */
  otherwise: z.string().max(300).optional(),
  /** For dates: formats of this field alone. */
  formats: z.array(Text).min(1).max(20).optional(),
});

/** A heading or key alone, several in order, or a rule. */
export const FieldMapping = z.union([Place, z.array(Place).min(1).max(20), FieldRule]);
export type FieldMapping = z.infer<typeof FieldMapping>;
export type PlaceMapping = z.infer<typeof Place>;
export type FieldRuleMapping = z.infer<typeof FieldRule>;

export const IMPORT_FIELDS = [
  'code',
  'procedure',
  'procedureCode',
  'applicant',
  'owner',
  'start',
  'plannedEnd',
  'end',
  'returned',
  'channel',
  'agency',
  'officer',
  'status',
  'note',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** What the source may say of a dossier; without it an end means finished and no end means open. */
export const IMPORT_STATUSES = ['open', 'stopped', 'finished', 'returned', 'withdrawn', 'denied', 'closed'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'Giờ viết dạng 07:30 hoặc 07:30:00.');

/** Without these two there is no dossier to take in: what to do about it. */
export const FIELD_NEEDED = {
  code: 'Hãy chọn cột ghi mã hồ sơ. Tệp không có cột này thì chưa nhập được.',
  start: 'Hãy chọn cột ghi ngày tiếp nhận. Tệp không có cột này thì chưa nhập được.',
} as const;

const needed = (sentence: string) =>
  z.union(FieldMapping.options, { error: ({ input }) => (input === undefined ? sentence : undefined) });

const Fields = z.strictObject({
  code: needed(FIELD_NEEDED.code),
  start: needed(FIELD_NEEDED.start),
  procedure: FieldMapping.optional(),
  procedureCode: FieldMapping.optional(),
  applicant: FieldMapping.optional(),
  owner: FieldMapping.optional(),
  plannedEnd: FieldMapping.optional(),
  end: FieldMapping.optional(),
  returned: FieldMapping.optional(),
  channel: FieldMapping.optional(),
  agency: FieldMapping.optional(),
  officer: FieldMapping.optional(),
  status: FieldMapping.optional(),
  note: FieldMapping.optional(),
});

const Events = z.strictObject({
  /** false leaves the steps out: only the case is taken. */
  keep: z.boolean().optional(),
  activity: Text.optional(),
  time: Text.optional(),
  resource: Text.optional(),
  transition: Text.optional(),
});

export const ImportMapping = z.strictObject({
  /** Under this name the mapping is kept for the next file. */
  name: z.string().trim().min(1).max(120).optional(),
  /** The software the file comes from; with the dossier's code it makes a dossier the same one next time. */
  source: z.string().trim().min(1).max(80),
  format: z.enum(['csv', 'xlsx', 'xes']).optional(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1258', 'windows-1252']).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  /** What a row of a table is: a dossier (unless told otherwise), or one event of a dossier, the event log as a table. */
  rows: z.enum(['dossiers', 'events']).optional(),
  sheet: z.string().min(1).max(100).optional(),
  headerRow: z.int().min(1).max(1000).optional(),
  /** Of dates that carry no zone: '+07:00', 'Asia/Ho_Chi_Minh', any name of the IANA list. */
  timeZone: z.string().min(1).max(60).optional(),
  dateFormats: z.array(Text).min(1).max(20).optional(),
  /** The hour meant where the file gives a day alone. */
  dayMeans: z
    .strictObject({
      start: TimeOfDay.optional(),
      plannedEnd: TimeOfDay.optional(),
      end: TimeOfDay.optional(),
      returned: TimeOfDay.optional(),
    })
    .optional(),
  fields: Fields,
  events: Events.optional(),
});
export type ImportMapping = z.infer<typeof ImportMapping>;
