import type { Mention } from './body-text.ts';
import type { Item } from './structure.ts';

/** A mention and how the task came by it. */
export interface DraftBody {
  readonly mention: Mention;
  readonly origin: 'named' | 'inherited' | 'referred';
}

/** A task while it is being put together; offsets into the body text. */
export interface Draft {
  from: number;
  to: number;
  item: Item;
  leads: DraftBody[];
  cooperating: DraftBody[];
  via: Mention | undefined;
  assigned: boolean;
  asked: boolean;
  /** More words that tell its time: an intro above or a line below. Later ones are asked only for what is still open. */
  timeRanges: { from: number; to: number; governs: boolean }[];
  productRange: { from: number; to: number } | undefined;
  /** The text was read with certainty as an order; otherwise its verb was not known. */
  certain: boolean;
  /** Made of a table row or of an item with "Cơ quan chủ trì:" lines. */
  fromPlan: boolean;
}

/** The drafts in order, and under each item those of it and of the items below. */
export class DraftList {
  readonly #all: Draft[] = [];
  readonly #under = new Map<Item, Draft[]>();

  get all(): readonly Draft[] {
    return this.#all;
  }

  add(draft: Draft): void {
    this.#all.push(draft);
    for (let at: Item | undefined = draft.item; at !== undefined; at = at.parent) {
      const known = this.#under.get(at);
      if (known) known.push(draft);
      else this.#under.set(at, [draft]);
    }
  }

  remove(draft: Draft): void {
    without(this.#all, draft);
    for (let at: Item | undefined = draft.item; at !== undefined; at = at.parent)
      without(this.#under.get(at) ?? [], draft);
  }

  under(item: Item): readonly Draft[] {
    return this.#under.get(item) ?? [];
  }
}

function without(list: Draft[], draft: Draft): void {
  const at = list.lastIndexOf(draft);
  if (at !== -1) list.splice(at, 1);
}
