import { systemClock } from '#kernel/clock.ts';
import { Refusal } from '#kernel/refusal.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import { SmsSettings, ZaloSettings } from './carrier-schema.ts';
import { codeOf, fieldOf } from './domain/answers.ts';
import { isReceiptSigned } from './domain/receipt.ts';
import { isZaloSignature, zaloSignature } from './domain/zalo.ts';
import type { Equipment } from './equipment.ts';
import { openSmsSecrets } from './sms.ts';
import { findCarrier } from './store/carrier-store.ts';
import { openZaloSecrets } from './zalo.ts';

/** What a carrier tells afterwards of a message it took. */
export interface Receipt {
  readonly channel: 'sms' | 'zalo';
  /** Our id of the message, or the carrier's own. */
  readonly id: string;
  readonly outcome: 'delivered' | 'failed';
  /** A code, where it failed. */
  readonly error: string | null;
}

/** @returns whether the message was this module's */
type Receiver = (tx: Tx, receipt: Receipt) => Promise<boolean>;
const receivers: Receiver[] = [];

/** Asks to be told of delivery receipts; those who keep messages do. */
export function onReceipt(receiver: Receiver): void {
  if (!receivers.includes(receiver)) receivers.push(receiver);
}

const TAKER = systemActor('Biên nhận phát tin');

export interface SignedText {
  readonly body: string;
  readonly signature: string | undefined;
  readonly timestamp: string | undefined;
}

/**
 * Takes a delivery receipt of the SMS gateway: signed, fresh, read as the settings say. The same receipt twice changes
 * nothing; one that says neither arrived nor failed is taken and left.
 * @throws Refusal `channels.receipt_refused` (401) for one that is not signed by the gateway
 */
export async function takeSmsReceipt(province: Province, equipment: Equipment, signed: SignedText): Promise<void> {
  await province.as(TAKER).run(async (tx) => {
    const row = await findCarrier(tx.db, 'sms');
    const { receiptSecret } = openSmsSecrets(equipment, row?.sealed ?? null);
    const receipts = row ? SmsSettings.parse(row.settings).receipts : null;
    if (!receipts || receiptSecret === '' || !isReceiptSigned(receiptSecret, signed, systemClock.now()))
      throw new Refusal('channels.receipt_refused', 401);
    const id = fieldOf(signed.body, receipts.idField);
    const status = fieldOf(signed.body, receipts.statusField);
    if (id === undefined || status === undefined) return;
    if (receipts.delivered.includes(status)) await pass(tx, { channel: 'sms', id, outcome: 'delivered', error: null });
    else if (receipts.failed.includes(status))
      await pass(tx, { channel: 'sms', id, outcome: 'failed', error: `undelivered-${codeOf(status)}` });
  });
}

/**
 * Takes what Zalo tells of a template message; as publicly described, not tried against Zalo itself.
 * @throws Refusal `channels.receipt_refused` (401)
 */
export async function takeZaloReceipt(
  province: Province,
  equipment: Equipment,
  { body, signature }: SignedText,
): Promise<void> {
  await province.as(TAKER).run(async (tx) => {
    const row = await findCarrier(tx.db, 'zalo');
    const { oaSecret } = openZaloSecrets(equipment, row?.sealed ?? null);
    const timestamp = fieldOf(body, 'timestamp') ?? '';
    const appId = row ? ZaloSettings.parse(row.settings).appId : '';
    if (oaSecret === '' || !isZaloSignature(signature, zaloSignature(appId, body, timestamp, oaSecret)))
      throw new Refusal('channels.receipt_refused', 401);
    const id = fieldOf(body, 'message.tracking_id') ?? fieldOf(body, 'message.msg_id');
    if (fieldOf(body, 'event_name') === 'user_received_message' && id !== undefined)
      await pass(tx, { channel: 'zalo', id, outcome: 'delivered', error: null });
  });
}

async function pass(tx: Tx, receipt: Receipt): Promise<void> {
  for (const receiver of receivers) if (await receiver(tx, receipt)) return;
}
