/** What a value must be, by the name the schema library gives the kind; each reads after "Phải là". */
export const KINDS: Readonly<Record<string, string>> = {
  string: 'chữ',
  number: 'số',
  int: 'số nguyên',
  bigint: 'số nguyên',
  boolean: 'đúng hoặc sai (true hoặc false)',
  stringbool: 'đúng hoặc sai (true hoặc false)',
  date: 'ngày giờ',
  array: 'danh sách',
  tuple: 'danh sách',
  set: 'danh sách không lặp',
  object: 'nhóm các trường có tên',
  record: 'nhóm các trường có tên',
  map: 'nhóm các trường có tên',
  null: 'giá trị rỗng (null)',
  file: 'tệp',
  nonoptional: 'một giá trị',
};

/** What of a value is counted, by the library's name of its kind. */
export const COUNTED: Readonly<Record<string, string>> = {
  string: 'ký tự',
  array: 'mục',
  tuple: 'mục',
  set: 'mục',
  map: 'mục',
  record: 'mục',
  file: 'byte',
};

/** How each written form looks: a whole sentence with an example of it. */
export const FORMATS: Readonly<Record<string, string>> = {
  email: 'Phải là địa chỉ thư điện tử, ví dụ vanthu@khanhhoa.gov.vn.',
  url: 'Phải là địa chỉ trang web đầy đủ, ví dụ https://khanhhoa.gov.vn.',
  uuid: 'Phải là số hiệu 36 ký tự (UUID), ví dụ 018f3c1e-7b2a-7c4d-8e5f-0123456789ab.',
  guid: 'Phải là số hiệu 36 ký tự (UUID), ví dụ 018f3c1e-7b2a-7c4d-8e5f-0123456789ab.',
  date: 'Ngày viết dạng NĂM-THÁNG-NGÀY và phải có trong lịch, ví dụ 2018-02-26.',
  time: 'Giờ viết dạng GIỜ:PHÚT:GIÂY, ví dụ 16:25:00.',
  duration: 'Khoảng thời gian viết theo ISO 8601, ví dụ P3D là ba ngày.',
  ipv4: 'Phải là địa chỉ IPv4, ví dụ 10.0.0.1.',
  ipv6: 'Phải là địa chỉ IPv6, ví dụ 2001:db8::1.',
  cidrv4: 'Phải là dải địa chỉ IPv4, ví dụ 10.0.0.0/8.',
  cidrv6: 'Phải là dải địa chỉ IPv6, ví dụ 2001:db8::/32.',
  mac: 'Phải là địa chỉ MAC, ví dụ 00:1A:2B:3C:4D:5E.',
  base64: 'Phải là chữ mã hóa base64, ví dụ SGVu.',
  base64url: 'Phải là chữ mã hóa base64url, ví dụ SGVu.',
  json_string: 'Phải là JSON viết thành chữ.',
  jwt: 'Phải là thẻ JWT gồm ba phần ngăn bằng dấu chấm.',
  e164: 'Số điện thoại viết theo E.164, ví dụ +84258123456.',
  emoji: 'Phải là biểu tượng cảm xúc.',
  lowercase: 'Chỉ dùng chữ thường.',
  uppercase: 'Chỉ dùng chữ in hoa.',
  credit_card: 'Phải là số thẻ thanh toán.',
  iban: 'Phải là số tài khoản quốc tế (IBAN).',
};

/** An example of a moment, as exactly as the schema asks for it: zone and part of the second. */
export function momentSentence(asked: {
  readonly offset?: unknown;
  readonly local?: unknown;
  readonly precision?: unknown;
}): string {
  const zone = asked.offset === true ? '+07:00' : asked.local === true ? '' : 'Z';
  const { precision } = asked;
  const second =
    precision === -1 ? '' : typeof precision === 'number' && precision > 0 ? `:00.${'0'.repeat(precision)}` : ':00';
  return `Ngày giờ viết theo ISO 8601, ví dụ 2018-02-26T09:00${second}${zone}.`;
}

const formatter = new Intl.NumberFormat('vi-VN', { useGrouping: 'min2', maximumFractionDigits: 20 });

/** A number as Vietnamese writes it; years and other four-digit numbers stay ungrouped. */
export const numberWord = (value: number | bigint): string => formatter.format(value);

/** Values of an enumeration as they are to be sent; null says itself. */
export function valueWords(values: readonly unknown[]): string {
  const most = 30;
  const words = values.slice(0, most).map((value) => (value === '' ? '"" (để trống)' : String(value)));
  return values.length > most ? `${words.join(', ')} và ${values.length - most} giá trị khác` : words.join(', ');
}
