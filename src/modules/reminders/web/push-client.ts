import { deleteJson, postJson } from '#web/api.ts';
import { deviceSubscription } from '#web/device.ts';

const WORKER = '/thong-bao.js';

/** What this browser can do: nothing, not any more (refused before), or be asked. */
export type PushState = 'unsupported' | 'blocked' | 'off' | 'on';

/** Reads and asks nothing. */
export async function pushState(): Promise<PushState> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window))
    return 'unsupported';
  if (Notification.permission === 'denied') return 'blocked';
  const subscription = await deviceSubscription();
  return subscription && Notification.permission === 'granted' ? 'on' : 'off';
}

/**
 * Asks for permission, which browsers allow only out of a click, and tells the server of this device.
 * @param publicKey of the server (VAPID)
 * @returns 'blocked' when the person or the browser refuses
 */
export async function switchPushOn(publicKey: string): Promise<PushState> {
  if ((await Notification.requestPermission()) !== 'granted') return 'blocked';
  const registration = await navigator.serviceWorker.register(WORKER);
  await navigator.serviceWorker.ready;
  const old = await registration.pushManager.getSubscription();
  // One made for another key (another house, a key that was lost) would be refused by its service for ever.
  if (old && !isFor(old, publicKey)) await old.unsubscribe();
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  const { endpoint, keys } = subscription.toJSON();
  await postJson('/api/channels/devices', { endpoint, keys });
  return 'on';
}

function isFor(subscription: PushSubscription, publicKey: string): boolean {
  const key = subscription.options.applicationServerKey;
  if (!key) return false;
  const text = btoa(String.fromCharCode(...new Uint8Array(key)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') === publicKey;
}

/** Takes a device off the list; where it is this one, the browser forgets it too. */
export async function removeDevice(id: string, isLast: boolean): Promise<void> {
  await deleteJson(`/api/channels/devices/${id}`);
  if (isLast && 'serviceWorker' in navigator) await (await deviceSubscription())?.unsubscribe();
}
