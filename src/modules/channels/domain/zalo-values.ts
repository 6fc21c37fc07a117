/** What a Zalo template's values may be; none of them tells of a person. */
export const ZALO_VALUES = ['loai', 'han', 'co_quan', 'con_lai', 'lien_ket', 'so_viec'] as const;
export type ZaloValues = Readonly<Record<(typeof ZALO_VALUES)[number], string>>;

/** As publicly described; not tried against Zalo itself. */
export const ZALO_DEFAULTS = {
  messageUrl: 'https://business.openapi.zalo.me/message/template',
  tokenUrl: 'https://oauth.zaloapp.com/v4/oa/access_token',
} as const;
