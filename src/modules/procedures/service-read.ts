import { Refusal } from '#kernel/refusal.ts';
import { can, requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { findProcedures } from './catalogue.ts';
import type { ProcedureLevel } from './domain/procedure.ts';
import { proceduresPermissions } from './permissions.ts';
import type { ProcedureDetail, ProcedureList } from './schema.ts';
import { findOn, lastVersionRow, listSectors, listVersions } from './store/procedures.ts';
import { findWorkflowOn, listWorkflows } from './store/workflows.ts';
import { agencyNames, summaryOf, workflowHead } from './views.ts';

const PAGE = 40;

/** A page of the procedures in force today (or abolished by today) that answer the words and filters. */
export async function listProcedures(
  work: Work,
  query: {
    tim?: string | undefined;
    linhVuc?: string | undefined;
    cap?: ProcedureLevel | undefined;
    tinhTrang?: 'bai-bo' | undefined;
    trang?: number | undefined;
  },
): Promise<ProcedureList> {
  requirePermission(work.actor, proceduresPermissions.read);
  return work.run(async (tx) => {
    const page = query.trang ?? 1;
    const { total, rows } = await findProcedures(tx, {
      query: query.tim ?? '',
      on: tx.today,
      ...(query.linhVuc === undefined ? {} : { sector: query.linhVuc }),
      ...(query.cap === undefined ? {} : { level: query.cap }),
      ...(query.tinhTrang === undefined ? {} : { ended: true }),
      limit: PAGE,
      offset: (page - 1) * PAGE,
    });
    const nameOf = agencyNames(tx);
    const procedures = [];
    for (const row of rows) procedures.push(await summaryOf(row, nameOf));
    return {
      total,
      page,
      pageSize: PAGE,
      procedures,
      sectors: await listSectors(tx.db, tx.today),
      canManage: can(tx.actor, proceduresPermissions.manage),
    };
  });
}

/**
 * A procedure as it holds today (else its newest version), with all versions and workflows.
 * @throws Refusal `procedures.not_found` (404)
 */
export async function getProcedure(work: Work, id: string): Promise<ProcedureDetail> {
  requirePermission(work.actor, proceduresPermissions.read);
  return work.run((tx) => detailOf(tx, id));
}

/** The same in the caller's transaction, for whoever may read. */
export async function detailOf(tx: Tx, id: string): Promise<ProcedureDetail> {
  const versions = await listVersions(tx.db, id);
  const last = await lastVersionRow(tx.db, id);
  const held = await findOn(tx.db, id, tx.today);
  const shown = held ?? versions[0];
  if (!shown) throw new Refusal('procedures.not_found', 404);
  const current = await findWorkflowOn(tx.db, id, tx.today);
  return {
    ...(await summaryOf(shown, agencyNames(tx))),
    papers: shown.papers.map((paper) => ({ ...paper })),
    fee: shown.fee,
    source: shown.source,
    note: shown.note,
    verified: shown.verified,
    versions: versions.map((one) => ({
      versionId: one.versionId,
      version: one.version,
      name: one.name,
      limit: one.limit.text,
      validFrom: one.validFrom,
      validTo: one.validTo,
      isSample: one.isSample,
      source: one.source,
      isCurrent: one.versionId === held?.versionId,
    })),
    workflows: (await listWorkflows(tx.db, id)).map((row) => ({
      ...workflowHead(row, row.id === current?.id),
      steps: row.body.steps.length,
    })),
    ended: last?.is_end ? { from: last.valid_from, source: last.content.source } : null,
    canManage: can(tx.actor, proceduresPermissions.manage),
  };
}
