import { dateInVietnam } from '#kernel/vietnam-time.ts';
import type { FormBlock, PaperForm } from '#modules/documents/public.ts';
import type { FormDossier, RefusalSlip, SupplementSlip } from './data.ts';
import { applicantBlocks, field, pair, papersTable, reasonBlock, signatory, slip, slipNumber } from './parts.ts';
import { momentInWords } from './wording.ts';

/** What fits beside the way it is paid. */
const SHORT_FEE = 26;

/** Form 01: giấy tiếp nhận hồ sơ và hẹn trả kết quả. */
export function receiptForm(dossier: FormDossier): PaperForm {
  const { owner, receivedAt, clockStartsAt } = dossier;
  const form = slip(dossier, 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả', {
    number: `Mã hồ sơ: ${dossier.code}`,
    body: [
      ...applicantBlocks('Tiếp nhận hồ sơ của', dossier.applicant),
      field('Nội dung yêu cầu giải quyết', dossier.procedureName),
      ...(owner ? [field('Chủ hồ sơ', owner.name), field('Địa chỉ chủ hồ sơ', owner.address)] : []),
      { kind: 'paragraph', text: 'Thành phần hồ sơ nộp gồm:' },
      papersTable(dossier.papers),
      field('Số lượng hồ sơ (bộ)', dossier.sets === null ? null : String(dossier.sets).padStart(2, '0')),
      field('Thời gian giải quyết hồ sơ theo quy định', dossier.limitText),
      field('Thời gian nhận hồ sơ', momentInWords(receivedAt)),
      ...(clockStartsAt === undefined
        ? []
        : [field('Thời hạn tính từ khi hồ sơ đầy đủ, hợp lệ', startInWords(clockStartsAt, receivedAt))]),
      field('Thời gian trả kết quả', momentInWords(dossier.dueAt), dossier.dueAt !== null),
      ...feeBlocks(dossier),
      field('Đăng ký nhận kết quả tại', dossier.resultWay),
      field('Khi đến nhận kết quả mang theo', dossier.bring),
    ],
    signatures: [signatory('Người nộp hồ sơ', null), signatory('Người tiếp nhận hồ sơ', dossier.receiver)],
  });
  return { ...form, head: { ...form.head, date: receivedAt === null ? null : dateInVietnam(receivedAt) } };
}

/** Side by side where both are short; a fee that depends on the case has lines of its own. */
function feeBlocks({ fee, feeCollection }: FormDossier): readonly FormBlock[] {
  const lines = [
    ['Phí, lệ phí', fee],
    ['Cách thu', feeCollection],
  ] as const;
  const isLong = (fee ?? '').length > SHORT_FEE;
  return isLong ? lines.map(([label, value]) => field(label, value)) : [pair(...lines)];
}

/** One line of a narrow page where it is the moment of the line above. */
function startInWords(startsAt: Date | null, receivedAt: Date | null): string {
  const same = startsAt !== null && startsAt.getTime() === receivedAt?.getTime();
  return same ? 'thời điểm nhận hồ sơ' : momentInWords(startsAt);
}

/** Form 02: phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: one complete request. */
export function supplementForm(dossier: FormDossier, asked: SupplementSlip): PaperForm {
  const form = slip(dossier, 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ', {
    number: slipNumber(asked.number),
    body: [
      ...applicantBlocks('Hồ sơ của', dossier.applicant),
      field('Nội dung yêu cầu giải quyết', dossier.procedureName),
      field('Mã hồ sơ', dossier.code === '' ? null : dossier.code),
      { kind: 'paragraph', text: 'Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:' },
      papersTable(asked.papers),
      ...reasonBlock('Lý do', asked.reason),
      field('Khi cần hướng dẫn thêm, liên hệ', dossier.unit.contact),
    ],
    signatures: [signatory('Người hướng dẫn', asked.guide)],
  });
  return { ...form, head: { ...form.head, date: asked.on } };
}

/** Form 03: phiếu từ chối tiếp nhận giải quyết hồ sơ. */
export function refusalForm(dossier: FormDossier, refused: RefusalSlip): PaperForm {
  const form = slip(dossier, 'Phiếu từ chối tiếp nhận giải quyết hồ sơ', {
    number: slipNumber(refused.number),
    body: [
      ...applicantBlocks('Hồ sơ của', dossier.applicant),
      field('Nội dung yêu cầu giải quyết', dossier.procedureName),
      field('Mã hồ sơ', dossier.code === '' ? null : dossier.code),
      { kind: 'paragraph', text: 'Qua xem xét, hồ sơ không được tiếp nhận để giải quyết.' },
      ...reasonBlock('Lý do', refused.reason),
      field('Khi cần hướng dẫn thêm, liên hệ', dossier.unit.contact),
    ],
    signatures: [signatory('Người nộp hồ sơ', null), signatory('Người tiếp nhận hồ sơ', refused.officer)],
  });
  return { ...form, head: { ...form.head, date: refused.on } };
}
