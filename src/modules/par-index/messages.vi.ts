import type { Messages } from '#platform/http/problem.ts';

export const parIndexMessages: Messages = {
  'par-index.leaf_unknown_max': 'Tiêu chí {code} chưa có điểm tối đa nên chưa chấm được.',
  'par-index.leaf_no_rule': 'Tiêu chí {code} chưa có quy tắc tính điểm.',
  'par-index.wrong_input':
    'Số liệu nhập cho tiêu chí {code} không đúng kiểu hoặc không thể có thật (ví dụ số đúng hạn lớn hơn tổng số).',
  'par-index.outside_maximum': 'Điểm của tiêu chí {code} vượt điểm tối đa hoặc âm.',
  'par-index.bad_formula': 'Công thức "{formula}" không dùng được: {reason}.',
};
