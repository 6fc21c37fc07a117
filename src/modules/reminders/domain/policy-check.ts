import type { MomentBefore, Policy } from './policy.ts';
import { percentOf } from './policy-words.ts';

/** What can be wrong with a policy, and how it is mended. The editor and the server say the same. */
export const POLICY_PROBLEMS_VI = {
  'reminders.policy_name': 'Đặt tên cho chính sách, tối đa 200 ký tự.',
  'reminders.policy_source': 'Ghi căn cứ: văn bản nào, hoặc ai đề xuất. Tối đa 500 ký tự.',
  'reminders.policy_nobody': 'Chọn ít nhất một người nhận.',
  'reminders.policy_no_channel': 'Chọn ít nhất một kênh, hoặc để hệ thống chọn.',
  'reminders.policy_days': 'Nhập số ngày làm việc, từ 1 đến 365.',
  'reminders.policy_hours': 'Nhập số giờ làm việc, từ 1 đến 80.',
  'reminders.policy_share': 'Nhập phần trăm thời hạn, từ 1 đến 99.',
  'reminders.policy_same_moment': 'Đã có một mốc ở đúng lúc này. Đổi lúc nhắc hoặc bỏ bớt một mốc.',
  'reminders.policy_band_days': 'Nhập số ngày làm việc, từ 0 đến 365.',
  'reminders.policy_same_band': 'Đã có một mức dài như vậy.',
  'reminders.policy_no_last_band': 'Cần một mức cuối cho mọi việc ngắn hơn.',
  'reminders.policy_weekly_early': 'Nhắc hằng tuần phải bắt đầu sau mốc quá hạn cuối cùng ở trên.',
  'reminders.policy_also_early': 'Phải muộn hơn ngày bắt đầu nhắc hằng tuần và không trùng dòng khác.',
  'reminders.policy_quiet': 'Giờ yên lặng đang che buổi làm việc sáng (08:00 đến 11:00), không còn lúc nào để nhắc.',
  'reminders.policy_quiet_clock': 'Nhập giờ trong ngày, như 18:00.',
  'reminders.policy_digest_at': 'Chọn giờ gửi bản tin từ 06:00 đến 12:00.',
  'reminders.policy_daily_limit': 'Nhập số thư mỗi ngày, từ 0 đến 100.',
  'reminders.policy_fallback': 'Nhập số phút, từ 5 đến 1440.',
} as const;

/** `field` is the way to the value inside the policy: 'bands.0.steps.2.at'. */
export interface PolicyProblem {
  readonly field: string;
  readonly code: keyof typeof POLICY_PROBLEMS_VI;
}

const MORNING = { from: 8 * 60, to: 11 * 60 };

/** All that keeps a policy from being issued, in the order of the page; empty when nothing does. */
export function policyProblems(policy: Policy): PolicyProblem[] {
  const found: PolicyProblem[] = [];
  const check = (isFine: boolean, field: string, code: PolicyProblem['code']) => {
    if (!isFine) found.push({ field, code });
  };
  check(policy.name.trim() !== '' && policy.name.length <= 200, 'name', 'reminders.policy_name');
  check(policy.source.trim() !== '' && policy.source.length <= 500, 'source', 'reminders.policy_source');
  checkBands(policy, check);
  const days = new Set<number>();
  policy.overdue.forEach(({ afterDays, to, channels }, place) => {
    const at = `overdue.${place}`;
    check(isWhole(afterDays, 1, 365), `${at}.afterDays`, 'reminders.policy_days');
    check(!days.has(afterDays), `${at}.afterDays`, 'reminders.policy_same_moment');
    days.add(afterDays);
    check(to.length > 0, `${at}.to`, 'reminders.policy_nobody');
    check(channels?.length !== 0, `${at}.channels`, 'reminders.policy_no_channel');
  });
  checkWeekly(policy, Math.max(0, ...days), check);
  check(policy.withoutDue?.to.length !== 0, 'withoutDue.to', 'reminders.policy_nobody');
  const { quiet, digest, fallbackMinutes } = policy;
  check(isWhole(quiet.from, 0, 1440), 'quiet.from', 'reminders.policy_quiet_clock');
  check(isWhole(quiet.to, 0, 1440), 'quiet.to', 'reminders.policy_quiet_clock');
  check(leavesMorning(quiet), 'quiet.to', 'reminders.policy_quiet');
  if (digest) {
    check(isWhole(digest.at, 6 * 60, 12 * 60), 'digest.at', 'reminders.policy_digest_at');
    check(isWhole(digest.dailyLimit, 0, 100), 'digest.dailyLimit', 'reminders.policy_daily_limit');
  }
  if (fallbackMinutes !== undefined)
    check(isWhole(fallbackMinutes, 5, 1440), 'fallbackMinutes', 'reminders.policy_fallback');
  return found;
}

