import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import { type DossierRow, tables } from './rows.ts';

export async function findByToken(db: Db, token: string): Promise<DossierRow | undefined> {
  return tables(db).selectFrom('dossier').selectAll().where('tracking_token', '=', token).executeTakeFirst();
}

export async function findByCode(db: Db, code: string): Promise<DossierRow | undefined> {
  return tables(db).selectFrom('dossier').selectAll().where('code', '=', code).executeTakeFirst();
}

const WINDOW = sql`interval '15 minutes'`;

/** How often each bucket was wrong in its window, and how many seconds the window still lasts. */
export async function triesOf(
  db: Db,
  buckets: readonly string[],
): Promise<ReadonlyMap<string, { tries: number; seconds: number }>> {
  const { rows } = await sql<{ bucket: string; tries: number; seconds: number }>`
    select bucket, tries, extract(epoch from window_from + ${WINDOW} - clock_timestamp())::float8 as seconds
    from dossier_tracking_try
    where bucket = any (${[...buckets]}) and window_from > clock_timestamp() - ${WINDOW}`.execute(db);
  return new Map(rows.map(({ bucket, tries, seconds }) => [bucket, { tries, seconds }]));
}

/** Counts a wrong guess; a window that is over begins anew, and old ones are forgotten. */
export async function countTry(db: Db, buckets: readonly string[]): Promise<void> {
  await sql`
    insert into dossier_tracking_try as t (bucket, tries)
    select bucket, 1 from unnest(${[...buckets].toSorted((a, b) => a.localeCompare(b))}::text[]) bucket
    on conflict (bucket) do update set
      tries = case when t.window_from > clock_timestamp() - ${WINDOW} then t.tries + 1 else 1 end,
      window_from = case when t.window_from > clock_timestamp() - ${WINDOW} then t.window_from else clock_timestamp() end
  `.execute(db);
  await sql`delete from dossier_tracking_try where window_from < now() - interval '1 day'`.execute(db);
}
