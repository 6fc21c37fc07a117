import { newId } from '#kernel/id.ts';
import type { Tx } from '../db/province.ts';
import { later } from '../db/session.ts';

/** Facts one module tells and modules below it may act on: 'org.agencies_merged'. Each module adds its own. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging, one module at a time
export interface EventMap {}

type Handler<Payload> = (tx: Tx, payload: Payload) => Promise<void>;

/**
 * Who acts on which fact. Handlers run inside the transaction of the change, in the order they were added:
 * a merger and the hand-over of its open work stand or fall together.
 */
export class EventBus {
  readonly #handlers = new Map<string, Handler<never>[]>();
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

  /** Stores the fact, tells the listeners, runs its handlers. */
  async emit<Name extends keyof EventMap>(tx: Tx, name: Name, payload: EventMap[Name]): Promise<void> {
    await tx.db
      .$extendTables<{ event_outbox: { id: string; name: string; payload: string; at: Date } }>()
      .insertInto('event_outbox')
      .values({ id: newId(), name, payload: JSON.stringify(payload), at: tx.now })
      .modifyEnd(later)
      .execute();
    for (const listener of this.#listeners) await listener(tx, name, payload);
    for (const handler of this.#handlers.get(name) ?? []) await (handler as Handler<EventMap[Name]>)(tx, payload);
  }
}

/** The bus of this program; modules subscribe in their `subscriptions.ts`, called once from main. */
export const events = new EventBus();
