import type { Messages } from './problem.ts';

export const httpMessages: Messages = {
  'http.unknown_refusal': 'Hệ thống không thực hiện được việc này.',
  'http.invalid_input': 'Một số ô nhập chưa đúng. Hãy sửa các ô được nêu rồi gửi lại.',
  'http.not_found': 'Không có trang hoặc dữ liệu này.',
  'http.bad_request': 'Yêu cầu gửi lên không hợp lệ.',
  'http.bad_json': 'Nội dung gửi lên không phải JSON hợp lệ.',
  'http.wrong_content_type': 'Kiểu nội dung gửi lên không được nhận.',
  'http.bad_form': 'Biểu mẫu gửi lên bị đứt giữa chừng hoặc không đọc được. Hãy gửi lại.',
  'http.too_large': 'Nội dung gửi lên quá lớn.',
  'http.fault':
    'Có lỗi trong hệ thống. Những gì đã lưu vẫn còn nguyên. Hãy thử lại; nếu vẫn lỗi, báo quản trị kèm mã tham chiếu.',
  'http.busy': 'Máy chủ đang bận, việc này chưa được ghi nhận. Hãy thử lại sau ít giây.',
  'http.cross_site': 'Yêu cầu không đến từ trang của hệ thống nên bị từ chối.',
  'http.idempotency_key_reused': 'Mã chống gửi lặp này đã dùng cho một nội dung khác.',
  'http.bad_cursor': 'Vị trí trang tiếp theo không hợp lệ. Hãy mở lại danh sách từ đầu.',
  'auth.required': 'Hãy đăng nhập để tiếp tục.',
  'auth.scope_missing': 'Khóa này không có quyền "{scope}". Hãy xin quản trị cấp khóa có quyền đó.',
  'auth.forbidden': 'Tài khoản này không có quyền làm việc đó.',
  'demo.no_clock': 'Tỉnh trình diễn chưa có đồng hồ.',
};
