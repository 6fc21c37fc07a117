import { record } from '#modules/audit/public.ts';
import {
  type ChannelStateRow,
  type Equipment,
  pauseChannel,
  peopleChannels,
  stateOfChannels,
} from '#modules/channels/public.ts';
import { findPerson } from '#modules/org/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { asProgram, type Province, type Work } from '#platform/db/province.ts';
import type { ChannelStates, TestResult } from './channel-schema.ts';
import { OUTWARD, type Outward } from './domain/channel.ts';
import type { Content } from './domain/message.ts';
import { openDoor } from './doors.ts';
import { queuesOf } from './store/channel-store.ts';
import type { MailTransport } from './transport.ts';

/** The carriers of this house; without them (in tests of other things) only the queues are seen. */
export interface Carriers {
  readonly mail: MailTransport | undefined;
  readonly equipment: Equipment;
}

const SHOWN_DAYS = 7;
const HAS_RECEIPTS: ReadonlySet<Outward> = new Set(['sms', 'zalo']);

/** How every channel fares: set up or not, paused, down, what waits and what nobody would take. */
export async function channelStates(province: Province, work: Work, carriers: Carriers): Promise<ChannelStates> {
  const open = new Set<Outward>();
  for (const channel of OUTWARD) if (await doorOf(province, channel, carriers)) open.add(channel);
  return work.run((tx) =>
    asProgram(tx, async () => {
      const since = new Date(tx.now.getTime() - SHOWN_DAYS * 86_400_000);
      const queues = new Map((await queuesOf(tx.db, since)).map((row) => [row.channel, row]));
      const states = new Map<string, ChannelStateRow>((await stateOfChannels(tx)).map((row) => [row.channel, row]));
      const iso = (at: Date | null | undefined) => (at ? toVietnamIso(at) : null);
      return {
        channels: OUTWARD.map((channel) => {
          const [queue, state] = [queues.get(channel), states.get(channel)];
          return {
            channel,
            isConfigured: open.has(channel),
            pausedAt: iso(state?.paused_at),
            pausedBy: state?.paused_by ?? null,
            downSince: iso(state?.down_since),
            lastError: state?.last_error ?? null,
            lastErrorAt: iso(state?.last_error_at),
            lastSentAt: iso(state?.last_sent_at),
            waiting: queue?.waiting ?? 0,
            oldestSeconds: queue?.oldest_seconds ?? null,
            dead: queue?.dead ?? 0,
            sent: queue?.sent ?? 0,
            delivered: HAS_RECEIPTS.has(channel) ? (queue?.delivered ?? 0) : null,
          };
        }),
      };
    }),
  );
}

async function doorOf(province: Province, channel: Outward, { mail, equipment }: Carriers) {
  if (channel === 'email' && !mail) return undefined;
  const door = mail ? await openDoor(province, channel, mail, equipment) : undefined;
  return door?.isConfigured ? door : undefined;
}

/** Holds a channel's messages, or lets them go on. @throws Refusal `reminders.channel_unchanged` (409) when it stood so already */
export async function setPaused(work: Work, channel: Outward, paused: boolean): Promise<{ ok: true }> {
  return work.run((tx) =>
    asProgram(tx, async () => {
      if (!(await pauseChannel(tx, channel, paused ? tx.actor.name : null)))
        throw new Refusal('reminders.channel_unchanged', 409);
      await record(tx, {
        action: paused ? 'reminders.channel_paused' : 'reminders.channel_resumed',
        subject: { kind: 'channel', id: channel },
      });
      return { ok: true };
    }),
  );
}

const TESTS_PER_PERSON_MS = 20_000;
const tested = new Map<string, number>();

/**
 * Sends the caller a message by one of his channels, at once and beside the queue, and says what became of it.
 * @throws Refusal `reminders.no_way` (409) where he has no address there, `reminders.test_too_often` (429)
 */
export async function testChannel(
  province: Province,
  work: Work,
  channel: Outward,
  carriers: Carriers,
): Promise<TestResult> {
  const personId = work.actor.personId ?? '';
  const door = await doorOf(province, channel, carriers);
  const { address, content, firedAt } = await work.run((tx) =>
    asProgram(tx, async () => {
      const mine = (await peopleChannels(tx, [personId])).get(personId);
      const known: Record<Outward, string | null> = {
        email: (await findPerson(tx, personId))?.email ?? null,
        push: (mine?.devices ?? 0) > 0 ? '' : null,
        sms: mine?.sms ?? null,
        zalo: mine?.zalo ?? null,
      };
      return { address: known[channel], content: sample(toVietnamIso(tx.now)), firedAt: tx.now };
    }),
  );
  if (!door || address === null) throw new Refusal('reminders.no_way', 409);
  limitTests(`${personId} ${channel}`);
  const id = newId();
  const delivery = await door.send({
    id,
    recipientId: personId,
    address,
    firedAt,
    attempts: 1,
    items: [{ id, content, audience: 'owner' }],
    digest: null,
  });
  return delivery.outcome === 'sent'
    ? { sent: true, text: 'Đã gửi. Nếu một phút nữa chưa thấy, hãy xem lại thiết bị hoặc hộp thư rác.' }
    : { sent: false, text: `Chưa gửi được (${delivery.error}). Bạn vẫn thấy mọi lời nhắc trong chương trình.` };
}

/** What costs money and rings is not sent for fun. */
function limitTests(key: string): void {
  const now = performance.now();
  const wait = (tested.get(key) ?? -Infinity) + TESTS_PER_PERSON_MS - now;
  if (wait > 0) throw new Refusal('reminders.test_too_often', 429, { retryAfterSeconds: Math.ceil(wait / 1000) });
  if (tested.size > 5_000) tested.clear();
  tested.set(key, now);
}

function sample(firedAt: string): Content {
  return {
    kind: 'review',
    stepKey: 'test',
    title: 'Tin thử kênh nhận: bạn đọc được tin này là kênh đã thông',
    agencyName: 'Đúng Hẹn',
    waitingFor: null,
    link: '/tai-khoan/kenh-nhan',
    action: 'Mở kênh nhận',
    firedAt,
    dueAt: null,
    daysLeft: null,
    explanation: ['Bạn vừa bấm “Gửi thử” ở trang Kênh nhận.'],
    origin: null,
    policyName: 'Tin thử',
    policyVersion: 1,
    told: [],
  };
}
