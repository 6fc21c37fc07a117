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
