import { newId } from '#kernel/id.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import type { Role } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import { listAgencies } from './agencies.ts';
import type { Agency } from './domain/agency.ts';
import { DEMO_NAMES, demoName, demoSlug, type StaffPlace, staffOf } from './domain/demo-staff.ts';
import { sortName } from './domain/person-name.ts';
import { BEGINNING, OPEN_END, type OrgTables } from './store/tables.ts';

/** Reserved for examples (RFC 2606): no mail sent to it can reach anybody. */
const MAIL_DOMAIN = 'khanhhoa.example';

/** An invented person of a demonstration, with a short name to sign in by. */
export interface DemoPerson {
  readonly personId: string;
  readonly fullName: string;
  /** 'stttt.vanthu', 'vpubnd.theodoi', 'ubnd.chutich': agency and place. */
  readonly login: string;
  readonly title: string;
  readonly role: Role;
  readonly agencyId: string;
  readonly agencyName: string;
}

/**
 * Who gets people: all agencies of the province, the districts and the communes of the first of them, whose counters
 * receive the made-up dossiers; where there are no districts, all communes.
 */
function staffed(agencies: readonly Agency[]): readonly Agency[] {
  const [first] = agencies.filter(({ level }) => level === 'huyen').sort((a, b) => (a.code < b.code ? -1 : 1));
  return agencies.filter(({ level, parentId }) => level !== 'xa' || first === undefined || parentId === first.id);
}

/**
 * Fills a demonstration province with posts and invented people: head, deputy, clerk and two officers of every
 * agency, the leaders of the province, the Office, the reform monitor of Sở Nội vụ, an administrator and an
 * auditor. The same on every run; every person is marked and has "Mẫu" for a middle name.
 */
export async function seedDemoPeople(tx: Tx): Promise<DemoPerson[]> {
  const agencies = staffed(await listAgencies(tx, { on: tx.today }));
  const year = Number(tx.today.slice(0, 4));
  const places = agencies.flatMap((agency) => staffOf(agency).map((place, rank) => ({ agency, place, rank })));
  if (places.length > DEMO_NAMES) throw new Error(`only ${DEMO_NAMES} invented names for ${places.length} posts`);
  const people = places.map(({ agency, place, rank }, n) => ({
    id: newId(),
    postId: newId(),
    fullName: demoName(n),
    birthYear: year - (rank < 2 ? 46 : 27) - ((n * 7) % 13),
    login: `${demoSlug(agency)}.${place.slot}`,
    agency,
    place,
    rank,
  }));
  const db = tx.db.$extendTables<OrgTables>();
  await db
    .insertInto('org_person')
    .values(
      people.map((one) => ({
        id: one.id,
        full_name: one.fullName,
        sort_name: sortName(one.fullName),
        birth_year: one.birthYear,
        is_demonstration: true,
        search_key: searchKey(one.fullName),
        revision: 1,
      })),
    )
    .execute();
  await db
    .insertInto('org_person_contact')
    .values(
      people.map((one, index) => ({
        person_id: one.id,
        email: `${one.login}@${MAIL_DOMAIN}`,
        // No exchange gives out numbers that begin with 000: a demonstration calls nobody.
        phone: `0258 000 ${String(index + 1).padStart(4, '0')}`,
      })),
    )
    .execute();
  await db
    .insertInto('org_post')
    .values(
      people.map((one) => ({
        id: one.postId,
        agency_id: one.agency.id,
        section_id: null,
        title: one.place.title,
        role: one.place.role,
        position: (one.rank + 1) * 10,
        valid_from: BEGINNING,
        valid_to: OPEN_END,
        change_id: null,
        revision: 1,
      })),
    )
    .execute();
  await db
    .insertInto('org_membership')
    .values(
      people.map((one) => ({
        id: newId(),
        person_id: one.id,
        post_id: one.postId,
        valid_from: firstDay(one.agency, year),
        valid_to: OPEN_END,
        change_id: null,
        revision: 1,
      })),
    )
    .execute();
  return people.map((one) => toDemoPerson(one.id, one.fullName, one.login, one.place, one.agency));
}

/** Since New Year, or since the agency began when that is later. */
const firstDay = (agency: Agency, year: number): string => {
  const newYear = `${year}-01-01`;
  return agency.validFrom !== null && agency.validFrom > newYear ? agency.validFrom : newYear;
};

const toDemoPerson = (
  personId: string,
  fullName: string,
  login: string,
  { title, role }: Pick<StaffPlace, 'title' | 'role'>,
  agency: Pick<Agency, 'id' | 'name'>,
): DemoPerson => ({ personId, fullName, login, title, role, agencyId: agency.id, agencyName: agency.name });

/** The invented people who hold a post today, in the order of protocol; empty in a real province. */
export async function listDemoPeople(tx: Tx): Promise<DemoPerson[]> {
  const rows = await tx.db
    .$extendTables<OrgTables>()
    .selectFrom('org_person as p')
    .innerJoin('org_person_contact as c', 'c.person_id', 'p.id')
    .innerJoin('org_membership as m', 'm.person_id', 'p.id')
    .innerJoin('org_post as t', 't.id', 'm.post_id')
    .innerJoin('org_agency as a', 'a.id', 't.agency_id')
    .where('p.is_demonstration', '=', true)
    .where('m.valid_from', '<=', tx.today)
    .where('m.valid_to', '>=', tx.today)
    .orderBy('a.position')
    .orderBy('t.position')
    .select(['p.id', 'p.full_name', 'c.email', 't.title', 't.role', 't.agency_id'])
    .execute();
  const names = new Map((await listAgencies(tx, { on: tx.today })).map((agency) => [agency.id, agency.name]));
  return rows.map((row) =>
    toDemoPerson(row.id, row.full_name, (row.email ?? '').split('@')[0] ?? '', row, {
      id: row.agency_id,
      name: names.get(row.agency_id) ?? '',
    }),
  );
}
