import { z } from 'zod';
import { ONLINE_LEVELS, PROCEDURE_LEVELS } from './domain/procedure.ts';
import { LIMIT_UNITS } from './domain/time-limit.ts';
import { STEP_ROLES } from './domain/workflow.ts';

/** Instants are ISO 8601 with +07:00, days YYYY-MM-DD, times whole working minutes (480 a working day). */
const Instant = z.string();
const Day = z.iso.date();
const words = (max: number) => z.string().trim().min(1).max(max);
export const ById = z.object({ id: z.uuid() });

export const ProcedureQuery = z.object({
  tim: z.string().max(200).optional(),
  linhVuc: z.string().max(300).optional(),
  cap: z.enum(PROCEDURE_LEVELS).optional(),
  /** `bai-bo`: those abolished by today instead of those in force. */
  tinhTrang: z.enum(['bai-bo']).optional(),
  trang: z.coerce.number().int().min(1).max(10_000).optional(),
});

const CompetentView = z.object({
  kind: z.enum(['receiving', 'code', 'described']),
  code: z.string().nullable(),
  /** What to show: the agency's name today, the words of the document, or that it is the receiving desk's own agency. */
  name: z.string().nullable(),
});

const LimitView = z.object({
  text: z.string(),
  amount: z.number().nullable(),
  unit: z.enum(LIMIT_UNITS),
  minutes: z.number().int().nullable(),
  cutoff: z.string().nullable(),
});

export const ProcedureSummary = z.object({
  id: z.uuid(),
  versionId: z.uuid(),
  version: z.number().int(),
  code: z.string().nullable(),
  centralCode: z.string().nullable(),
  name: z.string(),
  sector: z.string(),
  level: z.enum(PROCEDURE_LEVELS),
  competent: CompetentView,
  limit: LimitView,
  onlineLevel: z.enum(ONLINE_LEVELS),
  validFrom: Day,
  validTo: Day.nullable(),
  isSample: z.boolean(),
});
export type ProcedureSummary = z.infer<typeof ProcedureSummary>;

export const ProcedureList = z.object({
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
  procedures: z.array(ProcedureSummary),
  sectors: z.array(z.object({ sector: z.string(), count: z.number().int() })),
  canManage: z.boolean(),
});
export type ProcedureList = z.infer<typeof ProcedureList>;

const Step = z.object({
  key: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Mã bước chỉ gồm chữ thường không dấu, chữ số và gạch nối, tối đa 40 ký tự.'),
  /** A draft is kept as it is drawn; a step without a name keeps it from being published. */
  name: z.string().trim().max(300),
  role: z.enum(STEP_ROLES),
  agency: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('receiving') }),
    z.object({ kind: z.literal('competent') }),
    z.object({ kind: z.literal('code'), code: z.string().min(1).max(60) }),
  ]),
  level: z.enum(['tinh', 'huyen', 'xa']).nullable(),
  minutes: z.number().int().min(0).max(500_000).nullable(),
  next: z.array(z.object({ to: z.string().max(40), when: z.string().trim().max(200).optional() })).max(12),
  split: z.enum(['one', 'all']),
  join: z.enum(['any', 'all']),
  note: z.string().trim().max(1000).nullable(),
});
const Subtotals = z.array(
  z.object({ level: z.enum(['tinh', 'huyen', 'xa']), minutes: z.number().int().min(0).max(500_000) }),
);

