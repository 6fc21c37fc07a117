import { sql } from 'kysely';
import type pg from 'pg';

/**
 * `.modifyEnd(prepared)`: the statement is parsed and planned once for each connection. For the few that are asked for
 * at every step; their text must not change with what is looked for (no lists of varying length).
 */
export const prepared = sql`/* prepared */`;
/**
 * `.modifyEnd(later)`: prepared, and nobody waits for it: it is sent at once, in its place, and COMMIT waits for it. If
 * it fails, the whole transaction fails with its error. For writes whose result nobody asks.
 */
export const later = sql`/* later */`;
/** Begins the text of settings that need not be sent before the next statement. */
export const HELD = '/* held */';

const PREPARED = '/* prepared */';
const LATER = '/* later */';
const ABORTED = '25P02';
const NOTHING = { command: 'HELD', rowCount: 0, rows: [] };
const names = new Map<string, string>();

/** The same text has the same name on every connection. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = `dh${names.size + 1}`;
  names.set(text, name);
  return name;
}

/**
 * One connection as the query builder uses it, with fewer waits: BEGIN and settings travel with the next statement,
 * and what nobody waits for is written behind (PostgreSQL still does one after the other, in the order of the calls).
 */
export class Session {
  readonly #client: pg.PoolClient;
  #held: string[] = [];
  #behind: Promise<unknown>[] = [];
  #failure: unknown;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  get processID(): number | undefined {
    return (this.#client as { processID?: number }).processID;
  }

  async query(text: string, values: readonly unknown[] = []): Promise<unknown> {
    const isLater = text.endsWith(LATER);
    const isNamed = isLater || text.endsWith(PREPARED);
    if (values.length === 0 && !isNamed) return this.#plain(text);
    this.#sendHeld();
    const query = this.#client.query({ ...(isNamed ? { name: nameOf(text) } : {}), text, values: [...values] });
    if (!isLater) return this.#answerOf(query);
    this.#sendBehind(query);
    return NOTHING;
  }

  release(error?: Error | boolean): void {
    this.#client.release(error);
  }

  async #plain(text: string): Promise<unknown> {
    if (text === 'begin') {
      this.#held = [text];
      this.#behind = [];
      this.#failure = undefined;
      return NOTHING;
    }
    if (text.startsWith(HELD)) {
      this.#held.push(text);
      return NOTHING;
    }
    if (text === 'commit' || text === 'rollback') return this.#end(text);
    const all = [...this.#held, text].join(';');
    this.#held = [];
    const answer = await this.#answerOf(this.#client.query(all));
    return Array.isArray(answer) ? (answer as unknown[]).at(-1) : answer;
  }

  async #end(text: 'commit' | 'rollback'): Promise<unknown> {
    const unsent = this.#held[0] === 'begin';
    this.#held = []; // settings of a transaction that is over
    if (unsent) return { ...NOTHING, command: text.toUpperCase() };
    const answer = this.#client.query(text);
    await Promise.allSettled([...this.#behind, answer]);
    this.#behind = [];
    if (text === 'commit' && this.#failure) throw this.#failure;
    return answer;
  }

  #sendHeld(): void {
    if (this.#held.length === 0) return;
    const text = this.#held.join(';');
    this.#held = [];
    this.#sendBehind(this.#client.query(text));
  }

  #sendBehind(query: Promise<unknown>): void {
    this.#behind.push(
      query.catch((error: unknown) => {
        this.#failure ??= error;
      }),
    );
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
export function sessionsOf(pool: pg.Pool) {
  const known = new WeakMap<pg.PoolClient, Session>();
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      const session = known.get(client) ?? new Session(client);
      known.set(client, session);
      return session;
    },
    end: () => pool.end(),
  };
}
