import webpush from 'web-push';
import { systemClock } from '#kernel/clock.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Province } from '#platform/db/province.ts';
import { type Answer, call, retryAfterSeconds } from '#platform/net/call.ts';
import type { Delivery } from './domain/delivery.ts';
import { type Note, payloadOf, topicOf } from './domain/push.ts';
import type { Equipment } from './equipment.ts';
import { type DeviceRow, listDevices, noteDevices } from './store/device-store.ts';

const SENDER = systemActor('Thông báo trên thiết bị');
/** What nobody picked up within a day is told by the list and the morning letter. */
const TTL_SECONDS = 86_400;
const TIMEOUT_MS = 10_000;

/**
 * Sends a note to all devices of a person (Web Push), encrypted to each. It is sent when one of them took it. Devices
 * their service no longer knows (404, 410) are removed; a person without any is reached another way.
 * @param urgent wakes a phone that saves its battery
 * @see RFC 8030, RFC 8291, RFC 8292
 */
export async function pushTo(
  province: Province,
  equipment: Equipment,
  personId: string,
  note: Note,
  { urgent = false }: { urgent?: boolean } = {},
): Promise<Delivery> {
  const work = province.as(SENDER);
  const devices = await work.run((tx) => listDevices(tx.db, personId));
  if (devices.length === 0) return { outcome: 'never', error: 'no-device' };
  const payload = payloadOf(note);
  const answers = await Promise.all(
    devices.map(async (device) => ({ device, answer: await send(equipment, device, payload, note.id, urgent) })),
  );
  const reached = answers.filter(({ answer }) => answer.error === null);
  const gone = answers.filter(({ answer: { status } }) => status === 404 || status === 410);
  await work.run((tx) =>
    noteDevices(
      tx.db,
      reached.map(({ device }) => device.id),
      gone.map(({ device }) => device.id),
    ),
  );
  if (reached.length > 0) return { outcome: 'sent' };
  const left = answers.filter((one) => !gone.includes(one)).map(({ answer }) => answer);
  return left.length === 0 ? { outcome: 'never', error: 'device-gone' } : failureOf(left);
}

async function send(
  { vapid, publicUrl, net = {} }: Equipment,
  { endpoint, p256dh, auth }: DeviceRow,
  payload: string,
  id: string,
  urgent: boolean,
): Promise<Answer> {
  const { headers, body } = webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
    vapidDetails: { subject: subjectOf(publicUrl), ...vapid },
    TTL: TTL_SECONDS,
    topic: topicOf(id),
    urgency: urgent ? 'high' : 'normal',
  });
  return call(endpoint, {
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body: body ?? '',
    allowed: net.allowed ?? [],
    timeoutMs: net.timeoutMs ?? TIMEOUT_MS,
    ...(net.ca ? { ca: net.ca } : {}),
    ...(net.resolve ? { resolve: net.resolve } : {}),
  });
}

/** Who a push service may turn to: it takes https and mailto only, so a house without TLS names its mailbox there. */
function subjectOf(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? publicUrl : `mailto:quan-tri@${new URL(publicUrl).hostname}`;
}

/** The device with the best hope decides: one that may still take it, then a service that is silent, then a refusal. */
function failureOf(answers: readonly Answer[]): Delivery {
  const busy = answers.find(({ status }) => status === 429 || (status !== null && status >= 500));
  if (busy) {
    const afterSeconds = retryAfterSeconds(busy.retryAfter, systemClock.now());
    return { outcome: 'later', error: busy.error ?? 'busy', ...(afterSeconds === undefined ? {} : { afterSeconds }) };
  }
  // Each device may belong to another service: silence of one says nothing of the others, so the channel is not down.
  const silent = answers.find(({ status, error }) => status === null && error !== 'private-network');
  if (silent) return { outcome: 'later', error: silent.error ?? 'silent' };
  return { outcome: 'never', error: answers[0]?.error ?? 'refused' };
}
