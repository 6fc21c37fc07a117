/** What a line such as "Cơ quan chủ trì: …" says of the item above it. */
export type AttributeKind = 'lead' | 'cooperating' | 'time' | 'product' | 'none';

const ATTRIBUTES: readonly (readonly [AttributeKind, RegExp])[] = [
  [
    'lead',
    /^\(?(?:giao )?(?:(?:các )?(?:cơ quan|đơn vị|sở|ban|ngành)(?:, (?:cơ quan|đơn vị))?(?: được giao)? (?:chủ trì|thực hiện|chịu trách nhiệm|đầu mối|chủ trì thực hiện|chủ trì tham mưu)(?: thực hiện| tham mưu| trình)?|chủ trì(?: thực hiện| tham mưu)?|đầu mối(?: thực hiện)?|trách nhiệm(?: thực hiện| chủ trì)?|phân công(?: thực hiện| chủ trì)?|thực hiện|cấp thực hiện|người thực hiện) ?: ?/u,
  ],
  ['cooperating', /^\(?(?:(?:các )?(?:cơ quan|đơn vị)(?:, (?:cơ quan|đơn vị))? )?phối hợp(?: thực hiện)? ?: ?/u],
  [
    'time',
    /^\(?(?:thời gian|thời hạn|tiến độ|thời điểm|hạn|lộ trình|kỳ hạn)(?: (?:dự kiến|thực hiện|hoàn thành|hoàn tất|triển khai|báo cáo|gửi|nộp|trình|ban hành|tổ chức|kết thúc|xong|và|,)){0,4} ?:|^\(?(?:thời gian|thời hạn|tiến độ) (?:hoàn thành|thực hiện|triển khai|báo cáo)|^\(?(?:hoàn thành|xong) ?:/u,
  ],
  ['product', /^\(?(?:sản phẩm|kết quả)(?: [\p{L}]+){0,3} ?: ?/u],
  [
    'none',
    /^\(?(?:kinh phí|nguồn kinh phí|địa điểm|ghi chú|đối tượng|số lượng|nội dung|hình thức|mục tiêu|yêu cầu|phương thức) ?:/u,
  ],
];

/** The kind of attribute a clause is, with the length of its label; undefined for running text. */
export function attributeOf(lower: string): { kind: AttributeKind; length: number } | undefined {
  const start = lower.slice(0, 90);
  for (const [kind, pattern] of ATTRIBUTES) {
    const match = pattern.exec(start);
    if (match) return { kind, length: kind === 'time' ? 0 : match[0].length };
  }
  return undefined;
}
