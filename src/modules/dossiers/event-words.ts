import { momentVi } from '#modules/calendar/domain/explain-vi.ts';
import type { Correction, DossierEvent } from './domain/events.ts';
import { OWN_DECISION } from './domain/waits.ts';
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
  const { field, before, after, directory } = correction;
  const changed = `${FIELD_VI[field] ?? field}: “${before ?? ''}” thành “${after ?? ''}”`;
  return directory ? `${changed}. ${DIRECTORY_VI[directory]}` : changed;
}

/** What became of the directory counters fill their forms from. */
const DIRECTORY_VI: Readonly<Record<NonNullable<Correction['directory']>, string>> = {
  corrected: 'Danh bạ người nộp cũng đã sửa.',
  kept: 'Danh bạ người nộp đã có thông tin khác nên giữ nguyên.',
  joined: 'Hồ sơ nay thuộc người mang số này trong danh bạ.',
  apart: 'Là người khác: danh bạ của người kia giữ nguyên.',
};

function longerWaitVi({ action, data }: DossierEvent): string | null {
  if (action !== 'extend-wait' || !data.waitUntil) return null;
  return `Chờ đến hết ngày ${dayVi(data.waitUntil)}. ${OWN_DECISION}.`;
}

/** '1.250.000 đồng'; null where no amount was said. */
export function amountOf({ data: { amountVnd } }: DossierEvent): string | null {
  return typeof amountVnd === 'number' ? `${amountVnd.toLocaleString('vi-VN')} đồng` : null;
}

/** The number under which the post carries a result; null where none was said. */
export function parcelOf({ action, data: { receiver } }: DossierEvent): string | null {
  return action === 'post-result' && typeof receiver === 'string' ? receiver : null;
}

function amountVi(event: DossierEvent): string | null {
  const amount = amountOf(event);
  return amount && `Số tiền: ${amount}.`;
}

/** Who took the result, or the number under which the post carries it. */
function receiverVi(event: DossierEvent): string | null {
  const parcel = parcelOf(event);
  if (parcel) return `Số hiệu bưu gửi: ${parcel}.`;
  const { receiver } = event.data;
  return typeof receiver === 'string' ? `Người nhận kết quả: ${receiver}.` : null;
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
