import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { loadCalendar } from '#modules/calendar/public.ts';
import { findLivingAgencyByCode } from '#modules/org/public.ts';
import { type LawRules, lawById } from '#modules/procedures/domain/law.ts';
import type { Workflow, WorkflowStep } from '#modules/procedures/domain/workflow.ts';
import { getWorkflowVersion } from '#modules/procedures/public.ts';
import type { Tx } from '#platform/db/province.ts';
import type { Rules, StepEntry } from './domain/decide.ts';
import type { DossierRow } from './store/rows.ts';

/** What an action is judged by: the rules of the dossier's own time, the calendar and the workflow it stays on. */
export interface Context {
  readonly law: LawRules;
  readonly calendar: WorkCalendar;
  readonly workflow: Workflow | null;
  readonly rules: Rules;
}

type Subject = Pick<DossierRow, 'law_id' | 'time_limit' | 'workflow_id' | 'competent_agency_id'>;

export async function contextOf(tx: Tx, row: Subject, actingFor: string | null): Promise<Context> {
  const law = lawById(row.law_id);
  const calendar = await loadCalendar(tx, row.competent_agency_id);
  const workflow = row.workflow_id ? await getWorkflowVersion(tx, row.workflow_id) : null;
  const { personId: id, name } = tx.actor;
  const rules = { now: tx.now, calendar, law, limit: row.time_limit, actor: { id, name, agencyId: actingFor } };
  return { law, calendar, workflow, rules };
}

type Places = Pick<DossierRow, 'receiving_agency_id' | 'competent_agency_id'>;

/** The agency a step is done at: the heir of one that was merged; one that nobody followed leaves it with the competent one. */
export async function agencyOfStep(tx: Tx, step: WorkflowStep, places: Places): Promise<string> {
  if (step.agency.kind === 'receiving') return places.receiving_agency_id;
  if (step.agency.kind === 'competent') return places.competent_agency_id;
  const named = await findLivingAgencyByCode(tx, step.agency.code);
  return named?.id ?? places.competent_agency_id;
}

/** A step as a part enters it. */
export async function enter(tx: Tx, step: WorkflowStep, places: Places): Promise<StepEntry> {
  const agencyId = await agencyOfStep(tx, step, places);
  return { key: step.key, name: step.name, minutes: step.minutes, agencyId };
}