type Check = (isFine: boolean, field: string, code: PolicyProblem['code']) => void;

function checkBands({ bands }: Policy, check: Check): void {
  const lengths = new Set<number>();
  bands.forEach(({ overDays, steps }, place) => {
    const band = `bands.${place}`;
    check(isWhole(overDays, -1, 365), `${band}.overDays`, 'reminders.policy_band_days');
    check(!lengths.has(overDays), `${band}.overDays`, 'reminders.policy_same_band');
    lengths.add(overDays);
    const moments = new Set<string>();
    steps.forEach(({ at, to, channels }, index) => {
      const step = `${band}.steps.${index}`;
      if ('daysBefore' in at) check(isWhole(at.daysBefore, 1, 365), `${step}.at`, 'reminders.policy_days');
      if ('daysBeforeDate' in at) check(isWhole(at.daysBeforeDate, 1, 365), `${step}.at`, 'reminders.policy_days');
      if ('hoursBefore' in at) check(isWhole(at.hoursBefore, 1, 80), `${step}.at`, 'reminders.policy_hours');
      if ('share' in at) check(isWhole(percentOf(at.share), 1, 99), `${step}.at`, 'reminders.policy_share');
      check(!moments.has(keyOf(at)), `${step}.at`, 'reminders.policy_same_moment');
      moments.add(keyOf(at));
      check(to.length > 0, `${step}.to`, 'reminders.policy_nobody');
      check(channels?.length !== 0, `${step}.channels`, 'reminders.policy_no_channel');
    });
  });
  check(lengths.has(-1), 'bands', 'reminders.policy_no_last_band');
}

function checkWeekly({ weekly }: Policy, lastDay: number, check: Check): void {
  if (!weekly) return;
  check(isWhole(weekly.fromDays, 1, 365), 'weekly.fromDays', 'reminders.policy_days');
  check(!(weekly.fromDays <= lastDay), 'weekly.fromDays', 'reminders.policy_weekly_early');
  check(weekly.to.length > 0, 'weekly.to', 'reminders.policy_nobody');
  check(weekly.channels?.length !== 0, 'weekly.channels', 'reminders.policy_no_channel');
  const from = new Set<number>([weekly.fromDays]);
  weekly.also.forEach(({ fromDays, to }, place) => {
    const at = `weekly.also.${place}`;
    check(isWhole(fromDays, 1, 365), `${at}.fromDays`, 'reminders.policy_days');
    check(fromDays > weekly.fromDays && !from.has(fromDays), `${at}.fromDays`, 'reminders.policy_also_early');
    from.add(fromDays);
    check(to.length > 0, `${at}.to`, 'reminders.policy_nobody');
  });
}

function isWhole(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value <= to;
}

/** A reminder must find a working moment on every working day, else the plan would look for one for ever. */
function leavesMorning({ from, to }: Policy['quiet']): boolean {
  for (let minute = MORNING.from; minute < MORNING.to; minute += 1) {
    const quiet = from <= to ? minute >= from && minute < to : minute >= from || minute < to;
    if (quiet) return false;
  }
  return true;
}

/** The name a step has within its plan, by the moment it stands at. */
export function keyOf(at: MomentBefore): string {
  if ('daysBefore' in at) return `before-${at.daysBefore}`;
  if ('daysBeforeDate' in at) return `before-date-${at.daysBeforeDate}`;
  if ('hoursBefore' in at) return `hours-${at.hoursBefore}`;
  if ('dueDay' in at) return 'due-day';
  return percentOf(at.share) === 50 ? 'half' : `share-${percentOf(at.share)}`;
}

/** A policy that has no problems, in the order the ladder takes it, each step under a name of its own. */
export function inOrder(policy: Policy): Policy {
  const { weekly } = policy;
  return {
    ...policy,
    name: policy.name.trim().normalize('NFC'),
    source: policy.source.trim().normalize('NFC'),
    bands: [...policy.bands]
      .sort((a, b) => b.overDays - a.overDays)
      .map((band) => ({ ...band, steps: uniquelyNamed(band.steps) })),
    overdue: [...policy.overdue]
      .sort((a, b) => a.afterDays - b.afterDays)
      .map((step) => ({ ...step, key: `overdue-${step.afterDays}` })),
    weekly: weekly && { ...weekly, also: [...weekly.also].sort((a, b) => a.fromDays - b.fromDays) },
  };
}

/** A name given by hand stays while it is the only one; two that meet take the names of their moments. */
function uniquelyNamed<S extends { readonly key: string; readonly at: MomentBefore }>(steps: readonly S[]): S[] {
  const count = new Map<string, number>();
  for (const { key } of steps) count.set(key, (count.get(key) ?? 0) + 1);
  return steps.map((step) => ((count.get(step.key) ?? 0) > 1 ? { ...step, key: keyOf(step.at) } : step));
}
