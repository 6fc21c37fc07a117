import { events } from '#platform/events/events.ts';
import { raiseEpoch } from './store/sessions.ts';

/** Whatever changes agencies, posts or people may change rights: remembered ones are dropped, in the same transaction. */
export function subscribeAccounts(): void {
  events.onAny(async (tx, name) => {
    if (name.startsWith('org.')) await raiseEpoch(tx.db);
  });
}
