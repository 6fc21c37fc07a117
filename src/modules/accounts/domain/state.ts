/** How an account stands: invited has no password yet. */
export function stateOf(account: {
  readonly disabledAt: Date | null;
  readonly passwordSetAt: Date | null;
}): 'invited' | 'active' | 'disabled' {
  if (account.disabledAt) return 'disabled';
  return account.passwordSetAt ? 'active' : 'invited';
}
