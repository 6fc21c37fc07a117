import type { Messages } from '#platform/http/problem.ts';
import { POLICY_PROBLEMS_VI } from './domain/policy-check.ts';

export const remindersMessages: Messages = {
  'reminders.due_before_start': 'Hạn phải sau lúc bắt đầu. Hãy chọn lại hạn.',
  'reminders.unknown_obligation': 'Không có việc này, hoặc việc không thuộc phạm vi của bạn.',
  'reminders.unknown_reminder': 'Không có lời nhắc này trong hộp nhắc việc của bạn.',
  'reminders.not_yours': 'Chỉ cơ quan hoặc người được giao việc mới xác nhận đã biết.',
  'reminders.already_closed': 'Việc này đã kết thúc nên không cần xác nhận nữa.',
  'reminders.bad_moment': 'Thời điểm không đọc được. Viết như 2018-03-27T09:15.',
  'reminders.restore_in_future': 'Thời điểm phải ở trước lúc này.',
  'reminders.no_feed': 'Không có lịch này, hoặc địa chỉ của nó đã bị thu hồi.',
  'reminders.feed_exists': 'Lịch này đã có địa chỉ. Nếu mất địa chỉ, hãy chọn “Đổi địa chỉ”.',
  'reminders.feed_too_often': 'Lịch được hỏi quá dày. Hãy để ứng dụng lịch hỏi lại sau ít phút.',
  ...POLICY_PROBLEMS_VI,
  'reminders.bad_policy': 'Chính sách còn chỗ chưa hợp lệ. Bản nháp được giữ; sửa các chỗ được nêu rồi ban hành lại.',
  'reminders.policy_changed':
    'Có người vừa ban hành bản {version}. Bản nháp của bạn được giữ; xem lại điểm khác so với bản mới rồi ban hành.',
  'reminders.policy_same': 'Bản này giống hệt bản đang dùng nên không cần ban hành.',
  'reminders.unknown_kind': 'Không có loại việc này.',
  'reminders.not_dead': 'Thư này không nằm trong danh sách thư không gửi được.',
  'reminders.bad_template': 'Mẫu tin chưa dùng được. Hãy sửa chỗ được chỉ ra.',
  'reminders.template_changed':
    'Người khác vừa ban hành bản mới của mẫu này. Phần bạn sửa còn nguyên; hãy so lại rồi ban hành.',
  'reminders.template_same': 'Mẫu tin không đổi gì so với bản đang dùng.',
  'reminders.template_empty': 'Chưa có nội dung.',
  'reminders.template_too-long': 'Nội dung quá dài cho kênh này.',
  'reminders.template_brace': 'Có dấu ngoặc nhọn chưa khép. Viết biến như {han}.',
  'reminders.template_unknown': 'Có biến không tồn tại. Chỉ dùng các biến trong danh sách.',
  'reminders.template_personal': 'Kênh này đi qua bên thứ ba nên không được chứa dữ liệu cá nhân hoặc tên việc.',
  'reminders.template_missing': 'Thiếu biến bắt buộc.',
  'reminders.template_no-such-field': 'Kênh này không có tiêu đề.',
  'reminders.template_several-lines': 'Tiêu đề chỉ có một dòng.',
};
