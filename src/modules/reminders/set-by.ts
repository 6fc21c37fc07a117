import { peopleById } from '#modules/org/public.ts';
import type { Tx } from '#platform/db/province.ts';
import type { StoredPolicy } from './store/policy-store.ts';

/**
 * Who set each policy, as a sentence: whoever issued the version, and what it rests on. One query for all of them, none
 * while only those that came with the program are in use.
 * @returns by the policy's id
 */
export async function settersOf(tx: Tx, policies: Iterable<StoredPolicy>): Promise<ReadonlyMap<string, string>> {
  const all = [...policies];
  const ids = [...new Set(all.flatMap(({ madeBy }) => madeBy ?? []))];
  const names = new Map(ids.length === 0 ? [] : (await peopleById(tx, ids)).map(({ id, fullName }) => [id, fullName]));
  return new Map(
    all.map(({ id, madeBy, policy }) => {
      const source = policy.source.replace(/[.\s]+$/, '');
      return [id, madeBy === null ? `${source}.` : `${names.get(madeBy) ?? 'Quản trị'} ban hành; ${source}.`];
    }),
  );
}
