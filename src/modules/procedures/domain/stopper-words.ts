import type { WarningCode } from './check.ts';

/** Why a workflow cannot be published, as a part of a sentence. */
export const STOPPER_VI: Readonly<Partial<Record<WarningCode, string>>> = {
  empty: 'quy trình chưa có bước nào',
  circle: 'các bước đi thành vòng tròn',
  'no-end': 'không có bước nào kết thúc hồ sơ',
  'unnamed-step': 'có bước chưa ghi tên',
  'unnamed-case': 'có nhánh chưa ghi tên trường hợp',
  'same-case': 'hai nhánh trùng tên trường hợp',
};
