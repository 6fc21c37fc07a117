import { systemClock } from '#kernel/clock.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Province } from '#platform/db/province.ts';
import { type Answer, retryAfterSeconds } from '#platform/net/call.ts';
import { SmsSettings } from './carrier-schema.ts';
import { codeOf, fieldOf } from './domain/answers.ts';
import type { Delivery } from './domain/delivery.ts';
import { writeNumber } from './domain/phone.ts';
import { asSms, type Sms } from './domain/sms-text.ts';
import { fillPlaces } from './domain/template.ts';
import type { Equipment } from './equipment.ts';
import { callGateway } from './gateway.ts';
import { findCarrier } from './store/carrier-store.ts';

/** The SMS gateway as it is set up now. */
export interface SmsCarrier {
  /** How a text would go, to see before it does. */
  measure(text: string): Sms;
  /**
   * Hands one message over.
   * @param id stable over attempts; a gateway that is given it can know a repeat for one
   * @param number 84 and nine digits
   */
  send(message: { readonly id: string; readonly number: string; readonly text: string }): Promise<Delivery>;
}

/** Secrets of the gateway, sealed together. */
export interface SmsSecrets {
  readonly secret: string;
  readonly secret2: string;
  readonly receiptSecret: string;
}

const OPENER = systemActor('Cổng tin nhắn');

/** @returns undefined where no gateway is set up or it is switched off */
export async function openSms(province: Province, equipment: Equipment): Promise<SmsCarrier | undefined> {
  const row = await province.as(OPENER).run((tx) => findCarrier(tx.db, 'sms'));
  if (!row?.is_on) return undefined;
  return smsCarrier(equipment, SmsSettings.parse(row.settings), openSmsSecrets(equipment, row.sealed));
}

export function openSmsSecrets({ secrets }: Equipment, sealed: string | null): SmsSecrets {
  if (sealed === null) return { secret: '', secret2: '', receiptSecret: '' };
  return JSON.parse(secrets.open(sealed, 'channels.sms')) as SmsSecrets;
}

export function smsCarrier(
  equipment: Equipment,
  settings: SmsSettings,
  { secret, secret2 }: Pick<SmsSecrets, 'secret' | 'secret2'>,
): SmsCarrier {
  const measure = (text: string) => asSms(text, settings);
  return {
    measure,
    send: async ({ id, number, text }) => {
      const sms = measure(text);
      // Never cut silently: half a message may say the opposite.
      if (sms.parts > settings.mostParts) return { outcome: 'never', error: `too-long-${sms.parts}-parts` };
      const values = {
        to: writeNumber(number, settings.numberForm),
        text: sms.text,
        id,
        parts: String(sms.parts),
        unicode: sms.encoding === 'ucs-2' ? '1' : '0',
        secret,
        secret2,
      };
      const url = fillPlaces(settings.url, values, 'form');
      const body = fillPlaces(settings.body, values, settings.contentType);
      const headers = Object.fromEntries([
        ['content-type', CONTENT_TYPES[settings.contentType]],
        ...settings.headers.map(({ name, value }) => [
          name.toLowerCase(),
          headerBytes(fillPlaces(value, values, 'header')),
        ]),
      ]) as Record<string, string>;
      const { method, isInternal } = settings;
      return deliveryOf(await callGateway(equipment, url, isInternal, { method, headers, body }), settings);
    },
  };
}

const CONTENT_TYPES = {
  json: 'application/json; charset=utf-8',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain; charset=utf-8',
} as const;

/** Headers carry bytes: marks go as UTF-8, which HTTP's own letters would otherwise refuse. */
function headerBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** What an answer means for this message and for those after it. */
function deliveryOf(answer: Answer, { success, laterCodes, receiptField }: SmsSettings): Delivery {
  const { status, error, text } = answer;
  if (error === null) {
    const said = success && fieldOf(text, success.field);
    if (success && (said === undefined || said === null || !success.values.includes(said))) {
      const refusal = `code-${codeOf(said ?? undefined)}`;
      return said && laterCodes.includes(said)
        ? { outcome: 'later', error: refusal }
        : { outcome: 'never', error: refusal };
    }
    const receiptId = receiptField === null ? undefined : fieldOf(text, receiptField)?.slice(0, 200);
    return { outcome: 'sent', ...(receiptId ? { receiptId } : {}) };
  }
  if (status === 429) {
    const afterSeconds = retryAfterSeconds(answer.retryAfter, systemClock.now());
    return { outcome: 'down', error, ...(afterSeconds === undefined ? {} : { afterSeconds }) };
  }
  // Rights and unreachable places are the same for every message.
  if (status === 401 || status === 403 || status === 407) return { outcome: 'down', error };
  if (status !== null) return { outcome: status >= 500 || status === 408 ? 'later' : 'never', error };
  // It may have been taken before the line broke: this message is tried a counted number of times.
  return { outcome: error === 'timeout' || error === 'connection' ? 'later' : 'down', error };
}
