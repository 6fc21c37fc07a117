import type { FormBlock, PaperForm } from '#modules/documents/public.ts';
import type { ApologySlip, FormDossier, StopNotice } from './data.ts';
import { field, reasonBlock, signatory, slip, slipNumber } from './parts.ts';
import { dayInWords, momentInWords } from './wording.ts';

/** Form 04: the apology with the new date; its name changed with the circular of 2025. */
export const APOLOGY_TITLES = {
  'TT01/2018': 'Phiếu xin lỗi và hẹn lại ngày trả kết quả',
  'TT03/2025': 'Văn bản xin lỗi\nvà đề nghị gia hạn thời gian giải quyết',
} as const;

/** Form 04: written at the latest one day before the due date, once (NĐ 61/2018/NĐ-CP, Điều 19.9). */
export function apologyForm(dossier: FormDossier, apology: ApologySlip): PaperForm {
  const form = slip(dossier, APOLOGY_TITLES[dossier.set], {
    number: slipNumber(apology.number),
    to: addressee(dossier),
    body: [
      ...aboutDossier(dossier, apology.agencyName),
      field('Thời gian hẹn trả kết quả', momentInWords(dossier.dueAt)),
      {
        kind: 'paragraph',
        text: `Đến nay, ${apology.agencyName} chưa trả được kết quả giải quyết hồ sơ theo thời gian đã hẹn.`,
      },
      ...reasonBlock('Lý do', apology.reason),
      {
        kind: 'paragraph',
        text: `${apology.agencyName} xin lỗi Ông/Bà, tổ chức về sự chậm trễ này và hẹn trả kết quả vào thời gian, địa điểm sau:`,
      },
      field('Thời gian trả kết quả mới', momentInWords(apology.newDueAt), apology.newDueAt !== null),
      field('Địa điểm', apology.newPlace),
    ],
    signatures: [signatory(apology.signerTitle ?? 'Thủ trưởng cơ quan, đơn vị', apology.signer, '(Ký, đóng dấu)')],
    recipients: ['Như trên', ...(apology.superior === null ? [] : [`${apology.superior} (để báo cáo)`]), 'Lưu: VT'],
  });
  return { ...form, head: { ...form.head, issuer: apology.agencyName, parent: null, date: apology.on } };
}

/** Form 05 of TT 03/2025/TT-VPCP: the handling ends without a result. Only its name was read; see README. */
export function stopForm(dossier: FormDossier, notice: StopNotice): PaperForm {
  const form = slip(dossier, 'Thông báo dừng giải quyết hồ sơ', {
    number: slipNumber(notice.number),
    to: addressee(dossier),
    body: [
      ...aboutDossier(dossier, notice.agencyName),
      { kind: 'paragraph', text: `${notice.agencyName} thông báo dừng giải quyết hồ sơ nói trên.` },
      ...reasonBlock('Lý do', notice.reason),
      field('Căn cứ', notice.document),
      field('Khi cần hướng dẫn thêm, liên hệ', dossier.unit.contact),
    ],
    signatures: [signatory(notice.signerTitle ?? 'Thủ trưởng cơ quan, đơn vị', notice.signer, '(Ký, đóng dấu)')],
    recipients: ['Như trên', 'Lưu: VT'],
  });
  return { ...form, head: { ...form.head, issuer: notice.agencyName, parent: null, date: notice.on } };
}

function addressee({ applicant, owner }: FormDossier): string {
  return owner === null || owner.name === applicant.name
    ? applicant.name
    : `${owner.name} (người nộp: ${applicant.name})`;
}

function aboutDossier(dossier: FormDossier, agencyName: string): readonly FormBlock[] {
  const received = dossier.receivedAt === null ? dayInWords(null) : dayInWords(dossier.receivedAt);
  return [
    {
      kind: 'paragraph',
      text: `${capital(received)}, ${dossier.unit.name} tiếp nhận hồ sơ của ${addressee(dossier)}.`,
    },
    field('Nội dung yêu cầu giải quyết', dossier.procedureName),
    field('Mã hồ sơ', dossier.code === '' ? null : dossier.code),
    field('Cơ quan giải quyết', agencyName),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}
