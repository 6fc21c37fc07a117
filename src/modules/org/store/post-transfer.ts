import { newId } from '#kernel/id.ts';
import { addDays, type LocalDate } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';
import type { MembershipRow, OrgTables, PostRow } from './tables.ts';

const org = (db: Db) => db.$extendTables<OrgTables>();

/** A post that a change of agencies touches, with who holds it from the day on. */
export interface AffectedPost extends PostRow {
  readonly members: readonly (MembershipRow & { full_name: string })[];
}

/** Posts of the agencies that exist on the day or later. */
export async function postsFrom(db: Db, agencyIds: readonly string[], day: LocalDate): Promise<AffectedPost[]> {
  if (agencyIds.length === 0) return [];
  const posts = await org(db)
    .selectFrom('org_post')
    .selectAll()
    .where('agency_id', 'in', [...agencyIds])
    .where('valid_to', '>=', day)
    .orderBy('agency_id')
    .orderBy('position')
    .forUpdate()
    .execute();
  if (posts.length === 0) return [];
  const members = await org(db)
    .selectFrom('org_membership as m')
    .innerJoin('org_person as p', 'p.id', 'm.person_id')
    .where(
      'm.post_id',
      'in',
      posts.map((post) => post.id),
    )
    .where('m.valid_to', '>=', day)
    .selectAll('m')
    .select('p.full_name')
    .execute();
  return posts.map((post) => ({ ...post, members: members.filter((member) => member.post_id === post.id) }));
}

/** Ends posts and memberships the day before; what had not begun yet never does. */
export async function endPosts(
  db: Db,
  posts: readonly AffectedPost[],
  day: LocalDate,
  changeId: string | null,
): Promise<void> {
  const last = addDays(day, -1);
  for (const post of posts) {
    for (const member of post.members) {
      if (member.valid_from >= day) await org(db).deleteFrom('org_membership').where('id', '=', member.id).execute();
      else
        await org(db)
          .updateTable('org_membership')
          .set({ valid_to: last, change_id: changeId, revision: member.revision + 1 })
          .where('id', '=', member.id)
          .execute();
    }
    if (post.valid_from >= day) await org(db).deleteFrom('org_post').where('id', '=', post.id).execute();
    else
      await org(db)
        .updateTable('org_post')
        .set({ valid_to: last, change_id: changeId, revision: post.revision + 1 })
        .where('id', '=', post.id)
        .execute();
  }
}

/**
 * Goes on with posts and their holders in another agency from the day; in the old one they end the day before,
 * so that history stays where it was.
 */
export async function movePosts(
  db: Db,
  posts: readonly AffectedPost[],
  toAgencyId: string,
  day: LocalDate,
  changeId: string,
): Promise<void> {
  const later = (date: string): string => (date > day ? date : day);
  const sections = await moveSections(db, posts, toAgencyId, day);
  const fresh = posts.map((post) => ({ post, id: newId() }));
  if (fresh.length === 0) return;
  await org(db)
    .insertInto('org_post')
    .values(
      fresh.map(({ post, id }) => ({
        id,
        agency_id: toAgencyId,
        section_id: post.section_id === null ? null : (sections.get(post.section_id) ?? null),
        title: post.title,
        role: post.role,
        position: post.position,
        valid_from: later(post.valid_from),
        valid_to: post.valid_to,
        change_id: changeId,
        revision: 1,
      })),
    )
    .execute();
  const memberships = fresh.flatMap(({ post, id }) =>
    post.members.map((member) => ({
      id: newId(),
      person_id: member.person_id,
      post_id: id,
      valid_from: later(member.valid_from),
      valid_to: member.valid_to,
      change_id: changeId,
      revision: 1,
    })),
  );
  if (memberships.length > 0) await org(db).insertInto('org_membership').values(memberships).execute();
  await endPosts(db, posts, day, changeId);
}

/** The phòng that posts stand in go on under the same name. @returns new ids by old ones */
async function moveSections(
  db: Db,
  posts: readonly AffectedPost[],
  toAgencyId: string,
  day: LocalDate,
): Promise<Map<string, string>> {
  const ids = [...new Set(posts.flatMap((post) => (post.section_id === null ? [] : [post.section_id])))];
  const moved = new Map<string, string>();
  if (ids.length === 0) return moved;
  const sections = await org(db).selectFrom('org_section').selectAll().where('id', 'in', ids).execute();
  for (const section of sections) {
    const id = newId();
    moved.set(section.id, id);
    await org(db)
      .insertInto('org_section')
      .values({ id, agency_id: toAgencyId, name: section.name, valid_from: day, valid_to: section.valid_to })
      .execute();
    await org(db)
      .updateTable('org_section')
      .set({ valid_to: addDays(day, -1) })
      .where('id', '=', section.id)
      .where('valid_from', '<', day)
      .execute();
  }
  return moved;
}
