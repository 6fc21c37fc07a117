import type { Messages } from '#platform/http/problem.ts';

export const parIndexMessages: Messages = {
  'par-index.leaf_unknown_max': 'Tiêu chí {code} chưa có điểm tối đa nên chưa chấm được.',
  'par-index.leaf_no_rule': 'Tiêu chí {code} chưa có quy tắc tính điểm.',
  'par-index.wrong_input':
    'Số liệu nhập cho tiêu chí {code} không đúng kiểu hoặc không thể có thật (ví dụ số đúng hạn lớn hơn tổng số).',
  'par-index.outside_maximum': 'Điểm của tiêu chí {code} vượt điểm tối đa hoặc âm.',
  'par-index.bad_formula': 'Công thức "{formula}" không dùng được: {reason}.',

  'par-index.set_not_found': 'Không có bộ tiêu chí này.',
  'par-index.set_refused': 'Chưa nhận được bộ tiêu chí, còn {count} lỗi. {place}: {text}',
  'par-index.set_incomplete': 'Chưa ban hành được, còn {count} lỗi. {place}: {text}',
  'par-index.set_adopted': 'Bộ tiêu chí đã ban hành nên không sửa được. Hãy nhập thành phiên bản mới.',
  'par-index.set_not_adopted': 'Bộ tiêu chí chưa được ban hành nên chưa dùng để chấm được.',
  'par-index.set_changed': '{by} vừa sửa bộ tiêu chí này. Hãy xem lại rồi làm tiếp.',
  'par-index.other_set': 'Tệp là của bộ tiêu chí khác (mã, năm, khối hoặc loại minh họa không khớp).',
  'par-index.second_person': 'Việc này phải do một người khác làm, không phải người đã soạn hoặc chốt.',
  'par-index.mapping_refused': 'Bảng đối chiếu chưa đúng: mã {code} ở {side} {reason}.',

  'par-index.not_found': 'Không có đợt hoặc phiếu chấm này, hoặc không thuộc phạm vi của bạn.',
  'par-index.round_exists': 'Khối này đã có đợt chấm của năm {year}.',
  'par-index.round_changed': 'Đợt chấm vừa được người khác thay đổi. Hãy tải lại rồi làm tiếp.',
  'par-index.dates_out_of_order': 'Các ngày chưa đúng thứ tự hoặc đã qua. Hãy kiểm tra lại các hạn.',
  'par-index.unknown_agency': 'Có cơ quan không có trong danh mục hôm nay.',
  'par-index.no_units': 'Không có đơn vị nào thuộc khối này. Hãy chọn các đơn vị được chấm.',
  'par-index.no_appraiser':
    'Tiêu chí {code} của {unit} chưa có cơ quan nào thẩm định được, vì không cơ quan nào tự thẩm định mình.',
  'par-index.no_second_appraiser': 'Chưa có cơ quan thẩm định thứ hai nào để chấm lại độc lập.',
  'par-index.sample_drawn': 'Mẫu chấm lại của đợt này đã được rút.',
  'par-index.wrong_state': 'Đợt chấm không ở bước làm được việc này.',
  'par-index.in_the_way': 'Chưa chuyển bước được: còn {count} {what}.',
  'par-index.not_closed': 'Hội đồng chưa chốt kết quả của đợt này.',
  'par-index.not_yours': 'Bạn không có phần việc này ở phiếu. Không ai thẩm định phiếu của cơ quan mình.',
  'par-index.value_closed': 'Chưa chấm được: {why}.',
  'par-index.value_changed': '{by} đã chấm tiêu chí {code} lúc {at}. Hãy xem lại rồi chấm tiếp.',
  'par-index.input_missing': 'Hãy nhập số liệu hoặc điểm.',
  'par-index.reason_missing': 'Hãy ghi lý do cho tiêu chí {code}.',
  'par-index.evidence_elsewhere': 'Có tài liệu kiểm chứng không thuộc tiêu chí {code} của phiếu này.',
  'par-index.sheet_unfinished': 'Chưa chốt được: còn {count} tiêu chí chưa có điểm hoặc giải trình ({codes}).',
  'par-index.unknown_leaf': 'Bộ tiêu chí không có tiêu chí chấm điểm mã {code}.',
};
