import { DEFAULT_POLICY, type Policy } from '#modules/reminders/domain/policy.ts';

const source = 'Đề xuất của hệ thống; buổi sáng cuối cùng còn được hẹn lại theo NĐ 61/2018/NĐ-CP Điều 19 khoản 9';

/**
 * When people hear of a dossier's promise: at half and at four fifths of its time, on the last morning on which a new
 * date may still lawfully be promised (the working day before the date of the due moment, whatever its hour: an apology
 * on that date comes too late), and on the day.
 */
export const DOSSIER_LADDER: Policy = {
  ...DEFAULT_POLICY,
  name: 'Thang nhắc hạn trả hồ sơ',
  source,
  onAssignment: [],
  bands: [
    {
      overDays: 1,
      steps: [
        { key: 'half', at: { share: 0.5 }, to: ['owner', 'clerk'] },
        { key: 'four-fifths', at: { share: 0.8 }, to: ['owner', 'clerk', 'head'] },
        { key: 'last-apology', at: { daysBeforeDate: 1 }, to: ['owner', 'clerk', 'head'] },
        { key: 'due-day', at: { dueDay: true }, to: ['owner', 'clerk', 'deputy'] },
      ],
    },
    {
      overDays: -1,
      steps: [
        { key: 'half', at: { share: 0.5 }, to: ['owner', 'clerk'] },
        { key: 'four-fifths', at: { share: 0.8 }, to: ['owner', 'clerk'] },
      ],
    },
  ],
};

/** A step is before its officer in the queue at once, so he is reminded only when its time runs out. */
export const STEP_LADDER: Policy = {
  ...DEFAULT_POLICY,
  name: 'Thang nhắc bước xử lý hồ sơ',
  source: 'Đề xuất của hệ thống',
  onAssignment: [],
  bands: [
    {
      overDays: 1,
      steps: [
        { key: 'half', at: { share: 0.5 }, to: ['owner'] },
        { key: 'four-fifths', at: { share: 0.8 }, to: ['owner'] },
      ],
    },
    { overDays: -1, steps: [{ key: 'four-fifths', at: { share: 0.8 }, to: ['owner'] }] },
  ],
  overdue: [{ key: 'overdue-1', afterDays: 1, to: ['owner', 'head'] }],
  weekly: null,
};

/** An agency asked for its opinion learns of it at once: it has no other list the question would stand in. */
export const OPINION_LADDER: Policy = {
  ...DEFAULT_POLICY,
  name: 'Thang nhắc trả lời ý kiến',
  source: 'Đề xuất của hệ thống',
  bands: [
    {
      overDays: -1,
      steps: [
        { key: 'half', at: { share: 0.5 }, to: ['owner', 'clerk'] },
        { key: 'four-fifths', at: { share: 0.8 }, to: ['owner', 'clerk'] },
        { key: 'due-day', at: { dueDay: true }, to: ['owner', 'clerk', 'head'] },
      ],
    },
  ],
  overdue: [{ key: 'overdue-1', afterDays: 1, to: ['owner', 'head', 'follower'] }],
};

/**
 * What is waited for and does not come is looked at when its day is over, by the desk that asked for it; a little before,
 * it may remind the applicant. So is what was suspended, by whoever's it is.
 */
export const SUPPLEMENT_LADDER: Policy = {
  ...DEFAULT_POLICY,
  name: 'Thang nhắc hồ sơ đang chờ',
  source: 'Đề xuất của hệ thống; quy định chung không có số ngày chờ',
  onAssignment: [],
  bands: [{ overDays: -1, steps: [{ key: 'before-2', at: { daysBefore: 2 }, to: ['owner', 'clerk'] }] }],
  overdue: [
    { key: 'overdue-1', afterDays: 1, to: ['owner', 'clerk'] },
    { key: 'overdue-5', afterDays: 5, to: ['owner', 'clerk', 'head'] },
  ],
};

/** A drafted apology is lawful for hours only: who signs it is told at once, and once. */
export const APOLOGY_LADDER: Policy = {
  ...DEFAULT_POLICY,
  name: 'Thang nhắc ký thư xin lỗi',
  source,
  onAssignment: ['owner', 'head'],
  bands: [{ overDays: -1, steps: [{ key: 'due-day', at: { dueDay: true }, to: ['head'] }] }],
  overdue: [],
  weekly: null,
  withoutDue: null,
};

/** An online submission comes in before nobody's eyes: the desk is told at once, and shortly before its hours are over. */
export const ANSWER_LADDER: Policy = {
  ...DEFAULT_POLICY,
  name: 'Thang nhắc trả lời hồ sơ trực tuyến',
  source: 'Đề xuất của hệ thống; quy tắc trả lời trong 8 giờ làm việc chưa kiểm chứng',
  bands: [{ overDays: -1, steps: [{ key: 'hours-2', at: { hoursBefore: 2 }, to: ['owner', 'clerk'] }] }],
  overdue: [{ key: 'overdue-1', afterDays: 1, to: ['owner', 'clerk', 'head'] }],
};
