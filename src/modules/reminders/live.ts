import { systemActor } from '#platform/auth/actor.ts';
import type { Listening } from '#platform/db/listen.ts';
import type { Province } from '#platform/db/province.ts';
import { EVERYBODY, LIVE } from './live-tell.ts';
import { log } from './log.ts';
import { type BoxState, boxStates } from './store/live-store.ts';

/** Where events are written to: the answer of a browser that keeps the connection open. */
export interface Sink {
  write(chunk: string): boolean;
  /** Bytes written and not taken yet by the other side. */
  readonly writableLength: number;
  end(): void;
  destroy(): void;
}

/** One open page of one person. */
export interface Stream {
  readonly personId: string;
  readonly sink: Sink;
  /** The last event the page had before it came back; undefined at first. */
  readonly lastEventId: string | undefined;
  /** Whether the session the page was opened with still stands, asked at every event and every heartbeat. */
  isSignedIn(): Promise<boolean>;
}

export interface LiveOptions {
  /** Open pages served by this process, and of one person. */
  readonly most?: number;
  readonly mostOfPerson?: number;
  readonly heartbeatMs?: number;
  /** Notices that come close together are answered once. */
  readonly gatherMs?: number;
}

/** A page that took nothing for so many bytes is let go; its browser comes back by itself. */
const MOST_UNTAKEN = 16_384;

interface Open extends Stream {
  /** The id of the last event written. */
  last: string | undefined;
}

/**
 * Open pages of signed-in people (server-sent events). An event says how many reminders are unread and which is the
 * newest, never what it is about: the page asks for that with its own rights. One listening connection for all pages;
 * what one page keeps is a few hundred bytes.
 */
export class LiveReminders {
  readonly #province: Province;
  readonly #options: Required<LiveOptions>;
  readonly #streams = new Map<string, Set<Open>>();
  readonly #asked = new Set<string>();
  #count = 0;
  #listening: Promise<Listening> | undefined;
  #gathering: NodeJS.Timeout | undefined;
  #beat: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(province: Province, options: LiveOptions = {}) {
    this.#province = province;
    this.#options = { most: 5000, mostOfPerson: 10, heartbeatMs: 25_000, gatherMs: 150, ...options };
  }

  get count(): number {
    return this.#count;
  }

  /**
   * Serves a page until `leave` is called or its session ends. A page that comes back and missed nothing is told nothing.
   * @returns how to leave; undefined where there are too many pages: the page asks by itself from time to time
   */
  async open(stream: Stream): Promise<(() => void) | undefined> {
    if (this.#closed || this.#count >= this.#options.most) return undefined;
    const own = this.#streams.get(stream.personId) ?? new Set<Open>();
    // The oldest page of somebody with very many gives way to the newest.
    if (own.size >= this.#options.mostOfPerson) for (const oldest of [...own].slice(0, 1)) this.#leave(oldest, 'end');
    if (!this.#streams.has(stream.personId)) this.#streams.set(stream.personId, own);
    const open: Open = { ...stream, last: stream.lastEventId };
    this.#streams.set(stream.personId, own.add(open));
    this.#count += 1;
    this.#write(open, 'retry: 3000\n\n');
    this.#begin();
    try {
      await this.#listening;
      await this.#answer([stream.personId]);
    } catch (error) {
      this.#listening = undefined;
      this.#leave(open, 'end');
      throw error;
    }
    return () => this.#leave(open, 'gone');
  }

  /** Ends all pages and stops listening. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#gathering);
    clearInterval(this.#beat);
    for (const open of this.#all()) this.#leave(open, 'end');
    await (await this.#listening?.catch(() => undefined))?.close();
  }

  #begin(): void {
    this.#listening ??= this.#province.listen(LIVE, {
      onNotice: (payload) => this.#heard(payload === EVERYBODY ? this.#streams.keys() : payload.split(',')),
      onGap: () => this.#heard(this.#streams.keys()),
    });
    this.#beat ??= setInterval(() => void this.#heartbeat(), this.#options.heartbeatMs).unref();
  }

  #heard(personIds: Iterable<string>): void {
    for (const id of personIds) if (this.#streams.has(id)) this.#asked.add(id);
    if (this.#asked.size === 0) return;
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      const ids = [...this.#asked];
      this.#asked.clear();
      this.#answer(ids).catch((error: unknown) => {
        log('warn', 'live reminders not told', { error: (error as Error).message });
        this.#heard(ids); // nothing was heard of them yet
      });
    }, this.#options.gatherMs).unref();
  }

  async #answer(personIds: readonly string[]): Promise<void> {
    const states = await this.#province.as(systemActor('Nhắc việc trực tiếp')).run((tx) => boxStates(tx.db, personIds));
    for (const id of personIds) {
      const state = states.get(id);
      if (!state) continue;
      for (const open of this.#streams.get(id) ?? []) if (await this.#stands(open)) this.#tell(open, state);
    }
  }

  #tell(open: Open, { unread, newest }: BoxState): void {
    const id = `${newest ?? 'none'}.${unread}`;
    if (open.last === id) return;
    open.last = id;
    this.#write(open, `id: ${id}\nevent: reminders\ndata: ${JSON.stringify({ unread, newest })}\n\n`);
  }

  /** Keeps proxies from closing a quiet connection, and finds out whose session has ended. */
  async #heartbeat(): Promise<void> {
    for (const open of this.#all()) if (await this.#stands(open)) this.#write(open, ': \n\n');
  }

  async #stands(open: Open): Promise<boolean> {
    let signedIn = true;
    try {
      signedIn = await open.isSignedIn();
    } catch {
      // The database is away: nobody is signed out by that, and the next heartbeat asks again.
    }
    if (signedIn) return true;
    this.#write(open, 'event: ended\ndata: {}\n\n');
    this.#leave(open, 'end');
    return false;
  }

  #write(open: Open, chunk: string): void {
    if (open.sink.writableLength > MOST_UNTAKEN) this.#leave(open, 'destroy');
    else open.sink.write(chunk);
  }

  #leave(open: Open, how: 'end' | 'destroy' | 'gone'): void {
    const own = this.#streams.get(open.personId);
    if (!own?.delete(open)) return;
    this.#count -= 1;
    if (own.size === 0) this.#streams.delete(open.personId);
    if (how !== 'gone') open.sink[how]();
  }

  #all(): Open[] {
    return [...this.#streams.values()].flatMap((own) => [...own]);
  }
}
