import { type Actor, visibleAgencies } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import type { Person } from './store/people.ts';
import type { OrgTables } from './store/tables.ts';

/** Whether the actor sees everybody's e-mail and phone: administrators and those who direct the whole province. */
function seesAll(actor: Actor): boolean {
  return visibleAgencies(actor) === 'all' || actor.grants.some((grant) => grant.role === 'administrator');
}

/**
 * Leaves e-mail and phone only where the actor may see them: his own, his colleagues' of today in his agency and
 * below, everybody's for administrators and those who direct the province. The database holds the second wall.
 */
export async function withVisibleContacts<P extends Person>(tx: Tx, people: readonly P[]): Promise<P[]> {
  if (seesAll(tx.actor) || people.length === 0) return [...people];
  const mine = visibleAgencies(tx.actor);
  const agencies = mine === 'all' ? [] : mine;
  const colleagues = new Set<string>();
  if (agencies.length > 0) {
    const rows = await tx.db
      .$extendTables<OrgTables>()
      .selectFrom('org_membership as m')
      .innerJoin('org_post as t', 't.id', 'm.post_id')
      .where('t.agency_id', 'in', [...agencies])
      .where(
        'm.person_id',
        'in',
        people.map((person) => person.id),
      )
      .where('m.valid_from', '<=', tx.today)
      .where('m.valid_to', '>=', tx.today)
      .where('t.valid_to', '>=', tx.today)
      .select('m.person_id')
      .execute();
    for (const row of rows) colleagues.add(row.person_id);
  }
  return people.map((person) =>
    person.id === tx.actor.personId || colleagues.has(person.id) ? person : { ...person, email: null, phone: null },
  );
}
