/**
 * What a watcher looks at to trust the dates: everything that was put right, promised anew, excused, entered late or
 * left out. Every line stands in the histories already; here they stand side by side.
 */
export const INTEGRITY_VI = {
  correction: 'Đính chính',
  reappointment: 'Hẹn lại',
  'reappointment-late': 'Hẹn lại muộn hơn quy định',
  'reappointment-again': 'Hẹn lại quá một lần',
  'apology-missing': 'Trễ hạn, không có văn bản xin lỗi',
  'supplement-again': 'Yêu cầu bổ sung quá một lần',
  'paper-beyond-list': 'Yêu cầu giấy tờ ngoài danh mục',
  'late-entry': 'Vào hệ thống muộn',
  'taken-back': 'Hủy bước đã làm',
  fault: 'Loại trừ lỗi phần mềm, kết nối',
  recount: 'Tính lại hạn theo lịch',
  'no-due': 'Đã tiếp nhận, không có hạn',
  'stopped-at-end': 'Dừng đồng hồ khi chỉ còn một ngày',
  'import-order': 'Ngày của phần mềm nguồn trái thứ tự',
  'import-excused': 'Phần mềm nguồn đổi ngày, trễ thành không trễ',
  'import-changed': 'Phần mềm nguồn đổi ngày đã báo',
  'import-stopped': 'Nhập khi đang dừng, không rõ dừng từ bao giờ',
} as const;
export type IntegrityKind = keyof typeof INTEGRITY_VI;
export const INTEGRITY_KINDS = Object.keys(INTEGRITY_VI) as readonly IntegrityKind[];

/** Broken rules; the rest is lawful and shown so that it can be checked. */
export const AGAINST_RULES: ReadonlySet<IntegrityKind> = new Set([
  'reappointment-late',
  'reappointment-again',
  'apology-missing',
  'supplement-again',
  'paper-beyond-list',
  'no-due',
  'import-order',
  'import-excused',
]);

/** Where each rule comes from, said on the page beside what breaks it. */
const INTEGRITY_RULES: Readonly<Partial<Record<IntegrityKind, string>>> = {
  'reappointment-late': 'Chậm nhất 01 ngày trước ngày hẹn (NĐ 61/2018/NĐ-CP, Điều 19 khoản 9)',
  'reappointment-again': 'Không quá một lần (NĐ 61/2018/NĐ-CP, Điều 19 khoản 9)',
  'apology-missing': 'Hồ sơ quá hạn phải có văn bản xin lỗi (NĐ 61/2018/NĐ-CP, Điều 19 khoản 9)',
};

/** The rule a line breaks, marked where the rules of its own time were not read. */
export function ruleSaid(kind: IntegrityKind, on: string): string | undefined {
  const rule = INTEGRITY_RULES[kind];
  return rule && on < '2018-06-21' ? `${rule}; trước 21/06/2018 chưa kiểm chứng, tạm đối chiếu theo đó` : rule;
}
