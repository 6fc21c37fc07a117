import { sql } from 'kysely';
import type { QueryResultRow } from 'pg';
import { systemClock } from '#kernel/clock.ts';
import type { Clock } from '#kernel/clock.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import { type Actor, visibleAgencies } from '../auth/actor.ts';
import { type Ear, listen, type Listening } from './listen.ts';
import { openLook } from './look.ts';
import { type Db, type DbTransaction, kyselyOn, openPool } from './pool.ts';
import type { Session } from './session.ts';
import { knowSession, setWall } from './statement.ts';

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
  /** @param first asked in the same breath as the province's time, before anything else; its answer is the caller's */
  run<T>(useCase: (tx: Tx) => Promise<T>, first?: (db: DbTransaction) => unknown): Promise<T>;
}

export interface Province {
  readonly info: ProvinceInfo;
  as(actor: Actor): Work;
  /**
   * One statement that only reads, outside any use case and with the program's own sight: for what is asked every
   * second and mostly answered with no, or at every request. Its parameter `$1` is the province's moment, null in a
   * demonstration, whose clock the statement reads itself (`demo_clock`); `$2` and on are `values`.
   */
  look<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * Clears away what changes left behind in a table (VACUUM): for whoever leaves much behind at once. Where PostgreSQL
   * does not let the program's role do it (before 17) nothing happens and its own housekeeping comes later.
   */
  tidy(table: string): Promise<void>;
  /**
   * The same province over connections whose commits do not wait for the disk: for what is done again where the machine
   * failed before a later commit that waited. One that waits keeps everything before it, whoever did it. Closed with the
   * province.
   */
  hasty(): Province;
  /** Hears what transactions of this province, of any process, told under a name with `tell`. */
  listen(name: string, ear: Ear): Promise<Listening>;
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
  options: { clock?: Clock; poolSize?: number; patienceMs?: number } = {},
): Province {
  if (!/^p_[a-z0-9_]+$/.test(info.schema)) throw new Error(`not a province schema: ${info.schema}`);
  const { poolSize, patienceMs } = options;
  const db = kyselyOn(openPool(url, poolSize, patienceMs === undefined ? {} : { patienceMs }), info.schema);
  const looks = openLook(url, [`search_path=${info.schema},public`, 'app.kind=system', 'app.scope=all']);
  let hastyDb: Db | undefined;
  const province: Province = {
    info,
    look: (text, values = []) => {
      const now = options.clock ? options.clock.now() : info.isDemonstration ? null : systemClock.now();
      return looks.ask(text, [now, ...values]);
    },
    as: (actor) => ({ actor, run: (useCase, first) => transaction(db, info, actor, options.clock, useCase, first) }),
    tidy: async (table) => {
      await sql`vacuum (truncate off) ${sql.table(table)}`.execute(db);
    },
    hasty: () => {
      const onIt = (hastyDb ??= kyselyOn(openPool(url, HASTY_POOL, { hasty: true }), info.schema));
      const hasty: Province = {
        ...province,
        as: (actor) => ({
          actor,
          run: (useCase, first) => transaction(onIt, info, actor, options.clock, useCase, first),
        }),
        hasty: () => hasty,
        close: async () => undefined, // with the province it belongs to
      };
      return hasty;
    },
    listen: (name, ear) => listen(url, channelOf(info, name), ear),
    close: async () => {
      await looks.close();
      await hastyDb?.destroy();
      await db.destroy();
    },
  };
  return province;
}

/** What goes on in haste is one piece of work with what it sends beside it. */
const HASTY_POOL = 6;

function channelOf({ schema }: ProvinceInfo, name: string): string {
  return `${schema}_${name}`;
}

/** Tells those who listen under the name, when and only when the transaction commits. @param payload under 8000 bytes */
export async function tell(tx: Tx, name: string, payload: string): Promise<void> {
  await sql`select pg_notify(${channelOf(tx.province, name)}, ${payload})`.execute(tx.db);
}

async function transaction<T>(
  db: Db,
  info: ProvinceInfo,
  actor: Actor,
  clock: Clock | undefined,
  useCase: (tx: Tx) => Promise<T>,
  first?: (db: DbTransaction) => unknown,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    const session = await knowSession(trx);
    session.wall(wallOf(actor));
    const time = clock || !info.isDemonstration ? undefined : demonstrationTime(session);
    time?.catch(() => undefined); // it is waited for when all that is asked first has left
    first?.(trx);
    const now = (await time) ?? (clock ?? systemClock).now();
    return useCase({ db: trx, now, today: dateInVietnam(now), actor, province: info });
  });
}

const walls = new WeakMap<Actor, readonly string[]>();

/** What the second wall reads, in the order of session.ts; the same values while the actor is the same object. */
function wallOf(actor: Actor): readonly string[] {
  const known = walls.get(actor);
  if (known) return known;
  const seen = visibleAgencies(actor);
  const agencies = seen === 'all' ? [] : seen;
  for (const id of [...agencies, ...(actor.personId ? [actor.personId] : [])]) {
    if (!UUID.test(id)) throw new Error(`not an id: ${id}`);
  }
  const source = actor.application?.source ?? '';
  if (!/^[a-z0-9-]*$/.test(source)) throw new Error(`not a source: ${source}`);
  const roles = [...new Set(actor.grants.map((grant) => grant.role))].join(',');
  const scope = seen === 'all' ? 'all' : 'some';
  const wall = [actor.kind, scope, actor.personId ?? '', agencies.join(','), source, roles];
  walls.set(actor, wall);
  return wall;
}

/**
 * Runs part of a use case with the program's own sight of the data, for what a person sets off but may not see
 * himself: an administrator merges agencies, their open work moves. `tx.actor` stays the person, so that the audit
 * log names him; only the second wall (row-level security) is opened, and shut again behind it.
 */
export async function asProgram<T>(tx: Tx, useCase: (tx: Tx) => Promise<T>): Promise<T> {
  if (opened.has(tx.db)) return useCase(tx);
  opened.add(tx.db);
  try {
    setWall(tx.db, openedWallOf(tx.actor));
    return await useCase(tx);
  } finally {
    opened.delete(tx.db);
    setWall(tx.db, wallOf(tx.actor));
  }
}

/** `asProgram` for statements that are only sent here and waited for elsewhere: the wall is shut again when this returns. */
export function sendAsProgram(tx: Tx, send: () => void): void {
  if (opened.has(tx.db)) return send();
  opened.add(tx.db);
  setWall(tx.db, openedWallOf(tx.actor));
  try {
    send();
  } finally {
    opened.delete(tx.db);
    setWall(tx.db, wallOf(tx.actor));
  }
}

/** Transactions whose wall is open now: inside one, another opening must not shut it at its end. */
const opened = new WeakSet<DbTransaction>();
const openWalls = new WeakMap<readonly string[], readonly string[]>();

function openedWallOf(actor: Actor): readonly string[] {
  const own = wallOf(actor);
  const known = openWalls.get(own);
  if (known) return known;
  const open = ['system', 'all', ...own.slice(2)];
  openWalls.set(own, open);
  return open;
}

async function demonstrationTime(session: Session): Promise<Date> {
  const now = await session.value<Date | null>('(select now_at from demo_clock)');
  if (!now) throw new Refusal('demo.no_clock', 409);
  return now;
}
