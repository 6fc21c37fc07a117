import type { Messages } from '#platform/http/problem.ts';

export const channelsMessages: Messages = {
  'channels.bad_device': 'Trình duyệt này không cho địa chỉ nhận thông báo dùng được. Hãy thử trình duyệt khác.',
  'channels.no_device': 'Thiết bị này không còn trong danh sách của bạn.',
  'channels.no_phone': 'Bạn chưa có số điện thoại nào ở đây.',
  'channels.no_gateway': 'Tỉnh chưa mở cổng tin nhắn nên chưa gửi được mã xác nhận.',
  'channels.too_many_codes': 'Đã gửi nhiều mã. Hãy đợi rồi xin mã khác.',
  'channels.code_not_sent': 'Cổng tin nhắn không nhận gửi mã. Hãy kiểm tra số và thử lại sau, hoặc báo quản trị.',
  'channels.wrong_code': 'Mã không đúng hoặc đã hết hạn. Hãy xem lại tin nhắn, hoặc xin mã khác.',
  'channels.changed_meanwhile': 'Người khác vừa đổi thiết lập này. Hãy tải lại trang rồi sửa tiếp.',
  'channels.receipt_refused': 'Biên nhận không có chữ ký đúng.',
};
