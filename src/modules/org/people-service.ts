import { newId } from '#kernel/id.ts';
import { addDays, type LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts';
import { agenciesById, getAgency } from './agencies.ts';
import { visiblePosts } from './agency-detail.ts';
import { withVisibleContacts } from './contacts.ts';
import { sortName } from './domain/person-name.ts';
import { vietnameseDay } from './domain/words.ts';
import { assign, cleanName, createPerson, createPost, endMembership, getPerson } from './people.ts';
import { orgPermissions } from './permissions.ts';
import type {
  NewMembershipIn,
  NewPersonIn,
  NewPostIn,
  NewSectionIn,
  PeoplePage,
  PersonListed,
  PersonOut,
  PersonPatchIn,
  PostOut,
  PostPatchIn,
  PostWithHolders,
} from './schema.ts';
import { postsOn } from './store/agency-detail.ts';
import type { Membership } from './store/people.ts';
import { toPost } from './store/people.ts';
import { listPeopleRows, postsHeld } from './store/people-list.ts';
import { endPosts, postsFrom } from './store/post-transfer.ts';
import { BEGINNING, OPEN_END, type OrgTables } from './store/tables.ts';

const manage = (tx: Tx): void => requirePermission(tx.actor, orgPermissions.manage);

async function listed(tx: Tx, people: readonly PersonOut[]): Promise<PersonListed[]> {
  const held = await postsHeld(
    tx.db,
    people.map((person) => person.id),
    tx.today,
  );
  const ids = [...new Set([...held.values()].flat().map((post) => post.agencyId))];
  const names = new Map((await agenciesById(tx, ids)).map((agency) => [agency.id, agency.name]));
  const visible = await withVisibleContacts(tx, people);
  return visible.map(({ id, fullName, birthYear, email, phone, isDemonstration, revision }) => ({
    id,
    fullName,
    birthYear,
    email,
    phone,
    isDemonstration,
    revision,
    posts: (held.get(id) ?? []).map((post) => ({ ...post, agencyName: names.get(post.agencyId) ?? '' })),
  }));
}

/** People in the order of Vietnamese lists, a page at a time, with the posts they hold today. */
export async function listPeople(
  work: Work,
  query: { q?: string | undefined; agencyId?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<PeoplePage> {
  return work.run(async (tx) => {
    requirePermission(tx.actor, orgPermissions.read);
    const [after, id] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 2);
    const rows = await listPeopleRows(tx.db, {
      on: tx.today,
      key: searchKey(query.q ?? ''),
      agencyId: query.agencyId,
      after: after === undefined ? undefined : { sortName: String(after), id: cursorId(id) },
      limit: query.limit + 1,
    });
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const next = rows.length > query.limit && last ? encodeCursor([last.sortName, last.id]) : null;
    return { people: await listed(tx, page), next };
  });
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id part of a cursor. @throws Refusal `http.bad_cursor` (400) */
export function cursorId(value: unknown): string {
  if (typeof value !== 'string' || !UUID.test(value)) throw new Refusal('http.bad_cursor', 400);
  return value;
}

export async function readPerson(work: Work, id: string): Promise<PersonListed> {
  return work.run(async (tx) => {
    requirePermission(tx.actor, orgPermissions.read);
    return one(await listed(tx, [await getPerson(tx, id)]));
  });
}

export async function addPerson(work: Work, input: NewPersonIn): Promise<PersonListed> {
  return work.run(async (tx) => {
    manage(tx);
    const { fullName, birthYear = null, email = null, phone = null } = input;
    return one(await listed(tx, [await createPerson(tx, { fullName, birthYear, email, phone })]));
  });
}

/**
 * Changes what is said of a person; fields left out stay.
 * @throws Refusal `org.person_not_found` (404), `org.person_changed_meanwhile` (409), `org.invalid_name` (422)
 */
export async function changePerson(work: Work, id: string, input: PersonPatchIn): Promise<PersonListed> {
  return work.run(async (tx) => {
    manage(tx);
    const before = await getPerson(tx, id);
    const fullName = input.fullName === undefined ? before.fullName : cleanName(input.fullName, before.isDemonstration);
    const db = tx.db.$extendTables<OrgTables>();
    const done = await db
      .updateTable('org_person')
      .set({
        full_name: fullName,
        sort_name: sortName(fullName),
        search_key: searchKey(fullName),
        birth_year: input.birthYear === undefined ? before.birthYear : input.birthYear,
        revision: input.revision + 1,
      })
      .where('id', '=', id)
      .where('revision', '=', input.revision)
      .executeTakeFirst();
    if (done.numUpdatedRows !== 1n) throw new Refusal('org.person_changed_meanwhile', 409);
    if (input.email !== undefined || input.phone !== undefined) {
      const contact = {
        email: input.email === undefined ? before.email : (input.email?.toLowerCase() ?? null),
        phone: input.phone === undefined ? before.phone : input.phone,
      };
      await db
        .insertInto('org_person_contact')
        .values({ person_id: id, ...contact })
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet(contact))
        .execute();
    }
    const fields = Object.keys(input).filter((field) => field !== 'revision');
    await events.emit(tx, 'org.person_changed', { subject: { kind: 'person', id }, personId: id, fields });
    return one(await listed(tx, [await getPerson(tx, id)]));
  });
}

function one<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined) throw new Error('one was asked for and none is there');
  return first;
}

