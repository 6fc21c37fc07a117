import type { Messages } from '#platform/http/problem.ts';

export const demoMessages: Messages = {
  'demo.backwards': 'Đồng hồ trình diễn chỉ đi tới. Hãy chọn thời điểm sau giờ đang hiện.',
  'demo.not_a_demonstration': 'Tỉnh này chạy theo giờ thật, không có đồng hồ trình diễn.',
  'demo.bad_moment': 'Thời điểm "{text}" không đọc được. Viết như 2018-03-30 hoặc 2018-03-30T08:00.',
  'demo.no_mail': 'Không có thư này trong hộp thư trình diễn.',
};
