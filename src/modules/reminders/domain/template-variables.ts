import type { Content } from './message.ts';
import { contentStatus, dueVi, KIND_VI, leftVi } from './words.ts';

/*
 * What a template may speak of. A matter's title and its document are free text in which people may be named, so they
 * count as personal: SMS and Zalo, which go through other houses, may not carry them.
 */

export const TEMPLATE_VARIABLES = {
  loai: { label: 'Loại lời nhắc', personal: false },
  viec: { label: 'Tên việc', personal: true },
  han: { label: 'Hạn, đủ giờ và thứ', personal: false },
  han_ngan: { label: 'Hạn, viết ngắn', personal: false },
  con_lai: { label: 'Còn hoặc quá mấy ngày làm việc', personal: false },
  co_quan: { label: 'Cơ quan thực hiện', personal: false },
  noi_cho: { label: 'Nơi đang chờ kết quả', personal: false },
  van_ban: { label: 'Văn bản giao việc', personal: true },
  so_van_ban: { label: 'Số văn bản', personal: false },
  viec_can_lam: { label: 'Việc cần làm tiếp', personal: false },
  nguoi_nhan: { label: 'Tên người nhận', personal: true },
  lien_ket: { label: 'Địa chỉ mở việc', personal: false },
} as const satisfies Record<string, { readonly label: string; readonly personal: boolean }>;

export type VariableName = keyof typeof TEMPLATE_VARIABLES;
export type Variables = Readonly<Record<VariableName, string>>;

export const isVariable = (name: string): name is VariableName => Object.hasOwn(TEMPLATE_VARIABLES, name);

/**
 * What a message says, variable by variable; what there is nothing to say of is empty.
 * @param link the address that opens the matter, or the list of reminders where the matter is not to be named
 */
export function variablesOf(content: Content, recipientId: string, link: string): Variables {
  const hasDue = content.dueAt !== null;
  return {
    loai: KIND_VI[content.kind],
    viec: content.title,
    han: hasDue ? `hạn ${dueVi(content.dueAt)}` : 'chưa có hạn',
    han_ngan: hasDue ? `hạn ${shortDue(dueVi(content.dueAt))}` : 'chưa có hạn',
    con_lai: hasDue ? leftVi(contentStatus(content), content.daysLeft) : '',
    co_quan: content.agencyName,
    noi_cho: content.waitingFor ?? '',
    van_ban: content.origin?.document ?? '',
    so_van_ban: content.origin?.number ?? '',
    viec_can_lam: content.action ?? 'Mở việc',
    nguoi_nhan: content.told.find(({ personId }) => personId === recipientId)?.name ?? '',
    lien_ket: link,
  };
}

/** "17:00, 30/03/2018": without the day of the week. */
function shortDue(due: string): string {
  return due.replace(/(thứ [^,]+|Chủ nhật), /, '');
}
