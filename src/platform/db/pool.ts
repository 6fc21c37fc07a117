import { Kysely, PostgresDialect, type PostgresPool, type Transaction } from 'kysely';
import pg from 'pg';
import { sessionsOf } from './session.ts';

/**
 * A connection whose tables nobody has declared yet. A store declares its own with
 * `db.$extendTables<Tables>()`, so a query on another module's table does not compile.
 */
export type NoTables = Record<never, never>;
export type Db = Kysely<NoTables>;
export type DbTransaction = Transaction<NoTables>;

const DATE = 1082;
const INT8 = 20;

// A `date` column is a day, not an instant: as text it cannot shift with the machine's zone.
pg.types.setTypeParser(DATE, (text) => text);
pg.types.setTypeParser(INT8, (text) => {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`bigint past what a number holds: ${text}`);
  return number;
});

/**
 * A connection that nobody needed for so long is given back to the server. A new one reads the catalogue and plans all
 * its statements again, which takes some hundred milliseconds of whoever comes first: none is given up between two
 * bursts of work.
 */
export const KEPT_IDLE_MS = 10 * 60_000;

/**
 * A pool of at most `size` connections; a statement longer than 60 s or an idle transaction of 30 s is a fault.
 * @param hasty a commit does not wait until it is on the disk; after the machine failed the last moment of what was
 *   done may be missing, as a whole from its end, never something in the middle
 * @param patienceMs how long a connection is waited for
 */
export function openPool(url: string, size = 16, { hasty = false, patienceMs = 10_000 } = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: 'dunghen',
    connectionTimeoutMillis: patienceMs,
    idleTimeoutMillis: KEPT_IDLE_MS,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 30_000,
    pipeline: true,
    ...(hasty ? { options: '-c synchronous_commit=off' } : {}),
  });
  survivesLosses(pool);
  return pool;
}

/**
 * A connection lost while idle or in use is told and replaced at the next use; whoever was using it gets the error from
 * his statement. Without a listener the loss would end the process. A pool that is being closed loses nothing: it does not
 * wait for its connections to be gone, and the server may end them first.
 */
export function survivesLosses(pool: pg.Pool): void {
  pool.on('error', (error) => {
    if (!pool.ending) console.error(`database connection lost: ${error.message}`);
  });
  // The pool listens to idle connections alone.
  pool.on('connect', (client) => client.on('error', () => undefined));
}

/** @param schema where the tables are; looked for in `public` too */
export function kyselyOn(pool: pg.Pool, schema: string): Db {
  const sessions = sessionsOf(pool, `${schema}, public`) as unknown as PostgresPool;
  return new Kysely<NoTables>({ dialect: new PostgresDialect({ pool: sessions }) });
}
