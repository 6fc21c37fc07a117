import type { LocalDate } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';
import { statement } from '#platform/db/statement.ts';
import type { Workflow } from '../domain/workflow.ts';
import { json, tables, type WorkflowRow } from './rows.ts';

/** The workflow a row holds. @throws Error for a dropped draft, which nobody may be shown */
export function toWorkflow(row: WorkflowRow): Workflow {
  if (row.status === 'dropped') throw new Error(`workflow ${row.id} was dropped`);
  return {
    id: row.id,
    versionId: row.id,
    procedureId: row.procedure_id,
    version: row.version,
    status: row.status,
    steps: row.body.steps,
    subtotals: row.body.subtotals,
    decision:
      row.decision_number !== null && row.decision_on !== null
        ? { number: row.decision_number, on: row.decision_on }
        : null,
    validFrom: row.valid_from,
    source: row.source,
    isSample: row.is_sample,
  };
}

export async function findWorkflow(db: Db, id: string): Promise<WorkflowRow | undefined> {
  return tables(db)
    .selectFrom('procedure_workflow')
    .selectAll()
    .where('id', '=', id)
    .where('status', '<>', 'dropped')
    .executeTakeFirst();
}

/** The same, held until the transaction ends. */
export async function lockWorkflow(db: Db, id: string): Promise<WorkflowRow | undefined> {
  return tables(db)
    .selectFrom('procedure_workflow')
    .selectAll()
    .where('id', '=', id)
    .where('status', '=', 'draft')
    .forUpdate()
    .executeTakeFirst();
}

const ON = statement<WorkflowRow>(`
  select * from procedure_workflow where procedure_id = $1 and status = 'published' and valid_from <= $2
  order by valid_from desc, version desc limit 1`);

/** The published workflow for dossiers received on the day. */
export async function findWorkflowOn(db: Db, procedureId: string, on: LocalDate): Promise<WorkflowRow | undefined> {
  return (await ON.rows(db, [procedureId, on]))[0];
}

/** Every version of a procedure's workflow but dropped drafts, newest first. */
export async function listWorkflows(db: Db, procedureId: string): Promise<WorkflowRow[]> {
  return tables(db)
    .selectFrom('procedure_workflow')
    .selectAll()
    .where('procedure_id', '=', procedureId)
    .where('status', '<>', 'dropped')
    .orderBy('version', 'desc')
    .execute();
}

/** The highest version number ever given, dropped drafts included; 0 when there is none. */
export async function lastWorkflowVersion(db: Db, procedureId: string): Promise<number> {
  const row = await tables(db)
    .selectFrom('procedure_workflow')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('procedure_id', '=', procedureId)
    .executeTakeFirst();
  return row?.version ?? 0;
}

export async function insertWorkflow(db: Db, row: WorkflowRow): Promise<void> {
  await tables(db)
    .insertInto('procedure_workflow')
    .values({ ...row, body: json(row.body) })
    .execute();
}

type Change = Partial<Omit<WorkflowRow, 'id' | 'procedure_id' | 'version'>>;

/** Changes a draft; the database refuses any change to a published version. */
export async function updateWorkflow(db: Db, id: string, change: Change): Promise<void> {
  const { body, ...rest } = change;
  await tables(db)
    .updateTable('procedure_workflow')
    .set({ ...rest, ...(body ? { body: json(body) } : {}) })
    .where('id', '=', id)
    .execute();
}
