import { z } from 'zod';
import { OUTWARD } from './domain/channel.ts';

const Outward = z.enum(OUTWARD);

/** How one channel fares; instants are real time with +07:00. */
export const ChannelState = z.object({
  channel: Outward,
  /** Something carries it: a mail server, keys of Web Push, a gateway that is set up and on. */
  isConfigured: z.boolean(),
  pausedAt: z.string().nullable(),
  pausedBy: z.string().nullable(),
  /** Since when nobody has answered; null while it goes. */
  downSince: z.string().nullable(),
  lastError: z.string().nullable(),
  lastErrorAt: z.string().nullable(),
  lastSentAt: z.string().nullable(),
  waiting: z.number().int(),
  /** Seconds the oldest waiting message has been due; null without one. */
  oldestSeconds: z.number().int().nullable(),
  dead: z.number().int(),
  /** In the last seven days of the province's time. */
  sent: z.number().int(),
  /** Of those, the ones the carrier says arrived; null for channels without receipts. */
  delivered: z.number().int().nullable(),
});
export type ChannelState = z.infer<typeof ChannelState>;
export const ChannelStates = z.object({ channels: z.array(ChannelState) });
export type ChannelStates = z.infer<typeof ChannelStates>;

export const ByChannel = z.object({ channel: Outward });
export const TestMessage = z.object({ channel: Outward });
/** What became of a message to oneself. */
export const TestResult = z.object({ sent: z.boolean(), text: z.string() });
export type TestResult = z.infer<typeof TestResult>;
