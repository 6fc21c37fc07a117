import { createHash, randomInt } from 'node:crypto';
import { shortDevice } from '#modules/accounts/domain/place.ts';
import { record } from '#modules/audit/public.ts';
import { findPerson } from '#modules/org/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { asProgram, type Province, type Work } from '#platform/db/province.ts';
import { readTarget } from '#platform/net/address.ts';
import { NOTHING_CHOSEN, wholeOrder } from './domain/carried.ts';
import { maskedNumber } from './domain/phone.ts';
import { areDeviceKeys } from './domain/push.ts';
import type { Equipment } from './equipment.ts';
import type { MyChannels, MyChoice, NewDevice } from './schema.ts';
import { openSms } from './sms.ts';
import { insertDevice, keepNewest, listDevices, removeDevice, settleDevice } from './store/device-store.ts';
import { channelsOfPeople, openGateways, savePreference } from './store/person-store.ts';
import { askCode, confirmPhone, countTry, findPhone, forgetPhone } from './store/phone-store.ts';

/** How the caller is reached, and what he may choose from. */
export async function myChannels(work: Work, equipment: Equipment): Promise<MyChannels> {
  return work.run(async (tx) => {
    const personId = self(tx.actor);
    return asProgram(tx, async () => {
      const { order, off, quiet } = (await channelsOfPeople(tx.db, [personId])).get(personId) ?? NOTHING_CHOSEN;
      const phone = await findPhone(tx.db, personId);
      const gateways = await openGateways(tx.db);
      return {
        order: [...order],
        off: [...off],
        quiet,
        email: (await findPerson(tx, personId))?.email ?? null,
        push: {
          publicKey: equipment.vapid.publicKey,
          devices: (await listDevices(tx.db, personId)).map(({ id, label, made_at, reached_at }) => ({
            id,
            label,
            madeAt: toVietnamIso(made_at),
            reachedAt: reached_at && toVietnamIso(reached_at),
          })),
        },
        phone: phone?.number ? { masked: maskedNumber(phone.number), isConfirmed: phone.confirmed_at !== null } : null,
        hasSms: gateways.has('sms'),
        hasZalo: gateways.has('zalo'),
      };
    });
  });
}

/** Keeps the caller's order, what he switched off and his quiet hours. */
export async function chooseChannels(work: Work, { order, off, quiet }: MyChoice): Promise<{ ok: true }> {
  return work.run(async (tx) => {
    await savePreference(tx.db, self(tx.actor), { order: wholeOrder(order), off: [...new Set(off)], quiet });
    return { ok: true };
  });
}

const MOST_DEVICES = 10;

/**
 * Adds the browser the caller sits at. Whoever used it before is not told anything there any more.
 * @throws Refusal `channels.bad_device` (422) for keys no browser gives
 */
export async function addDevice(
  work: Work,
  { endpoint, keys }: NewDevice,
  { userAgent, browser }: { readonly userAgent: string | undefined; readonly browser: string | null },
): Promise<{ ok: true }> {
  if (!areDeviceKeys(keys) || !readTarget(endpoint)?.isSecure) throw new Refusal('channels.bad_device', 422);
  return work.run(async (tx) => {
    const personId = self(tx.actor);
    const label = shortDevice(userAgent);
    // The device may be another person's until now: only the program may take it from him.
    await asProgram(tx, async () => {
      await insertDevice(tx.db, { id: newId(), person_id: personId, endpoint, ...keys, label, browser });
      await keepNewest(tx.db, personId, MOST_DEVICES);
      await record(tx, { action: 'channels.device_added', subject: { kind: 'person', id: personId }, data: { label } });
    });
    return { ok: true };
  });
}

/** Whether the browser the caller sits at is told his messages; those of whoever sat there before end. */
export async function deviceHere(work: Work, endpoint: string, browser: string | null): Promise<{ mine: boolean }> {
  return work.run(async (tx) => {
    const personId = self(tx.actor);
    return asProgram(tx, async () => ({ mine: await settleDevice(tx.db, { endpoint, personId, browser }) }));
  });
}

