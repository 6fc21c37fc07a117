import { newId } from '#kernel/id.ts';
import type { Tx } from '../db/province.ts';
import { statement } from '../db/statement.ts';

/** Facts one module tells and modules below it may act on: 'org.agencies_merged'. Each module adds its own. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging, one module at a time
export interface EventMap {}

/** What is going to be told, said early so that what will be asked then is asked together: 'reminders.changing'. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging, one module at a time
export interface ForeseenMap {}

type Handler<Payload> = (tx: Tx, payload: Payload) => Promise<void>;

const TOLD = statement('insert into event_outbox (id, name, payload, at) values ($1, $2, $3, $4)', { isOpen: true });

/**
 * Who acts on which fact. Handlers run inside the transaction of the change, in the order they were added:
 * a merger and the hand-over of its open work stand or fall together.
 */
export class EventBus {
  readonly #handlers = new Map<string, Handler<never>[]>();
  readonly #early = new Map<string, ((tx: Tx, about: never) => void)[]>();
  readonly #listeners: ((tx: Tx, name: string, payload: unknown) => Promise<void>)[] = [];

  on<Name extends keyof EventMap>(name: Name, handler: Handler<EventMap[Name]>): void {
    const list = this.#handlers.get(name) ?? [];
    list.push(handler);
    this.#handlers.set(name, list);
  }

  /** For what listens to every fact whoever tells it: the audit log. */
  onAny(listener: (tx: Tx, name: string, payload: unknown) => Promise<void>): void {
    this.#listeners.push(listener);
  }

  /** @param send sends questions and waits for none (platform/db/foreseen.ts) */
  onForeseen<Name extends keyof ForeseenMap>(name: Name, send: (tx: Tx, about: ForeseenMap[Name]) => void): void {
    this.#early.set(name, [...(this.#early.get(name) ?? []), send as (tx: Tx, about: never) => void]);
  }

  foresee<Name extends keyof ForeseenMap>(tx: Tx, name: Name, about: ForeseenMap[Name]): void {
    for (const send of this.#early.get(name) ?? []) (send as (tx: Tx, about: ForeseenMap[Name]) => void)(tx, about);
  }

  /** Stores the fact, tells the listeners, runs its handlers. */
  async emit<Name extends keyof EventMap>(tx: Tx, name: Name, payload: EventMap[Name]): Promise<void> {
    TOLD.later(tx.db, [newId(), name, JSON.stringify(payload), tx.now]);
    for (const listener of this.#listeners) await listener(tx, name, payload);
    for (const handler of this.#handlers.get(name) ?? []) await (handler as Handler<EventMap[Name]>)(tx, payload);
  }
}

/** The bus of this program; modules subscribe in their `subscriptions.ts`, called once from main. */
export const events = new EventBus();
