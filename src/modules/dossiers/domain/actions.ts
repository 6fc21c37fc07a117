import { IN_HAND, type State, WAITING } from './states.ts';

/**
 * Who does something to a dossier: the counter that received it, those at the agency that has it now, its head, an
 * agency asked for its opinion, the person whose act it was, the program.
 */
export type Party = 'counter' | 'holder' | 'manager' | 'head' | 'consulted' | 'author' | 'system';

/** What an action cannot do without. */
export type Need =
  | 'reason'
  | 'document'
  | 'cause'
  | 'agency'
  | 'officer'
  | 'text'
  | 'papers'
  | 'due'
  | 'until'
  | 'period';

interface ActionFacts {
  /** Words on the button. */
  readonly label: string;
  /** "Nguyễn An đã …" */
  readonly done: string;
  readonly from: readonly State[];
  /** Absent: the state stays, or depends on where the dossier came from. */
  readonly to?: State;
  readonly who: readonly Party[];
  readonly needs: readonly Need[];
  /** Can be taken back within ten seconds: nothing has left the house. */
  readonly undoable?: true;
}

const NOT_RECEIVED = ['submitted', 'awaiting-completion'] as const;
const AT_WORK = ['received', 'processing'] as const;

/** Every action, from where, to where and by whom: for buttons and server alike. */
export const ACTION_FACTS = {
  accept: {
    label: 'Tiếp nhận',
    done: 'tiếp nhận hồ sơ',
    from: NOT_RECEIVED,
    to: 'received',
    who: ['counter'],
    needs: [],
  },
  'request-completion': {
    label: 'Yêu cầu hoàn thiện',
    done: 'yêu cầu hoàn thiện hồ sơ',
    from: ['submitted'],
    to: 'awaiting-completion',
    who: ['counter'],
    needs: ['reason', 'papers'],
  },
  deny: {
    label: 'Từ chối tiếp nhận',
    done: 'từ chối tiếp nhận',
    from: NOT_RECEIVED,
    to: 'denied',
    who: ['counter'],
    needs: ['reason'],
  },
  'complete-on-spot': {
    label: 'Giải quyết ngay',
    done: 'giải quyết và trả kết quả ngay',
    from: NOT_RECEIVED,
    to: 'returned',
    who: ['counter'],
    needs: [],
  },
  forward: {
    label: 'Chuyển giải quyết',
    done: 'chuyển hồ sơ đến cơ quan giải quyết',
    from: ['received'],
    to: 'processing',
    who: ['counter'],
    needs: [],
    undoable: true,
  },
  advance: {
    label: 'Chuyển bước tiếp theo',
    done: 'chuyển bước tiếp theo',
    from: ['processing'],
    who: ['holder'],
    needs: [],
    undoable: true,
  },
  'send-back': {
    label: 'Trả lại bước trước',
    done: 'trả lại bước trước',
    from: ['processing'],
    who: ['holder'],
    needs: ['reason'],
    undoable: true,
  },
  assign: {
    label: 'Phân công',
    done: 'phân công người thụ lý',
    from: IN_HAND,
    who: ['manager'],
    needs: ['officer'],
    undoable: true,
  },
  'hand-over': {
    label: 'Chuyển cho cơ quan khác',
    done: 'chuyển hồ sơ cho cơ quan khác',
    from: AT_WORK,
    who: ['manager'],
    needs: ['agency', 'reason'],
    undoable: true,
  },
  'ask-opinion': {
    label: 'Lấy ý kiến',
    done: 'lấy ý kiến cơ quan phối hợp',
    from: ['processing'],
    who: ['holder'],
    needs: ['agency', 'text', 'due'],
  },
  'answer-opinion': {
    label: 'Trả lời ý kiến',
    done: 'trả lời ý kiến',
    from: IN_HAND,
    who: ['consulted'],
    needs: ['text'],
  },
  'record-verification': {
    label: 'Ghi biên bản thẩm tra',
    done: 'ghi kết quả thẩm tra, xác minh',
    from: AT_WORK,
    who: ['holder'],
    needs: ['text'],
  },
  'draft-supplement': {
    label: 'Dự thảo yêu cầu bổ sung',
    done: 'dự thảo yêu cầu bổ sung',
    from: AT_WORK,
    who: ['holder'],
    needs: ['reason', 'papers'],
    undoable: true,
  },
  'issue-supplement': {
    label: 'Gửi yêu cầu bổ sung',
    done: 'gửi người nộp yêu cầu bổ sung',
    from: AT_WORK,
    to: 'awaiting-supplement',
    who: ['counter'],
    needs: [],
  },
  'take-supplement': {
    label: 'Nhận hồ sơ bổ sung',
    done: 'nhận đủ hồ sơ bổ sung',
    from: ['awaiting-supplement'],
    who: ['counter'],
    needs: [],
  },
  'extend-wait': {
    label: 'Chờ thêm',
    done: 'quyết định chờ thêm',
    from: WAITING,
    who: ['counter', 'head'],
    needs: ['reason', 'until'],
    undoable: true,
  },
  'require-payment': {
    label: 'Yêu cầu nộp phí, thuế',
    done: 'yêu cầu thực hiện nghĩa vụ tài chính',
    from: AT_WORK,
    to: 'awaiting-payment',
    who: ['holder', 'counter'],
    needs: ['reason'],
    undoable: true,
  },
  'confirm-payment': {
    label: 'Xác nhận đã nộp',
    done: 'xác nhận đã thực hiện nghĩa vụ tài chính',
    from: ['awaiting-payment'],
    who: ['holder', 'counter'],
    needs: [],
    undoable: true,
  },
  suspend: {
    label: 'Tạm dừng',
    done: 'tạm dừng xử lý',
    from: AT_WORK,
    to: 'suspended',
    who: ['head'],
    needs: ['reason', 'cause', 'document'],
    undoable: true,
  },
  resume: {
    label: 'Tiếp tục xử lý',
    done: 'tiếp tục xử lý',
    from: ['suspended'],
    who: ['head', 'manager'],
    needs: [],
    undoable: true,
  },
  withdraw: {
    label: 'Người nộp rút hồ sơ',
    done: 'ghi nhận người nộp rút hồ sơ',
    from: [...NOT_RECEIVED, ...IN_HAND],
    to: 'withdrawn',
    who: ['counter'],
    needs: ['reason'],
  },
  refuse: {
    label: 'Từ chối giải quyết',
    done: 'từ chối giải quyết, có văn bản',
    from: AT_WORK,
    to: 'result-ready',
    who: ['head'],
    needs: ['reason', 'document'],
    undoable: true,
  },
  finish: {
    label: 'Đã có kết quả',
    done: 'xác nhận đã có kết quả',
    from: AT_WORK,
    to: 'result-ready',
    who: ['holder'],
    needs: [],
    undoable: true,
  },
  'hand-over-result': {
    label: 'Trả kết quả',
    done: 'trả kết quả cho người nộp',
    from: ['result-ready'],
    to: 'returned',
    who: ['counter'],
    needs: [],
    undoable: true,
  },
  'post-result': {
    label: 'Gửi kết quả qua bưu chính',
    done: 'gửi kết quả qua bưu chính',
    from: ['result-ready'],
    to: 'posting',
    who: ['counter'],
    needs: [],
    undoable: true,
  },
  'confirm-posted': {
    label: 'Bưu chính đã phát',
    done: 'xác nhận bưu chính đã phát',
    from: ['posting'],
    to: 'returned',
    who: ['counter'],
    needs: [],
    undoable: true,
  },
  'draft-apology': {
    label: 'Dự thảo thư xin lỗi',
    done: 'dự thảo thư xin lỗi',
    from: [...IN_HAND],
    who: ['holder', 'counter'],
    needs: ['reason', 'cause'],
    undoable: true,
  },
  'approve-apology': {
    label: 'Ký thư xin lỗi',
    done: 'ký thư xin lỗi',
    from: [...IN_HAND],
    who: ['head'],
    needs: [],
  },
  correct: {
    label: 'Đính chính',
    done: 'đính chính',
    from: [...IN_HAND, 'result-ready', 'posting', 'returned', 'withdrawn', 'closed'],
    who: ['head', 'counter'],
    needs: ['reason', 'document'],
  },
  'note-fault': {
    label: 'Ghi nhận lỗi kết nối, phần mềm',
    done: 'ghi nhận lỗi kết nối, phần mềm',
    from: [...IN_HAND],
    who: ['holder', 'counter'],
    needs: ['reason', 'period'],
  },
  'close-expired': {
    label: 'Dừng giải quyết',
    done: 'thông báo dừng giải quyết hồ sơ',
    from: WAITING,
    to: 'closed',
    who: ['counter', 'head'],
    needs: ['reason'],
  },
  undo: {
    label: 'Hoàn tác',
    done: 'hoàn tác',
    from: [...IN_HAND, 'result-ready', 'posting', 'returned'],
    who: ['author'],
    needs: [],
  },
} as const satisfies Record<string, ActionFacts>;

