/** A sentence for every refusal of this module; {name} stands for a value of the refusal's details. */
export const calendarMessages: Record<string, string> = {
  'calendar.year_without_data':
    'Chưa có lịch nghỉ chính thức của năm {year}, nên không tính được hạn chạm tới năm đó. Hãy nhập lịch nghỉ năm {year} trước.',
  'calendar.amount_invalid': 'Số lượng {amount} không hợp lệ với đơn vị {unit}.',
};
