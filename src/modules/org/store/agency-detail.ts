import { sql } from 'kysely';
import type { LocalDate } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';
import type { Verified } from '../domain/agency.ts';
import { type Person, type Post, toPerson, toPost } from './people.ts';
import { dayOrNull, type ChangeRow, type OrgTables, type SuccessionRow, type VersionRow } from './tables.ts';

const org = (db: Db) => db.$extendTables<OrgTables>();

export type VersionListed = Pick<VersionRow, 'from_on' | 'name' | 'parent_id' | 'level' | 'kind' | 'doc_symbol'> & {
  parent_name: string | null;
};

/** What an agency was called and whom it stood under, in order of time. */
export async function versionsOf(db: Db, id: string): Promise<VersionListed[]> {
  return org(db)
    .selectFrom('org_agency_version as v')
    .where('v.agency_id', '=', id)
    .select(['v.from_on', 'v.name', 'v.parent_id', 'v.level', 'v.kind', 'v.doc_symbol'])
    .select(
      sql<string | null>`(select p.name from org_agency_version p where p.agency_id = v.parent_id
        and p.from_on <= greatest(v.from_on, (select a.valid_from from org_agency a where a.id = v.parent_id))
        order by p.from_on desc limit 1)`.as('parent_name'),
    )
    .orderBy('v.from_on')
    .execute();
}

/** Steps of succession into or out of the agency. */
export async function edgesOf(db: Db, id: string): Promise<SuccessionRow[]> {
  return org(db)
    .selectFrom('org_succession')
    .selectAll()
    .where((where) => where.or([where('from_id', '=', id), where('to_id', '=', id)]))
    .orderBy('effective_on')
    .execute();
}

export interface Transfer {
  readonly field: string;
  readonly toId: string;
  readonly effectiveOn: LocalDate;
  readonly verified: Verified;
}

/** Fields of work of the agency that went another way (chuyển chức năng). */
export async function transfersFrom(db: Db, id: string): Promise<Transfer[]> {
  const rows = await org(db)
    .selectFrom('org_function_transfer')
    .selectAll()
    .where('from_id', '=', id)
    .orderBy('field')
    .execute();
  return rows.map((row) => ({
    field: row.field,
    toId: row.to_id,
    effectiveOn: row.effective_on,
    verified: row.verified,
  }));
}

/** Decisions taken here that concern the agency, latest first. */
export async function changesOf(db: Db, id: string): Promise<(ChangeRow & { decider: string | null })[]> {
  return org(db)
    .selectFrom('org_change as c')
    .leftJoin('org_person as p', 'p.id', 'c.decided_by')
    .selectAll('c')
    .select('p.full_name as decider')
    .where('c.source', '=', 'decision')
    .where(
      sql<boolean>`(exists (select 1 from org_succession s where s.change_id = c.id and (s.from_id = ${id} or s.to_id = ${id}))
        or exists (select 1 from org_agency_version v where v.change_id = c.id and v.agency_id = ${id})
        or exists (select 1 from org_agency a where a.ended_by = c.id and a.id = ${id}))`,
    )
    .orderBy('c.effective_on', 'desc')
    .orderBy('c.id', 'desc')
    .execute();
}

/** Decisions taken here, latest first (by when they were taken, then id), after a place of that order. */
export async function listDecisions(
  db: Db,
  after: string | undefined,
  limit: number,
): Promise<(ChangeRow & { decider: string | null; agency_ids: string[] })[]> {
  let query = org(db)
    .selectFrom('org_change as c')
    .leftJoin('org_person as p', 'p.id', 'c.decided_by')
    .selectAll('c')
    .select('p.full_name as decider')
    .select(
      sql<string[]>`array(
        select s.from_id from org_succession s where s.change_id = c.id
        union select s.to_id from org_succession s where s.change_id = c.id
        union select v.agency_id from org_agency_version v where v.change_id = c.id and c.kind in ('add', 'rename', 'move')
        union select a.id from org_agency a where a.ended_by = c.id
        -- of a decision taken back the rows are gone; it keeps whom it was about
        union select b.id from org_agency b where c.withdrawn_at is not null
          and (c.detail->'fromIds' ? b.id::text or c.detail->>'agencyId' = b.id::text))`.as('agency_ids'),
    )
    .where('c.source', '=', 'decision')
    .orderBy('c.id', 'desc')
    .limit(limit);
  // Ids are in the order of their making.
  if (after !== undefined) query = query.where('c.id', '<', after);
  return query.execute();
}

export async function sourcesOf(db: Db, id: string): Promise<string[]> {
  const row = await org(db).selectFrom('org_agency').select('sources').where('id', '=', id).executeTakeFirst();
  return row?.sources ?? [];
}

export async function sectionsOf(db: Db, agencyId: string, on: LocalDate): Promise<{ id: string; name: string }[]> {
  return org(db)
    .selectFrom('org_section')
    .where('agency_id', '=', agencyId)
    .where('valid_from', '<=', on)
    .where('valid_to', '>=', on)
    .select(['id', 'name'])
    .orderBy(sql`name collate "vi-VN-x-icu"`)
    .execute();
}

export interface HolderListed extends Person {
  readonly membershipId: string;
  readonly since: LocalDate;
  readonly until: LocalDate | null;
}

export interface PostListed extends Post {
  readonly sectionName: string | null;
  readonly holders: readonly HolderListed[];
}

/** Posts of an agency on the day with who holds them, heads first; a vacant one has no holders. */
export async function postsOn(db: Db, agencyId: string, on: LocalDate): Promise<PostListed[]> {
  const posts = await org(db)
    .selectFrom('org_post as t')
    .leftJoin('org_section as s', 's.id', 't.section_id')
    .selectAll('t')
    .select('s.name as section_name')
    .where('t.agency_id', '=', agencyId)
    .where('t.valid_from', '<=', on)
    .where('t.valid_to', '>=', on)
    .orderBy('t.position')
    .orderBy('t.id')
    .execute();
  if (posts.length === 0) return [];
  const members = await org(db)
    .selectFrom('org_membership as m')
    .innerJoin('org_person as p', 'p.id', 'm.person_id')
    .leftJoin('org_person_contact as c', 'c.person_id', 'p.id')
    .where(
      'm.post_id',
      'in',
      posts.map((post) => post.id),
    )
    .where('m.valid_from', '<=', on)
    .where('m.valid_to', '>=', on)
    .select(['p.id', 'p.full_name', 'p.birth_year', 'p.is_demonstration', 'p.revision', 'c.email', 'c.phone'])
    .select(['m.id as membership_id', 'm.post_id', 'm.valid_from', 'm.valid_to'])
    .orderBy(sql`p.sort_name collate "vi-VN-x-icu"`)
    .execute();
  return posts.map((post) => ({
    ...toPost(post),
    sectionName: post.section_name,
    holders: members
      .filter((member) => member.post_id === post.id)
      .map((member) => ({
        ...toPerson(member),
        membershipId: member.membership_id,
        since: member.valid_from,
        until: dayOrNull(member.valid_to),
      })),
  }));
}
