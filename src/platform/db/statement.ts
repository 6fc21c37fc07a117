import { CompiledQuery } from 'kysely';
import type { Db, DbTransaction } from './pool.ts';
import { type Answer, SELF, Session } from './session.ts';

/** A statement of fixed text for what is done at every step: nothing is built when it is asked. */
export interface Statement<Row> {
  /** Its rows; the statement has left when this returns, so several asked one after the other make one wait. */
  rows(db: Db, values: readonly unknown[]): Promise<Row[]>;
  /** How many rows it changed; sent as `rows` is. */
  count(db: Db, values: readonly unknown[]): Promise<number>;
  /** Written behind, as `later` in session.ts. */
  later(db: Db, values: readonly unknown[]): void;
}

const sessions = new WeakMap<Db, Session>();

/** Lets statements of a transaction go straight to its connection. */
export async function knowSession(trx: DbTransaction): Promise<Session> {
  const { rows } = await trx.executeQuery<{ session: Session }>(CompiledQuery.raw(SELF));
  const session = rows[0]?.session;
  if (!session) throw new Error('not a connection of ours');
  sessions.set(trx, session);
  return session;
}

/** What the second wall of a transaction is to be from the next statement on. */
export function setWall(db: DbTransaction, settings: readonly string[]): void {
  sessionOf(db).wall(settings);
}

/**
 * @param text fixed; `$1`, `$2` … are its values, objects as JSON text made by the caller
 * @param isOpen it writes a table without row-level security
 */
export function statement<Row = never>(text: string, { isOpen = false } = {}): Statement<Row> {
  const ask = (db: Db, values: readonly unknown[]): Promise<Answer<Row>> => sessionOf(db).ask<Row>(text, values);
  return {
    rows: async (db, values) => (await ask(db, values)).rows,
    count: async (db, values) => (await ask(db, values)).rowCount ?? 0,
    later: (db, values) => sessionOf(db).later(text, values, isOpen),
  };
}

/**
 * One value in a transaction; asked before anything else it costs no statement of its own (session.ts).
 * @param expression SQL of ours that gives one value; its `$1`, `$2` … are `values`
 */
export function valueIn<T>(db: Db, expression: string, values: readonly unknown[] = []): Promise<T> {
  return sessionOf(db).value<T>(expression, values);
}

function sessionOf(db: Db): Session {
  const session = sessions.get(db);
  if (!session) throw new Error('a statement is asked inside a transaction');
  return session;
}
