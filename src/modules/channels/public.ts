import type { Tx } from '#platform/db/province.ts';
import type { Choosable, PersonChannels } from './domain/carried.ts';
import { channelsOfPeople } from './store/person-store.ts';
import { type ChannelStateRow, findPaused, listStates, noteState, setPaused } from './store/state-store.ts';

export { type Equipment, newVapidKeys, passingEquipment, type VapidKeys } from './equipment.ts';
export type { ChannelStateRow } from './store/state-store.ts';
export { pushTo } from './push.ts';
export { onReceipt, type Receipt } from './receipts.ts';
export { openSms, type SmsCarrier } from './sms.ts';
export { openZalo, type ZaloCarrier } from './zalo.ts';

/** How people are reached, in one query; who chose nothing and has neither phone nor device is not in the answer. */
export async function peopleChannels(
  tx: Tx,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, PersonChannels>> {
  return personIds.length === 0 ? new Map() : channelsOfPeople(tx.db, personIds);
}

/** Whether an administrator has paused a channel. */
export function isPaused(tx: Tx, channel: Choosable): Promise<boolean> {
  return findPaused(tx.db, channel);
}

/** What a round of delivery found out about a channel. */
export interface ChannelNews {
  sent: boolean;
  /** The last one, as a code. */
  error: string | null;
  isDown: boolean;
}

/** Writes how a channel fares, for the administrator's page. */
export function noteChannel(tx: Tx, channel: Choosable, news: Readonly<ChannelNews>): Promise<void> {
  return noteState(tx.db, channel, news);
}

/** How all channels fare. */
export function stateOfChannels(tx: Tx): Promise<ChannelStateRow[]> {
  return listStates(tx.db);
}

/** Holds a channel, in whose name; null lets it go on. @returns false when it stood so already */
export function pauseChannel(tx: Tx, channel: Choosable, by: string | null): Promise<boolean> {
  return setPaused(tx.db, channel, by);
}
