/** What the clock does: not begun, counting, stopped, over. */
export type ClockState = 'none' | 'running' | 'stopped' | 'ended';

interface StateFacts {
  /** What a person reads. */
  readonly label: string;
  /** The word of the portals in use (one-stop practice of a provincial system, secondary source). */
  readonly portal: string;
  readonly clock: ClockState;
}

/**
 * Every state a dossier can be in (trạng thái hồ sơ). "Result ready" ends the clock; handing the result over does
 * not: an applicant who collects late makes no dossier late.
 */
export const STATE_FACTS = {
  submitted: { label: 'Mới đăng ký', portal: 'receiving', clock: 'none' },
  denied: { label: 'Không được tiếp nhận', portal: 'denied', clock: 'none' },
  'awaiting-completion': { label: 'Chờ hoàn thiện khi tiếp nhận', portal: 'receiving', clock: 'none' },
  received: { label: 'Được tiếp nhận', portal: 'new', clock: 'running' },
  processing: { label: 'Đang xử lý', portal: 'processing', clock: 'running' },
  'awaiting-supplement': { label: 'Chờ bổ sung giấy tờ', portal: 'waiting', clock: 'stopped' },
  'awaiting-payment': { label: 'Chờ thực hiện nghĩa vụ tài chính', portal: 'paying', clock: 'stopped' },
  suspended: { label: 'Tạm dừng xử lý', portal: 'unresolved', clock: 'stopped' },
  'result-ready': { label: 'Đã có kết quả', portal: 'releasing', clock: 'ended' },
  posting: { label: 'Đang gửi kết quả qua bưu chính', portal: 'posting', clock: 'ended' },
  returned: { label: 'Đã trả kết quả', portal: 'done', clock: 'ended' },
  withdrawn: { label: 'Người nộp rút hồ sơ', portal: 'cancelled', clock: 'ended' },
  closed: { label: 'Dừng giải quyết', portal: 'unresolved', clock: 'ended' },
} as const satisfies Record<string, StateFacts>;

export type State = keyof typeof STATE_FACTS;
export const STATES = Object.keys(STATE_FACTS) as readonly State[];

/** The clock in a state, where the law of the dossier lets payment stop it or not. */
export function clockIn(state: State, paymentStopsClock = true): ClockState {
  return state === 'awaiting-payment' && !paymentStopsClock ? 'running' : STATE_FACTS[state].clock;
}

/** Something is waited for, and somebody looks again on a day: what waits is on a list too. */
export const WAITING = ['awaiting-completion', 'awaiting-supplement', 'awaiting-payment', 'suspended'] as const;
export type Waiting = (typeof WAITING)[number];
export const isWaiting = (state: State): state is Waiting => (WAITING as readonly State[]).includes(state);
/** What is waited for are papers: only for these may a rule name the last day. */
export const AWAITS_PAPERS: readonly State[] = ['awaiting-completion', 'awaiting-supplement'];

/** States nobody acts in any more. A result that waits to be collected is still work of the counter. */
export const FINAL: ReadonlySet<State> = new Set(['denied', 'returned', 'withdrawn', 'closed']);

/** The dossier is in the hands of an agency, or waits for the applicant in the middle of it. */
export const IN_HAND: readonly State[] = [
  'received',
  'processing',
  'awaiting-supplement',
  'awaiting-payment',
  'suspended',
];
