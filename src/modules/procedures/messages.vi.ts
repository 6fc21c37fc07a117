import type { Messages } from '#platform/http/problem.ts';

export const proceduresMessages: Messages = {
  'procedures.not_found': 'Không có thủ tục này.',
  'procedures.version_not_found': 'Không có phiên bản này của thủ tục.',
  'procedures.workflow_not_found': 'Không có quy trình này.',
  'procedures.unknown_agency': 'Không có cơ quan này.',
  'procedures.no_file': 'Chưa có tệp. Hãy chọn một tệp .xlsx.',
  'procedures.file_unreadable': 'Không đọc được tệp này. Tệp phải là Excel .xlsx, không đặt mật khẩu.',
  'procedures.file_too_large': 'Tệp quá lớn: nhiều nhất {rows} dòng và {megabytes} MB sau khi giải nén.',
  'procedures.no_head': 'Không thấy dòng tiêu đề. Tệp cần ít nhất cột "Tên thủ tục hành chính" và "Mã thủ tục".',
  'procedures.other_file': 'Tệp này khác tệp đã xem thử. Hãy xem thử lại rồi mới nhập.',
  'procedures.bad_rows': 'Danh sách dòng được chọn không đúng.',
  'procedures.bad_valid_from': 'Ngày hiệu lực không đúng. Hãy ghi ngày có thật.',
  'procedures.nothing_to_take_in': 'Không có dòng nào để nhập.',
  'procedures.draft_exists': 'Thủ tục này đang có bản nháp quy trình. Hãy sửa tiếp bản đó.',
  'procedures.workflow_published': 'Quy trình đã ban hành nên không sửa được. Hãy soạn phiên bản mới.',
  'procedures.workflow_changed': '{by} vừa sửa quy trình này. Hãy tải lại rồi làm tiếp.',
  'procedures.workflow_malformed': 'Quy trình có chỗ không đúng: {reason}.',
  'procedures.workflow_unusable': 'Chưa ban hành được: {reason}.',
  'procedures.valid_before_last': 'Phiên bản mới phải có hiệu lực từ ngày {last} trở đi.',
  'procedures.changed': '{by} vừa sửa thủ tục này. Hãy tải lại rồi làm tiếp.',
  'procedures.other_central_code':
    'Phần mã trung ương không đổi được: thủ tục mang mã khác là thủ tục khác, hãy nhập từ danh mục.',
  'procedures.limit_unread': 'Không đọc được thời hạn này. Hãy ghi như "10 ngày làm việc" hoặc "Trong ngày".',
  'procedures.nothing_changed': 'Chưa có gì thay đổi so với phiên bản mới nhất.',
  'procedures.ended_already': 'Thủ tục này đã có quyết định bãi bỏ.',
  'procedures.decided_later': 'Ngày quyết định không được sau ngày hiệu lực.',
};
