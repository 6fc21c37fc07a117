import type { LocalDate } from '#kernel/local-date.ts';
import type { FormSet } from '#modules/procedures/domain/law.ts';

/** A submitter (người nộp) or owner (chủ hồ sơ) as a form names him; null is printed as a line to write on. */
export interface FormPerson {
  readonly name: string;
  readonly idNumber: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
}

/** One line of papers handed in or still wanted; null where a count is not known. */
export interface FormPaper {
  readonly name: string;
  readonly originals: number | null;
  readonly certified: number | null;
  readonly copies: number | null;
}

/** Who prints: the one-stop desk or centre under its agency. */
export interface FormUnit {
  readonly parent: string | null;
  readonly name: string;
  readonly place: string;
  /** Where to turn for help: telephone, address. */
  readonly contact: string | null;
}

/** What every form of a dossier may draw on. */
export interface FormDossier {
  /** The set of forms of the dossier's law (`formsOn`). */
  readonly set: FormSet;
  readonly unit: FormUnit;
  readonly code: string;
  /** Where the QR leads; null prints no QR. */
  readonly trackingUrl: string | null;
  readonly procedureName: string;
  /** The statutory time in the procedure's own words, '5 ngày làm việc'. */
  readonly limitText: string | null;
  readonly applicant: FormPerson;
  /** null when the submitter is the owner. */
  readonly owner: FormPerson | null;
  readonly papers: readonly FormPaper[];
  readonly sets: number | null;
  readonly receivedAt: Date | null;
  /** From when the limit counts, where the law has the receipt show it (from 05/08/2026); else undefined. */
  readonly clockStartsAt?: Date | null;
  /** As first promised. */
  readonly dueAt: Date | null;
  readonly fee: string | null;
  readonly feeCollection: string | null;
  readonly resultWay: string | null;
  readonly bring: string | null;
  readonly receiver: string | null;
  /** Printed at the foot of demonstration data. */
  readonly demonstration: string | null;
}

/** Number of a slip in the books of the unit and the day it is dated; null leaves room. */
export interface SlipHead {
  readonly number: string | null;
  readonly on: LocalDate | null;
}

/** Phiếu yêu cầu bổ sung. */
export interface SupplementSlip extends SlipHead {
  readonly papers: readonly FormPaper[];
  readonly reason: string | null;
  readonly guide: string | null;
}

/** Phiếu từ chối tiếp nhận. */
export interface RefusalSlip extends SlipHead {
  readonly reason: string | null;
  readonly officer: string | null;
}

/** Phiếu xin lỗi và hẹn lại; văn bản xin lỗi và đề nghị gia hạn. */
export interface ApologySlip extends SlipHead {
  readonly agency: FormUnit;
  readonly reason: string | null;
  /** null: the letter only apologises, no new day is promised. */
  readonly newDueAt: Date | null;
  readonly newPlace: string | null;
  readonly signerTitle: string | null;
  readonly signer: string | null;
  /** The superior office that gets a copy. */
  readonly superior: string | null;
}

/** Thông báo dừng giải quyết hồ sơ, thông báo từ chối giải quyết. */
export interface StopNotice extends SlipHead {
  readonly agency: FormUnit;
  readonly reason: string | null;
  /** What it rests on; absent: the letter is itself the document. */
  readonly document?: string | null;
  readonly signerTitle: string | null;
  readonly signer: string | null;
}

/** One hand-over on the control slip. */
export interface HandOver {
  readonly from: string;
  readonly to: string;
  readonly at: Date | null;
  readonly fromPerson: string | null;
  readonly toPerson: string | null;
  /** Of the part of `from` that ends here. */
  readonly result: 'early' | 'on-time' | 'late' | null;
  readonly note: string | null;
}

/** Phiếu kiểm soát quá trình giải quyết. */
export interface ControlSlip {
  readonly agencyName: string;
  readonly coordinating: readonly string[];
  readonly handOvers: readonly HandOver[];
}

/** One line of the follow-up book; `number` is its place in the year, from 1 without gaps. */
export interface BookLine {
  readonly number: number;
  readonly code: string;
  readonly procedureName: string;
  readonly sets: number | null;
  readonly ownerName: string;
  readonly address: string | null;
  readonly phone: string | null;
  /** null for a reception that was taken back: the line stays. */
  readonly receivedAt: Date | null;
  readonly dueAt: Date | null;
  readonly finishedAt: Date | null;
  readonly returnedAt: Date | null;
  /** Who took the result and how. */
  readonly receivedBy: string | null;
  readonly officer: string | null;
  readonly note: string | null;
}

/** Sổ theo dõi hồ sơ of a receiving unit: opened each year, numbered from 1 (TT 01/2018/TT-VPCP, Điều 10.2). */
export interface FollowUpBook {
  readonly set: FormSet;
  readonly unit: FormUnit;
  readonly year: number;
  readonly lines: readonly BookLine[];
  readonly demonstration: string | null;
}
