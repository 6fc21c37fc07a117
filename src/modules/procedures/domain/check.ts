import { WORKING_DAY_MINUTES } from '#modules/calendar/domain/types.ts';
import { casePaths, circling, MAX_CASES, reachable } from './graph.ts';
import type { TimeLimit } from './time-limit.ts';
import { stepsBefore, type WorkflowBody } from './workflow.ts';

/**
 * What is odd about a workflow. Approved documents contain sum errors (1.003999: steps 9.5 days, stated total 10.5),
 * so nothing about time or people stops anybody; only what a dossier could not pass through keeps from publishing.
 */
export type WarningCode =
  | 'empty'
  | 'circle'
  | 'no-end'
  | 'unreachable'
  | 'unnamed-step'
  | 'unnamed-case'
  | 'same-case'
  | 'over-limit'
  | 'under-limit'
  | 'case-shorter'
  | 'no-times'
  | 'limit-not-comparable'
  | 'subtotal-differs'
  | 'no-level'
  | 'subtotals-and-limit'
  | 'no-staff'
  | 'unknown-agency'
  | 'race'
  | 'many-cases';

export interface Warning {
  readonly code: WarningCode;
  /** The step it stands beside; null for the whole. */
  readonly step: string | null;
  /** `stop`: cannot be published. `warn`: look at it. `note`: good to know. */
  readonly severity: 'stop' | 'warn' | 'note';
  /** Minutes, names and levels the sentence tells of. */
  readonly values: Readonly<Record<string, string | number>>;
}

/**
 * How many people could do each step today: null where it depends on the desk that receives the dossier, undefined
 * (missing) where the agency is not known.
 */
export type Staff = ReadonlyMap<string, number | null>;

const SEVERITY: Readonly<Record<WarningCode, Warning['severity']>> = {
  empty: 'stop',
  circle: 'stop',
  'no-end': 'stop',
  'unnamed-step': 'stop',
  'unnamed-case': 'stop',
  'same-case': 'stop',
  unreachable: 'warn',
  'over-limit': 'warn',
  'under-limit': 'warn',
  'case-shorter': 'note',
  'no-times': 'warn',
  'limit-not-comparable': 'note',
  'subtotal-differs': 'warn',
  'no-level': 'warn',
  'subtotals-and-limit': 'warn',
  'no-staff': 'warn',
  'unknown-agency': 'warn',
  race: 'note',
  'many-cases': 'note',
};

/**
 * Everything odd about a workflow, the whole first, then step by step.
 * @param staff left out where it is not known (in the page before the server answered): no word about people then
 */
export function checkWorkflow(
  workflow: WorkflowBody,
  procedure: { readonly limit: TimeLimit },
  staff?: Staff,
): Warning[] {
  const found: Warning[] = [];
  const warn = (code: WarningCode, step: string | null = null, values: Warning['values'] = {}) =>
    found.push({ code, step, severity: SEVERITY[code], values });
  if (workflow.steps.length === 0) {
    warn('empty');
    return found;
  }
  checkTimes(workflow, procedure.limit, warn);
  const seen = reachable(workflow);
  for (const key of circling(workflow)) warn('circle', key);
  if (!workflow.steps.some((step) => seen.has(step.key) && step.next.length === 0)) warn('no-end');
  for (const step of workflow.steps) {
    if (step.name.trim() === '') warn('unnamed-step', step.key);
    if (!seen.has(step.key)) warn('unreachable', step.key);
    if (step.split === 'one' && step.next.length > 1) {
      const names = step.next.map(({ when }) => when?.trim() ?? '');
      if (names.includes('')) warn('unnamed-case', step.key);
      const twice = names.find((name, at) => name !== '' && names.indexOf(name) !== at);
      if (twice !== undefined) warn('same-case', step.key, { name: twice });
    }
    if (workflow.subtotals.length > 0 && step.level === null && step.minutes !== null) warn('no-level', step.key);
    if (step.join === 'any' && meetsSideBySide(workflow, step.key)) warn('race', step.key);
    if (staff) {
      const people = staff.get(step.key);
      if (people === undefined) warn('unknown-agency', step.key);
      else if (people === 0) warn('no-staff', step.key);
    }
  }
  return found;
}

