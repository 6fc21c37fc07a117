import { defineMessages } from '#web/i18n/messages.ts';
import type { Channel } from '../domain/channel.ts';
import type { TemplateProblem } from '../domain/template.ts';
import { TEMPLATE_VARIABLES, isVariable } from '../domain/template-variables.ts';

/** "{han} (Hạn, đủ giờ và thứ)". */
const named = (name: string) => (isVariable(name) ? `{${name}} (${TEMPLATE_VARIABLES[name].label})` : `{${name}}`);

export const templateWords = defineMessages(
  {
    title: 'Mẫu tin nhắc việc',
    lead: 'Lời của mỗi kênh cho mỗi loại lời nhắc. Người nhận luôn thấy thêm nút mở việc và “Vì sao tôi nhận được?”.',
    kind: 'Loại lời nhắc',
    words: 'Nội dung đang dùng',
    by: 'Bản',
    version: (version: number) => `bản ${version}`,
    isDefault: 'mẫu gốc',
    changed: 'đã sửa',
    program: 'theo phần mềm',
    subject: 'Tiêu đề',
    body: 'Nội dung',
    variables: 'Biến dùng được',
    insertHint: 'Bấm để chèn vào nội dung.',
    variablesHint: 'Bấm để chèn vào nội dung. Phần nói về điều không có thì tự được bỏ.',
    impersonal: 'Kênh này đi qua bên thứ ba: không chứa dữ liệu cá nhân và tên việc.',
    insert: (label: string) => `Chèn ${label}`,
    preview: 'Xem trước, với một việc ví dụ',
    smsCount: (length: number, alone: number, parts: number, alphabet: string) =>
      `${length}/${alone} ký tự (${alphabet}), tính ${parts} tin nhắn`,
    withoutMarks: 'Không dấu',
    withMarks: 'Có dấu',
    gsm: 'bảng chữ GSM 7 bit',
    ucs: 'UCS-2, có dấu',
    reason: 'Lý do sửa',
    reasonHint: 'Người sau xem lại lịch sử sẽ thấy.',
    needReason: 'Hãy ghi lý do sửa.',
    publish: (version: number) => `Ban hành bản ${version}`,
    published: (version: number) => `Đã ban hành bản ${version}. Lời nhắc từ bây giờ dùng bản này.`,
    reset: 'Lấy lại mẫu gốc',
    resetDone: 'Đã đưa mẫu gốc vào ô soạn. Ghi lý do rồi ban hành.',
    same: 'Chưa sửa gì so với bản đang dùng.',
    history: 'Các bản đã ban hành',
    takeUp: 'Soạn tiếp từ bản này',
    restored: 'Đã khôi phục phần bạn soạn dở.',
    discard: 'Bỏ phần soạn dở',
    zaloNote:
      'Zalo chỉ gửi mẫu (ZNS) đã duyệt tại Zalo. Đăng ký nguyên văn bên phải, rồi ghi mã Zalo cấp vào ô Mã mẫu ZNS.',
    templateId: 'Mã mẫu ZNS',
    templateIdHint: 'Sửa nội dung thì phải đăng ký lại và ghi mã mới. Chưa có mã: lời nhắc đi bằng kênh khác.',
    register: 'Nguyên văn để đăng ký với Zalo',
    shown: 'Người nhận thấy',
    notSent: 'chưa gửi qua Zalo: thiếu mã mẫu ZNS',
  },
  {
    title: 'Reminder texts',
    lead: 'The words of each channel for each kind of reminder. The button and “Why did I get this?” are always added.',
    kind: 'Kind of reminder',
    words: 'Words in use',
    by: 'Version',
    version: (version: number) => `version ${version}`,
    isDefault: 'default',
    changed: 'changed',
    program: 'came with the program',
    subject: 'Subject',
    body: 'Text',
    variables: 'Variables',
    insertHint: 'Press to insert.',
    variablesHint: 'Press to insert. A part that speaks of nothing is left out.',
    impersonal: 'This channel goes through other houses: no personal data, no title.',
    insert: (label: string) => `Insert ${label}`,
    preview: 'Preview with an example',
    smsCount: (length: number, alone: number, parts: number, alphabet: string) =>
      `${length}/${alone} characters (${alphabet}), billed as ${parts}`,
    withoutMarks: 'Without marks',
    withMarks: 'With marks',
    gsm: 'GSM 7 bit',
    ucs: 'UCS-2',
    reason: 'Reason',
    reasonHint: 'Shown in the history.',
    needReason: 'Say why.',
    publish: (version: number) => `Issue version ${version}`,
    published: (version: number) => `Version ${version} is in force.`,
    reset: 'Back to the default',
    resetDone: 'The default stands in the fields. Say why, and issue it.',
    same: 'Nothing differs from the version in force.',
    history: 'Versions',
    takeUp: 'Go on from this version',
    restored: 'Your draft was restored.',
    discard: 'Discard the draft',
    zaloNote:
      'Zalo sends approved templates (ZNS) only. Register the text on the right there, then enter the id Zalo gave it.',
    templateId: 'ZNS template id',
    templateIdHint: 'Other words must be registered again and get another id. Without one another channel is used.',
    register: 'The text to register with Zalo',
    shown: 'What is read',
    notSent: 'not sent by Zalo: no ZNS template id',
  },
);

export const channelWords: Readonly<Record<Channel, { vi: string; en: string }>> = {
  'in-app': { vi: 'Trong chương trình', en: 'In the program' },
  email: { vi: 'Thư điện tử', en: 'E-mail' },
  push: { vi: 'Thông báo đẩy', en: 'Push' },
  sms: { vi: 'Tin nhắn SMS', en: 'SMS' },
  zalo: { vi: 'Zalo', en: 'Zalo' },
};

/** What is to be mended, as a sentence that names the variable. */
export function problemVi({ code, what }: TemplateProblem): string {
  switch (code) {
    case 'empty':
      return 'Chưa có nội dung.';
    case 'too-long':
      return `Dài quá ${what} ký tự.`;
    case 'brace':
      return 'Có dấu ngoặc nhọn chưa khép. Viết biến như {han}.';
    case 'unknown':
      return `Không có biến {${what}}. Chọn biến trong danh sách.`;
    case 'personal':
      return `${named(what)} là dữ liệu cá nhân hoặc tên việc, không được gửi qua kênh này.`;
    case 'missing':
      return `Thiếu ${named(what)}.`;
    case 'may-be-empty':
      return `${named(what)} có thể để trống, mà Zalo phải điền đủ mọi chỗ trong mẫu.`;
    case 'not-an-id':
      return 'Mã mẫu ZNS chỉ gồm chữ số.';
    case 'no-such-field':
      return 'Kênh này không có tiêu đề.';
    case 'several-lines':
      return 'Tiêu đề chỉ có một dòng.';
  }
}
