import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { findAgencyByCode } from '#modules/org/public.ts';
import type { Tx } from '#platform/db/province.ts';
import type { Procedure } from './domain/procedure.ts';
import type { ProcedureSummary, WorkflowDetail } from './schema.ts';
import type { WorkflowRow } from './store/rows.ts';

/** Names of agencies by code as they are today, asked for once each. */
export function agencyNames(tx: Tx): (code: string) => Promise<string | null> {
  const known = new Map<string, string | null>();
  return async (code) => {
    if (!known.has(code)) known.set(code, (await findAgencyByCode(tx, code))?.name ?? null);
    return known.get(code) ?? null;
  };
}

export async function summaryOf(
  procedure: Procedure,
  nameOf: (code: string) => Promise<string | null>,
): Promise<ProcedureSummary> {
  const { competent, limit } = procedure;
  return {
    id: procedure.id,
    versionId: procedure.versionId,
    version: procedure.version,
    code: procedure.code,
    centralCode: procedure.centralCode,
    name: procedure.name,
    sector: procedure.sector,
    level: procedure.level,
    competent: {
      kind: competent.kind,
      code: competent.kind === 'code' ? competent.code : null,
      name:
        competent.kind === 'code'
          ? await nameOf(competent.code)
          : competent.kind === 'described'
            ? competent.words
            : null,
    },
    limit: { ...limit, cutoff: limit.cutoff?.kind ?? null },
    onlineLevel: procedure.onlineLevel,
    validFrom: procedure.validFrom,
    validTo: procedure.validTo,
    isSample: procedure.isSample,
  };
}

type Head = Omit<
  WorkflowDetail,
  | 'procedure'
  | 'revision'
  | 'steps'
  | 'subtotals'
  | 'warnings'
  | 'staff'
  | 'agencyNames'
  | 'previous'
  | 'canEdit'
  | 'canCopy'
  | 'earliestFrom'
>;

/** What lists and the page of one version both tell of it. */
export function workflowHead(row: WorkflowRow, isCurrent: boolean): Head {
  return {
    id: row.id,
    version: row.version,
    status: row.status === 'draft' ? 'draft' : 'published',
    validFrom: row.valid_from,
    decision:
      row.decision_number !== null && row.decision_on !== null
        ? { number: row.decision_number, on: row.decision_on }
        : null,
    source: row.source,
    isSample: row.is_sample,
    changedAt: toVietnamIso(row.changed_at),
    changedBy: row.changed_by_name,
    isCurrent,
  };
}
