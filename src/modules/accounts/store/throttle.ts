import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import { hashAllowance, hashPlace } from '../domain/keys.ts';
import { type AllowanceKind, type AllowanceState, admit, type Admission, type Taken } from '../domain/throttle.ts';

type Tables = {
  account_sign_in_throttle: { key: Buffer; full_at: Date };
  account_known_place: { person_id: string; kind: 'device' | 'address'; key_hash: Buffer; last_used_at: Date };
};

/**
 * Takes an attempt's share of its allowances, or says how long to wait. The rows are held until the transaction
 * ends, always in the order of their keys, so that attempts at the same moment are counted one by one and none
 * waits in a circle.
 */
export async function takeAllowances(
  db: Db,
  drawn: readonly { kind: AllowanceKind; subject: string }[],
  now: Date,
): Promise<Admission> {
  const tables = db.$extendTables<Tables>();
  const keyed = drawn
    .map((one) => ({ ...one, key: hashAllowance(one.kind, one.subject) }))
    .sort((a, b) => Buffer.compare(a.key, b.key));
  await tables
    .insertInto('account_sign_in_throttle')
    .values(keyed.map(({ key }) => ({ key, full_at: now })))
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const rows = await tables
    .selectFrom('account_sign_in_throttle')
    .selectAll()
    .where(
      'key',
      'in',
      keyed.map(({ key }) => key),
    )
    .orderBy('key')
    .forUpdate()
    .execute();
  const states: AllowanceState[] = keyed.map(({ kind, subject, key }) => ({
    kind,
    subject,
    fullAt: rows.find((row) => row.key.equals(key))?.full_at,
  }));
  const admission = admit(states, now);
  if (!admission.admitted) return admission;
  for (const taken of admission.taken) {
    await tables
      .updateTable('account_sign_in_throttle')
      .set({ full_at: taken.fullAt })
      .where('key', '=', hashAllowance(taken.kind, taken.subject))
      .execute();
  }
  return admission;
}

/** Gives an attempt's share back: the password was right. */
export async function giveBackAllowances(db: Db, taken: readonly Taken[]): Promise<void> {
  const tables = db.$extendTables<Tables>();
  const keyed = taken
    .map((one) => ({ costMs: one.costMs, key: hashAllowance(one.kind, one.subject) }))
    .sort((a, b) => Buffer.compare(a.key, b.key));
  for (const { key, costMs } of keyed) {
    await tables
      .updateTable('account_sign_in_throttle')
      .set({ full_at: sql<Date>`full_at - make_interval(secs => ${costMs / 1000})` })
      .where('key', '=', key)
      .execute();
  }
}

/** Which of the keys this person has signed in from after `usedAfter`. */
export async function findKnownPlaces(
  db: Db,
  personId: string,
  keys: { device: string | undefined; address: string },
  usedAfter: Date,
): Promise<{ device: boolean; address: boolean }> {
  const device = hashPlace(personId, 'device', keys.device ?? '');
  const address = hashPlace(personId, 'address', keys.address);
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('account_known_place')
    .select(['kind', 'key_hash'])
    .where('person_id', '=', personId)
    .where('key_hash', 'in', [device, address])
    .where('last_used_at', '>', usedAfter)
    .execute();
  return {
    device: keys.device !== undefined && rows.some((row) => row.kind === 'device' && row.key_hash.equals(device)),
    address: rows.some((row) => row.kind === 'address' && row.key_hash.equals(address)),
  };
}

export async function rememberPlaces(
  db: Db,
  personId: string,
  keys: { device: string; address: string },
  at: Date,
): Promise<void> {
  await db
    .$extendTables<Tables>()
    .insertInto('account_known_place')
    .values(
      (['device', 'address'] as const).map((kind) => ({
        person_id: personId,
        kind,
        key_hash: hashPlace(personId, kind, keys[kind]),
        last_used_at: at,
      })),
    )
    .onConflict((conflict) => conflict.columns(['person_id', 'kind', 'key_hash']).doUpdateSet({ last_used_at: at }))
    .execute();
}

export async function forgetPlaces(db: Db, personId: string): Promise<void> {
  await db.$extendTables<Tables>().deleteFrom('account_known_place').where('person_id', '=', personId).execute();
}

const SETTLED_MS = 3_600_000;

/** Drops allowances that have been whole for an hour (so that none is dropped between two looks at it) and places long unused. */
export async function sweepThrottle(db: Db, now: Date, placesUsedBefore: Date): Promise<void> {
  const tables = db.$extendTables<Tables>();
  await sql`delete from account_sign_in_throttle where key in
    (select key from account_sign_in_throttle where full_at <= ${new Date(now.getTime() - SETTLED_MS)} limit 1000 for update skip locked)`.execute(
    tables,
  );
  await tables.deleteFrom('account_known_place').where('last_used_at', '<=', placesUsedBefore).execute();
}
