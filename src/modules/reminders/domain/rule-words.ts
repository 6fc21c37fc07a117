import type { Policy, StepKind } from './policy.ts';
import { momentVi } from './policy-words.ts';
import { stepVi } from './words.ts';

/** What kind of step a rule makes, where only its key is known. */
export function kindOfRule(rule: string): StepKind {
  if (rule === 'assigned' || rule === 'handed-over') return 'assigned';
  if (rule === 'due-day') return 'due-today';
  if (rule === 'review') return 'review';
  return rule === 'week' || rule.startsWith('overdue') ? 'overdue' : 'due-soon';
}

/**
 * A rule of a policy in words: the moment its policy says, "Nhắc khi đã qua 80 % thời hạn", where that is one and the
 * same for all terms; else what its key tells.
 */
export function ruleVi(rule: string, policy?: Policy): string {
  if (rule === 'week') return 'Quá hạn, nhắc hằng tuần';
  if (rule === 'review') return 'Xem lại việc chưa có hạn, hằng tháng';
  if (rule === 'snooze') return 'Nhắc lại theo hẹn của người nhận';
  const overdue = policy?.overdue.find(({ key }) => key === rule);
  if (overdue) return `Nhắc khi quá hạn ${overdue.afterDays} ngày làm việc`;
  const moments = new Set(
    policy?.bands.flatMap(({ steps }) => steps.filter(({ key }) => key === rule).map(({ at }) => momentVi(at))),
  );
  const [moment] = moments;
  return moment !== undefined && moments.size === 1 ? `Nhắc ${moment}` : stepVi(rule, kindOfRule(rule));
}
