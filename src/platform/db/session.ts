import { sql } from 'kysely';
import type pg from 'pg';
import { type Asked, Batch, Known } from './batch.ts';
import { type Behind, fused, isFusible, nameOf } from './fuse.ts';
import { comesOften } from './often.ts';

/**
 * `.modifyEnd(prepared)`: the statement is parsed and planned once for each connection. For the few that are asked for
 * at every step; their text must not change with what is looked for (no lists of varying length).
 */
export const prepared = sql`/* prepared */`;
/**
 * `.modifyEnd(later)`: prepared, and nobody waits for it: it is sent in its place before the next statement that
 * somebody waits for, together with what was written behind beside it, and COMMIT waits for it. If it fails, the whole
 * transaction fails with its error. For writes whose result nobody asks.
 */
export const later = sql`/* later */`;
/** The text that is answered with the session itself. */
export const SELF = '/* session */';

const PREPARED = '/* prepared */';
const LATER = '/* later */';
/** No function of ours changes anything (they are all stable or immutable), so what begins so reads. */
const READS = /^\s*select\b/i;
const ABORTED = '25P02';
const NOTHING = { command: 'HELD', rowCount: 0, rows: [] };
const NEVER: readonly string[] = [];

/** What row-level security reads (migrations/0000-platform.sql), in the order `wall` takes its values. */
const SETTINGS = ['app.kind', 'app.scope', 'app.person', 'app.agencies', 'app.source', 'app.roles'];
const raiseText = (settings: readonly string[]): string =>
  `select ${settings.map((name, index) => `set_config('${name}', $${index + 1}, true)`).join(', ')}`;
const RAISE = raiseText(SETTINGS);
/** The program's own sight differs from a person's in the first settings alone. */
const SIGHT = SETTINGS.slice(0, 2);
const RAISE_SIGHT = raiseText(SIGHT);

/** One value that is asked for with the raising of the wall. */
interface ValueAsked {
  readonly expression: string;
  readonly values: readonly unknown[];
  done(value: unknown): void;
  failed(error: unknown): void;
}