/** Whether a dossier can pass through; the warnings that say why not. */
export function stoppers(warnings: readonly Warning[]): Warning[] {
  return warnings.filter((warning) => warning.severity === 'stop');
}

type Warn = (code: WarningCode, step?: string | null, values?: Warning['values']) => void;

function checkTimes(workflow: WorkflowBody, limit: TimeLimit, warn: Warn): void {
  const paths = casePaths(workflow);
  if (!paths) return;
  if (paths.length >= MAX_CASES) warn('many-cases', null, { count: MAX_CASES });
  const timed = workflow.steps.some((step) => step.minutes !== null && step.minutes > 0);
  const allowed = limit.unit === 'same-day' ? WORKING_DAY_MINUTES : limit.minutes;
  if (allowed === null) {
    if (timed && limit.unit === 'calendar-day') warn('limit-not-comparable', null, { limit: limit.text });
  } else if (!timed) {
    // "Trong ngày" needs no hours for its steps.
    if (limit.unit !== 'same-day') warn('no-times', null, { limit: limit.text });
  } else {
    const longest = Math.max(...paths.map(({ minutes }) => minutes));
    for (const path of paths) {
      const values = { minutes: path.minutes, limit: allowed, cases: path.cases.join(', ') };
      if (path.minutes > allowed) warn('over-limit', null, values);
      else if (path.minutes < allowed && longest >= allowed) warn('case-shorter', null, values);
    }
    if (longest < allowed && limit.unit !== 'same-day') warn('under-limit', null, { minutes: longest, limit: allowed });
  }
  for (const { level, minutes } of workflow.subtotals) {
    const actual = Math.max(0, ...paths.map((path) => path.byLevel[level] ?? 0));
    if (actual !== minutes) warn('subtotal-differs', null, { level, minutes: actual, stated: minutes });
  }
  const stated = workflow.subtotals.reduce((sum, { minutes }) => sum + minutes, 0);
  if (workflow.subtotals.length > 0 && allowed !== null && stated !== allowed)
    warn('subtotals-and-limit', null, { minutes: stated, limit: allowed });
}

/** Whether steps that were opened together come to this one, which does not wait for all of them. */
function meetsSideBySide(workflow: WorkflowBody, key: string): boolean {
  const before = stepsBefore(workflow, key);
  if (before.length < 2) return false;
  const origins = before.map((step) => ancestors(workflow, step.key));
  const comeByDifferentWays = (one: string, other: string): boolean =>
    origins.some((origin, a) => origin.has(one) && origins.some((more, b) => a !== b && more.has(other)));
  return workflow.steps.some(
    (step) =>
      step.split === 'all' &&
      step.next.some((one, a) => step.next.some((other, b) => a < b && comeByDifferentWays(one.to, other.to))),
  );
}

/** The step itself and everything before it. */
function ancestors(workflow: WorkflowBody, key: string): Set<string> {
  const seen = new Set<string>();
  const open = [key];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    for (const step of stepsBefore(workflow, at)) open.push(step.key);
  }
  return seen;
}

/** Why a body cannot be kept even as a draft; undefined when it can. For people who write through the interface. */
export function malformed(body: WorkflowBody): string | undefined {
  const keys = new Set(body.steps.map((step) => step.key));
  if (keys.size !== body.steps.length) return 'hai bước trùng khóa';
  for (const step of body.steps) {
    const lost = step.next.find(({ to }) => !keys.has(to));
    if (lost) return `bước "${step.name}" dẫn tới bước không có`;
    if (step.next.some(({ to }) => to === step.key)) return `bước "${step.name}" dẫn về chính nó`;
    if (new Set(step.next.map(({ to }) => to)).size !== step.next.length)
      return `bước "${step.name}" dẫn hai lần tới cùng một bước`;
  }
  if (new Set(body.subtotals.map(({ level }) => level)).size !== body.subtotals.length)
    return 'một cấp có hai tổng phụ';
  return undefined;
}
