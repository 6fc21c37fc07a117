import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { TaskChoices } from '../schema.ts';
import { tables } from './rows.ts';

function live(db: Db, within: readonly string[] | undefined) {
  const query = tables(db)
    .selectFrom('directive_assignment as a')
    .where('a.withdrawn_at', 'is', null)
    .where('a.superseded_at', 'is', null);
  if (!within) return query;
  return within.length > 0 ? query.where('a.agency_id', 'in', [...within]) : query.where(sql<boolean>`false`);
}

const count = sql<number>`count(*)::int`.as('count');

/** Agencies with parts and how many, by name. `within`: only these agencies. */
export async function countAgencies(db: Db, within: readonly string[] | undefined): Promise<TaskChoices['agencies']> {
  const rows = await live(db, within)
    .select(['a.agency_id as id', sql<string>`max(a.agency_name)`.as('name'), count])
    .groupBy('a.agency_id')
    .execute();
  return rows.sort((a, b) => a.name.localeCompare(b.name, 'vi'));
}

/** Documents that gave out work and how many parts of it, newest first. */
export async function countDocuments(db: Db, within: readonly string[] | undefined): Promise<TaskChoices['documents']> {
  return live(db, within)
    .innerJoin('directive_task as t', 't.id', 'a.task_id')
    .select([
      't.document_id as id',
      't.document_number as number',
      't.document_kind as kind',
      't.document_issued_on as issuedOn',
      count,
    ])
    .groupBy(['t.document_id', 't.document_number', 't.document_kind', 't.document_issued_on'])
    .orderBy('t.document_issued_on', (order) => order.desc().nullsLast())
    .orderBy('t.document_number')
    .execute();
}