/** A statement of fixed text with more values in its answer: `v0`, `v1` … */
function withValues(text: string, values: readonly unknown[], asked: readonly ValueAsked[]): Behind {
  let before = values.length;
  const columns = asked.map(({ expression, values: own }, at) => {
    const numbered = expression.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + before}`);
    before += own.length;
    return `${numbered} as v${at}`;
  });
  return { text: [text, ...columns].join(', '), values: [...values, ...asked.flatMap(({ values: own }) => own)] };
}

interface Corkable {
  cork(): void;
  uncork(): void;
}

/** One row set as the driver gives it. */
export interface Answer<Row = unknown> {
  readonly command: string;
  readonly rowCount: number | null;
  readonly rows: Row[];
}

/**
 * One connection as the query builder uses it, with fewer waits and fewer statements. What is sent while one piece of
 * the program runs leaves in one packet; BEGIN and settings travel with the next statement; what nobody waits for is
 * written behind, several writes in one statement. PostgreSQL does one after the other, in the order of the calls.
 */
export class Session {
  readonly #client: pg.PoolClient;
  readonly #stream: Corkable | undefined;
  readonly #known = new Known();
  /** What leaves together at the end of this turn, behind one Sync. */
  #leaving: Asked[] = [];
  #isBegun = true;
  #wanted = NEVER;
  #standing = NEVER;
  #behind: Behind[] = [];
  #behindWall = NEVER;
  #sent: Promise<unknown>[] = [];
  #valuesAsked: ValueAsked[] = [];
  #failure: unknown;
  #changes = false;
  #isGathering = false;

  /** @param searchPath the schema of the province, set once for the connection */
  constructor(client: pg.PoolClient, searchPath: string) {
    this.#client = client;
    this.#stream = (client as unknown as { connection?: { stream?: Corkable } }).connection?.stream;
    // Where it fails the connection is lost, and the next statement says so.
    client.query(`set search_path = ${searchPath}`).catch(() => undefined);
  }

  get processID(): number | undefined {
    return (this.#client as { processID?: number }).processID;
  }

  /** As the query builder asks; the markers above say how. */
  async query(text: string, values: readonly unknown[] = []): Promise<unknown> {
    if (text.endsWith(LATER)) {
      this.later(text, values, false);
      return NOTHING;
    }
    if (text.endsWith(PREPARED)) return this.ask(text, values);
    if (values.length === 0) return this.#plain(text);
    this.#prepareTheWay();
    this.#note(text);
    return this.#answerOf(this.#send(comesOften(text) ? (nameOf(text) ?? '') : '', text, values));
  }

  /** A statement of fixed text, sent before this returns; it is parsed and planned once for each connection. */
  ask<Row = unknown>(text: string, values: readonly unknown[]): Promise<Answer<Row>> {
    this.#prepareTheWay();
    this.#note(text);
    return this.#answerOf(this.#sendNamed(text, values)) as Promise<Answer<Row>>;
  }

  /**
   * A write of fixed text whose result nobody asks; its error is that of COMMIT and of what is asked after it.
   * @param isOpen its table has no row-level security, so that it may go with others behind any wall
   */
  later(text: string, values: readonly unknown[], isOpen: boolean): void {
    const write = { text, values };
    const fitsWall = isOpen || this.#behindWall === NEVER || this.#behindWall === this.#wanted;
    if (this.#behind.length > 0 && !(fitsWall && isFusible(this.#behind, write))) this.#sendBehind();
    if (!isOpen) this.#behindWall = this.#wanted;
    this.#behind.push(write);
  }

  /** What the second wall is to be from the next statement on. */
  wall(settings: readonly string[]): void {
    this.#wanted = settings;
  }

  /**
   * Asks for one value. Before anything has left, it travels with the raising of the wall: several of them, and the
   * wall, are one statement, which leaves with what is asked next and at the latest at the end of this turn.
   * @param expression SQL of ours that gives one value; its `$1`, `$2` … are `values`
   */
  value<T>(expression: string, values: readonly unknown[] = []): Promise<T> {
    if (this.#isBegun || this.#wanted === NEVER)
      return this.ask<{ value: T }>(`select ${expression} as value`, values).then(({ rows }) => rows[0]?.value as T);
    if (this.#valuesAsked.length === 0)
      process.nextTick(() => {
        if (this.#valuesAsked.length > 0) this.#begin();
      });
    return new Promise((done, failed) =>
      this.#valuesAsked.push({ expression, values, done: done as (value: unknown) => void, failed }),
    );
  }

  release(error?: Error | boolean): void {
    this.#client.release(error);
  }

  async #plain(text: string): Promise<unknown> {
    if (text === SELF) return { ...NOTHING, rows: [{ session: this }] };
    if (text === 'begin') {
      this.#isBegun = false;
      this.#wanted = this.#standing = this.#behindWall = NEVER;
      this.#behind = [];
      this.#sent = [];
      this.#valuesAsked = [];
      this.#failure = undefined;
      this.#changes = false;
      return NOTHING;
    }
    if (text === 'commit' || text === 'rollback') return this.#end(text);
    this.#prepareTheWay();
    this.#note(text);
    if (/^\s*rollback to/i.test(text)) this.#standing = NEVER; // settings made since are taken back too
    const answer = await this.#answerOf(this.#sendPlain(text));
    return Array.isArray(answer) ? (answer as unknown[]).at(-1) : answer;
  }

  async #end(text: 'commit' | 'rollback'): Promise<unknown> {
    if (text === 'commit' && this.#behind.length > 0) this.#sendBehind();
    this.#behind = [];
    if (!this.#isBegun) {
      this.#isBegun = true;
      return { ...NOTHING, command: text.toUpperCase() };
    }
    if (text === 'commit' && this.#changes && this.#failure === undefined) return this.#commit();
    const answer = this.#sendPlain(text);
    if (text === 'commit' && this.#failure === undefined) {
      // Nothing was changed, so nothing is lost whatever comes of it; a broken connection tells its next user.
      answer.catch(() => undefined);
      return { ...NOTHING, command: 'COMMIT' };
    }
    await Promise.allSettled([...this.#sent, answer]);
    if (text === 'commit' && this.#failure) throw this.#failure;
    return answer;
  }

  /**
   * COMMIT leaves with what it makes last and is answered with it. Where something before it fails PostgreSQL skips it,
   * and the transaction is ended here.
   */
  async #commit(): Promise<unknown> {
    const answer = this.#sendNamed('commit', []);
    const [failure] = (await Promise.allSettled([answer, ...this.#sent])).flatMap((one) =>
      one.status === 'rejected' ? [one.reason as unknown] : [],
    );
    if (failure === undefined && this.#failure === undefined) return answer;
    // What went wrong is told; a connection that cannot even take this back says so to its next user.
    await this.#sendPlain('rollback').catch(() => undefined);
    throw this.#failure ?? failure;
  }

  #note(text: string): void {
    this.#changes ||= !READS.test(text);
  }

  /** Sends what has to come before the next statement. */
  #prepareTheWay(): void {
    if (this.#behind.length > 0) this.#sendBehind();
    this.#begin();
    this.#raise(this.#wanted);
  }

  #begin(): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    this.#sendUnwaited('begin');
    if (this.#valuesAsked.length > 0) this.#raiseAsking(this.#wanted);
  }

  /** The wall and what was asked to come with it. */
  #raiseAsking(settings: readonly string[]): void {
    const asked = this.#valuesAsked;
    this.#valuesAsked = [];
    this.#standing = settings;
    const { text, values } = withValues(RAISE, settings, asked);
    this.#sendNamed(text, values).then(
      ({ rows: [row] }) => {
        for (const [at, one] of asked.entries()) one.done((row as Record<string, unknown>)[`v${at}`]);
      },
      (error: unknown) => {
        this.#failure ??= error;
        for (const one of asked) one.failed(error);
      },
    );
  }

  #raise(settings: readonly string[]): void {
    if (this.#standing === settings || settings === NEVER) return;
    const before = this.#standing;
    this.#standing = settings;
    const isSightAlone =
      before.length > 0 && settings.every((value, index) => index < SIGHT.length || value === before[index]);
    if (isSightAlone) this.#sendUnwaited(RAISE_SIGHT, settings.slice(0, SIGHT.length));
    else this.#sendUnwaited(RAISE, settings);
  }

  #sendBehind(): void {
    this.#begin();
    this.#raise(this.#behindWall);
    this.#changes = true;
    const { text, values } = fused(this.#behind);
    this.#behind = [];
    this.#behindWall = NEVER;
    this.#sendUnwaited(text, values);
  }

  #sendUnwaited(text: string, values: readonly unknown[] = []): void {
    this.#sent.push(
      this.#sendNamed(text, values).catch((error: unknown) => {
        this.#failure ??= error;
      }),
    );
  }

  #sendNamed(text: string, values: readonly unknown[]): Promise<Answer> {
    return this.#send(nameOf(text) ?? '', text, values);
  }

  #send(name: string, text: string, values: readonly unknown[]): Promise<Answer> {
    this.#gather();
    return new Promise((done, failed) => this.#leaving.push({ name, text, values, done, failed }));
  }

  /** A text of ours without values, which may be several statements. */
  #sendPlain(text: string): Promise<pg.QueryResult | pg.QueryResult[]> {
    this.#gather();
    this.#leave();
    return this.#client.query(text);
  }

  /** What is sent until the program waits leaves together: one system call, and PostgreSQL is woken once. */
  #gather(): void {
    if (this.#isGathering) return;
    this.#isGathering = true;
    this.#stream?.cork();
    process.nextTick(() => {
      this.#isGathering = false;
      this.#leave();
      this.#stream?.uncork();
    });
  }

  #leave(): void {
    if (this.#leaving.length === 0) return;
    const asked = this.#leaving;
    this.#leaving = [];
    this.#client.query(new Batch(asked, this.#known));
  }

  /** Once something has failed, PostgreSQL says of all that follows only that something has failed. */
  async #answerOf(query: Promise<unknown>): Promise<unknown> {
    try {
      return await query;
    } catch (error) {
      if ((error as { code?: string }).code === ABORTED && this.#failure) throw this.#failure;
      throw error;
    }
  }
}

/** The pool as the query builder takes it: each connection is always the same session. */
export function sessionsOf(pool: pg.Pool, searchPath: string) {
  const known = new WeakMap<pg.PoolClient, Session>();
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      const session = known.get(client) ?? new Session(client, searchPath);
      known.set(client, session);
      return session;
    },
    end: () => pool.end(),
  };
}
