import type { Messages } from '#platform/http/problem.ts';

export const integrationsMessages: Messages = {
  'integrations.key_required': 'Cần khóa ứng dụng: gửi tiêu đề "Authorization: Bearer dh_…".',
  'integrations.key_refused': 'Khóa ứng dụng không dùng được: sai, đã hết hạn hoặc đã bị thu hồi.',
  'integrations.too_many_calls': 'Khóa này gọi quá nhanh. Hãy thử lại sau {retryAfterSeconds} giây.',
  'integrations.foreign_source': 'Khóa này chỉ dùng cho nguồn "{own}", không dùng được cho nguồn khác.',
  'integrations.bad_key':
    'Mã việc dài 1 đến 120 ký tự, chỉ gồm chữ không dấu, số và các dấu . _ : ~ -, bắt đầu bằng chữ hoặc số.',
  'integrations.unknown_agency': 'Không có cơ quan nào đang hoạt động mang mã hoặc số hiệu này.',
  'integrations.unknown_person': 'Người này không giữ vị trí nào ở cơ quan được giao việc.',
  'integrations.bad_moment':
    'Thời điểm phải là ngày (2026-11-30) hoặc ngày giờ ISO 8601 (2026-11-30T17:00:00+07:00) có thật.',
  'integrations.due_before_start': 'Hạn phải sau lúc bắt đầu.',
  'integrations.foreign_url': 'Địa chỉ phải nằm dưới địa chỉ gốc đã đăng ký của ứng dụng ({baseUrl}).',
  'integrations.no_base_url': 'Ứng dụng chưa đăng ký địa chỉ gốc, nên chưa gửi được địa chỉ của việc.',
  'integrations.stale_version': 'Việc này đã sang phiên bản {current}. Hãy đọc lại rồi gửi theo phiên bản đó.',
  'integrations.bad_precondition': 'If-Match phải là một ETag đã nhận, ví dụ "3"; If-None-Match chỉ nhận *.',
  'integrations.exists_already': 'Việc này đã có, phiên bản {current}.',
  'integrations.unknown_obligation': 'Nguồn này chưa đăng ký việc nào mang mã đó.',
  'integrations.closed': 'Việc này đã kết thúc ({state}) nên không sửa được nữa. Hãy mở lại trước.',
  'integrations.done_in_future': 'Lúc hoàn thành không thể ở tương lai hoặc trước lúc bắt đầu.',
  'integrations.bad_line': 'Dòng này không phải một đối tượng JSON.',
  'integrations.line_too_long': 'Dòng này dài quá 64 kB.',
  'integrations.too_many_lines': 'Mỗi lần gửi tối đa {most} dòng. Các dòng từ đây về sau chưa được nhận.',
  'integrations.line_fault': 'Dòng này gặp lỗi trong hệ thống và chưa được nhận. Hãy gửi lại dòng này.',
  'integrations.source_taken': 'Mã nguồn này đã dùng, hoặc dành cho phần trong của hệ thống. Hãy chọn mã khác.',
  'integrations.unknown_application': 'Không có ứng dụng kết nối này.',
  'integrations.unknown_key': 'Không có khóa này.',
  'integrations.key_over': 'Khóa này đã hết hiệu lực nên không đổi được nữa. Hãy cấp khóa mới.',
  'integrations.webhook_bad_address':
    'Đây chưa phải địa chỉ web đầy đủ. Hãy ghi dạng https://may-nhan.vn/tin, không kèm tên đăng nhập.',
  'integrations.webhook_not_https':
    'Địa chỉ phải bắt đầu bằng https://. Chỉ máy nội bộ quản trị đã cho phép mới được dùng http://.',
  'integrations.webhook_unknown_name': 'Không tìm thấy máy nào tên {host}. Hãy kiểm tra từng chữ của địa chỉ.',
  'integrations.webhook_private_network':
    '{host} nằm trong mạng nội bộ. Nếu đúng là máy của tỉnh, quản trị cho phép máy này ở mục Máy nội bộ được nhận tin rồi lưu lại.',
  'integrations.webhook_redirect':
    '{host} chuyển tin sang địa chỉ khác. Hệ thống không đi theo: hãy ghi thẳng địa chỉ cuối cùng.',
  'integrations.webhook_certificate':
    'Chứng thư của {host} hết hạn, sai tên hoặc không do nơi tin cậy cấp. Người vận hành máy đó cần thay chứng thư.',
  'integrations.unknown_webhook': 'Không có địa chỉ nhận tin này.',
  'integrations.unknown_delivery': 'Không có tin này.',
  'integrations.not_dead': 'Tin này không nằm trong danh sách không gửi được.',
  'integrations.unknown_host': 'Máy này không nằm trong danh sách được phép.',
  'integrations.bad_expiry': 'Hạn dùng của khóa phải từ ngày mai đến 2 năm tới.',
};
