import { newId } from '#kernel/id.ts';
import { asProgram, type Work } from '#platform/db/province.ts';
import { addressRefusal, isAddressAtFault } from './domain/address-refusal.ts';
import { signedHeaders } from './domain/signature.ts';
import { type SendOptions, send } from './send.ts';
import { listAllowed } from './store/host-store.ts';
import { newSecret } from './webhooks.ts';

/** How to look; given by tests. */
export type Looking = Partial<Pick<SendOptions, 'timeoutMs' | 'resolve'>>;

/** Somebody waits at the form. */
const TIMEOUT_MS = 5000;

/**
 * Knocks at an address before it is subscribed, by the way all messages go: one `webhook.test`, signed with a key that
 * is thrown away. Whatever is answered will do, and so will silence, since the machine may come later; an address that
 * can never work is refused while the person who typed it is still there to mend it.
 * @throws Refusal (422) at the field `url`: no address, not https, an unknown name, a private network, a redirect, a
 *   certificate nobody trusts
 */
export async function requireReachable(work: Work, url: string, now: Date, looking: Looking = {}): Promise<void> {
  const allowed = await work.run((tx) => asProgram(tx, () => listAllowed(tx.db)));
  const payload = JSON.stringify({
    type: 'webhook.test',
    timestamp: now.toISOString(),
    data: { reason: 'subscribing' },
  });
  const headers = signedHeaders(`msg_${newId()}`, now, payload, [newSecret()]);
  const { error } = await send(url, headers, payload, { timeoutMs: TIMEOUT_MS, ...looking, allowed });
  if (error !== null && isAddressAtFault(error)) throw addressRefusal(error, url);
}