export type Action = keyof typeof ACTION_FACTS;
export const ACTIONS = Object.keys(ACTION_FACTS) as readonly Action[];

/** Acts on one part of work side by side; every other concerns the whole dossier. */
export const IN_A_PART: ReadonlySet<Action> = new Set([
  'forward',
  'advance',
  'send-back',
  'assign',
  'hand-over',
  'finish',
]);

/** What happens without a person's action: the dossier comes in, its agency changes, its due moment is counted again. */
export type Happening = 'submit' | 'succeed' | 'recount' | 'import';
export type EventKind = Action | Happening;

export const HAPPENING_DONE: Readonly<Record<Happening, string>> = {
  submit: 'ghi nhận hồ sơ được nộp',
  succeed: 'chuyển hồ sơ đang mở cho cơ quan kế thừa',
  recount: 'tính lại hạn theo lịch làm việc mới',
  import: 'nhập hồ sơ từ phần mềm khác',
};

/** The act in words, as in "Nguyễn An đã …". */
export function doneVi(kind: EventKind): string {
  return kind in ACTION_FACTS ? ACTION_FACTS[kind as Action].done : HAPPENING_DONE[kind as Happening];
}

/** The facts of one action, without the narrow types of the table. */
export function factsOfAction(action: Action): ActionFacts {
  return ACTION_FACTS[action];
}
