import { type RawBuilder, sql } from 'kysely';
import type { Content } from '../domain/message.ts';

/**
 * What a message says, as a column: kept once with its firing, however many people and channels it goes to.
 * @param message the name under which the query reads reminder_message
 */
export function contentOf(message: string): RawBuilder<Content> {
  return sql`(select said.content || jsonb_build_object('told', said.told)
    from reminder_firing said where said.id = ${sql.ref(`${message}.firing_id`)})`;
}
