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
