import type { LocalDate } from '#kernel/local-date.ts';

/** A document as a check sees it. */
export interface CheckedDocument {
  readonly id: string;
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly issuer: string;
  /** The issuing agency in the directory on the day of issue; null when its name is not found there. */
  readonly issuerKnown: boolean;
  readonly sha256: string | null;
}

export type EvidenceFault = 'outside-period' | 'in-the-future' | 'no-file' | 'issuer-unknown' | 'number-contradicts';

/**
 * What speaks against a document as evidence: it is not of the year, no file stands behind it, nobody of that name
 * issues documents, or the same number is used with another day, issuer or file somewhere else.
 * @param others documents known anywhere, this one among them or not
 */
export function faultsOfEvidence(
  document: CheckedDocument,
  period: { readonly from: LocalDate; readonly to: LocalDate },
  today: LocalDate,
  others: readonly Omit<CheckedDocument, 'issuerKnown'>[],
): EvidenceFault[] {
  const faults: EvidenceFault[] = [];
  if (document.issuedOn > today) faults.push('in-the-future');
  else if (document.issuedOn < period.from || document.issuedOn > period.to) faults.push('outside-period');
  if (document.sha256 === null) faults.push('no-file');
  if (!document.issuerKnown) faults.push('issuer-unknown');
  const number = plain(document.number);
  const contradicts = others.some(
    (other) =>
      other.id !== document.id &&
      plain(other.number) === number &&
      plain(other.issuer) === plain(document.issuer) &&
      (other.issuedOn !== document.issuedOn ||
        (other.sha256 !== null && document.sha256 !== null && other.sha256 !== document.sha256)),
  );
  if (contradicts) faults.push('number-contradicts');
  return faults;
}

function plain(text: string): string {
  return text.normalize('NFC').toUpperCase().replace(/\s+/g, '');
}

/** A fault in a sentence. */
export const EVIDENCE_WORDS: Readonly<Record<EvidenceFault, string>> = {
  'outside-period': 'Ngày ban hành không nằm trong kỳ đánh giá.',
  'in-the-future': 'Ngày ban hành ở tương lai.',
  'no-file': 'Chưa có tệp văn bản.',
  'issuer-unknown': 'Tên cơ quan ban hành không có trong danh mục.',
  'number-contradicts': 'Số văn bản này được khai ở nơi khác với ngày hoặc nội dung tệp khác.',
};
