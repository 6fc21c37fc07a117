import '#modules/calendar/public.ts';
import '#modules/org/public.ts';
import { events } from '#platform/events/events.ts';
import { onReceipt } from '#modules/channels/public.ts';
import { receive } from './store/receipt-store.ts';
import { tellLive } from './live-tell.ts';
import { transferObligations } from './obligations.ts';
import { askRecheck } from './recheck.ts';

/** What reminders do when agencies or the calendar change; called once from main. */
export function subscribeReminders(): void {
  events.on('org.agencies_merged', (tx, { fromIds, toId }) => transferObligations(tx, fromIds, toId));
  // Which part of a split agency's work goes where is known to the modules whose work it is; the main heir takes the rest.
  events.on('org.agency_split', async (tx, { fromId, mainId }) => {
    if (mainId) await transferObligations(tx, [fromId], mainId);
  });
  // Pages of a session that ended ask whether it still stands, and are closed.
  for (const ended of ['accounts.signed_out', 'accounts.sessions_ended', 'accounts.disabled'] as const)
    events.on(ended, (tx, { subject }) => tellLive(tx, [subject.id]));
  events.on('calendar.changed', (tx, { agencyId }) => askRecheck(tx, agencyId ?? null));
  onReceipt((tx, { channel, id, error }) => receive(tx.db, channel, id, error));
}
