/** What can be printed of one dossier, by its name in addresses; the follow-up book is of a unit and a year. */
export const FORM_NAMES = [
  'giay-tiep-nhan',
  'phieu-bo-sung',
  'phieu-tu-choi',
  'phieu-xin-loi',
  'thong-bao-dung',
  'thong-bao-tu-choi',
  'phieu-kiem-soat',
] as const;
export type FormName = (typeof FORM_NAMES)[number];

/** 'giay-tiep-nhan.pdf', … */
export const FORM_FILES = FORM_NAMES.flatMap((name) => [`${name}.docx`, `${name}.pdf`] as const);
export type FormFile = (typeof FORM_FILES)[number];
