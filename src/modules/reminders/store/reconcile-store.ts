import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { DifferenceKind } from '../domain/differences.ts';

export interface Difference {
  readonly kind: DifferenceKind;
  readonly count: number;
  /** Some of them. */
  readonly obligationIds: readonly string[];
}

/** Who owes open obligations: each pair once, with how many and some of them. */
export interface Owner {
  readonly agencyId: string;
  readonly personId: string | null;
  readonly count: number;
  readonly obligationIds: readonly string[];
}

const SOME = 20;

/** All owners of open obligations; the whole province in one pass. */
export async function ownersOfOpen(db: Db): Promise<Owner[]> {
  const { rows } = await sql<{ agency_id: string; person_id: string | null; count: number; some: string[] }>`
    select agency_id, person_id, count(*) as count, (array_agg(id))[1:${sql.lit(SOME)}] as some
    from reminder_obligation where state = 'open' group by agency_id, person_id`.execute(db);
  return rows.map((row) => ({
    agencyId: row.agency_id,
    personId: row.person_id,
    count: row.count,
    obligationIds: row.some,
  }));
}

/** Ids are made by time: what was written within a day, found through the primary key. */
const WRITTEN_LATELY = sql`(lpad(to_hex((extract(epoch from clock_timestamp() - interval '1 day') * 1000)::bigint), 12, '0')
  || '70008000000000000000')::uuid`;

/**
 * What can be told from reminders' own tables. Where a burst writes rows that refer to one another there are no foreign
 * keys; what was written within a day is looked at for rows that refer to nothing.
 * @param lateBefore a step that might have fired before this is not fired
 */
export async function ownDifferences(db: Db, lateBefore: Date): Promise<Difference[]> {
  const { rows } = await sql<{ kind: DifferenceKind; count: number; some: string[] }>`
    with found as (
      select 'plan-failed' as kind, o.id from reminder_obligation o
      left join reminder_clock c on c.obligation_id = o.id
      where o.state = 'open' and (c.no_next_reason = 'fault' or (c.next_at is null and c.no_next_reason is null))
      union all
      select 'not-fired', obligation_id from reminder_clock where next_at < ${lateBefore}
      union all
      select 'no-clock', o.id from reminder_obligation o
      left join reminder_clock c on c.obligation_id = o.id
      where (o.state = 'open' and c.obligation_id is null) or (o.state <> 'open' and c.next_at is not null)
      union all
      select 'no-clock', c.obligation_id from reminder_clock c
      where c.next_at is not null and not exists (select 1 from reminder_obligation o where o.id = c.obligation_id)
      union all
      select 'no-firing', m.obligation_id from reminder_message m
      where m.id >= ${WRITTEN_LATELY} and m.firing_id is not null -- a morning's letter is of no single firing
        and not exists (select 1 from reminder_firing f where f.id = m.firing_id)
      union all
      select 'no-plan', f.obligation_id from reminder_firing f
      where f.id >= ${WRITTEN_LATELY} and not exists (
        select 1 from reminder_plan p where p.obligation_id = f.obligation_id and p.version = f.plan_version)
      union all
      select 'no-plan', o.id from reminder_obligation o
      left join reminder_plan p on p.obligation_id = o.id and p.version = o.plan_version
      where o.state = 'open' and p.version is null
    )
    select kind, count(distinct id) as count, (array_agg(distinct id))[1:${sql.lit(SOME)}] as some from found group by kind`.execute(
    db,
  );
  return rows.map(({ kind, count, some }) => ({ kind, count, obligationIds: some }));
}

export async function countOpen(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from reminder_obligation where state = 'open'`.execute(db);
  return rows[0]?.count ?? 0;
}

export interface Check {
  readonly at: Date;
  readonly open: number;
  readonly tookMs: number;
  readonly differences: readonly Difference[];
}

/** Keeps what was found, and of what was found before only the last week. */
export async function insertCheck(db: Db, id: string, { at, open, tookMs, differences }: Check): Promise<void> {
  await sql`
    insert into reminder_check (id, at, open, took_ms, differences)
    values (${id}, ${at}, ${open}, ${tookMs}, ${JSON.stringify(differences)}::jsonb)`.execute(db);
  await sql`delete from reminder_check where at < ${at}::timestamptz - interval '7 days'`.execute(db);
}

export async function lastCheck(db: Db): Promise<Check | undefined> {
  const { rows } = await sql<{ at: Date; open: number; took_ms: number; differences: Difference[] }>`
    select at, open, took_ms, differences from reminder_check order by at desc, id desc limit 1`.execute(db);
  const [row] = rows;
  return row && { at: row.at, open: row.open, tookMs: row.took_ms, differences: row.differences };
}
