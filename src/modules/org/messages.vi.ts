import type { Messages } from '#platform/http/problem.ts';

export const orgMessages: Messages = {
  'org.agency_not_found': 'Không có cơ quan này.',
  'org.person_not_found': 'Không có người này.',
  'org.post_not_found': 'Không có chức danh này.',
  'org.membership_not_found': 'Không có lần giữ chức danh này.',
  'org.invalid_name': 'Tên chỉ gồm chữ, dấu cách, gạch nối và dấu nháy, tối đa 100 ký tự.',
  'org.agency_not_in_force': '{name} không hoạt động vào ngày {on}.',
  'org.section_elsewhere': 'Phòng này không thuộc cơ quan đã chọn.',
  'org.post_not_in_force': 'Chức danh "{title}" không có hiệu lực vào ngày {on}.',
  'org.already_holds': 'Người này đã giữ chức danh "{title}" trong thời gian đó.',
  'org.ends_before_it_begins': 'Ngày kết thúc sớm hơn ngày bắt đầu.',
  'org.already_ended': 'Đã kết thúc từ ngày {on}.',
  'org.body_ambiguous': 'Có nhiều cơ quan mang tên "{name}". Hãy chọn theo cơ quan cấp trên và thời gian.',
  'org.body_unknown': 'Không tìm thấy cơ quan "{name}" vào ngày {on}.',
  'org.body_later': 'Cơ quan "{name}" chưa thành lập vào ngày {on}.',
  'org.body_not_registered': 'Các phòng, ban cấp huyện chưa có trong danh mục. Hãy chọn từng cơ quan.',
  'org.body_level_ended': 'Cấp huyện kết thúc hoạt động từ {on}. Việc ở địa phương do UBND cấp xã nhận.',
  'org.body_group_empty': 'Không có cơ quan nào thuộc nhóm này vào ngày {on}.',
  'org.body_succeeded': '{old} kết thúc ngày {until}. Việc do {heir} nhận.',
  'org.body_renamed': 'Tên cũ "{old}". Cơ quan nay là {heir}.',
  'org.body_ended': '{old} kết thúc ngày {until}, chưa có cơ quan kế thừa trong danh mục.',
  'org.body_divided': '{old} kết thúc ngày {until}, chức năng chia cho nhiều cơ quan. Hãy chọn theo lĩnh vực.',
  'org.body_by_territory': '{old} kết thúc ngày {until}, địa bàn chia cho nhiều xã. Hãy chọn theo thôn, tổ dân phố.',
  'org.body_by_competence':
    '{old} kết thúc ngày {until}. Việc chuyển theo thẩm quyền: hãy chọn UBND cấp xã theo địa bàn hoặc sở chuyên môn.',
};
