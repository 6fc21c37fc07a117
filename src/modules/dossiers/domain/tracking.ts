import type { Facts } from './facts.ts';
import { isOverdue, isPastDay } from './facts.ts';

/** The day as people write it. */
export function dayVi(day: string): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

type Tracked = Pick<Facts, 'state' | 'clock' | 'dueAt' | 'lawfulDueAt' | 'wasLate' | 'outcome' | 'reappointments'>;

interface Told {
  readonly sentence: string;
  readonly next: string | null;
}

/** Days of a dossier as its applicant may be told them. */
export interface TrackedDays {
  /** Day of the promised moment as it now stands. */
  readonly dueOn: string | null;
  /** The last day on which his papers are waited for, where a rule or the office set one; never a day to look again. */
  readonly waitUntil: string | null;
}

/** Where his dossier is, in a plain sentence for the applicant, and what he has to do. */
export function trackingVi(facts: Tracked, { dueOn, waitUntil }: TrackedDays, now: Date): Told {
  const by = dueOn ? dayVi(dueOn) : null;
  const wait = waitUntil ? ` Cơ quan chờ đến hết ngày ${dayVi(waitUntil)}.` : '';
  switch (facts.state) {
    case 'submitted':
      return { sentence: 'Hồ sơ đã gửi và đang chờ cơ quan tiếp nhận kiểm tra.', next: null };
    case 'denied':
      return {
        sentence: 'Hồ sơ không được tiếp nhận.',
        next: 'Hãy xem lý do trên phiếu từ chối hoặc hỏi nơi tiếp nhận.',
      };
    case 'awaiting-completion':
      return {
        sentence: 'Hồ sơ còn thiếu giấy tờ nên chưa được tiếp nhận.',
        next: `Hãy nộp đủ giấy tờ ghi trên phiếu yêu cầu hoàn thiện. Nộp đủ thì hồ sơ được tiếp nhận và có ngày hẹn.${wait}`,
      };
    case 'received':
    case 'processing':
      return { sentence: workingVi(facts, by, now), next: null };
    case 'awaiting-supplement':
      return {
        sentence: 'Hồ sơ đang chờ ông, bà bổ sung giấy tờ.',
        next: `Hãy nộp đủ giấy tờ ghi trên phiếu yêu cầu bổ sung. ${STANDS_VI}${wait}`,
      };
    case 'awaiting-payment':
      return {
        sentence: 'Hồ sơ đang chờ ông, bà nộp khoản phải nộp.',
        next: `Hãy nộp theo thông báo rồi báo nơi tiếp nhận. ${STANDS_VI}${wait}`,
      };
    case 'suspended':
      return { sentence: 'Hồ sơ đang tạm dừng giải quyết.', next: 'Hãy hỏi nơi tiếp nhận về lý do.' };
    case 'result-ready':
      return {
        sentence: facts.outcome === 'refused' ? 'Đã có văn bản trả lời không giải quyết.' : 'Đã có kết quả.',
        next: 'Hãy đến nhận tại nơi ghi trên giấy hẹn, mang theo giấy hẹn.',
      };
    case 'posting':
      return { sentence: 'Kết quả đang được gửi qua bưu chính.', next: null };
    case 'returned':
      return { sentence: 'Kết quả đã được trả.', next: null };
    case 'withdrawn':
      return { sentence: 'Hồ sơ đã được rút theo đề nghị.', next: null };
    case 'closed':
      return { sentence: 'Việc giải quyết hồ sơ đã dừng.', next: 'Muốn làm tiếp, hãy nộp hồ sơ mới.' };
  }
}

const STANDS_VI = 'Trong lúc chờ không tính thời hạn; xong việc này ông, bà có ngày hẹn trả mới.';

function workingVi(facts: Tracked, by: string | null, now: Date): string {
  if (!by) return 'Hồ sơ đang được giải quyết.';
  if (isPastDay(now, facts.dueAt)) return `Hồ sơ đang được giải quyết và đã quá ngày hẹn ${by}. Chúng tôi xin lỗi.`;
  if (isOverdue(facts, now))
    return `Hồ sơ đang được giải quyết và đã quá ngày hẹn trước; ngày hẹn trả mới là ${by}. Chúng tôi xin lỗi.`;
  return facts.reappointments > 0
    ? `Hồ sơ đang được giải quyết, ngày hẹn trả mới là ${by}.`
    : `Hồ sơ đang được giải quyết, hẹn trả kết quả ngày ${by}.`;
}

/** The same in English. */
export function trackingEn(facts: Tracked, { dueOn, waitUntil }: TrackedDays, now: Date): Told {
  const by = dueOn ? dayVi(dueOn) : null;
  const wait = waitUntil ? ` The office waits until the end of ${dayVi(waitUntil)}.` : '';
  switch (facts.state) {
    case 'submitted':
      return { sentence: 'Your application was sent and waits to be checked.', next: null };
    case 'denied':
      return {
        sentence: 'Your application was not accepted.',
        next: 'The reason is on the refusal slip; you may also ask the receiving office.',
      };
    case 'awaiting-completion':
      return {
        sentence: 'Papers are missing, so your application is not accepted yet.',
        next: `Please hand in the papers named on the request slip; then your application is accepted and gets a promised day.${wait}`,
      };
    case 'received':
    case 'processing':
      return { sentence: workingEn(facts, by, now), next: null };
    case 'awaiting-supplement':
      return {
        sentence: 'Your application waits for papers from you.',
        next: `Please hand in the papers named on the request slip. ${STANDS_EN}${wait}`,
      };
    case 'awaiting-payment':
      return {
        sentence: 'Your application waits for a payment from you.',
        next: `Please pay as the notice says, then tell the receiving office. ${STANDS_EN}${wait}`,
      };
    case 'suspended':
      return { sentence: 'Work on your application is paused.', next: 'Please ask the receiving office why.' };
    case 'result-ready':
      return {
        sentence: facts.outcome === 'refused' ? 'A written refusal is ready.' : 'Your result is ready.',
        next: 'Please collect it where your receipt says, and bring the receipt.',
      };
    case 'posting':
      return { sentence: 'Your result is on its way by post.', next: null };
    case 'returned':
      return { sentence: 'Your result was handed over.', next: null };
    case 'withdrawn':
      return { sentence: 'Your application was withdrawn at your request.', next: null };
    case 'closed':
      return { sentence: 'Work on your application has ended.', next: 'To go on, please apply anew.' };
  }
}

const STANDS_EN = 'The time meanwhile does not count; once this is done you get a new promised day.';

function workingEn(facts: Tracked, by: string | null, now: Date): string {
  if (!by) return 'Your application is being worked on.';
  if (isPastDay(now, facts.dueAt))
    return `Your application is being worked on and the promised day ${by} has passed. We apologise.`;
  if (isOverdue(facts, now))
    return `Your application is being worked on and an earlier promised day has passed; the new one is ${by}. We apologise.`;
  return facts.reappointments > 0
    ? `Your application is being worked on; the new promised day is ${by}.`
    : `Your application is being worked on; the result is promised for ${by}.`;
}
