import { sql } from 'kysely';
import type { LocalDate } from '#kernel/local-date.ts';
import type { Role } from '#platform/auth/actor.ts';
import type { Db } from '#platform/db/pool.ts';
import { dayOrNull, type MembershipRow, type OrgTables, type PersonRow, type PostRow } from './tables.ts';

/** Cán bộ, công chức, viên chức. E-mail and phone are null for those who may not see them. */
export interface Person {
  readonly id: string;
  readonly fullName: string;
  readonly birthYear: number | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Invented for a demonstration. */
  readonly isDemonstration: boolean;
  readonly revision: number;
}

/** Chức danh, vị trí: a place in an agency that carries a role, whoever holds it. */
export interface Post {
  readonly id: string;
  readonly agencyId: string;
  /** Phòng inside the agency; null when it stands directly under the head. */
  readonly sectionId: string | null;
  readonly title: string;
  readonly role: Role;
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
  readonly revision: number;
}

/** A person in a post, from-to, both days included. */
export interface Membership {
  readonly id: string;
  readonly personId: string;
  readonly postId: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  readonly revision: number;
}

/** Somebody who holds a post on a day. */
export interface Holder {
  readonly personId: string;
  readonly fullName: string;
  readonly email: string | null;
  readonly title: string;
  readonly role: Role;
}

type PersonJoined = Pick<PersonRow, 'id' | 'full_name' | 'birth_year' | 'is_demonstration' | 'revision'> & {
  email: string | null;
  phone: string | null;
};

export const toPerson = (row: PersonJoined): Person => ({
  id: row.id,
  fullName: row.full_name,
  birthYear: row.birth_year,
  email: row.email,
  phone: row.phone,
  isDemonstration: row.is_demonstration,
  revision: row.revision,
});

export const toPost = (row: PostRow): Post => ({
  id: row.id,
  agencyId: row.agency_id,
  sectionId: row.section_id,
  title: row.title,
  role: row.role,
  validFrom: dayOrNull(row.valid_from),
  validTo: dayOrNull(row.valid_to),
  revision: row.revision,
});

export const toMembership = (row: MembershipRow): Membership => ({
  id: row.id,
  personId: row.person_id,
  postId: row.post_id,
  validFrom: row.valid_from,
  validTo: dayOrNull(row.valid_to),
  revision: row.revision,
});

const people = (db: Db) =>
  db
    .$extendTables<OrgTables>()
    .selectFrom('org_person as p')
    .leftJoin('org_person_contact as c', 'c.person_id', 'p.id')
    .select(['p.id', 'p.full_name', 'p.birth_year', 'p.is_demonstration', 'p.revision', 'c.email', 'c.phone']);

export async function findPersonRow(db: Db, id: string): Promise<Person | undefined> {
  const row = await people(db).where('p.id', '=', id).executeTakeFirst();
  return row && toPerson(row);
}

/** The people of these ids; unknown ids are left out. */
export async function findPersonRows(db: Db, ids: readonly string[]): Promise<Person[]> {
  if (ids.length === 0) return [];
  return (
    await people(db)
      .where('p.id', 'in', [...ids])
      .execute()
  ).map(toPerson);
}

/** The roles each of these people holds on the day, by position of the post; who holds none is left out. */
export async function rolesOfMany(
  db: Db,
  personIds: readonly string[],
  on: LocalDate,
): Promise<Map<string, { role: Role; agencyId: string }[]>> {
  const rows = await db
    .$extendTables<OrgTables>()
    .selectFrom('org_membership as m')
    .innerJoin('org_post as t', 't.id', 'm.post_id')
    .innerJoin('org_agency as a', 'a.id', 't.agency_id')
    .where('m.person_id', '=', sql<string>`any(${[...personIds]}::uuid[])`)
    .where('m.valid_from', '<=', on)
    .where('m.valid_to', '>=', on)
    .where('t.valid_from', '<=', on)
    .where('t.valid_to', '>=', on)
    .where('a.valid_from', '<=', on)
    .where('a.valid_to', '>=', on)
    .select(['m.person_id', 't.role', 't.agency_id', 't.position'])
    .orderBy('t.position')
    .orderBy('t.id')
    .execute();
  const roles = new Map<string, { role: Role; agencyId: string }[]>();
  for (const { person_id: personId, role, agency_id: agencyId } of rows)
    roles.set(personId, [...(roles.get(personId) ?? []), { role, agencyId }]);
  return roles;
}

/** Who holds posts of these roles in the agency on the day, heads first. */
export async function holders(db: Db, agencyId: string, roles: readonly Role[], on: LocalDate): Promise<Holder[]> {
  return (await holdersByAgency(db, [agencyId], roles, on)).get(agencyId) ?? [];
}

/** `holders` of several agencies in one query; agencies without any are left out. */
export async function holdersByAgency(
  db: Db,
  agencyIds: readonly string[],
  roles: readonly Role[],
  on: LocalDate,
): Promise<Map<string, Holder[]>> {
  const held = new Map<string, Holder[]>();
  if (roles.length === 0 || agencyIds.length === 0) return held;
  const rows = await db
    .$extendTables<OrgTables>()
    .selectFrom('org_membership as m')
    .innerJoin('org_post as t', 't.id', 'm.post_id')
    .innerJoin('org_person as p', 'p.id', 'm.person_id')
    .leftJoin('org_person_contact as c', 'c.person_id', 'p.id')
    .where('t.agency_id', 'in', [...agencyIds])
    .where('t.role', 'in', [...roles])
    .where('m.valid_from', '<=', on)
    .where('m.valid_to', '>=', on)
    .where('t.valid_from', '<=', on)
    .where('t.valid_to', '>=', on)
    .select(['t.agency_id', 'p.id', 'p.full_name', 'c.email', 't.title', 't.role'])
    .orderBy('t.position')
    .orderBy(sql`p.sort_name collate "vi-VN-x-icu"`)
    .execute();
  for (const row of rows) {
    const known = held.get(row.agency_id) ?? [];
    known.push({ personId: row.id, fullName: row.full_name, email: row.email, title: row.title, role: row.role });
    held.set(row.agency_id, known);
  }
  return held;
}