export async function listPosts(work: Work, agencyId: string, on?: LocalDate): Promise<PostWithHolders[]> {
  return work.run(async (tx) => {
    requirePermission(tx.actor, orgPermissions.read);
    await getAgency(tx, agencyId);
    return visiblePosts(tx, await postsOn(tx.db, agencyId, on ?? tx.today));
  });
}

export async function addPost(work: Work, input: NewPostIn): Promise<PostOut> {
  return work.run(async (tx) => {
    manage(tx);
    const { agencyId, title, role, sectionId = null, from = null } = input;
    return createPost(tx, { agencyId, title, role, sectionId, from });
  });
}

/**
 * Changes a post's title or role, or ends it (`endOn` is its last day; who holds it leaves with it).
 * @throws Refusal `org.post_not_found` (404), `org.person_changed_meanwhile` (409), `org.ends_before_it_begins` (422),
 *   `org.already_ended` (409)
 */
export async function changePost(work: Work, id: string, input: PostPatchIn): Promise<PostOut> {
  return work.run(async (tx) => {
    manage(tx);
    const db = tx.db.$extendTables<OrgTables>();
    const row = await db.selectFrom('org_post').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
    if (!row) throw new Refusal('org.post_not_found', 404, { postId: id });
    if (row.revision !== input.revision) throw new Refusal('org.person_changed_meanwhile', 409);
    const { endOn } = input;
    if (endOn !== undefined) {
      if (row.valid_from !== BEGINNING && endOn < row.valid_from)
        throw new Refusal('org.ends_before_it_begins', 422, { fields: { endOn: 'org.ends_before_it_begins' } });
      if (row.valid_to !== OPEN_END && row.valid_to <= endOn)
        throw new Refusal('org.already_ended', 409, { on: vietnameseDay(row.valid_to) });
      const posts = await postsFrom(tx.db, [row.agency_id], addDays(endOn, 1));
      await endPosts(
        tx.db,
        posts.filter((post) => post.id === id),
        addDays(endOn, 1),
        null,
      );
    }
    const changed = {
      title: input.title ?? row.title,
      role: input.role ?? row.role,
      valid_to: endOn ?? row.valid_to,
      revision: row.revision + 1,
    };
    await db.updateTable('org_post').set(changed).where('id', '=', id).execute();
    const fields = Object.keys(input).filter((field) => field !== 'revision');
    await events.emit(tx, 'org.post_changed', {
      subject: { kind: 'post', id },
      postId: id,
      agencyId: row.agency_id,
      fields,
    });
    return toPost({ ...row, ...changed });
  });
}

export async function addMembership(work: Work, input: NewMembershipIn): Promise<Membership> {
  return work.run(async (tx) => {
    manage(tx);
    const { personId, postId, from = tx.today, to = null } = input;
    return assign(tx, { personId, postId, from, to });
  });
}

export async function finishMembership(work: Work, id: string, on: LocalDate): Promise<Membership> {
  return work.run(async (tx) => {
    manage(tx);
    return endMembership(tx, id, on);
  });
}

/** A phòng inside an agency, from today on. @throws Refusal `org.agency_not_found` (404), `org.agency_not_in_force` (422) */
export async function addSection(
  work: Work,
  input: NewSectionIn,
): Promise<{ id: string; agencyId: string; name: string }> {
  return work.run(async (tx) => {
    manage(tx);
    const agency = await getAgency(tx, input.agencyId);
    if (agency.validTo !== null && agency.validTo < tx.today)
      throw new Refusal('org.agency_not_in_force', 422, { name: agency.name, on: vietnameseDay(tx.today) });
    const row = { id: newId(), agency_id: agency.id, name: input.name.normalize('NFC').trim() };
    await tx.db
      .$extendTables<OrgTables>()
      .insertInto('org_section')
      .values({ ...row, valid_from: tx.today, valid_to: OPEN_END })
      .execute();
    await events.emit(tx, 'org.section_added', {
      subject: { kind: 'agency', id: agency.id },
      sectionId: row.id,
      agencyId: agency.id,
      name: row.name,
    });
    return { id: row.id, agencyId: agency.id, name: row.name };
  });
}
