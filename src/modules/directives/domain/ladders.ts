import { DEFAULT_POLICY, type Policy } from '#modules/reminders/domain/policy.ts';

/**
 * An answer about more time is told once, to who asked and the registry clerk; what follows is said of the work itself.
 * It stays on the list until somebody says "Đã biết".
 */
export const ANSWER_LADDER: Policy = {
  ...DEFAULT_POLICY,
  name: 'Báo trả lời về gia hạn',
  source: 'Đề xuất của hệ thống; chưa tìm thấy văn bản nào quy định mốc nhắc',
  onAssignment: ['owner', 'clerk'],
  bands: [{ overDays: -1, steps: [] }],
  overdue: [],
  weekly: null,
  withoutDue: null,
};
