import { newId } from '#kernel/id.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { normalizeText, searchKey } from '#kernel/vietnamese.ts';
import type { Role } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import { isInForce } from './domain/agency.ts';
import { sortName } from './domain/person-name.ts';
import { vietnameseDay } from './domain/words.ts';
import { getAgency } from './agencies.ts';
import {
  findPersonRow,
  findPersonRows,
  type Membership,
  type Person,
  type Post,
  toMembership,
  toPost,
} from './store/people.ts';
import { type HeldPost, postsHeld } from './store/people-list.ts';
import { BEGINNING, dayOrNull, OPEN_END, type OrgTables } from './store/tables.ts';

/** What a person is entered with; the name is one field in Vietnamese order. */
export interface NewPerson {
  readonly fullName: string;
  readonly birthYear?: number | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly isDemonstration?: boolean;
}

const clean = (text: string): string => normalizeText(text).replace(/\s+/g, ' ').trim();
const cleanOrNull = (text: string | null | undefined): string | null => (text ? clean(text) || null : null);

/** Letters of any Vietnamese or minority name, hyphen and apostrophe; brackets only to label invented people. */
const NAME = /^[\p{L}\p{M}][\p{L}\p{M} .'’-]{0,99}$/u;
const DEMONSTRATION_NAME = /^[\p{L}\p{M}][\p{L}\p{M} .'’()&-]{0,99}$/u;

/** @throws Refusal `org.invalid_name` (422) for digits and other signs, or more than 100 characters */
export function cleanName(text: string, isDemonstration = false): string {
  const name = clean(text);
  if (!(isDemonstration ? DEMONSTRATION_NAME : NAME).test(name))
    throw new Refusal('org.invalid_name', 422, { fields: { fullName: 'org.invalid_name' } });
  return name;
}

/** Enters a person (cán bộ, công chức, viên chức). The caller has checked that the actor may. */
export async function createPerson(tx: Tx, person: NewPerson): Promise<Person> {
  const db = tx.db.$extendTables<OrgTables>();
  const id = newId();
  const isDemonstration = person.isDemonstration ?? false;
  const fullName = cleanName(person.fullName, isDemonstration);
  await db
    .insertInto('org_person')
    .values({
      id,
      full_name: fullName,
      sort_name: sortName(fullName),
      birth_year: person.birthYear ?? null,
      is_demonstration: isDemonstration,
      search_key: searchKey(fullName),
      revision: 1,
    })
    .execute();
  const contact = { email: cleanOrNull(person.email)?.toLowerCase() ?? null, phone: cleanOrNull(person.phone) };
  if (contact.email !== null || contact.phone !== null)
    await db
      .insertInto('org_person_contact')
      .values({ person_id: id, ...contact })
      .execute();
  await events.emit(tx, 'org.person_added', { subject: { kind: 'person', id }, personId: id, fullName });
  return getPerson(tx, id);
}

/** @returns the person with what the actor may see of the contact data */
export async function findPerson(tx: Tx, id: string): Promise<Person | undefined> {
  return findPersonRow(tx.db, id);
}

/** The people of these ids in no order, with what the actor may see of the contact data; unknown ids are left out. */
export async function peopleById(tx: Tx, ids: readonly string[]): Promise<Person[]> {
  return findPersonRows(tx.db, ids);
}

/** The posts these people hold on the day, by person; who holds none is left out. */
export async function postsOf(tx: Tx, personIds: readonly string[], on: LocalDate): Promise<Map<string, HeldPost[]>> {
  return postsHeld(tx.db, personIds, on);
}

/** @throws Refusal `org.person_not_found` (404) */
export async function getPerson(tx: Tx, id: string): Promise<Person> {
  const person = await findPersonRow(tx.db, id);
  if (!person) throw new Refusal('org.person_not_found', 404, { personId: id });
  return person;
}

/** A post to be made; without `from` it has been there since before our records. */
export interface NewPost {
  readonly agencyId: string;
  readonly sectionId?: string | null;
  readonly title: string;
  readonly role: Role;
  readonly from?: LocalDate | null;
  /** Order within the agency, heads first; 100 when nothing is said. */
  readonly position?: number;
}

/**
 * Makes a post (chức danh, vị trí) in an agency.
 * @throws Refusal `org.agency_not_found` (404), `org.agency_not_in_force` (422) when the agency does not exist on
 *   its first day, `org.section_elsewhere` (422) when the section belongs to another agency
 */
export async function createPost(tx: Tx, post: NewPost): Promise<Post> {
  const db = tx.db.$extendTables<OrgTables>();
  const agency = await getAgency(tx, post.agencyId);
  const first = post.from ?? (agency.validFrom && agency.validFrom > tx.today ? agency.validFrom : tx.today);
  if (!isInForce(agency, first))
    throw new Refusal('org.agency_not_in_force', 422, { name: agency.name, on: vietnameseDay(first) });
  if (post.sectionId) {
    const section = await db
      .selectFrom('org_section')
      .select('agency_id')
      .where('id', '=', post.sectionId)
      .executeTakeFirst();
    if (section?.agency_id !== post.agencyId)
      throw new Refusal('org.section_elsewhere', 422, { fields: { sectionId: 'org.section_elsewhere' } });
  }
  const row = {
    id: newId(),
    agency_id: post.agencyId,
    section_id: post.sectionId ?? null,
    title: clean(post.title),
    role: post.role,
    position: post.position ?? 100,
    valid_from: post.from ?? BEGINNING,
    valid_to: OPEN_END,
    change_id: null,
    revision: 1,
  };
  await db.insertInto('org_post').values(row).execute();
  const { title, role } = row;
  await events.emit(tx, 'org.post_added', {
    subject: { kind: 'post', id: row.id },
    postId: row.id,
    agencyId: post.agencyId,
    title,
    role,
  });
  return toPost(row);
}

/** @throws Refusal `org.post_not_found` (404) */
export async function getPost(tx: Tx, id: string): Promise<Post> {
  const row = await tx.db
    .$extendTables<OrgTables>()
    .selectFrom('org_post')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('org.post_not_found', 404, { postId: id });
  return toPost(row);
}

/**
 * Gives a person a post from a day on (default today), until further notice or `to`.
 * @throws Refusal `org.person_not_found`, `org.post_not_found` (404), `org.post_not_in_force` (422),
 *   `org.already_holds` (409) when the person holds it within the period
 */
export async function assign(
  tx: Tx,
  {
    personId,
    postId,
    from = tx.today,
    to = null,
  }: { personId: string; postId: string; from?: LocalDate; to?: LocalDate | null },
): Promise<Membership> {
  const db = tx.db.$extendTables<OrgTables>();
  await getPerson(tx, personId);
  const post = await getPost(tx, postId);
  if (to !== null && to < from)
    throw new Refusal('org.ends_before_it_begins', 422, { fields: { to: 'org.ends_before_it_begins' } });
  if (!isInForce(post, from))
    throw new Refusal('org.post_not_in_force', 422, { title: post.title, on: vietnameseDay(from) });
  // The person's row is the lock: two assignments of one person take turns.
  await db.selectFrom('org_person').select('id').where('id', '=', personId).forUpdate().execute();
  const overlapping = await db
    .selectFrom('org_membership')
    .select('id')
    .where('person_id', '=', personId)
    .where('post_id', '=', postId)
    .where('valid_to', '>=', from)
    .where('valid_from', '<=', to ?? OPEN_END)
    .executeTakeFirst();
  if (overlapping) throw new Refusal('org.already_holds', 409, { title: post.title });
  const row = {
    id: newId(),
    person_id: personId,
    post_id: postId,
    valid_from: from,
    valid_to: to ?? post.validTo ?? OPEN_END,
    change_id: null,
    revision: 1,
  };
  await db.insertInto('org_membership').values(row).execute();
  await events.emit(tx, 'org.membership_started', {
    subject: { kind: 'person', id: personId },
    membershipId: row.id,
    personId,
    postId,
    agencyId: post.agencyId,
    from,
  });
  return toMembership(row);
}

/**
 * Ends a membership; `on` is its last day.
 * @throws Refusal `org.membership_not_found` (404), `org.ends_before_it_begins` (422), `org.already_ended` (409)
 */
export async function endMembership(tx: Tx, id: string, on: LocalDate): Promise<Membership> {
  const db = tx.db.$extendTables<OrgTables>();
  const row = await db.selectFrom('org_membership').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new Refusal('org.membership_not_found', 404, { membershipId: id });
  if (on < row.valid_from)
    throw new Refusal('org.ends_before_it_begins', 422, { fields: { on: 'org.ends_before_it_begins' } });
  const ended = dayOrNull(row.valid_to);
  if (ended !== null && ended <= on) throw new Refusal('org.already_ended', 409, { on: vietnameseDay(ended) });
  await db
    .updateTable('org_membership')
    .set({ valid_to: on, revision: row.revision + 1 })
    .where('id', '=', id)
    .execute();
  const post = await getPost(tx, row.post_id);
  const { person_id: personId, post_id: postId } = row;
  await events.emit(tx, 'org.membership_ended', {
    subject: { kind: 'person', id: personId },
    membershipId: id,
    personId,
    postId,
    agencyId: post.agencyId,
    on,
  });
  return toMembership({ ...row, valid_to: on, revision: row.revision + 1 });
}
