import type { Db } from '#platform/db/pool.ts';
import type { AllowedHost } from '#platform/net/address.ts';

type Tables = {
  integration_allowed_host: {
    host: string;
    port: number;
    reason: string;
    made_at: Date;
    made_by: string | null;
    removed_at: Date | null;
  };
};

/** Hosts inside private networks that messages may reach. */
export async function listAllowed(db: Db): Promise<(AllowedHost & { reason: string; madeAt: Date })[]> {
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('integration_allowed_host')
    .selectAll()
    .where('removed_at', 'is', null)
    .orderBy('host')
    .orderBy('port')
    .execute();
  return rows.map(({ host, port, reason, made_at }) => ({ host, port, reason, madeAt: made_at }));
}

/** @returns false when it is let in already */
export async function insertAllowed(
  db: Db,
  row: AllowedHost & { reason: string; at: Date; by: string | null },
): Promise<boolean> {
  const { host, port, reason, at, by } = row;
  const made = await db
    .$extendTables<Tables>()
    .insertInto('integration_allowed_host')
    .values({ host, port, reason, made_at: at, made_by: by, removed_at: null })
    .onConflict((conflict) => conflict.columns(['host', 'port']).where('removed_at', 'is', null).doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

export async function removeAllowed(db: Db, { host, port }: AllowedHost, at: Date): Promise<boolean> {
  const gone = await db
    .$extendTables<Tables>()
    .updateTable('integration_allowed_host')
    .set({ removed_at: at })
    .where('host', '=', host)
    .where('port', '=', port)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return gone.numUpdatedRows === 1n;
}
