import type { Messages } from '#platform/http/problem.ts';

/** Sentences of the month table, the book, the backlog and the forms. */
export const dossierMonthMessages: Messages = {
  'dossiers.month_not_begun': 'Kỳ {month} chưa bắt đầu.',
  'dossiers.agency_not_seen': 'Bạn không xem được hồ sơ của cơ quan này.',
  'dossiers.book_not_begun': 'Sổ năm {year} chưa mở.',
  'dossiers.book_with_gap': 'Sổ năm {year} thiếu số {missing}, chưa in được. Hãy báo người quản trị.',
  'dossiers.form_not_ready': 'Chưa có dữ liệu để in mẫu này: {why}.',
  'dossiers.not_overdue': 'Hồ sơ {code} không còn quá hạn, chưa gửi nhắc nào. Hãy tải lại danh sách.',
  'dossiers.already_urged': 'Hồ sơ {code} đang chờ cơ quan trả lời lần nhắc trước.',
  'dossiers.answer_due_past': 'Hạn trả lời phải sau hôm nay.',
  'dossiers.urging_not_found': 'Không có lần nhắc này, hoặc bạn không xem được.',
  'dossiers.urging_answered': 'Lần nhắc này đã được trả lời.',
  'dossiers.promise_past': 'Ngày hẹn xử lý xong không được trước hôm nay.',
};
