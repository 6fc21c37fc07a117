import { defineMessages } from '#web/i18n/messages.ts';

/** How the directory of applicants came to say what it says. */
export const directoryWords = defineMessages(
  {
    title: 'Lịch sử danh bạ người nộp',
    lead: 'Phiếu tiếp nhận điền sẵn theo danh bạ này. Ở đây ghi ai đã sửa gì, khi nào và vì sao.',
    now: 'Danh bạ đang ghi',
    here: 'Hồ sơ này ghi',
    fact: 'Thông tin',
    name: 'Họ và tên',
    identityNumber: 'Số định danh',
    phone: 'Điện thoại',
    email: 'Thư điện tử',
    address: 'Địa chỉ',
    dossiers: (count: number) => `${count} hồ sơ trong hệ thống`,
    differs: 'khác hồ sơ',
    changes: 'Các lần sửa',
    none: 'Chưa sửa lần nào',
    noneHint: 'Danh bạ ghi đúng như lần đầu người này nộp hồ sơ.',
    unknown: 'Người nộp hồ sơ này không có trong danh bạ',
    unknownHint: 'Hồ sơ nhập từ phần mềm khác không ghi vào danh bạ.',
    did: (kind: 'reception' | 'correction' | 'restored', code: string | null) =>
      `${
        {
          reception: 'ghi theo lời khai khi tiếp nhận hồ sơ',
          correction: 'đính chính hồ sơ',
          restored: 'ghi lại như trước, vì hồ sơ này là của người khác:',
        }[kind]
      } ${code ?? 'chưa có mã'}`,
    elsewhere: 'Cơ quan khác đã sửa danh bạ',
    elsewhereHint: 'Hồ sơ ấy không thuộc cơ quan bạn nên không hiện nội dung.',
    changed: (field: string, before: string | null, after: string | null) =>
      `${field}: ${before === null ? 'chưa có' : `“${before}”`} thành ${after === null ? 'để trống' : `“${after}”`}`,
    reason: (reason: string) => `Lý do: ${reason}`,
    document: (number: string, on: string) => `văn bản ${number} ngày ${on}`,
    more: (count: number) => `Chỉ hiện ${count} lần sửa gần nhất.`,
    back: 'Hồ sơ',
  },
  {
    title: 'History of the directory of applicants',
    lead: 'Reception forms are filled in from this directory. Here stands who changed what, when and why.',
    now: 'The directory says',
    here: 'This dossier says',
    fact: 'Fact',
    name: 'Name',
    identityNumber: 'Identity number',
    phone: 'Phone',
    email: 'E-mail',
    address: 'Address',
    dossiers: (count: number) => `${count} dossiers in the system`,
    differs: 'differs from the dossier',
    changes: 'Changes',
    none: 'Never changed',
    noneHint: 'The directory says what this person said the first time.',
    unknown: 'The applicant of this dossier is not in the directory',
    unknownHint: 'Dossiers imported from other software are not noted there.',
    did: (kind: 'reception' | 'correction' | 'restored', code: string | null) =>
      `${
        {
          reception: 'noted what was told at the reception of',
          correction: 'corrected',
          restored: 'put it back as it was, because this dossier is of somebody else:',
        }[kind]
      } ${code ?? 'without a code'}`,
    elsewhere: 'Another agency changed the directory',
    elsewhereHint: 'That dossier is not of your agency, so its content is not shown.',
    changed: (field: string, before: string | null, after: string | null) =>
      `${field}: ${before === null ? 'nothing' : `“${before}”`} became ${after === null ? 'empty' : `“${after}”`}`,
    reason: (reason: string) => `Reason: ${reason}`,
    document: (number: string, on: string) => `document ${number} of ${on}`,
    more: (count: number) => `Only the latest ${count} changes are shown.`,
    back: 'Dossier',
  },
);
