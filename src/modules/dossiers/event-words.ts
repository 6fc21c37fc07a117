import { momentVi } from '#modules/calendar/domain/explain-vi.ts';
import type { DossierEvent } from './domain/events.ts';
import { OWN_DECISION } from './domain/supplement-wait.ts';
import { dayVi } from './domain/tracking.ts';

/** What an act said beside its reason, in a sentence of the history; null for one that says no more. */
export function saidVi(event: DossierEvent): string | null {
  const said = [
    verificationVi(event) ?? event.data.text ?? correctionVi(event) ?? longerWaitVi(event),
    amountVi(event),
    receiverVi(event),
  ].filter(Boolean);
  return said.length > 0 ? said.join(' ') : null;
}

function verificationVi({ data: { verification, text } }: DossierEvent): string | null {
  if (!verification) return null;
  const { at, place, participants } = verification;
  return `Thời gian: ${momentVi(at)}. Nơi: ${place}. Người tham gia: ${participants}. Kết quả: ${text ?? ''}`;
}

function correctionVi({ data: { correction } }: DossierEvent): string | null {
  if (!correction) return null;
  return `${FIELD_VI[correction.field] ?? correction.field}: “${correction.before ?? ''}” thành “${correction.after ?? ''}”`;
}

function longerWaitVi({ action, data }: DossierEvent): string | null {
  if (action !== 'extend-wait' || !data.waitUntil) return null;
  return `Chờ đến hết ngày ${dayVi(data.waitUntil)}. ${OWN_DECISION}.`;
}

function amountVi({ data: { amountVnd } }: DossierEvent): string | null {
  return typeof amountVnd === 'number' ? `Số tiền: ${amountVnd.toLocaleString('vi-VN')} đồng.` : null;
}

/** Who took the result, or the number under which the post carries it. */
function receiverVi({ action, data: { receiver } }: DossierEvent): string | null {
  if (typeof receiver !== 'string') return null;
  return action === 'post-result' ? `Số hiệu bưu gửi: ${receiver}.` : `Người nhận kết quả: ${receiver}.`;
}

/** What can be put right, as a list names it. */
export const FIELD_VI: Readonly<Record<string, string>> = {
  receivedAt: 'Thời điểm tiếp nhận (ghi chú, không đổi cách tính)',
  finishedAt: 'Thời điểm có kết quả (ghi chú, không đổi cách tính)',
  applicantName: 'Tên người nộp',
  ownerName: 'Tên chủ hồ sơ',
  identityNumber: 'Số định danh của người nộp',
  phone: 'Điện thoại',
  email: 'Thư điện tử',
  address: 'Địa chỉ',
  content: 'Nội dung',
};
