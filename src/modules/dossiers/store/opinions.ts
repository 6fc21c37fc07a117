import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import { conditions, type DossierFilter, inOrder, type Place } from './list.ts';
import { type DossierRow, type OpinionRow, tables } from './rows.ts';

export type OpenQuestion = Pick<OpinionRow, 'id' | 'dossier_id' | 'agency_id' | 'due_at'>;

/** The questions to other agencies of these dossiers that have no answer yet. */
export async function openQuestions(db: Db, dossierIds: readonly string[]): Promise<OpenQuestion[]> {
  if (dossierIds.length === 0) return [];
  return tables(db)
    .selectFrom('dossier_opinion')
    .select(['id', 'dossier_id', 'agency_id', 'due_at'])
    .where('dossier_id', 'in', [...dossierIds])
    .where('answered_at', 'is', null)
    .execute();
}

/**
 * The dossiers in which the caller's agencies are asked, by when their own first answer is due, not by when the whole is;
 * questions without a day come last.
 * @returns a page, and where the next begins
 */
export async function listAsked(
  db: Db,
  filter: DossierFilter,
  after: Place | undefined,
  limit: number,
): Promise<{ readonly rows: DossierRow[]; readonly next: Place | null }> {
  const due = sql<Date | null>`(
    select min(o.due_at) from dossier_opinion o
    where o.dossier_id = dossier.id and o.answered_at is null and o.agency_id = any (${[...filter.own]}::uuid[]))`;
  const waiting = sql<Date | 'infinity'>`coalesce(${due}, 'infinity'::timestamptz)`;
  let query = tables(db)
    .selectFrom('dossier')
    .select(['id', due.as('answer_due')])
    .where(conditions(filter))
    .orderBy(waiting)
    .orderBy('id')
    .limit(limit + 1);
  if (after)
    query = query.where(
      sql<boolean>`(${waiting}, id) > (coalesce(${after.first}::timestamptz, 'infinity'), ${after.id}::uuid)`,
    );
  const found = await query.execute();
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const next =
    found.length > limit && last
      ? { phase: null, first: last.answer_due?.toISOString() ?? null, second: null, id: last.id }
      : null;
  return { rows: await inOrder(db, page), next };
}
