import { agenciesById } from '#modules/org/public.ts';
import { visibleAgencies } from '#platform/auth/actor.ts';
import { asProgram, type Tx } from '#platform/db/province.ts';
import { receivingUnits } from './store/books.ts';

/** Units that receive dossiers and so have a follow-up book, as far as the caller sees them, his own first. */
export async function booksSeen(tx: Tx): Promise<{ readonly id: string; readonly name: string }[]> {
  const seen = visibleAgencies(tx.actor);
  const units = await asProgram(tx, () => receivingUnits(tx.db));
  const ids = units.filter((id) => seen === 'all' || seen.includes(id));
  const own = new Set(tx.actor.grants.map(({ agencyId }) => agencyId));
  return (await agenciesById(tx, ids))
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => Number(own.has(b.id)) - Number(own.has(a.id)) || a.name.localeCompare(b.name, 'vi'));
}
