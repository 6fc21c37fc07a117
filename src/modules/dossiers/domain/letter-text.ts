import type { LetterText } from './letter-moments.ts';

/** What a text may hold in braces; `sms` those that carry nothing personal. The sample is as long as it gets. */
export const LETTER_VARIABLES = {
  ma_ho_so: { text: 'Mã hồ sơ', sms: true, sample: '000.00.06.H32-180312-0001' },
  ngay_hen: { text: 'Ngày hẹn trả kết quả', sms: true, sample: '16/07/2018' },
  ngay_hen_cu: { text: 'Ngày hẹn trước đó', sms: true, sample: '12/07/2018' },
  gio_hen: { text: 'Giờ hẹn', sms: true, sample: '09:00' },
  trang_tra_cuu: { text: 'Trang tra cứu', sms: true, sample: 'motcua.khanhhoa.gov.vn/tra-cuu' },
  tra_cuu: { text: 'Đường dẫn mở thẳng hồ sơ', sms: false, sample: 'https://motcua.khanhhoa.gov.vn/t/…' },
  nguoi_nop: { text: 'Tên người nộp', sms: false, sample: 'Nguyễn Thị Mẫu' },
  thu_tuc: { text: 'Tên thủ tục', sms: false, sample: 'Cấp giấy chứng nhận (mẫu)' },
  noi_tiep_nhan: { text: 'Nơi tiếp nhận', sms: false, sample: 'Bộ phận Một cửa' },
  co_quan: { text: 'Cơ quan giải quyết', sms: false, sample: 'Sở Khoa học và Công nghệ' },
  ly_do: { text: 'Lý do đã ghi', sms: false, sample: 'Thiếu bản vẽ có xác nhận' },
  so_tien: { text: 'Số tiền phải nộp', sms: false, sample: '1.250.000 đồng' },
  so_buu_gui: { text: 'Số hiệu bưu gửi', sms: false, sample: 'EK123456789VN' },
  giay_to: { text: 'Giấy tờ cần nộp, mỗi dòng một loại', sms: false, sample: '- Bản vẽ hoàn công' },
} as const;
export type LetterVariable = keyof typeof LETTER_VARIABLES;
export type LetterValues = Readonly<Record<LetterVariable, string>>;

export const SAMPLE_VALUES = Object.fromEntries(
  Object.entries(LETTER_VARIABLES).map(([name, { sample }]) => [name, sample]),
) as LetterValues;

/** One message of a telephone network: GSM 03.38 letters, which has no Vietnamese ones. */
export const SMS_LENGTH = 160;

/** Puts the values in; a brace that is none of ours stays as it is. */
export function fill(text: string, values: LetterValues): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name as LetterVariable] ?? whole);
}

/** Without accents, in letters every telephone network carries as one character each. */
export function plainSms(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/[“”„]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[–—]/g, '-')
    .replaceAll('…', '...')
    .replace(/[^\x20-\x7e]|[[\]{}\\^~|`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

export interface LetterFault {
  readonly field: 'subject' | 'body' | 'sms';
  readonly code: 'empty' | 'unknown-variable' | 'personal-in-sms' | 'sms-too-long' | 'not-one-line';
  /** The variable, or the length it comes to. */
  readonly detail: string;
}

/** What is wrong with a text before anybody gets it; an empty list means it can go out. */
export function faultsOfLetter(text: Pick<LetterText, 'subject' | 'body' | 'sms'>): LetterFault[] {
  const faults: LetterFault[] = [];
  for (const field of ['subject', 'body', 'sms'] as const) {
    if (text[field].trim() === '') faults.push({ field, code: 'empty', detail: '' });
    for (const [, name = ''] of text[field].matchAll(/\{([^{}]*)\}/g)) {
      const known = LETTER_VARIABLES[name as LetterVariable] as { sms: boolean } | undefined;
      if (!known) faults.push({ field, code: 'unknown-variable', detail: name });
      else if (field === 'sms' && !known.sms) faults.push({ field, code: 'personal-in-sms', detail: name });
    }
  }
  if (/[\r\n]/.test(text.subject)) faults.push({ field: 'subject', code: 'not-one-line', detail: '' });
  const { length } = plainSms(fill(text.sms, SAMPLE_VALUES));
  if (length > SMS_LENGTH) faults.push({ field: 'sms', code: 'sms-too-long', detail: String(length) });
  return faults;
}

const FAULT_VI: Readonly<Record<LetterFault['code'], (detail: string) => string>> = {
  empty: () => 'Hãy ghi nội dung.',
  'unknown-variable': (name) => `Không có trường “{${name}}”.`,
  'personal-in-sms': (name) => `Tin nhắn SMS không được chứa “{${name}}”.`,
  'sms-too-long': (length) => `Tin nhắn dài ${length} ký tự khi điền đủ; nhiều nhất ${SMS_LENGTH}.`,
  'not-one-line': () => 'Tiêu đề chỉ một dòng.',
};

export function faultVi({ code, detail }: LetterFault): string {
  return FAULT_VI[code](detail);
}

/** The letter as it leaves: what was filled in is text, never mark-up. */
export function letterHtml(body: string, link: string | null): string {
  const paragraphs = body
    .split(/\n{2,}/)
    .map((part) => `<p style="margin:0 0 14px">${escapeHtml(part).replaceAll('\n', '<br>')}</p>`);
  const button = link
    ? `<p><a href="${escapeHtml(link)}" style="display:inline-block;background:#0b5563;color:#ffffff;text-decoration:none;padding:12px 20px;border-radius:6px;font-weight:600">Xem hồ sơ</a></p>`
    : '';
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head><body style="font-family:'Be Vietnam Pro',Arial,sans-serif;font-size:16px;line-height:1.5;color:#1b1f22;max-width:600px;margin:0 auto;padding:16px">${paragraphs.join('')}${button}</body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
