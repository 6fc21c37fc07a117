import type { Db } from '#platform/db/pool.ts';
import type {
  AgencyRow,
  MembershipRow,
  OrgTables,
  PostRow,
  SectionRow,
  ShortNameRow,
  SuccessionRow,
  VersionRow,
} from './tables.ts';

const org = (db: Db) => db.$extendTables<OrgTables>();

/** Agencies as they stood before a decision, with all that a decision can change of them. Kept as JSON. */
export interface Snapshot {
  readonly agencies: readonly Pick<AgencyRow, 'id' | 'valid_to' | 'to_precision' | 'ended_by' | 'revision'>[];
  readonly versions: readonly VersionRow[];
  readonly shortNames: readonly ShortNameRow[];
  readonly edges: readonly SuccessionRow[];
  readonly sections: readonly SectionRow[];
  readonly posts: readonly PostRow[];
  readonly memberships: readonly MembershipRow[];
}

/** How the agencies stand now. */
export async function takeSnapshot(db: Db, agencyIds: readonly string[]): Promise<Snapshot> {
  const ids = [...agencyIds];
  if (ids.length === 0)
    return { agencies: [], versions: [], shortNames: [], edges: [], sections: [], posts: [], memberships: [] };
  const posts = await org(db).selectFrom('org_post').selectAll().where('agency_id', 'in', ids).execute();
  const postIds = posts.map((post) => post.id);
  return {
    agencies: await org(db)
      .selectFrom('org_agency')
      .select(['id', 'valid_to', 'to_precision', 'ended_by', 'revision'])
      .where('id', 'in', ids)
      .execute(),
    versions: await org(db).selectFrom('org_agency_version').selectAll().where('agency_id', 'in', ids).execute(),
    shortNames: await org(db).selectFrom('org_agency_short_name').selectAll().where('agency_id', 'in', ids).execute(),
    edges: await org(db).selectFrom('org_succession').selectAll().where('from_id', 'in', ids).execute(),
    sections: await org(db).selectFrom('org_section').selectAll().where('agency_id', 'in', ids).execute(),
    posts,
    memberships:
      postIds.length === 0
        ? []
        : await org(db).selectFrom('org_membership').selectAll().where('post_id', 'in', postIds).execute(),
  };
}

/** What a decision made: agencies of its own, and posts that took the place of others. */
export interface Made {
  readonly agencyIds: readonly string[];
  readonly posts: readonly PostRow[];
}

export async function madeBy(db: Db, changeId: string, before: Snapshot): Promise<Made> {
  const known = new Set(before.agencies.map((one) => one.id));
  const firsts = await org(db)
    .selectFrom('org_agency_version as v')
    .innerJoin('org_agency as a', 'a.id', 'v.agency_id')
    .where('v.change_id', '=', changeId)
    .whereRef('v.from_on', '=', 'a.valid_from')
    .select('a.id')
    .execute();
  const posts = await org(db).selectFrom('org_post').selectAll().where('change_id', '=', changeId).execute();
  const old = new Set(before.posts.map((post) => post.id));
  return {
    agencyIds: firsts.map((row) => row.id).filter((id) => !known.has(id)),
    posts: posts.filter((post) => !old.has(post.id)),
  };
}

