/** What an application can be told, by the names it subscribes to. */
export const WEBHOOK_EVENTS = [
  'obligation.registered',
  'obligation.replanned',
  'obligation.moved',
  'obligation.acknowledged',
  'obligation.closed',
  'reminder.fired',
  'webhook.test',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** How they read in Vietnamese. */
export const WEBHOOK_EVENTS_VI: Readonly<Record<WebhookEvent, string>> = {
  'obligation.registered': 'Việc được đăng ký',
  'obligation.replanned': 'Hạn đổi, mốc nhắc được lập lại',
  'obligation.moved': 'Việc chuyển sang cơ quan kế thừa sau sáp nhập',
  'obligation.acknowledged': 'Người được giao xác nhận đã biết',
  'obligation.closed': 'Việc hoàn thành hoặc bị hủy',
  'reminder.fired': 'Một mốc nhắc đã gửi',
  'webhook.test': 'Tin thử',
};

const ERRORS_VI: Readonly<Record<string, string>> = {
  'bad-address': 'Địa chỉ không dùng được.',
  'not-https': 'Địa chỉ không dùng https và không nằm trong danh sách được phép.',
  'unknown-name': 'Không tìm thấy máy chủ mang tên này.',
  'private-network': 'Địa chỉ nằm trong mạng nội bộ và chưa được cho phép.',
  timeout: 'Máy nhận không trả lời kịp.',
  redirect: 'Máy nhận chuyển sang địa chỉ khác; hệ thống không đi theo.',
  refused: 'Máy nhận từ chối kết nối.',
  certificate: 'Chứng thư của máy nhận không tin được.',
  connection: 'Kết nối tới máy nhận bị đứt.',
  gone: 'Máy nhận báo không nhận nữa (410).',
  removed: 'Nơi nhận đã được gỡ.',
  'secret-lost': 'Khóa ký không mở được bằng khóa của máy chủ này. Hãy đổi khóa ký.',
};

/** Why an attempt failed, as a sentence. */
export function deliveryErrorVi(error: string): string {
  return ERRORS_VI[error] ?? `Máy nhận trả lời mã ${error.replace('http-', '')}.`;
}
