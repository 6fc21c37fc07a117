import { tell, type Tx } from '#platform/db/province.ts';

/** The name under which processes tell each other whose reminders changed. */
export const LIVE = 'reminders';
/** Sent for everybody, when so many are concerned that naming them would cost more than asking. */
export const EVERYBODY = '*';
const NAMED = 200;
const MOST_NAMED = 1000;

/**
 * Tells every process, when the transaction commits, that the reminders of these people changed, so that those who have
 * the program open see it. Nothing of what changed is told.
 */
export async function tellLive(tx: Tx, personIds: Iterable<string>): Promise<void> {
  const ids = [...new Set(personIds)];
  if (ids.length > MOST_NAMED) return tell(tx, LIVE, EVERYBODY);
  for (let from = 0; from < ids.length; from += NAMED) await tell(tx, LIVE, ids.slice(from, from + NAMED).join(','));
}
