/** The page of an official document, in millimetres (NĐ 30/2020, Phụ lục I: 20-25, 20-25, 30-35, 15-20). */
export const PAGE = { width: 210, height: 297, top: 20, bottom: 20, left: 30, right: 15 } as const;

/** Sizes of letters in points, each within what Phụ lục I of NĐ 30/2020 allows for its box. */
export const SIZES = {
  body: 14,
  nation: 12,
  motto: 13,
  issuer: 12,
  number: 13,
  date: 13,
  name: 14,
  subject: 14,
  about: 12,
  signature: 13,
  recipientsTitle: 12,
  recipients: 11,
  pageNumber: 13,
  annexName: 14,
  label: 10.5,
} as const;

export const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
export const MOTTO = 'Độc lập - Tự do - Hạnh phúc';

/** The part of the width the issuing body takes beside the nation and its motto. */
export const ISSUER_SHARE = 0.44;

/** A sheet in millimetres. */
export interface PaperBox {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The sheets of printed forms: narrower margins than a letter's, as a half sheet has little room. */
export const PAPERS = {
  A5: { width: 148, height: 210, top: 10, bottom: 12, left: 14, right: 10 },
  A4: { width: 210, height: 297, top: 15, bottom: 15, left: 25, right: 15 },
  'A4-wide': { width: 297, height: 210, top: 15, bottom: 15, left: 15, right: 15 },
} as const satisfies Record<string, PaperBox>;

/** Sizes of letters in points on a form. */
export interface FormSizes {
  readonly body: number;
  readonly head: number;
  readonly title: number;
  readonly small: number;
}

export const FORM_SIZES = {
  A5: { body: 10.5, head: 9, title: 12.5, small: 8.5 },
  A4: { body: 13, head: 12, title: 14, small: 11 },
  'A4-wide': { body: 12, head: 12, title: 14, small: 10 },
} as const satisfies Record<keyof typeof PAPERS, FormSizes>;
