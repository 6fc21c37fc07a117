import { sql } from 'kysely';
import { systemClock } from '#kernel/clock.ts';
import type { Clock } from '#kernel/clock.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import { type Actor, visibleAgencies } from '../auth/actor.ts';
import { HELD } from './session.ts';
import { type Db, type DbTransaction, kyselyOn, openPool } from './pool.ts';

/** One province as the program serves it (tỉnh). `schema` holds all its tables. */
export interface ProvinceInfo {
  readonly code: string;
  readonly schema: string;
  readonly name: string;
  readonly isDemonstration: boolean;
}

/** What a use case works in: one transaction, one moment, one actor. */
export interface Tx {
  readonly db: DbTransaction;
  /** The province's time when the transaction began; the same throughout it. */
  readonly now: Date;
  readonly today: LocalDate;
  readonly actor: Actor;
  readonly province: ProvinceInfo;
}

/** Runs use cases for one actor. `run` is one transaction: all of it happens or none. */
export interface Work {
  readonly actor: Actor;
  run<T>(useCase: (tx: Tx) => Promise<T>): Promise<T>;
}

export interface Province {
  readonly info: ProvinceInfo;
  as(actor: Actor): Work;
  close(): Promise<void>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Opens a province under the program's own database role, which owns no table.
 * @param clock given by tests; otherwise a demonstration province reads its own clock and a real one the real time
 */
export function openProvince(
  url: string,
  info: ProvinceInfo,
  options: { clock?: Clock; poolSize?: number } = {},
): Province {
  const pool = openPool(url, options.poolSize);
  const db = kyselyOn(pool);
  return {
    info,
    as: (actor) => ({ actor, run: (useCase) => transaction(db, info, actor, options.clock, useCase) }),
    close: () => db.destroy(),
  };
}

async function transaction<T>(
  db: Db,
  info: ProvinceInfo,
  actor: Actor,
  clock: Clock | undefined,
  useCase: (tx: Tx) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql.raw(`${HELD}${settings(info, actor)}`).execute(trx);
    const now = clock ? clock.now() : info.isDemonstration ? await demonstrationTime(trx) : systemClock.now();
    return useCase({ db: trx, now, today: dateInVietnam(now), actor, province: info });
  });
}

/** Plain SET LOCAL, all values checked here: what the second wall reads. */
function settings(info: ProvinceInfo, actor: Actor): string {
  if (!/^p_[a-z0-9_]+$/.test(info.schema)) throw new Error(`not a province schema: ${info.schema}`);
  const seen = visibleAgencies(actor);
  const agencies = seen === 'all' ? [] : seen;
  for (const id of [...agencies, ...(actor.personId ? [actor.personId] : [])]) {
    if (!UUID.test(id)) throw new Error(`not an id: ${id}`);
  }
  const source = actor.application?.source ?? '';
  if (!/^[a-z0-9-]*$/.test(source)) throw new Error(`not a source: ${source}`);
  return [
    `SET LOCAL search_path = ${info.schema}, public`,
    `SET LOCAL app.kind = '${actor.kind}'`,
    `SET LOCAL app.person = '${actor.personId ?? ''}'`,
    `SET LOCAL app.scope = '${seen === 'all' ? 'all' : 'some'}'`,
    `SET LOCAL app.agencies = '${agencies.join(',')}'`,
    `SET LOCAL app.source = '${source}'`,
    `SET LOCAL app.roles = '${[...new Set(actor.grants.map((grant) => grant.role))].join(',')}'`,
  ].join(';');
}

/**
 * Runs part of a use case with the program's own sight of the data, for what a person sets off but may not see
 * himself: an administrator merges agencies, their open work moves. `tx.actor` stays the person, so that the audit
 * log names him; only the second wall (row-level security) is opened, and shut again behind it.
 */
export async function asProgram<T>(tx: Tx, useCase: (tx: Tx) => Promise<T>): Promise<T> {
  if (opened.has(tx.db)) return useCase(tx);
  const personal = `${HELD}${settings(tx.province, tx.actor)}`;
  opened.add(tx.db);
  await sql.raw(`${HELD}SET LOCAL app.kind = 'system'; SET LOCAL app.scope = 'all'`).execute(tx.db);
  let result: T;
  try {
    result = await useCase(tx);
  } catch (error) {
    opened.delete(tx.db);
    // After a database error nothing runs until the rollback, so the wall stays as it is and the error goes on.
    await sql
      .raw(personal)
      .execute(tx.db)
      .catch(() => undefined);
    throw error;
  }
  opened.delete(tx.db);
  await sql.raw(personal).execute(tx.db);
  return result;
}

/** Transactions whose wall is open now: inside one, another opening must not shut it at its end. */
const opened = new WeakSet<DbTransaction>();

async function demonstrationTime(trx: DbTransaction): Promise<Date> {
  const { rows } = await sql<{ now_at: Date }>`select now_at from demo_clock`.execute(trx);
  if (!rows[0]) throw new Refusal('demo.no_clock', 409);
  return rows[0].now_at;
}
