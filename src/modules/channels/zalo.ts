import { systemClock } from '#kernel/clock.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Province } from '#platform/db/province.ts';
import { type Answer, retryAfterSeconds } from '#platform/net/call.ts';
import { ZaloSettings } from './carrier-schema.ts';
import { codeOf, fieldOf } from './domain/answers.ts';
import type { Delivery } from './domain/delivery.ts';
import { zaloFault } from './domain/zalo.ts';
import type { Equipment } from './equipment.ts';
import { callGateway } from './gateway.ts';
import { findCarrier, lockCarrier, setSealed } from './store/carrier-store.ts';

/** Zalo as it is set up now. */
export interface ZaloCarrier {
  /**
   * Hands one template message over.
   * @param id stable over attempts, told to Zalo as tracking_id
   * @param number 84 and nine digits
   */
  send(message: ZaloMessage): Promise<Delivery>;
}

export interface ZaloMessage {
  readonly id: string;
  readonly number: string;
  /** Of the template as Zalo approved it. */
  readonly templateId: string;
  /** What its places are filled with, by their names there; nothing of a person. */
  readonly values: Readonly<Record<string, string>>;
}

/** Sealed together. The refresh token is good for one use: the one that comes with each access token takes its place. */
export interface ZaloSecrets {
  readonly appSecret: string;
  readonly refreshToken: string;
  readonly oaSecret: string;
  readonly accessToken: string;
  /** Milliseconds since 1970, real time. */
  readonly accessEndsAt: number;
}

const OPENER = systemActor('Zalo của cơ quan');
/** A token is renewed this long before it runs out. */
const EARLY_MS = 5 * 60_000;
const NOTHING: ZaloSecrets = { appSecret: '', refreshToken: '', oaSecret: '', accessToken: '', accessEndsAt: 0 };

export function openZaloSecrets({ secrets }: Equipment, sealed: string | null): ZaloSecrets {
  if (sealed === null) return NOTHING;
  return { ...NOTHING, ...(JSON.parse(secrets.open(sealed, 'channels.zalo')) as Partial<ZaloSecrets>) };
}

export function sealZaloSecrets({ secrets }: Equipment, told: ZaloSecrets): string {
  return secrets.seal(JSON.stringify(told), 'channels.zalo');
}

/** @returns undefined where Zalo is not set up or switched off */
export async function openZalo(province: Province, equipment: Equipment): Promise<ZaloCarrier | undefined> {
  const row = await province.as(OPENER).run((tx) => findCarrier(tx.db, 'zalo'));
  if (!row?.is_on) return undefined;
  const settings = ZaloSettings.parse(row.settings);
  const tokenFor = (refused: string | undefined) => accessToken(province, equipment, settings, refused);
  return {
    send: async (message) => {
      const first = await tokenFor(undefined);
      if (typeof first !== 'string') return first;
      const delivery = deliveryOf(await post(equipment, settings, first, message));
      if (delivery !== 'token') return delivery;
      const second = await tokenFor(first);
      if (typeof second !== 'string') return second;
      const again = deliveryOf(await post(equipment, settings, second, message));
      return again === 'token' ? { outcome: 'down', error: 'token-refused' } : again;
    },
  };
}

function post(
  equipment: Equipment,
  settings: ZaloSettings,
  token: string,
  { id, number, templateId, values }: ZaloMessage,
): Promise<Answer> {
  return callGateway(equipment, settings.messageUrl, settings.isInternal, {
    headers: { 'content-type': 'application/json', access_token: token },
    body: JSON.stringify({
      phone: number,
      template_id: templateId,
      template_data: values,
      tracking_id: id,
    }),
  });
}

/** Zalo answers 200 and says in the body how it went. */
function deliveryOf({ status, error, text, retryAfter }: Answer): Delivery | 'token' {
  if (status === 429) {
    const afterSeconds = retryAfterSeconds(retryAfter, systemClock.now());
    return { outcome: 'down', error: 'http-429', ...(afterSeconds === undefined ? {} : { afterSeconds }) };
  }
  if (error !== null)
    return {
      // It may have been taken before the line broke: this message is tried a counted number of times.
      outcome: status !== null || error === 'timeout' || error === 'connection' ? 'later' : 'down',
      error,
    };
  const code = fieldOf(text, 'error');
  if (code === '0') {
    const receiptId = fieldOf(text, 'data.msg_id')?.slice(0, 200);
    return { outcome: 'sent', ...(receiptId ? { receiptId } : {}) };
  }
  const told = `zalo-${codeOf(code)}`;
  const fault = code === undefined ? 'later' : zaloFault(code);
  if (fault === 'token') return 'token';
  return { outcome: fault === 'account' ? 'down' : fault, error: told };
}

/**
 * A token that is good now. The row is held while a new one is asked for, so that two processes never use the one
 * refresh token twice; what Zalo gives is kept before it is used.
 * @param refused the token Zalo would not take; another one is asked for unless somebody did already
 */
async function accessToken(
  province: Province,
  equipment: Equipment,
  settings: ZaloSettings,
  refused: string | undefined,
): Promise<string | Extract<Delivery, { outcome: 'down' }>> {
  return province.as(OPENER).run(async (tx) => {
    const row = await lockCarrier(tx.db, 'zalo');
    const known = openZaloSecrets(equipment, row?.sealed ?? null);
    const now = systemClock.now().getTime();
    if (known.accessToken !== '' && known.accessToken !== refused && known.accessEndsAt - EARLY_MS > now)
      return known.accessToken;
    const answer = await callGateway(equipment, settings.tokenUrl, settings.isInternal, {
      headers: { 'content-type': 'application/x-www-form-urlencoded', secret_key: known.appSecret },
      body: new URLSearchParams({
        app_id: settings.appId,
        grant_type: 'refresh_token',
        refresh_token: known.refreshToken,
      }).toString(),
    });
    const accessToken = fieldOf(answer.text, 'access_token');
    const refreshToken = fieldOf(answer.text, 'refresh_token');
    if (answer.error !== null || !accessToken || !refreshToken)
      return {
        outcome: 'down',
        error: answer.error ?? `token-${codeOf(fieldOf(answer.text, 'error') ?? fieldOf(answer.text, 'error_code'))}`,
      };
    const seconds = Number(fieldOf(answer.text, 'expires_in') ?? '3600');
    const accessEndsAt = now + (Number.isFinite(seconds) ? seconds : 3600) * 1000;
    await setSealed(tx.db, 'zalo', sealZaloSecrets(equipment, { ...known, accessToken, refreshToken, accessEndsAt }));
    return accessToken;
  });
}
