import type { Messages } from '#platform/http/problem.ts';

export const accountsMessages: Messages = {
  'accounts.sign_in_refused': 'Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đang bị khóa.',
  'accounts.too_many_attempts': 'Đã thử sai nhiều lần từ nơi này. Hãy chờ {retryAfterSeconds} giây rồi thử lại.',
  'accounts.busy': 'Đang có rất nhiều người đăng nhập. Hãy thử lại sau {retryAfterSeconds} giây.',
  'accounts.session_unknown': 'Phiên đăng nhập này không còn.',
  'accounts.wrong_password': 'Mật khẩu hiện tại không đúng.',
  'accounts.changed_meanwhile': 'Mật khẩu vừa được đổi ở nơi khác. Hãy đăng nhập lại.',
  'accounts.password_refused': 'Mật khẩu mới chưa dùng được. Mật khẩu cũ vẫn giữ nguyên.',
  'accounts.password_too_short': 'Mật khẩu cần ít nhất 12 ký tự. Một câu ngắn dễ nhớ cũng được.',
  'accounts.password_too_long': 'Mật khẩu dài nhất 128 ký tự.',
  'accounts.password_simple':
    'Mật khẩu này là dãy số, phím liền nhau hoặc lặp lại nên dễ đoán. Hãy chọn mật khẩu khác.',
  'accounts.password_common': 'Mật khẩu này nằm trong những mật khẩu hay bị đoán đầu tiên. Hãy chọn mật khẩu khác.',
  'accounts.password_like_name': 'Mật khẩu không được giống tên đăng nhập hoặc họ tên.',
  'accounts.person_unknown': 'Không có người này trong danh sách.',
  'accounts.account_unknown': 'Người này chưa có tài khoản.',
  'accounts.login_missing': 'Hãy đặt tên đăng nhập cho tài khoản mới.',
  'accounts.login_invalid':
    'Tên đăng nhập gồm 3 đến 64 chữ thường không dấu, chữ số và các dấu . _ - @, bắt đầu bằng chữ hoặc số.',
  'accounts.login_taken': 'Tên đăng nhập này đã có người dùng.',
  'accounts.login_fixed': 'Người này đã đặt mật khẩu, không đổi tên đăng nhập được nữa.',
  'accounts.disabled': 'Tài khoản đang bị khóa. Hãy mở khóa trước khi tạo liên kết.',
  'accounts.own_account': 'Không thể tự khóa tài khoản của mình. Hãy nhờ một quản trị viên khác.',
  'accounts.invite_unknown': 'Liên kết này không đúng. Hãy kiểm tra đã chép đủ chưa.',
  'accounts.invite_used': 'Liên kết này đã được dùng. Nếu không phải chính anh/chị dùng, hãy báo quản trị viên ngay.',
  'accounts.invite_voided': 'Liên kết này đã được thay bằng liên kết mới hoặc bị thu hồi. Hãy dùng liên kết mới nhất.',
  'accounts.invite_expired': 'Liên kết này đã quá 72 giờ. Hãy xin quản trị viên liên kết mới.',
  'accounts.not_demonstration': 'Tài khoản trình diễn chỉ có trong tỉnh trình diễn.',
  'accounts.already_set_up': 'Tỉnh này đã có tài khoản. Quản trị viên tạo liên kết mới trong mục Người dùng.',
};
