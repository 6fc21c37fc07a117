import { postJson } from './api.ts';

const WORKER = '/thong-bao.js';

/** What this browser is told by (Web Push); undefined where it takes no messages. Asks nobody for permission. */
export async function deviceSubscription(): Promise<PushSubscription | undefined> {
  if (!('serviceWorker' in navigator)) return undefined;
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  return (await registration?.pushManager?.getSubscription()) ?? undefined;
}

/** Ends the messages on this browser and takes away those that still stand there: they are nobody else's to read. */
export async function forgetDevice(): Promise<void> {
  const subscription = await deviceSubscription();
  await subscription?.unsubscribe();
  const registration = await navigator.serviceWorker?.getRegistration(WORKER);
  for (const note of (await registration?.getNotifications()) ?? []) note.close();
}

/** Forgets the messages of whoever used this browser before; those of the one who is signed in go on. */
export async function keepOwnDevice(): Promise<void> {
  const subscription = await deviceSubscription();
  if (!subscription) return;
  const { endpoint } = subscription;
  const { mine } = await postJson<{ mine: boolean }>('/api/channels/devices/here', { endpoint });
  if (!mine) await forgetDevice();
}
