import { z } from 'zod';
import { CHANNELS } from './channel.ts';

/**
 * Whom a step addresses (ai được nhắc). Resolved to people when the step fires, never when it is planned, so that a
 * new head or a merged agency is reminded and not the one before.
 *
 * `owner` is the person in charge, or where none is named the agency's officers, else its clerk, else its head;
 * `substitute` whoever stands in for them while they are on leave; `superior` the head of the agency above;
 * `home-affairs` those at Sở Nội vụ who watch the reform.
 */
export const AUDIENCES = [
  'owner',
  'substitute',
  'clerk',
  'deputy',
  'head',
  'superior',
  'follower',
  'home-affairs',
  'vice-chair',
  'chair',
] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What a step is about: việc mới, sắp đến hạn, đến hạn hôm nay, quá hạn, xem lại việc chưa có hạn. */
export const STEP_KINDS = ['assigned', 'due-soon', 'due-today', 'overdue', 'review'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** What people do that can spare everybody a step: "đã biết", and a request for more time that has been made. */
export const STOPPING = ['acknowledged', 'asked-more-time'] as const;
export type Stopping = (typeof STOPPING)[number];

const Audiences = z.array(z.enum(AUDIENCES)).min(1);
const Key = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,39}$/,
    'Mã bước bắt đầu bằng chữ cái, chỉ gồm chữ thường không dấu, chữ số và gạch nối, tối đa 40 ký tự.',
  );
/** Absent: the engine chooses among all by urgency and by what the person prefers. */
const Channels = z.array(z.enum(CHANNELS)).min(1).optional();
const Stops = z.array(z.enum(STOPPING)).optional();

/**
 * When a step before the due moment stands: working days before the due day, the same before the date of the due moment
 * (another day only where that is the opening of a working day, which is the end of the day before it), working hours
 * before the due moment, a share of the term, or the due day itself.
 */
const Moment = z.union([
  z.strictObject({ daysBefore: z.number().int().min(1).max(365) }),
  z.strictObject({ daysBeforeDate: z.number().int().min(1).max(365) }),
  z.strictObject({ hoursBefore: z.number().int().min(1).max(80) }),
  z.strictObject({ share: z.number().gt(0).lt(1) }),
  z.strictObject({ dueDay: z.literal(true) }),
]);
export type MomentBefore = z.infer<typeof Moment>;

/** A reminder before the due moment or on its day. `stopsOn` is what spares it; absent: `usualStops`. */
const StepBefore = z.object({ key: Key, at: Moment, to: Audiences, channels: Channels, stopsOn: Stops });
export type StepBefore = z.infer<typeof StepBefore>;
const StepAfter = z.object({
  key: Key,
  afterDays: z.number().int().min(1).max(365),
  to: Audiences,
  channels: Channels,
});
export type StepAfter = z.infer<typeof StepAfter>;

/**
 * A reminder policy (chính sách nhắc việc). Days are working days, for express matters plain days. It is data: a
 * province may enter its own for each kind of obligation, and a firing can always name the version that made it.
 */
export const PolicySchema = z.object({
  name: z.string().min(1),
  source: z.string().min(1),
  /** Who is told when the obligation is registered; empty for nobody. */
  onAssignment: z.array(z.enum(AUDIENCES)),
  /** Ladders by length of term, longest first: the first whose `overDays` the term exceeds is used. */
  bands: z.array(z.object({ overDays: z.number().int().min(-1), steps: z.array(StepBefore) })).min(1),
  /** Steps on the n-th day after the due day. */
  overdue: z.array(StepAfter),
  /** From `fromDays` overdue on, the first working day of every week, without end; `also` joins later. */
  weekly: z
    .object({
      fromDays: z.number().int().min(1),
      to: Audiences,
      channels: Channels,
      also: z.array(z.object({ fromDays: z.number().int().min(1), to: Audiences })),
    })
    .nullable(),
  /** What has no due date: the first working day of every month somebody looks whether it can be given one. */
  withoutDue: z.object({ to: Audiences }).nullable(),
  /** No reminder from `from` to `to` (minutes since midnight), whatever the office hours say. */
  quiet: z.object({ from: z.number().int().min(0).max(1440), to: z.number().int().min(0).max(1440) }),
  /** The morning's letter and the most letters sent at once on a day; asked of the policy `*` alone. */
  digest: z.object({ at: z.number().int().min(0).max(1439), dailyLimit: z.number().int().min(0).max(100) }).optional(),
  /** Minutes of real time a channel may be down before the person's next one takes over. */
  fallbackMinutes: z.number().int().min(5).max(1440).optional(),
});
export type Policy = z.infer<typeof PolicySchema>;

/** What spares a step where the policy does not say: knowing spares the due-soon ones, and it is not doing. */
export function usualStops(kind: StepKind): readonly Stopping[] {
  return kind === 'due-soon' ? ['acknowledged'] : [];
}

/** The ladder a province begins with. The migration stores the same as version 1 of kind `*`. */
export const DEFAULT_POLICY: Policy = {
  name: 'Thang nhắc việc mặc định',
  source: 'Đề xuất của hệ thống; chưa tìm thấy văn bản nào quy định mốc nhắc',
  onAssignment: ['owner', 'clerk'],
  bands: [
    {
      overDays: 15,
      steps: [
        { key: 'before-7', at: { daysBefore: 7 }, to: ['owner', 'clerk'] },
        { key: 'before-3', at: { daysBefore: 3 }, to: ['owner', 'clerk'] },
        { key: 'before-1', at: { daysBefore: 1 }, to: ['owner', 'clerk'] },
        { key: 'due-day', at: { dueDay: true }, to: ['owner', 'clerk', 'deputy'] },
      ],
    },
    {
      overDays: 4,
      steps: [
        { key: 'before-3', at: { daysBefore: 3 }, to: ['owner', 'clerk'] },
        { key: 'before-1', at: { daysBefore: 1 }, to: ['owner', 'clerk'] },
        { key: 'due-day', at: { dueDay: true }, to: ['owner', 'clerk', 'deputy'] },
      ],
    },
    {
      overDays: -1,
      steps: [
        { key: 'half', at: { share: 0.5 }, to: ['owner', 'clerk'] },
        { key: 'due-day', at: { dueDay: true }, to: ['owner', 'clerk', 'deputy'] },
      ],
    },
  ],
  overdue: [
    { key: 'overdue-1', afterDays: 1, to: ['owner', 'head'] },
    { key: 'overdue-3', afterDays: 3, to: ['owner', 'head', 'follower'] },
  ],
  weekly: {
    fromDays: 5,
    to: ['owner', 'head', 'follower'],
    also: [
      { fromDays: 10, to: ['vice-chair'] },
      { fromDays: 30, to: ['chair'] },
    ],
  },
  withoutDue: { to: ['follower'] },
  quiet: { from: 18 * 60, to: 7 * 60 },
};
