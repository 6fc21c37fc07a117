import type { EventKind } from './actions.ts';
import type { DossierEvent } from './events.ts';
import type { Channel } from './words.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';

/** What an applicant is told at a moment, before an administrator words it anew. */
export interface LetterText {
  /** One line. */
  readonly subject: string;
  readonly body: string;
  /** At most 160 characters when filled in; goes out without accents. */
  readonly sms: string;
  readonly enabled: boolean;
}

interface Moment extends LetterText {
  /** What the administrator reads. */
  readonly label: string;
}

const TRACK = 'Xem hồ sơ bất cứ lúc nào: {tra_cuu}';
const ASK = 'Cần hỏi, ông/bà liên hệ {noi_tiep_nhan}.';
const HELLO = 'Kính gửi ông/bà {nguoi_nop},';

const moment = (label: string, subject: string, text: string, sms: string, enabled = true): Moment => ({
  label,
  subject,
  body: [HELLO, text, TRACK, ASK].join('\n\n'),
  sms,
  enabled,
});

/**
 * The moments an applicant is told of (thời điểm báo tin): those at which the law asks for a word to him or the dossier
 * waits for him (NĐ 61/2018 Điều 17, 19, 20), and those a working system tells of. The province's own eighteen texts
 * were not found; these are ours, at least as many, and can be worded anew.
 */
