import { type Holder, holdersOf } from '#modules/org/public.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import type { Tx } from '#platform/db/province.ts';

/**
 * Who signs for an agency on a day, in the order in which they would: its head, then deputies. Nobody where it has
 * neither. Not the officer: he words a letter and cannot sign it.
 */
export async function signersOf(tx: Tx, agencyId: string, on: LocalDate = tx.today): Promise<Holder[]> {
  const heads = await holdersOf(tx, agencyId, ['agency-head', 'provincial-leader'], on);
  const isDeputy = ({ title }: Holder): boolean => /^phó\b/iu.test(title);
  return [...heads.filter((one) => !isDeputy(one)), ...heads.filter(isDeputy)];
}
