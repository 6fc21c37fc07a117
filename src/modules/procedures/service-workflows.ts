import { newId } from '#kernel/id.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { record } from '#modules/audit/public.ts';
import { holdersOf, findAgencyByCode } from '#modules/org/public.ts';
import { can, requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { checkWorkflow, malformed, stoppers } from './domain/check.ts';
import type { Procedure } from './domain/procedure.ts';
import { demonstrationWorkflow } from './domain/sample-workflow.ts';
import { STOPPER_VI } from './domain/stopper-words.ts';
import { STEP_ROLES, stepByKey, type WorkflowBody } from './domain/workflow.ts';
import { proceduresPermissions } from './permissions.ts';
import type { AgencyStaff, PublishBody, SaveBody, WorkflowDetail } from './schema.ts';
import { staffOf } from './staff.ts';
import { findOn, listVersions, lockProcedure } from './store/procedures.ts';
import type { WorkflowRow } from './store/rows.ts';
import {
  findWorkflow,
  findWorkflowOn,
  insertWorkflow,
  lastWorkflowVersion,
  listWorkflows,
  lockWorkflow,
  updateWorkflow,
} from './store/workflows.ts';
import { agencyNames, summaryOf, workflowHead } from './views.ts';

/** @throws Refusal `procedures.workflow_not_found` (404) */
export async function getWorkflow(work: Work, id: string): Promise<WorkflowDetail> {
  requirePermission(work.actor, proceduresPermissions.read);
  return work.run(async (tx) => {
    const row = await findWorkflow(tx.db, id);
    if (!row) throw new Refusal('procedures.workflow_not_found', 404);
    return detailOf(tx, row);
  });
}

/**
 * A draft to work on: a copy of the version in force or the newest, else a first proposal for the procedure's limit.
 * @throws Refusal `procedures.not_found` (404), `procedures.draft_exists` (409)
 */
export async function draftWorkflow(work: Work, procedureId: string): Promise<WorkflowDetail> {
  requirePermission(work.actor, proceduresPermissions.manage);
  return work.run(async (tx) => {
    if (!(await lockProcedure(tx.db, procedureId))) throw new Refusal('procedures.not_found', 404);
    const rows = await listWorkflows(tx.db, procedureId);
    if (rows.some((row) => row.status === 'draft')) throw new Refusal('procedures.draft_exists', 409);
    const origin = (await findWorkflowOn(tx.db, procedureId, tx.today)) ?? rows[0];
    const procedure = await shownProcedure(tx, procedureId);
    const row: WorkflowRow = {
      id: newId(),
      procedure_id: procedureId,
      version: (await lastWorkflowVersion(tx.db, procedureId)) + 1,
      status: 'draft',
      body: origin?.body ?? demonstrationWorkflow(procedure.limit),
      decision_number: null,
      decision_on: null,
      valid_from: null,
      source: null,
      is_sample: false,
      revision: 1,
      ...changedBy(tx),
      published_at: null,
      published_by_name: null,
    };
    await insertWorkflow(tx.db, row);
    await tell(tx, row, 'procedures.workflow_drafted', { version: row.version, from: origin?.version ?? null });
    return detailOf(tx, row);
  });
}

/**
 * Keeps a draft as it is drawn, warnings or not.
 * @throws Refusal `procedures.workflow_malformed` (422), `procedures.workflow_changed` (409),
 *   `procedures.workflow_published` (409), `procedures.workflow_not_found` (404)
 */
export async function saveWorkflow(work: Work, id: string, change: SaveBody): Promise<WorkflowDetail> {
  requirePermission(work.actor, proceduresPermissions.manage);
  const body = bodyOf(change);
  const reason = malformed(body);
  if (reason) throw new Refusal('procedures.workflow_malformed', 422, { reason });
  return work.run(async (tx) => {
    const row = await holdDraft(tx, id, change.revision);
    const update = { body, revision: row.revision + 1, ...changedBy(tx) };
    await updateWorkflow(tx.db, id, update);
    await tell(tx, row, 'procedures.workflow_saved', { version: row.version, steps: body.steps.length });
    return detailOf(tx, { ...row, ...update });
  });
}

/**
 * Puts a draft into force for dossiers received from a day on; running dossiers stay on their version. Odd sums and
 * missing staff do not stop it, only what a dossier could not pass through.
 * @throws Refusal `procedures.workflow_unusable` (422), `procedures.valid_before_last` (422),
 *   `procedures.decided_later` (422), and as `saveWorkflow`
 */
export async function publishWorkflow(work: Work, id: string, decision: PublishBody): Promise<WorkflowDetail> {
  requirePermission(work.actor, proceduresPermissions.manage);
  return work.run(async (tx) => {
    const row = await holdDraft(tx, id, decision.revision);
    const procedure = await shownProcedure(tx, row.procedure_id);
    const [stopper] = stoppers(checkWorkflow(row.body, procedure));
    if (stopper) {
      const step = stopper.step === null ? '' : ` (bước "${stepByKey(row.body, stopper.step)?.name ?? stopper.step}")`;
      throw new Refusal('procedures.workflow_unusable', 422, {
        reason: `${STOPPER_VI[stopper.code] ?? stopper.code}${step}`,
      });
    }
    if (decision.decisionOn > decision.validFrom) throw new Refusal('procedures.decided_later', 422);
    const earliest = await earliestFrom(tx, row.procedure_id);
    if (decision.validFrom < earliest)
      throw new Refusal('procedures.valid_before_last', 422, { last: earliest.split('-').reverse().join('/') });
    const update = {
      status: 'published' as const,
      decision_number: decision.decisionNumber,
      decision_on: decision.decisionOn,
      valid_from: decision.validFrom,
      published_at: tx.now,
      published_by_name: tx.actor.name,
      revision: row.revision + 1,
      ...changedBy(tx),
    };
    await updateWorkflow(tx.db, id, update);
    await tell(tx, row, 'procedures.workflow_published', {
      version: row.version,
      decision: decision.decisionNumber,
      decidedOn: decision.decisionOn,
      validFrom: decision.validFrom,
      warnings: checkWorkflow(row.body, procedure).map(({ code, step }) => ({ code, step })),
    });
    return detailOf(tx, { ...row, ...update });
  });
}

/** Sets a draft aside; its number is not given again. @throws Refusal as `saveWorkflow` */
export async function dropWorkflow(work: Work, id: string, revision: number): Promise<{ procedureId: string }> {
  requirePermission(work.actor, proceduresPermissions.manage);
  return work.run(async (tx) => {
    const row = await holdDraft(tx, id, revision);
    await updateWorkflow(tx.db, id, { status: 'dropped', revision: row.revision + 1, ...changedBy(tx) });
    await tell(tx, row, 'procedures.workflow_dropped', { version: row.version });
    return { procedureId: row.procedure_id };
  });
}

/**
 * How many people of each step role an agency has today: what the editor warns by while a step is changed.
 * @throws Refusal `procedures.unknown_agency` (404)
 */
export async function agencyStaff(work: Work, code: string): Promise<AgencyStaff> {
  requirePermission(work.actor, proceduresPermissions.read);
  return work.run(async (tx) => {
    const agency = await findAgencyByCode(tx, code);
    if (!agency) throw new Refusal('procedures.unknown_agency', 404);
    const staff: Record<string, number> = {};
    for (const role of STEP_ROLES) staff[role] = (await holdersOf(tx, agency.id, [role])).length;
    return { name: agency.name, staff };
  });
}

async function holdDraft(tx: Tx, id: string, revision: number): Promise<WorkflowRow> {
  const row = await lockWorkflow(tx.db, id);
  if (!row) {
    const published = await findWorkflow(tx.db, id);
    throw published
      ? new Refusal('procedures.workflow_published', 409)
      : new Refusal('procedures.workflow_not_found', 404);
  }
  if (row.revision !== revision) throw new Refusal('procedures.workflow_changed', 409, { by: row.changed_by_name });
  return row;
}

async function shownProcedure(tx: Tx, procedureId: string): Promise<Procedure> {
  const found = (await findOn(tx.db, procedureId, tx.today)) ?? (await listVersions(tx.db, procedureId))[0];
  if (!found) throw new Refusal('procedures.not_found', 404);
  return found;
}

/** No dossier's day may change its workflow behind it: not before the newest published version. */
async function earliestFrom(tx: Tx, procedureId: string): Promise<LocalDate> {
  const days = (await listWorkflows(tx.db, procedureId)).flatMap(({ valid_from: from }) => (from ? [from] : []));
  return days.reduce((latest, day) => (day > latest ? day : latest), (await shownProcedure(tx, procedureId)).validFrom);
}

async function detailOf(tx: Tx, row: WorkflowRow): Promise<WorkflowDetail> {
  const procedure = await shownProcedure(tx, row.procedure_id);
  const rows = await listWorkflows(tx.db, row.procedure_id);
  const current = await findWorkflowOn(tx.db, row.procedure_id, tx.today);
  const before = rows.find((one) => one.status === 'published' && one.version < row.version);
  const staff = await staffOf(tx, row.body, procedure);
  const nameOf = agencyNames(tx);
  const names: Record<string, string> = {};
  for (const { agency } of [...row.body.steps, ...(before?.body.steps ?? [])])
    if (agency.kind === 'code') names[agency.code] = (await nameOf(agency.code)) ?? agency.code;
  const mayManage = can(tx.actor, proceduresPermissions.manage);
  return {
    ...workflowHead(row, row.id === current?.id),
    procedure: await summaryOf(procedure, nameOf),
    revision: row.revision,
    steps: wireSteps(row.body),
    subtotals: row.body.subtotals.map((one) => ({ ...one })),
    warnings: checkWorkflow(row.body, procedure, staff).map((one) => ({ ...one, values: { ...one.values } })),
    staff: Object.fromEntries(staff),
    agencyNames: names,
    previous: before
      ? {
          id: before.id,
          version: before.version,
          steps: wireSteps(before.body),
          subtotals: before.body.subtotals.map((one) => ({ ...one })),
        }
      : null,
    canEdit: mayManage && row.status === 'draft',
    canCopy: mayManage && row.status === 'published' && !rows.some((one) => one.status === 'draft'),
    earliestFrom: await earliestFrom(tx, row.procedure_id),
  };
}

function wireSteps(body: WorkflowBody): WorkflowDetail['steps'] {
  return body.steps.map((step) => ({
    ...step,
    agency: { ...step.agency },
    next: step.next.map((one) => ({ ...one })),
  }));
}

/** Ways without a case name carry none; a single way needs none. */
function bodyOf({ steps, subtotals }: SaveBody): WorkflowBody {
  return {
    subtotals,
    steps: steps.map((step) => ({
      ...step,
      next: step.next.map(({ to, when }) => (when === undefined || when === '' ? { to } : { to, when })),
    })),
  };
}

function changedBy(tx: Tx) {
  return { changed_at: tx.now, changed_by: tx.actor.personId, changed_by_name: tx.actor.name };
}

async function tell(tx: Tx, row: WorkflowRow, action: string, data: Record<string, unknown>): Promise<void> {
  const subject = { kind: 'procedure', id: row.procedure_id };
  await record(tx, { action, subject, reach: 'subject', data: { workflow: row.id, ...data } });
}
