import { type Equipment, isPaused, noteChannel, onReceipt, openSms } from '#modules/channels/public.ts';
import { mobileNumber } from '#modules/channels/domain/phone.ts';
import type { Delivery } from '#modules/channels/domain/delivery.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Province } from '#platform/db/province.ts';
import { claimMail, giveMailBack, queueSms, receiveSms, settleMail } from './store/letters.ts';

const LETTER_ACTOR = systemActor('Báo tin cho người nộp');
/** A message that waited longer for a gateway tells an applicant nothing he does not know. */
const WAITED_DAYS = 3;
/** Seconds of real time after the n-th attempt; each may have cost money although nobody said that it arrived. */
const BACK_OFF = [60, 600, 3600];
const WHEN_DOWN = 60;

/**
 * Hands applicants' SMS to the province's gateway, the same that reminders use. Without one they stay where they are.
 * @returns how many were sent
 */
export async function sendSms(province: Province, equipment: Equipment, limit = 30): Promise<number> {
  const work = province.as(LETTER_ACTOR);
  const gateway = await openSms(province, equipment);
  if (!gateway || (await work.run((tx) => isPaused(tx, 'sms')))) return 0;
  const letters = await work.run(async (tx) => {
    await queueSms(tx.db, new Date(tx.now.getTime() - WAITED_DAYS * 86_400_000));
    return claimMail(tx.db, 'sms', limit);
  });
  let sent = 0;
  for (const [index, { id, address, body, attempts }] of letters.entries()) {
    const number = mobileNumber(address ?? '');
    const delivery: Delivery = number
      ? await gateway.send({ id, number, text: province.info.isDemonstration ? `[Trinh dien] ${body}` : body })
      : { outcome: 'never', error: 'not-a-mobile' };
    const news = { sent: delivery.outcome === 'sent', error: delivery.outcome === 'sent' ? null : delivery.error };
    const seconds = BACK_OFF[attempts - 1];
    await work.run(async (tx) => {
      if (number) await noteChannel(tx, 'sms', { ...news, isDown: delivery.outcome === 'down' });
      if (delivery.outcome === 'sent') {
        await settleMail(tx.db, id, { state: 'sent', at: tx.now, receiptId: delivery.receiptId });
      } else if (delivery.outcome === 'down') {
        const waiting = letters.slice(index).map((letter) => letter.id);
        await giveMailBack(tx.db, waiting, delivery.error, Math.min(delivery.afterSeconds ?? WHEN_DOWN, 3600));
      } else if (delivery.outcome === 'later' && seconds !== undefined) {
        const wait = Math.max(seconds, delivery.afterSeconds ?? 0);
        await settleMail(tx.db, id, { state: 'failed', error: delivery.error, seconds: wait });
      } else await settleMail(tx.db, id, { state: 'dead', error: delivery.error });
    });
    if (delivery.outcome === 'down') return sent;
    if (delivery.outcome === 'sent') sent += 1;
  }
  return sent;
}

/** Takes what the gateway tells afterwards of applicants' messages. */
export function receiveSmsReceipts(): void {
  onReceipt((tx, { channel, id, error }) =>
    channel === 'sms' ? receiveSms(tx.db, id, error) : Promise.resolve(false),
  );
}
