import type { Tx } from '#platform/db/province.ts';
import { findAccount } from '../store/accounts.ts';

/** Whether a person has an account and it is not disabled. */
export async function isAccountOpen(tx: Tx, personId: string): Promise<boolean> {
  const account = await findAccount(tx.db, personId);
  return account !== undefined && account.disabledAt === null;
}
