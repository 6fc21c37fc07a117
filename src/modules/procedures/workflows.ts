import { newId } from '#kernel/id.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import type { Workflow, WorkflowBody } from './domain/workflow.ts';
import { findVersion } from './store/procedures.ts';
import type { WorkflowRow } from './store/rows.ts';
import { findWorkflow, findWorkflowOn, insertWorkflow, lastWorkflowVersion, toWorkflow } from './store/workflows.ts';

/** Published versions never change and are asked for at every step of every dossier. Ids are unique across provinces. */
const published = new Map<string, Workflow>();
const MAX_KEPT = 1_000;

/** @throws Refusal `procedures.workflow_not_found` (404) */
export async function getWorkflowVersion(tx: Tx, id: string): Promise<Workflow> {
  const kept = published.get(id);
  if (kept) return kept;
  const row = await findWorkflow(tx.db, id);
  if (!row) throw new Refusal('procedures.workflow_not_found', 404);
  return keep(toWorkflow(row));
}

/**
 * The published workflow for dossiers of this procedure received on the day; undefined where there is none.
 * @throws Refusal `procedures.version_not_found` (404)
 */
export async function publishedWorkflow(
  tx: Tx,
  procedureVersionId: string,
  on: LocalDate,
): Promise<Workflow | undefined> {
  const procedure = await findVersion(tx.db, procedureVersionId);
  if (!procedure) throw new Refusal('procedures.version_not_found', 404);
  return workflowOn(tx, procedure.id, on);
}

/** The workflow that dossiers of this procedure received on the day go by; undefined where there is none. */
export async function workflowOn(tx: Tx, procedureId: string, on: LocalDate): Promise<Workflow | undefined> {
  const row = await findWorkflowOn(tx.db, procedureId, on);
  return row && keep(toWorkflow(row));
}

function keep(workflow: Workflow): Workflow {
  // A row written in a transaction that is still open may yet be undone, but then nobody asks for its id.
  if (workflow.status === 'published') {
    if (published.size >= MAX_KEPT) published.delete(published.keys().next().value ?? '');
    published.set(workflow.id, workflow);
  }
  return workflow;
}

/** A workflow that is in force from a day on without having been a draft: samples that come with the program. */
export async function addPublishedWorkflow(
  tx: Tx,
  procedureId: string,
  body: WorkflowBody,
  about: {
    readonly validFrom: LocalDate;
    readonly source: string;
    readonly isSample: boolean;
    readonly decision: Workflow['decision'];
  },
): Promise<Workflow> {
  const row: WorkflowRow = {
    id: newId(),
    procedure_id: procedureId,
    version: (await lastWorkflowVersion(tx.db, procedureId)) + 1,
    status: 'published',
    body,
    decision_number: about.decision?.number ?? null,
    decision_on: about.decision?.on ?? null,
    valid_from: about.validFrom,
    source: about.source,
    is_sample: about.isSample,
    revision: 1,
    changed_at: tx.now,
    changed_by: tx.actor.personId,
    changed_by_name: tx.actor.name,
    published_at: tx.now,
    published_by_name: tx.actor.name,
  };
  await insertWorkflow(tx.db, row);
  return toWorkflow(row);
}
