/** Where Zalo is called, as publicly described; not tried against Zalo itself. */
export const ZALO_DEFAULTS = {
  messageUrl: 'https://business.openapi.zalo.me/message/template',
  tokenUrl: 'https://oauth.zaloapp.com/v4/oa/access_token',
} as const;