/** @throws Refusal `channels.no_device` (404) */
export async function dropDevice(work: Work, id: string): Promise<{ ok: true }> {
  return work.run(async (tx) => {
    const personId = self(tx.actor);
    if (!(await removeDevice(tx.db, id, personId))) throw new Refusal('channels.no_device', 404);
    await asProgram(tx, () =>
      record(tx, { action: 'channels.device_removed', subject: { kind: 'person', id: personId } }),
    );
    return { ok: true };
  });
}

const CODE_MINUTES = 10;
const MOST_TRIES = 5;
const MOST_CODES_A_DAY = 5;
const BETWEEN_CODES_SECONDS = 60;

/**
 * Takes a telephone number and sends a code to it; it counts once the code was typed in. Until then nothing goes there.
 * @throws Refusal `channels.no_gateway` (409), `channels.too_many_codes` (429), `channels.code_not_sent` (409)
 */
export async function setPhone(
  province: Province,
  work: Work,
  equipment: Equipment,
  number: string,
): Promise<{ ok: true }> {
  const sms = await openSms(province, equipment);
  if (!sms) throw new Refusal('channels.no_gateway', 409);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const personId = self(work.actor);
  // Counted before it is sent, in a transaction of its own: a gateway that fails cannot be made to be asked for ever.
  await work.run(async (tx) => {
    const known = await findPhone(tx.db, personId);
    if (known && known.sent_today > 0 && known.seconds < BETWEEN_CODES_SECONDS)
      throw new Refusal('channels.too_many_codes', 429, { retryAfterSeconds: BETWEEN_CODES_SECONDS - known.seconds });
    if (known && known.sent_today >= MOST_CODES_A_DAY)
      throw new Refusal('channels.too_many_codes', 429, { retryAfterSeconds: 86_400 - known.seconds });
    const sentToday = (known?.sent_today ?? 0) + 1;
    await askCode(tx.db, { personId, number, codeHash: hashCode(personId, code), minutes: CODE_MINUTES, sentToday });
  });
  const text = `Dung Hen: ma xac nhan so dien thoai cua ban la ${code}, dung trong ${CODE_MINUTES} phut. Khong dua ma nay cho ai.`;
  const delivery = await sms.send({ id: newId(), number, text });
  if (delivery.outcome !== 'sent') throw new Refusal('channels.code_not_sent', 409, { error: delivery.error });
  return { ok: true };
}

/** @throws Refusal `channels.wrong_code` (422) for a wrong code, one tried too often, or one too old */
export async function confirmNumber(work: Work, code: string): Promise<{ ok: true }> {
  // The try stands although it is refused, so the refusal comes after the transaction.
  const right = await work.run(async (tx) => {
    const personId = self(tx.actor);
    const phone = await findPhone(tx.db, personId);
    if (!phone?.code_hash || !phone.code_open || phone.code_tries >= MOST_TRIES) return false;
    await countTry(tx.db, personId);
    if (phone.code_hash !== hashCode(personId, code)) return false;
    await confirmPhone(tx.db, personId);
    await asProgram(tx, () =>
      record(tx, { action: 'channels.phone_confirmed', subject: { kind: 'person', id: personId } }),
    );
    return true;
  });
  if (!right) throw new Refusal('channels.wrong_code', 422);
  return { ok: true };
}

/** @throws Refusal `channels.no_phone` (404) */
export async function dropPhone(work: Work): Promise<{ ok: true }> {
  return work.run(async (tx) => {
    const personId = self(tx.actor);
    if (!(await forgetPhone(tx.db, personId))) throw new Refusal('channels.no_phone', 404);
    await asProgram(tx, () =>
      record(tx, { action: 'channels.phone_removed', subject: { kind: 'person', id: personId } }),
    );
    return { ok: true };
  });
}

/** A code of six digits lives minutes and few tries; the hash keeps it from whoever reads the table meanwhile. */
function hashCode(personId: string, code: string): string {
  return createHash('sha256').update(`${personId}\0${code}`).digest('hex');
}

function self({ personId }: Actor): string {
  if (personId === null) throw new Refusal('auth.required', 401);
  return personId;
}
