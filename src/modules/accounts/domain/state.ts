/** How an account stands: invited has no password yet. */
export const ACCOUNT_STATES = ['invited', 'active', 'disabled'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

export function stateOf(account: {
  readonly disabledAt: Date | null;
  readonly passwordSetAt: Date | null;
}): AccountState {
  if (account.disabledAt) return 'disabled';
  return account.passwordSetAt ? 'active' : 'invited';
}
