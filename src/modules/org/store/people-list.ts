import { sql } from 'kysely';
import type { LocalDate } from '#kernel/local-date.ts';
import type { Role } from '#platform/auth/actor.ts';
import type { Db } from '#platform/db/pool.ts';
import { type Person, toPerson } from './people.ts';
import type { OrgTables } from './tables.ts';

const org = (db: Db) => db.$extendTables<OrgTables>();

export interface HeldPost {
  readonly membershipId: string;
  readonly postId: string;
  readonly title: string;
  readonly role: Role;
  readonly agencyId: string;
}

export interface PersonRowListed extends Person {
  readonly sortName: string;
}

/** People by given name as Vietnamese lists are sorted, after a place of that order. */
export async function listPeopleRows(
  db: Db,
  filter: {
    on: LocalDate;
    /** A search key; words in any order, the last may be unfinished. */
    key: string;
    agencyId?: string | undefined;
    after?: { sortName: string; id: string } | undefined;
    limit: number;
  },
): Promise<PersonRowListed[]> {
  const sorted = sql`p.sort_name collate "vi-VN-x-icu"`;
  let query = org(db)
    .selectFrom('org_person as p')
    .leftJoin('org_person_contact as c', 'c.person_id', 'p.id')
    .select([
      'p.id',
      'p.full_name',
      'p.birth_year',
      'p.is_demonstration',
      'p.revision',
      'p.sort_name',
      'c.email',
      'c.phone',
    ])
    .orderBy(sorted)
    .orderBy('p.id')
    .limit(filter.limit);
  for (const word of filter.key.split(' ').filter(Boolean)) {
    const escaped = word.replace(/[\\%_]/g, (sign) => `\\${sign}`);
    query = query.where(sql<boolean>`(' ' || p.search_key) like ${`% ${escaped}%`}`);
  }
  if (filter.agencyId !== undefined) {
    query = query.where(
      sql<boolean>`exists (select 1 from org_membership m join org_post t on t.id = m.post_id
        where m.person_id = p.id and t.agency_id = ${filter.agencyId}
          and m.valid_from <= ${filter.on}::date and m.valid_to >= ${filter.on}::date)`,
    );
  }
  if (filter.after) {
    query = query.where(
      sql<boolean>`(p.sort_name collate "vi-VN-x-icu", p.id) > (${filter.after.sortName}, ${filter.after.id}::uuid)`,
    );
  }
  return (await query.execute()).map((row) => ({ ...toPerson(row), sortName: row.sort_name }));
}

/** Posts these people hold on the day. */
export async function postsHeld(db: Db, personIds: readonly string[], on: LocalDate): Promise<Map<string, HeldPost[]>> {
  const held = new Map<string, HeldPost[]>();
  if (personIds.length === 0) return held;
  const rows = await org(db)
    .selectFrom('org_membership as m')
    .innerJoin('org_post as t', 't.id', 'm.post_id')
    .where('m.person_id', 'in', [...personIds])
    .where('m.valid_from', '<=', on)
    .where('m.valid_to', '>=', on)
    .where('t.valid_from', '<=', on)
    .where('t.valid_to', '>=', on)
    .select(['m.id as membership_id', 'm.person_id', 't.id as post_id', 't.title', 't.role', 't.agency_id'])
    .orderBy('t.position')
    .orderBy('t.id')
    .execute();
  for (const row of rows) {
    const list = held.get(row.person_id) ?? [];
    list.push({
      membershipId: row.membership_id,
      postId: row.post_id,
      title: row.title,
      role: row.role,
      agencyId: row.agency_id,
    });
    held.set(row.person_id, list);
  }
  return held;
}
