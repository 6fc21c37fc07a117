import { asProgram } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import { leaveBrowser, leaveEverywhere } from './store/device-store.ts';

/** A browser shows messages of the person who signed in there last, until he signs out; a closed account gets none. */
export function subscribeChannels(): void {
  events.on('accounts.signed_out', async (tx, { subject, browser }) => {
    if (browser) await asProgram(tx, () => leaveBrowser(tx.db, browser, { of: subject.id, because: 'signed-out' }));
  });
  events.on('accounts.signed_in', (tx, { subject, browser }) =>
    asProgram(tx, () => leaveBrowser(tx.db, browser, { notOf: subject.id, because: 'other-person' })),
  );
  events.on('accounts.disabled', (tx, { subject }) => asProgram(tx, () => leaveEverywhere(tx.db, subject.id)));
}
