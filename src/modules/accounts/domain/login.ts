const LOGIN = /^[a-z0-9][a-z0-9._@-]{2,63}$/;

/** A typed login (tên đăng nhập) as it is kept and compared: composed, trimmed, lower case. */
export function foldLogin(typed: string): string {
  return typed.normalize('NFC').trim().toLowerCase();
}

/** Whether a folded login may be given to an account: 3 to 64 of a-z 0-9 . _ @ -, beginning with a letter or digit. */
export function isLogin(folded: string): boolean {
  return LOGIN.test(folded);
}