export const LETTER_MOMENTS = {
  submitted: moment(
    'Đã đăng ký trực tuyến, chờ kiểm tra',
    'Đã nhận đăng ký hồ sơ trực tuyến',
    'Chúng tôi đã nhận đăng ký trực tuyến “{thu_tuc}” và đang kiểm tra giấy tờ. Đây chưa phải là tiếp nhận hồ sơ.',
    'Da nhan dang ky ho so truc tuyen, dang kiem tra giay to. Tra cuu: {trang_tra_cuu}',
  ),
  'completion-requested': moment(
    'Cần hoàn thiện hồ sơ trước khi tiếp nhận',
    'Hồ sơ chưa đủ để tiếp nhận',
    'Hồ sơ “{thu_tuc}” chưa đủ để tiếp nhận.\nLý do: {ly_do}\nCần nộp:\n{giay_to}\nNộp đủ một lần thì hồ sơ được tiếp nhận và bắt đầu tính thời hạn.',
    'Ho so cua ong/ba con thieu giay to nen chua duoc tiep nhan. Xem phieu yeu cau hoac hoi noi tiep nhan. Tra cuu: {trang_tra_cuu}',
  ),
  denied: moment(
    'Không tiếp nhận hồ sơ',
    'Hồ sơ không được tiếp nhận',
    'Hồ sơ “{thu_tuc}” không được tiếp nhận.\nLý do: {ly_do}',
    'Ho so cua ong/ba khong duoc tiep nhan. Ly do ghi tren phieu tu choi. Tra cuu: {trang_tra_cuu}',
  ),
  received: moment(
    'Đã tiếp nhận, có ngày hẹn',
    'Hồ sơ {ma_ho_so} đã được tiếp nhận',
    'Hồ sơ {ma_ho_so}, thủ tục “{thu_tuc}”, đã được tiếp nhận. Ngày hẹn trả kết quả: {gio_hen}, {ngay_hen}.',
    'Ho so {ma_ho_so} da duoc tiep nhan, hen tra ket qua {ngay_hen}. Tra cuu: {trang_tra_cuu}',
  ),
  'done-on-spot': moment(
    'Đã giải quyết và trả kết quả ngay',
    'Hồ sơ {ma_ho_so} đã được giải quyết ngay',
    'Hồ sơ {ma_ho_so}, thủ tục “{thu_tuc}”, đã được giải quyết và trả kết quả ngay khi tiếp nhận.',
    'Ho so {ma_ho_so} da duoc giai quyet va tra ket qua. Tra cuu: {trang_tra_cuu}',
  ),
  forwarded: moment(
    'Đã chuyển đến cơ quan giải quyết',
    'Hồ sơ {ma_ho_so} đã chuyển đến cơ quan giải quyết',
    'Hồ sơ {ma_ho_so} đã được chuyển đến {co_quan}. Ngày hẹn trả kết quả không đổi: {ngay_hen}.',
    'Ho so {ma_ho_so} da chuyen den co quan giai quyet, hen tra {ngay_hen}. Tra cuu: {trang_tra_cuu}',
    false,
  ),
  'supplement-requested': moment(
    'Cần bổ sung giấy tờ sau khi tiếp nhận',
    'Hồ sơ {ma_ho_so} cần bổ sung giấy tờ',
    'Hồ sơ {ma_ho_so} cần bổ sung giấy tờ.\nLý do: {ly_do}\nCần nộp:\n{giay_to}\nThời hạn giải quyết tạm dừng đến khi nhận đủ. Ông/bà nộp tại {noi_tiep_nhan}, không cần gặp người thụ lý.',
    'Ho so {ma_ho_so} can bo sung giay to, xem phieu yeu cau. Thoi han tam dung den khi nhan du. Tra cuu: {trang_tra_cuu}',
  ),
  'supplement-taken': moment(
    'Đã nhận đủ giấy tờ bổ sung',
    'Hồ sơ {ma_ho_so}: đã nhận đủ giấy tờ bổ sung',
    'Chúng tôi đã nhận đủ giấy tờ bổ sung của hồ sơ {ma_ho_so}. Ngày hẹn trả kết quả: {gio_hen}, {ngay_hen}.',
    'Ho so {ma_ho_so}: da nhan du giay to bo sung, hen tra {ngay_hen}. Tra cuu: {trang_tra_cuu}',
  ),
  'payment-required': moment(
    'Cần nộp phí, lệ phí hoặc thuế',
    'Hồ sơ {ma_ho_so} cần nộp khoản phải nộp',
    'Hồ sơ {ma_ho_so} chờ ông/bà thực hiện nghĩa vụ tài chính.\nNội dung: {ly_do}\nSố tiền: {so_tien}\nNộp xong, ông/bà báo {noi_tiep_nhan}.',
    'Ho so {ma_ho_so} cho ong/ba nop khoan phai nop theo thong bao. Tra cuu: {trang_tra_cuu}',
  ),
  'payment-confirmed': moment(
    'Đã ghi nhận khoản nộp',
    'Hồ sơ {ma_ho_so}: đã ghi nhận khoản nộp',
    'Khoản nộp của hồ sơ {ma_ho_so} đã được ghi nhận. Ngày hẹn trả kết quả: {gio_hen}, {ngay_hen}.',
    'Ho so {ma_ho_so}: da ghi nhan khoan nop, hen tra {ngay_hen}. Tra cuu: {trang_tra_cuu}',
  ),
  suspended: moment(
    'Tạm dừng giải quyết',
    'Hồ sơ {ma_ho_so} tạm dừng giải quyết',
    'Việc giải quyết hồ sơ {ma_ho_so} tạm dừng.\nLý do: {ly_do}\nChúng tôi sẽ báo khi tiếp tục.',
    'Ho so {ma_ho_so} tam dung giai quyet. Ly do: hoi noi tiep nhan. Tra cuu: {trang_tra_cuu}',
  ),
  resumed: moment(
    'Tiếp tục giải quyết',
    'Hồ sơ {ma_ho_so} tiếp tục được giải quyết',
    'Hồ sơ {ma_ho_so} đang được giải quyết tiếp. Ngày hẹn trả kết quả: {gio_hen}, {ngay_hen}.',
    'Ho so {ma_ho_so} tiep tuc duoc giai quyet, hen tra {ngay_hen}. Tra cuu: {trang_tra_cuu}',
  ),
  reappointed: moment(
    'Xin lỗi và hẹn lại ngày trả',
    'Xin lỗi và hẹn lại ngày trả kết quả hồ sơ {ma_ho_so}',
    'Hồ sơ {ma_ho_so}, hẹn trả ngày {ngay_hen_cu}, chưa thể có kết quả đúng hẹn. Chúng tôi xin lỗi ông/bà.\nLý do: {ly_do}\nNgày hẹn trả mới: {gio_hen}, {ngay_hen}.',
    'Xin loi ong/ba: ho so {ma_ho_so} chua kip hen {ngay_hen_cu}, hen tra moi {ngay_hen}. Tra cuu: {trang_tra_cuu}',
  ),
  apology: moment(
    'Xin lỗi vì chậm, không đổi ngày hẹn',
    'Xin lỗi vì hồ sơ {ma_ho_so} chậm kết quả',
    'Hồ sơ {ma_ho_so}, hẹn trả ngày {ngay_hen}, chậm kết quả. Chúng tôi xin lỗi ông/bà.\nLý do: {ly_do}',
    'Xin loi ong/ba: ho so {ma_ho_so} cham ket qua so voi ngay hen {ngay_hen}. Tra cuu: {trang_tra_cuu}',
  ),
  recounted: moment(
    'Ngày hẹn được tính lại theo lịch làm việc',
    'Ngày hẹn trả hồ sơ {ma_ho_so} được tính lại',
    'Lịch làm việc thay đổi nên ngày hẹn trả hồ sơ {ma_ho_so} chuyển từ {ngay_hen_cu} sang {gio_hen}, {ngay_hen}.\nLý do: {ly_do}',
    'Ho so {ma_ho_so}: lich lam viec thay doi, ngay hen tra la {ngay_hen}. Tra cuu: {trang_tra_cuu}',
  ),
  'result-early': moment(
    'Có kết quả trước hạn',
    'Hồ sơ {ma_ho_so} có kết quả sớm',
    'Hồ sơ {ma_ho_so} đã có kết quả, trước ngày hẹn {ngay_hen}. Ông/bà nhận tại {noi_tiep_nhan}, mang theo giấy hẹn.',
    'Ho so {ma_ho_so} da co ket qua som. Moi ong/ba den nhan, mang theo giay hen. Tra cuu: {trang_tra_cuu}',
  ),
  'result-ready': moment(
    'Có kết quả',
    'Hồ sơ {ma_ho_so} đã có kết quả',
    'Hồ sơ {ma_ho_so} đã có kết quả. Ông/bà nhận tại {noi_tiep_nhan}, mang theo giấy hẹn.',
    'Ho so {ma_ho_so} da co ket qua. Moi ong/ba den nhan, mang theo giay hen. Tra cuu: {trang_tra_cuu}',
  ),
  refused: moment(
    'Có văn bản từ chối giải quyết',
    'Hồ sơ {ma_ho_so}: có văn bản trả lời',
    'Hồ sơ {ma_ho_so} không được giải quyết; văn bản trả lời nêu lý do đã có tại {noi_tiep_nhan}.\nLý do: {ly_do}',
    'Ho so {ma_ho_so} da co van ban tra loi khong giai quyet. Moi ong/ba den nhan. Tra cuu: {trang_tra_cuu}',
  ),
  posted: moment(
    'Đã gửi kết quả qua bưu chính',
    'Kết quả hồ sơ {ma_ho_so} đang được gửi',
    'Kết quả hồ sơ {ma_ho_so} đã được gửi qua bưu chính. Số hiệu bưu gửi: {so_buu_gui}.',
    'Ket qua ho so {ma_ho_so} da duoc gui qua buu chinh. Tra cuu: {trang_tra_cuu}',
  ),
  returned: moment(
    'Đã trả kết quả',
    'Đã trả kết quả hồ sơ {ma_ho_so}',
    'Kết quả hồ sơ {ma_ho_so} đã được trả. Nếu ông/bà chưa nhận, xin báo ngay cho {noi_tiep_nhan}.',
    'Ket qua ho so {ma_ho_so} da duoc tra. Neu chua nhan, xin bao noi tiep nhan. Tra cuu: {trang_tra_cuu}',
  ),
  withdrawn: moment(
    'Đã rút hồ sơ theo đề nghị',
    'Hồ sơ {ma_ho_so} đã được rút',
    'Hồ sơ {ma_ho_so} đã được rút theo đề nghị của ông/bà. Nếu ông/bà không đề nghị, xin báo ngay cho {noi_tiep_nhan}.',
    'Ho so {ma_ho_so} da duoc rut theo de nghi. Neu khong de nghi, xin bao noi tiep nhan. Tra cuu: {trang_tra_cuu}',
  ),
  closed: moment(
    'Dừng giải quyết',
    'Hồ sơ {ma_ho_so} dừng giải quyết',
    'Việc giải quyết hồ sơ {ma_ho_so} đã dừng.\nLý do: {ly_do}\nMuốn làm tiếp, ông/bà nộp hồ sơ mới.',
    'Ho so {ma_ho_so} dung giai quyet. Muon lam tiep, xin nop ho so moi. Tra cuu: {trang_tra_cuu}',
  ),
} as const satisfies Record<string, Moment>;

