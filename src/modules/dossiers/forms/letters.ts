import { dateInVietnam } from '#kernel/vietnam-time.ts';
import type { FormBlock, PaperForm } from '#modules/documents/public.ts';
import type { ApologySlip, FormDossier, StopNotice } from './data.ts';
import { field, reasonBlock, signatory, slip, slipNumber } from './parts.ts';
import { dayInWords, momentInWords } from './wording.ts';

/** Form 04: the apology with the new date; its name changed with the circular of 2025. */
export const APOLOGY_TITLES = {
  'TT01/2018': 'Phiếu xin lỗi và hẹn lại ngày trả kết quả',
  'TT03/2025': 'Văn bản xin lỗi\nvà đề nghị gia hạn thời gian giải quyết',
} as const;

/** A letter that promises no new day, because none may be promised any more. */
const APOLOGY_ALONE = 'Thư xin lỗi về việc chậm trả kết quả';

/**
 * Form 04: written at the latest one day before the due date, once (NĐ 61/2018/NĐ-CP, Điều 19.9). Without a new day it
 * is an apology and nothing more: no line is left on which a second re-appointment could be written by hand.
 */
export function apologyForm(dossier: FormDossier, apology: ApologySlip): PaperForm {
  const { agency, newDueAt } = apology;
  const form = slip(dossier, newDueAt === null ? APOLOGY_ALONE : APOLOGY_TITLES[dossier.set], {
    number: slipNumber(apology.number),
    to: addressee(dossier),
    body: [
      ...aboutDossier(dossier, agency.name),
      field('Thời gian hẹn trả kết quả', momentInWords(dossier.dueAt)),
      {
        kind: 'paragraph',
        text: isBefore(apology, dossier)
          ? `${agency.name} không giải quyết xong hồ sơ kịp thời gian đã hẹn.`
          : `Đến nay, ${agency.name} chưa trả được kết quả giải quyết hồ sơ theo thời gian đã hẹn.`,
      },
      ...reasonBlock('Lý do', apology.reason),
      ...(newDueAt === null ? sorryAlone(agency.name) : sorryUntil(agency.name, newDueAt, apology.newPlace)),
    ],
    signatures: [signatory(apology.signerTitle ?? 'Thủ trưởng cơ quan, đơn vị', apology.signer, '(Ký, đóng dấu)')],
    recipients: ['Như trên', ...(apology.superior === null ? [] : [`${apology.superior} (để báo cáo)`]), 'Lưu: VT'],
  });
  return { ...form, head: { ...form.head, parent: agency.parent, issuer: agency.name, date: apology.on } };
}

/** The law has it written before the promised day: then nothing is late yet. */
function isBefore({ on }: ApologySlip, { dueAt }: FormDossier): boolean {
  return on !== null && dueAt !== null && on < dateInVietnam(dueAt);
}

function sorryUntil(agency: string, newDueAt: Date, place: string | null): readonly FormBlock[] {
  return [
    {
      kind: 'paragraph',
      text: `${agency} xin lỗi Ông/Bà, tổ chức về sự chậm trễ này và hẹn trả kết quả vào thời gian, địa điểm sau:`,
    },
    field('Thời gian trả kết quả mới', momentInWords(newDueAt), true),
    field('Địa điểm', place),
  ];
}

function sorryAlone(agency: string): readonly FormBlock[] {
  return [
    {
      kind: 'paragraph',
      text: `${agency} xin lỗi Ông/Bà, tổ chức về sự chậm trễ này và sẽ báo ngay khi có kết quả.`,
    },
  ];
}

/** Form 05 of TT 03/2025/TT-VPCP: the handling ends without a result. Only its name was read; see README. */
export function stopForm(dossier: FormDossier, notice: StopNotice): PaperForm {
  return endLetter(dossier, notice, 'Thông báo dừng giải quyết hồ sơ', 'thông báo dừng giải quyết hồ sơ nói trên.');
}

/**
 * The written refusal after appraisal with its reason (NĐ 61/2018/NĐ-CP, Điều 19.8). No circular has a form for it: the
 * layout is ours.
 */
export function refusalLetter(dossier: FormDossier, notice: StopNotice): PaperForm {
  return endLetter(
    dossier,
    notice,
    'Thông báo từ chối giải quyết hồ sơ',
    'đã thẩm định và không giải quyết hồ sơ nói trên vì không đủ điều kiện.',
  );
}

function endLetter(dossier: FormDossier, notice: StopNotice, title: string, says: string): PaperForm {
  const { agency } = notice;
  const form = slip(dossier, title, {
    number: slipNumber(notice.number),
    to: addressee(dossier),
    body: [
      ...aboutDossier(dossier, agency.name),
      { kind: 'paragraph', text: `${agency.name} ${says}` },
      ...reasonBlock('Lý do', notice.reason),
      ...(notice.document === undefined ? [] : [field('Căn cứ', notice.document)]),
      field('Khi cần hướng dẫn thêm, liên hệ', dossier.unit.contact),
    ],
    signatures: [signatory(notice.signerTitle ?? 'Thủ trưởng cơ quan, đơn vị', notice.signer, '(Ký, đóng dấu)')],
    recipients: ['Như trên', 'Lưu: VT'],
  });
  return { ...form, head: { ...form.head, parent: agency.parent, issuer: agency.name, date: notice.on } };
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