/** Whether anything came after the decision that stands on what it made. */
export async function isBuiltUpon(db: Db, changeId: string, made: Made): Promise<boolean> {
  const { agencyIds } = made;
  if (agencyIds.length > 0) {
    const changed = await org(db)
      .selectFrom('org_agency')
      .select('id')
      .where('id', 'in', [...agencyIds])
      .where('revision', '>', 1)
      .executeTakeFirst();
    const under = await org(db)
      .selectFrom('org_agency_version')
      .select('agency_id')
      .where('parent_id', 'in', [...agencyIds])
      .where((where) => where.or([where('change_id', 'is', null), where('change_id', '<>', changeId)]))
      .executeTakeFirst();
    const post = await org(db)
      .selectFrom('org_post')
      .select('id')
      .where('agency_id', 'in', [...agencyIds])
      .where((where) => where.or([where('change_id', 'is', null), where('change_id', '<>', changeId)]))
      .executeTakeFirst();
    const section = await org(db)
      .selectFrom('org_section')
      .select('id')
      .where('agency_id', 'in', [...agencyIds])
      // The decision's own id keeps the list from being empty.
      .where('id', 'not in', [...sectionIds(made), changeId])
      .executeTakeFirst();
    if (changed || under || post || section) return true;
  }
  if (made.posts.length === 0) return false;
  const member = await org(db)
    .selectFrom('org_membership')
    .select('id')
    .where(
      'post_id',
      'in',
      made.posts.map((post) => post.id),
    )
    .where((where) =>
      where.or([where('change_id', 'is', null), where('change_id', '<>', changeId), where('revision', '>', 1)]),
    )
    .executeTakeFirst();
  return member !== undefined;
}

const sectionIds = (made: Made): string[] => made.posts.flatMap((post) => post.section_id ?? []);

/** Takes away what the decision made and puts back how things stood. Whoever was named since stays. */
export async function putBack(db: Db, changeId: string, before: Snapshot, made: Made): Promise<void> {
  const ids = before.agencies.map((one) => one.id);
  const both = [...ids, ...made.agencyIds];
  const postIds = made.posts.map((post) => post.id);
  if (postIds.length > 0) {
    await org(db).deleteFrom('org_membership').where('post_id', 'in', postIds).execute();
    await org(db).deleteFrom('org_post').where('id', 'in', postIds).execute();
  }
  const sections = [...new Set(sectionIds(made))];
  if (sections.length > 0) await org(db).deleteFrom('org_section').where('id', 'in', sections).execute();
  await org(db)
    .deleteFrom('org_succession')
    .where((where) => where.or([where('change_id', '=', changeId), where('from_id', 'in', both)]))
    .execute();
  await org(db).deleteFrom('org_agency_version').where('agency_id', 'in', both).execute();
  await org(db).deleteFrom('org_agency_short_name').where('agency_id', 'in', both).execute();
  if (before.versions.length > 0)
    await org(db)
      .insertInto('org_agency_version')
      .values([...before.versions])
      .execute();
  if (before.shortNames.length > 0)
    await org(db)
      .insertInto('org_agency_short_name')
      .values([...before.shortNames])
      .execute();
  if (before.edges.length > 0)
    await org(db)
      .insertInto('org_succession')
      .values([...before.edges])
      .execute();
  if (made.agencyIds.length > 0)
    await org(db)
      .deleteFrom('org_agency')
      .where('id', 'in', [...made.agencyIds])
      .execute();
  for (const one of before.agencies) {
    const { id, valid_to, to_precision, ended_by } = one;
    await org(db)
      .updateTable('org_agency')
      .set({ valid_to, to_precision, ended_by, revision: one.revision + 2 })
      .where('id', '=', id)
      .execute();
  }
  for (const section of before.sections)
    await org(db).updateTable('org_section').set({ valid_to: section.valid_to }).where('id', '=', section.id).execute();
  await restorePosts(db, changeId, before);
}

/** Posts and holders the decision ended go on; those it struck out before they began are there again. */
async function restorePosts(db: Db, changeId: string, before: Snapshot): Promise<void> {
  for (const post of before.posts) {
    await org(db)
      .insertInto('org_post')
      .values(post)
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({ valid_to: post.valid_to, change_id: post.change_id, revision: post.revision + 2 })
          .where('org_post.change_id', '=', changeId),
      )
      .execute();
  }
  for (const member of before.memberships) {
    await org(db)
      .insertInto('org_membership')
      .values(member)
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({ valid_to: member.valid_to, change_id: member.change_id, revision: member.revision + 2 })
          .where('org_membership.change_id', '=', changeId)
          // Somebody who was taken out of the post meanwhile stays out.
          .where('org_membership.revision', '=', member.revision + 1),
      )
      .execute();
  }
}