export type LetterKey = keyof typeof LETTER_MOMENTS;
export const LETTER_KEYS = Object.keys(LETTER_MOMENTS) as readonly LetterKey[];

const BY_ACTION: Readonly<Partial<Record<EventKind, LetterKey>>> = {
  submit: 'submitted',
  'request-completion': 'completion-requested',
  deny: 'denied',
  accept: 'received',
  'complete-on-spot': 'done-on-spot',
  forward: 'forwarded',
  'issue-supplement': 'supplement-requested',
  'take-supplement': 'supplement-taken',
  'require-payment': 'payment-required',
  'confirm-payment': 'payment-confirmed',
  suspend: 'suspended',
  resume: 'resumed',
  'approve-apology': 'reappointed',
  recount: 'recounted',
  finish: 'result-ready',
  refuse: 'refused',
  'post-result': 'posted',
  'hand-over-result': 'returned',
  'confirm-posted': 'returned',
  withdraw: 'withdrawn',
  'close-expired': 'closed',
};

/** Whether an act can be a moment at all; most steps between desks are none. */
export function mayTell(action: string): boolean {
  return action in BY_ACTION;
}

/**
 * The moment a line of a history is for its applicant; undefined for what he need not hear: a step between desks, a
 * dossier brought to the counter (he stands there and is told when it is accepted).
 */
export function momentOf(
  event: Pick<DossierEvent, 'action' | 'at' | 'dueAt'>,
  before: Pick<DossierEvent, 'dueAt'> | undefined,
  channel: Channel,
): LetterKey | undefined {
  const key = BY_ACTION[event.action];
  if (key === 'submitted') return channel === 'online' ? key : undefined;
  if (key === 'reappointed') return event.dueAt?.getTime() === before?.dueAt?.getTime() ? 'apology' : key;
  if (key === 'result-ready')
    return event.dueAt && dateInVietnam(event.at) < dateInVietnam(event.dueAt) ? 'result-early' : key;
  return key;
}
