import { useQueries } from '@tanstack/react-query';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { formatNumber } from '#web/format.ts';
import { checkWorkflow, type Staff, type Warning } from '../domain/check.ts';
import type { GovernmentLevel } from '../domain/law.ts';
import type { TimeLimit } from '../domain/time-limit.ts';
import type { StepAgency, WorkflowBody, WorkflowStep } from '../domain/workflow.ts';
import type { WorkflowDetail } from '../schema.ts';
import { staffQuery } from './use-procedures.ts';
import { workflowWords } from './workflow-words.ts';

/** The limit as the rules take it; the cut-off plays no part in sums. */
export function limitOf({ procedure }: WorkflowDetail): TimeLimit {
  return { ...procedure.limit, cutoff: null };
}

/** The steps and subtotals on the wire as the rules take them. */
export function bodyOf({ steps, subtotals }: Pick<WorkflowDetail, 'steps' | 'subtotals'>): WorkflowBody {
  return {
    subtotals,
    steps: steps.map((step) => ({
      ...step,
      next: step.next.map(({ to, when }) => (when === undefined ? { to } : { to, when })),
    })),
  };
}

/** What the page knows of the agencies of a workflow: their names and how many people hold each role today. */
export interface Agencies {
  readonly nameOf: (agency: StepAgency) => string;
  readonly peopleFor: (step: Pick<WorkflowStep, 'agency' | 'role'>) => number | null | undefined;
  /** Everything was answered; before that nothing is said about people. */
  readonly known: boolean;
}

export function useAgencies(detail: WorkflowDetail, body: WorkflowBody): Agencies {
  const m = useMessages(workflowWords);
  const { competent } = detail.procedure;
  const codes = [
    ...new Set([
      ...body.steps.flatMap(({ agency }) => (agency.kind === 'code' ? [agency.code] : [])),
      ...(competent.code ? [competent.code] : []),
    ]),
  ];
  const answers = useQueries({ queries: codes.map((code) => staffQuery(code)) });
  const byCode = new Map(codes.map((code, at) => [code, answers[at]?.data]));
  const competentName = competent.name ?? m.lanes('receiving');
  return {
    known: answers.every(({ isPending }) => !isPending),
    nameOf: (agency) => {
      if (agency.kind === 'receiving') return m.lanes('receiving');
      if (agency.kind === 'competent') return m.competentNamed(competentName);
      return byCode.get(agency.code)?.name ?? detail.agencyNames[agency.code] ?? agency.code;
    },
    peopleFor: ({ agency, role }) => {
      const code = agency.kind === 'code' ? agency.code : agency.kind === 'competent' ? competent.code : null;
      if (code !== null) return byCode.get(code)?.staff[role];
      return agency.kind === 'competent' && competent.kind === 'described' ? undefined : null;
    },
  };
}

/** The warnings of a body as it is drawn now. */
export function warningsOf(detail: WorkflowDetail, body: WorkflowBody, agencies: Agencies): readonly Warning[] {
  const staff: Staff = new Map(
    body.steps.flatMap((step) => {
      const people = agencies.peopleFor(step);
      return people === undefined ? [] : [[step.key, people] as const];
    }),
  );
  return checkWorkflow(body, { limit: limitOf(detail) }, agencies.known ? staff : undefined);
}

/** Working minutes in words: quarters of a day as days, the rest as hours; null is not timed. */
export function useTimeWords(): (minutes: number | null) => string {
  const m = useMessages(workflowWords);
  const language = useLanguage();
  return (minutes) => {
    if (minutes === null) return m.untimed;
    if (minutes % 120 === 0) return m.days(formatNumber(minutes / 480, language, 2));
    return m.hours(formatNumber(minutes / 60, language, 2));
  };
}

/** The sentence of a warning. */
export function useWarningWords(): (warning: Warning) => string {
  const m = useMessages(workflowWords);
  const time = useTimeWords();
  return ({ code, values }) =>
    m.warning(
      code,
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => {
          if (name === 'level') return [name, m.levels(value as GovernmentLevel)];
          return [name, typeof value === 'number' && name !== 'count' ? time(value) : String(value)];
        }),
      ),
    );
}