const WarningView = z.object({
  code: z.string(),
  step: z.string().nullable(),
  severity: z.enum(['stop', 'warn', 'note']),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const WorkflowSummary = z.object({
  id: z.uuid(),
  version: z.number().int(),
  status: z.enum(['draft', 'published']),
  validFrom: Day.nullable(),
  decision: z.object({ number: z.string(), on: Day }).nullable(),
  source: z.string().nullable(),
  isSample: z.boolean(),
  changedAt: Instant,
  changedBy: z.string(),
  steps: z.number().int(),
  /** The one dossiers received today go by. */
  isCurrent: z.boolean(),
});

export const ProcedureDetail = ProcedureSummary.extend({
  papers: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      originals: z.number().int(),
      copies: z.number().int(),
      required: z.boolean(),
    }),
  ),
  fee: z.object({ amountVnd: z.number().nullable(), text: z.string() }),
  source: z.string(),
  note: z.string().nullable(),
  verified: z.object({
    name: z.boolean(),
    code: z.boolean(),
    limit: z.boolean(),
    fee: z.boolean(),
    onlineLevel: z.boolean(),
    papers: z.boolean(),
  }),
  versions: z.array(
    z.object({
      versionId: z.uuid(),
      version: z.number().int(),
      name: z.string(),
      limit: z.string(),
      validFrom: Day,
      validTo: Day.nullable(),
      isSample: z.boolean(),
      source: z.string(),
      isCurrent: z.boolean(),
    }),
  ),
  workflows: z.array(WorkflowSummary),
  /** Bãi bỏ: the day from which it is received no more, and by what; null while it is in force. */
  ended: z.object({ from: Day, source: z.string() }).nullable(),
  canManage: z.boolean(),
});
export type ProcedureDetail = z.infer<typeof ProcedureDetail>;

export const WorkflowDetail = WorkflowSummary.extend({
  procedure: ProcedureSummary,
  revision: z.number().int(),
  steps: z.array(Step),
  subtotals: Subtotals,
  warnings: z.array(WarningView),
  /** How many people could do each step today; null where the receiving desk decides, missing where the agency is unknown. */
  staff: z.record(z.string(), z.number().int().nullable()),
  /** Names of the agencies the steps are at, by code. */
  agencyNames: z.record(z.string(), z.string()),
  /** The published version this draft grew from, or the one before a published one, to compare with. */
  previous: z
    .object({ id: z.uuid(), version: z.number().int(), steps: z.array(Step), subtotals: Subtotals })
    .nullable(),
  canEdit: z.boolean(),
  canCopy: z.boolean(),
  /** The first day a new version may hold from. */
  earliestFrom: Day,
});
export type WorkflowDetail = z.infer<typeof WorkflowDetail>;

const revision = z.number().int().min(1);
export const SaveBody = z.object({ revision, steps: z.array(Step).max(80), subtotals: Subtotals.max(3) });
export type SaveBody = z.infer<typeof SaveBody>;
export const PublishBody = z.object({
  revision,
  decisionNumber: words(100),
  decisionOn: Day,
  validFrom: Day,
});
export type PublishBody = z.infer<typeof PublishBody>;
export const DropBody = z.object({ revision });
export const StaffQuery = z.object({ code: z.string().min(1).max(60) });
export const AgencyStaff = z.object({ name: z.string(), staff: z.record(z.string(), z.number().int()) });
export type AgencyStaff = z.infer<typeof AgencyStaff>;

export const ImportReport = z.object({
  file: z.string(),
  sha256: z.string(),
  counts: z.object({
    read: z.number().int(),
    created: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    rejected: z.number().int(),
    /** Rows that wait for a person's word. */
    asked: z.number().int(),
  }),
  /** Rows that are new, changed or rejected. */
  rows: z.array(
    z.object({
      row: z.number().int(),
      code: z.string().nullable(),
      name: z.string(),
      limit: z.string(),
      validFrom: Day.nullable(),
      outcome: z.enum(['new', 'changed', 'unchanged', 'rejected']),
      knownName: z.string().nullable(),
      knownLimit: z.string().nullable(),
      differences: z.array(z.string()),
      problems: z.array(
        z.object({
          code: z.string(),
          severity: z.enum(['stop', 'ask', 'note']),
          values: z.record(z.string(), z.string()),
        }),
      ),
    }),
  ),
  /** Rows taken in; empty after a dry run. */
  taken: z.array(z.number().int()),
});
export type ImportReport = z.infer<typeof ImportReport>;
