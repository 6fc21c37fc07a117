import type { ProcedureLevel } from './procedure.ts';
import { type TimeLimit } from './time-limit.ts';
import type { LevelSubtotal, StepAgency, StepRole, WorkflowBody, WorkflowStep } from './workflow.ts';

/** A step as the sample file writes it: who does it, and for how long. */
export interface SampleStep {
  readonly order: number;
  readonly actor: string;
  readonly days?: number | null;
  readonly hours?: number | null;
  readonly untimed: boolean;
}

const DESK = /tiếp nhận|TTPVHCC|Trung tâm Phục vụ hành chính công/i;
const OFFICE = /Văn phòng UBND tỉnh|Khoa giáo|phòng Nội chính/i;

/** Steps of one agency after another, each leading to the next. */
export function chain(steps: readonly Omit<WorkflowStep, 'next' | 'split' | 'join'>[]): WorkflowStep[] {
  return steps.map((step, index) => {
    const after = steps[index + 1];
    return { ...step, next: after ? [{ to: after.key }] : [], split: 'one', join: 'any' };
  });
}

/** Which codes stand for the Office and the committee of the province on the day the sample is made. */
export interface SampleAgencies {
  readonly office: string;
  readonly committee: string;
}

/**
 * The steps read in an approved workflow. The words stay as the document has them; role and agency are our reading of
 * those words.
 * @param level of the procedure: the first steps of a commune-to-province one count for the commune
 */
export function readSampleSteps(
  steps: readonly SampleStep[],
  level: ProcedureLevel,
  agencies: SampleAgencies,
): WorkflowBody {
  const secondDesk = steps.findIndex((step, index) => index > 0 && DESK.test(step.actor));
  const read = steps.map((step, index) => {
    const minutes = step.untimed ? null : minutesOf(step);
    const isLast = index === steps.length - 1;
    const two = level === 'xa->tinh' && secondDesk > 0;
    const first = !two || index < secondDesk;
    return {
      key: `b${step.order}`,
      name: nameOf(step.actor, index, isLast),
      role: roleOf(step.actor),
      agency: agencyOf(step.actor, first && two, agencies),
      level: two ? (first ? ('xa' as const) : ('tinh' as const)) : null,
      minutes,
      note: step.actor,
    };
  });
  return { steps: chain(read), subtotals: subtotalsOf(read) };
}

function subtotalsOf(steps: readonly { level: WorkflowStep['level']; minutes: number | null }[]): LevelSubtotal[] {
  return (['xa', 'huyen', 'tinh'] as const).flatMap((level) => {
    const own = steps.filter((step) => step.level === level);
    return own.length === 0 ? [] : [{ level, minutes: own.reduce((sum, step) => sum + (step.minutes ?? 0), 0) }];
  });
}

function minutesOf({ days, hours }: SampleStep): number | null {
  if (typeof hours === 'number') return Math.round(hours * 60);
  return typeof days === 'number' ? Math.round(days * 480) : null;
}

function nameOf(actor: string, index: number, isLast: boolean): string {
  if (DESK.test(actor))
    return isLast ? 'Trả kết quả' : index === 0 ? 'Tiếp nhận, chuyển hồ sơ' : 'Tiếp nhận tại cấp trên';
  if (/Văn thư/i.test(actor)) return 'Vào số, đóng dấu, chuyển kết quả';
  if (/Lãnh đạo (?:UBND|Sở)|Chỉ huy|^UBND/i.test(actor)) return 'Duyệt, ký';
  if (/Lãnh đạo/i.test(actor)) return index <= 1 ? 'Phân công xử lý' : 'Xem xét, trình';
  if (OFFICE.test(actor)) return 'Thẩm tra, trình ký';
  if (isLast) return 'Trả kết quả';
  return 'Thẩm định, dự thảo kết quả';
}

function roleOf(actor: string): StepRole {
  if (/^UBND/i.test(actor)) return 'provincial-leader';
  if (DESK.test(actor) || /Văn thư/i.test(actor)) return 'agency-clerk';
  return /Lãnh đạo|Chỉ huy|Trưởng/i.test(actor) ? 'agency-head' : 'officer';
}

function agencyOf(actor: string, atCommune: boolean, agencies: SampleAgencies): StepAgency {
  if (/^UBND tỉnh|^UBND cấp tỉnh/i.test(actor)) return { kind: 'code', code: agencies.committee };
  if (OFFICE.test(actor)) return { kind: 'code', code: agencies.office };
  if (atCommune || /^TTPVHCC|^Trung tâm Phục vụ|tiếp nhận và trả kết quả/i.test(actor))
    return /^(?:Trả kết quả )?TTPVHCC tỉnh/i.test(actor) ? { kind: 'competent' } : { kind: 'receiving' };
  return { kind: 'competent' };
}

const QUARTER = 120;

/**
 * A workflow for a procedure whose own was not read: the usual round of desk, head, officer, head, stamp, desk. The
 * shares are ours and every screen says so. Where the limit is not counted in working time its steps have no time.
 */
