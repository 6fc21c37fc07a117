import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import type { Context } from './context.ts';
import type { Command } from './domain/decide.ts';
import type { EventData } from './domain/events.ts';
import type { ActionInput } from './action-schema.ts';
import type { RowChange } from './store/dossiers.ts';
import type { DossierRow } from './store/rows.ts';

/** What an action comes to: the command for the machine, and what else is written with its event. */
export interface Plan {
  readonly command: Command;
  readonly change?: RowChange;
  /** Runs after the event stands. */
  readonly also?: () => Promise<void>;
}

/** Makes the plan of one kind of action; `base` has what was asked in the machine's words. */
export type Maker = (tx: Tx, row: DossierRow, input: ActionInput, context: Context, base: Command) => Promise<Plan>;

export function needs(what: string, field = what): Refusal {
  return new Refusal(`dossiers.needs_${what}`, 422, { fields: { [field]: `dossiers.needs_${what}` } });
}

export const plus = (base: Command, data: EventData): Command => ({ ...base, data: { ...base.data, ...data } });
