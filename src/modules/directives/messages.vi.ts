import type { Messages } from '#platform/http/problem.ts';

export const directivesMessages: Messages = {
  'directives.not_found': 'Không có nhiệm vụ này, hoặc nhiệm vụ không thuộc phạm vi của bạn.',
  'directives.not_yours': 'Chỉ cơ quan hoặc người được giao mới làm được việc này.',
  'directives.assignment_changed': '{by} đã {what} lúc {at}. Hãy xem lại rồi làm tiếp.',
  'directives.task_changed': '{by} đã thay đổi nhiệm vụ này lúc {at}. Hãy xem lại rồi làm tiếp.',
  'directives.wrong_step': 'Phần việc đang ở bước: {step}. Bước này chưa làm được việc đó.',
  'directives.not_in_agency': 'Người được chọn không giữ vị trí nào ở cơ quan này hôm nay.',
  'directives.result_missing': 'Hãy ghi số văn bản báo cáo hoặc đính kèm tệp kết quả.',
  'directives.extension_overdue':
    'Phần việc đã quá hạn ({due}) nên không đề nghị gia hạn được nữa: đề nghị phải gửi trước hạn. Hãy ghi tiến độ để Văn phòng biết khi nào xong, và báo cáo ngay khi có kết quả.',
  'directives.extension_no_due': 'Phần việc này không có hạn nên không cần đề nghị gia hạn.',
  'directives.extension_open':
    '{by} đã gửi đề nghị gia hạn lúc {at}, đang chờ trả lời. Muốn đổi ngày hoặc lý do, hãy rút đề nghị đó rồi gửi lại trước hạn.',
  'directives.extension_settled':
    'Đề nghị gia hạn này đã được trả lời hoặc đã rút, không còn chờ nữa. Hãy mở lại nhiệm vụ để xem.',
  'directives.extension_own':
    'Bạn là người gửi đề nghị này nên không tự trả lời được. Hãy để người khác ở Văn phòng hoặc lãnh đạo tỉnh trả lời.',
  'directives.extension_not_later': 'Hạn mới phải sau hạn đang có ({due}). Hãy chọn ngày khác.',
  'directives.extension_past':
    'Ngày này đã qua nên phần việc vẫn quá hạn. Hãy chọn một ngày từ hôm nay trở đi, hoặc trả lời không gia hạn.',
  'directives.extension_past_lead':
    'Ngày này sau hạn của cơ quan chủ trì ({due}). Nếu vẫn cần, hãy đánh dấu là đã biết điều đó, hoặc chọn ngày sớm hơn.',
  'directives.extension_waits':
    'Đề nghị gia hạn {by} gửi trước hạn chưa được trả lời, mà báo cáo gửi sau hạn. Hãy trả lời đề nghị trước: kết quả được tính theo hạn đó.',
  'directives.nothing_open': 'Nhiệm vụ này không còn phần việc nào đang mở để rút.',
  'directives.agency_gone':
    'Cơ quan được chọn không nhận được việc: không có trong danh mục hôm nay, hoặc đang giữ việc này.',
  'directives.no_office': 'Chưa có Văn phòng UBND trong danh mục cơ quan để theo dõi nhiệm vụ.',
  'directives.document_dropped': 'Văn bản đã bị bỏ nên không giao việc được.',
  'directives.nothing_to_issue': 'Chưa có đề xuất nào được chấp nhận để giao.',
  'directives.undecided': 'Còn đề xuất chưa quyết định: {positions}. Hãy chấp nhận hoặc bỏ từng đề xuất.',
  'directives.incomplete': 'Chưa đủ năm rõ: {summary}.',
  'directives.head_incomplete': 'Phần đầu văn bản còn thiếu. Hãy điền các ô được nêu.',
  'directives.proposals_changed': '{by} đã sửa đề xuất {position} lúc {at}. Hãy xem lại rồi giao.',
  'directives.bad_form': 'Biểu mẫu gửi lên chưa đúng. Hãy kiểm tra các ô được nêu.',
  'directives.too_many_files': 'Mỗi báo cáo kèm tối đa {most} tệp.',
  'directives.empty_file': 'Tệp {name} không có nội dung.',

  'directives.missing.lead-missing': 'thiếu cơ quan chủ trì.',
  'directives.missing.lead-unresolved': 'có cơ quan chủ trì chưa khớp danh mục.',
  'directives.missing.cooperating-unresolved': 'có cơ quan phối hợp chưa khớp danh mục.',
  'directives.missing.deadline-missing': 'thiếu hạn.',
  'directives.missing.deadline-before-issue': 'có hạn sớm hơn ngày ban hành.',
  'directives.missing.start-after-deadline': 'có ngày bắt đầu muộn hơn hạn.',
  'directives.missing.product-missing': 'thiếu sản phẩm phải nộp.',
  'directives.missing.issued-on-missing': 'Chưa có ngày ban hành văn bản.',
  'directives.missing.issuer-missing': 'Chưa có cơ quan ban hành văn bản.',
};