export function demonstrationWorkflow(limit: TimeLimit): WorkflowBody {
  const total =
    limit.minutes !== null && limit.minutes >= 8 * QUARTER && limit.minutes % QUARTER === 0 ? limit.minutes : null;
  const small = total !== null && total < 16 * QUARTER ? QUARTER : 2 * QUARTER;
  const fixed = { desk: QUARTER, assign: QUARTER, review: small, sign: small, stamp: QUARTER };
  const rest = total === null ? null : total - Object.values(fixed).reduce((sum, part) => sum + part, 0);
  const timed = (minutes: number | null) => (total === null ? null : minutes);
  const step = roundStep(timed);
  return {
    subtotals: [],
    steps: chain([
      step('tiep-nhan', 'Tiếp nhận, chuyển hồ sơ', 'agency-clerk', 'receiving', fixed.desk),
      step('phan-cong', 'Phân công xử lý', 'agency-head', 'competent', fixed.assign),
      step('tham-dinh', 'Thẩm định, dự thảo kết quả', 'officer', 'competent', rest),
      step('xem-xet', 'Xem xét dự thảo', 'agency-head', 'competent', fixed.review),
      step('ky', 'Ký kết quả', 'agency-head', 'competent', fixed.sign),
      step('dong-dau', 'Vào số, đóng dấu, chuyển kết quả', 'agency-clerk', 'competent', fixed.stamp),
      step('tra-ket-qua', 'Trả kết quả', 'agency-clerk', 'receiving', null),
    ]),
  };
}

/** How a step of our own workflows is written: at the desk or at the agency that decides, its time only where all have one. */
const roundStep =
  (timed: (minutes: number | null) => number | null) =>
  (key: string, name: string, role: StepRole, kind: 'receiving' | 'competent', minutes: number | null) => ({
    key,
    name,
    role,
    agency: { kind },
    level: null,
    minutes: timed(minutes),
    note: null,
  });

/**
 * A workflow in which two other agencies work at the same time as the one that decides, and one of them signs what it
 * says: the round of `demonstrationWorkflow` parted between assigning and reviewing. Ours as well, and every screen
 * says so.
 * @param limit in working time, four days or more
 * @param others codes of the two agencies
 */
export function sideBySideWorkflow(limit: TimeLimit, others: readonly [string, string]): WorkflowBody {
  if (limit.minutes === null || limit.minutes < 16 * QUARTER || limit.minutes % QUARTER !== 0)
    throw new RangeError(`too short to be parted: ${limit.text}`);
  const [first, second] = others;
  const small = 2 * QUARTER;
  const apart = limit.minutes - 4 * QUARTER - 3 * small;
  const opinion = Math.floor((apart * 0.75) / QUARTER) * QUARTER;
  const step = roundStep((minutes) => minutes);
  const at = (code: string) => ({ agency: { kind: 'code' as const, code } });
  const [desk, assign, ...rest] = chain([
    step('tiep-nhan', 'Tiếp nhận, chuyển hồ sơ', 'agency-clerk', 'receiving', QUARTER),
    step('phan-cong', 'Phân công xử lý, đề nghị phối hợp', 'agency-head', 'competent', 2 * QUARTER),
    step('tong-hop', 'Tổng hợp, dự thảo kết quả', 'officer', 'competent', small),
    step('xem-xet', 'Xem xét dự thảo', 'agency-head', 'competent', small),
    step('ky', 'Ký kết quả', 'agency-head', 'competent', small),
    step('dong-dau', 'Vào số, đóng dấu, chuyển kết quả', 'agency-clerk', 'competent', QUARTER),
    step('tra-ket-qua', 'Trả kết quả', 'agency-clerk', 'receiving', null),
  ]) as [WorkflowStep, WorkflowStep, WorkflowStep, ...WorkflowStep[]];
  const [join, ...after] = rest as [WorkflowStep, ...WorkflowStep[]];
  const parts = [
    ...chain([step('tham-dinh', 'Thẩm định', 'officer', 'competent', apart), join]),
    ...chain([
      {
        ...step('phoi-hop-1', 'Kiểm tra, dự thảo ý kiến phối hợp', 'officer', 'competent', opinion - small),
        ...at(first),
      },
      { ...step('ky-phoi-hop-1', 'Ký ý kiến phối hợp', 'agency-head', 'competent', small), ...at(first) },
      join,
    ]),
    ...chain([{ ...step('phoi-hop-2', 'Cho ý kiến phối hợp', 'officer', 'competent', opinion), ...at(second) }, join]),
  ].filter((one) => one.key !== join.key);
  const opened = ['tham-dinh', 'phoi-hop-1', 'phoi-hop-2'].map((to) => ({ to }));
  return {
    subtotals: [],
    steps: [desk, { ...assign, next: opened, split: 'all' }, ...parts, { ...join, join: 'all' }, ...after],
  };
}
