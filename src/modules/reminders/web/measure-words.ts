import { defineMessages } from '#web/i18n/messages.ts';
import type { DifferenceKind } from '../domain/differences.ts';
import type { Measures } from '../schema.ts';

const percent = (part: number, whole: number): string => `${part} (${Math.round((100 * part) / whole)} %)`;

const KINDS_VI: Record<DifferenceKind, string> = {
  'no-agency': 'Cơ quan phụ trách không còn hoạt động',
  'no-person': 'Người phụ trách không có trong danh bạ',
  'person-left': 'Người phụ trách không còn giữ vị trí ở cơ quan',
  'on-no-list': 'Không hiện trong danh sách của ai: cơ quan chưa có người làm việc',
  'no-clock': 'Thiếu đồng hồ nhắc, hoặc việc đã đóng mà đồng hồ còn chạy',
  'no-plan': 'Thiếu kế hoạch nhắc của việc hoặc của một mốc đã nhắc',
  'plan-failed': 'Không lập được mốc nhắc tiếp theo',
  'not-fired': 'Mốc nhắc quá 10 phút chưa nhắc',
  'no-firing': 'Lời nhắc không thuộc mốc nhắc nào đã ghi nhận',
};

const FIGURES_VI: Record<keyof Measures['flow'], string> = {
  planned: 'Việc đang chờ mốc nhắc tiếp theo',
  fired: 'Mốc nhắc đã ghi nhận',
  delivered: 'Lời nhắc đã đến nơi',
  waiting: 'Thư đang chờ gửi',
  dead: 'Thư không gửi được',
  acknowledged: 'Lời nhắc được xác nhận đã biết',
  snoozed: 'Lần tạm hoãn nhắc',
  askedMoreTime: 'Lần xin thêm thời gian',
  handedOver: 'Lần chuyển việc cho người khác',
};

const KINDS_EN: Record<DifferenceKind, string> = {
  'no-agency': 'The agency in charge no longer exists',
  'no-person': 'The person in charge is unknown',
  'person-left': 'The person in charge has left the agency',
  'on-no-list': 'On nobody’s list: the agency has nobody at work',
  'no-clock': 'No clock, or one that runs although the matter is closed',
  'no-plan': 'No plan of a matter or of a step that was told',
  'plan-failed': 'The next step could not be planned',
  'not-fired': 'A step is more than 10 minutes late',
  'no-firing': 'A message that belongs to no recorded step',
};

const FIGURES_EN: Record<keyof Measures['flow'], string> = {
  planned: 'Matters with a next step',
  fired: 'Steps recorded',
  delivered: 'Messages delivered',
  waiting: 'Mails waiting',
  dead: 'Mails that could not be sent',
  acknowledged: 'Messages acknowledged',
  snoozed: 'Times put off',
  askedMoreTime: 'Times more time was asked for',
  handedOver: 'Times work was handed over',
};

export const measureWords = defineMessages(
  {
    title: 'Đo lường nhắc việc',
    lead: (since: string) => `Các lời nhắc từ ${since} đến nay.`,
    checkCaption: 'Đối soát việc đang mở',
    checked: (at: string, open: number) => `Đối soát lúc ${at}: ${open} việc đang mở.`,
    notYet: 'Chưa đối soát lần nào',
    inOrder: 'Không có sai lệch',
    inOrderText:
      'Mỗi việc đang mở có người phụ trách, có mốc nhắc tiếp theo hoặc lý do không có, và hiện trong danh sách của ít nhất một người.',
    difference: 'Sai lệch',
    count: 'Số lượng',
    example: 'Ví dụ',
    openExample: 'Xem một việc',
    kind: (key: DifferenceKind) => KINDS_VI[key],
    flowCaption: 'Từ kế hoạch đến phản hồi',
    what: 'Chỉ số',
    figure: (key: keyof Measures['flow']) => FIGURES_VI[key],
    lateCaption: 'Độ trễ của mốc nhắc',
    late: 'Trễ so với lúc được phép nhắc',
    upTo: (seconds: number | null) =>
      seconds === null ? 'Hơn 10 phút' : seconds < 60 ? `Không quá ${seconds} giây` : `Không quá ${seconds / 60} phút`,
    effectCaption: 'Tác dụng của từng quy tắc',
    rule: 'Quy tắc',
    policy: 'Chính sách',
    version: (name: string, version: number) => `${name}, bản ${version}`,
    told: 'Đã nhắc',
    acted: 'Được xử lý trong một ngày làm việc',
    share: percent,
    noEffect: 'Chưa đủ số liệu',
    noEffectText: 'Một quy tắc được tính khi lời nhắc đã qua một ngày làm việc.',
  },
  {
    title: 'Reminder figures',
    lead: (since: string) => `Reminders since ${since}.`,
    checkCaption: 'Check of open matters',
    checked: (at: string, open: number) => `Checked ${at}: ${open} open matters.`,
    notYet: 'Not checked yet',
    inOrder: 'Nothing is out of order',
    inOrderText: 'Every open matter has an owner, a next step or a reason for none, and stands on somebody’s list.',
    difference: 'Difference',
    count: 'Count',
    example: 'Example',
    openExample: 'See one',
    kind: (key: DifferenceKind) => KINDS_EN[key],
    flowCaption: 'From plan to response',
    what: 'Figure',
    figure: (key: keyof Measures['flow']) => FIGURES_EN[key],
    lateCaption: 'Lateness of steps',
    late: 'After the moment the step might fire',
    upTo: (seconds: number | null) =>
      seconds === null ? 'More than 10 minutes' : seconds < 60 ? `Up to ${seconds} s` : `Up to ${seconds / 60} min`,
    effectCaption: 'Effect of each rule',
    rule: 'Rule',
    policy: 'Policy',
    version: (name: string, version: number) => `${name}, version ${version}`,
    told: 'Told',
    acted: 'Acted upon within a working day',
    share: percent,
    noEffect: 'Not enough figures yet',
    noEffectText: 'A rule counts once a working day has passed after its reminder.',
  },
);
