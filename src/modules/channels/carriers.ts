import { record } from '#modules/audit/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { type CarrierView, type SmsChange, SmsSettings, type ZaloChange, ZaloSettings } from './carrier-schema.ts';
import type { Equipment } from './equipment.ts';
import { openSmsSecrets } from './sms.ts';
import { findCarrier, lockCarrier, saveCarrier } from './store/carrier-store.ts';
import { openZaloSecrets, sealZaloSecrets } from './zalo.ts';

/** The gateways as they are set up; of secrets only whether there are any. */
export async function viewCarriers(work: Work, equipment: Equipment): Promise<CarrierView> {
  return work.run((tx) =>
    asProgram(tx, async () => {
      const [sms, zalo] = [await findCarrier(tx.db, 'sms'), await findCarrier(tx.db, 'zalo')];
      const smsSecrets = openSmsSecrets(equipment, sms?.sealed ?? null);
      const zaloSecrets = openZaloSecrets(equipment, zalo?.sealed ?? null);
      return {
        sms: {
          settings: sms ? SmsSettings.parse(sms.settings) : null,
          isOn: sms?.is_on ?? false,
          hasSecret: smsSecrets.secret !== '',
          hasSecret2: smsSecrets.secret2 !== '',
          hasReceiptSecret: smsSecrets.receiptSecret !== '',
          revision: sms?.revision ?? 0,
        },
        zalo: {
          settings: zalo ? ZaloSettings.parse(zalo.settings) : null,
          isOn: zalo?.is_on ?? false,
          hasAppSecret: zaloSecrets.appSecret !== '',
          hasRefreshToken: zaloSecrets.refreshToken !== '',
          hasOaSecret: zaloSecrets.oaSecret !== '',
          revision: zalo?.revision ?? 0,
        },
      };
    }),
  );
}

/** Sets up the SMS gateway; an empty secret keeps the one there is. @throws Refusal `channels.changed_meanwhile` (409) */
export async function saveSms(work: Work, equipment: Equipment, change: SmsChange): Promise<{ revision: number }> {
  return work.run((tx) =>
    asProgram(tx, async () => {
      const before = openSmsSecrets(equipment, (await lockCarrier(tx.db, 'sms'))?.sealed ?? null);
      const secrets = {
        secret: change.secret || before.secret,
        secret2: change.secret2 || before.secret2,
        receiptSecret: change.receiptSecret || before.receiptSecret,
      };
      const sealed = equipment.secrets.seal(JSON.stringify(secrets), 'channels.sms');
      return save(tx, 'sms', change, sealed);
    }),
  );
}

/** Sets up Zalo; an empty secret keeps the one there is, a new refresh token ends the access token in use. @throws Refusal `channels.changed_meanwhile` (409) */
export async function saveZalo(work: Work, equipment: Equipment, change: ZaloChange): Promise<{ revision: number }> {
  return work.run((tx) =>
    asProgram(tx, async () => {
      const before = openZaloSecrets(equipment, (await lockCarrier(tx.db, 'zalo'))?.sealed ?? null);
      const isNew = change.refreshToken !== '';
      const sealed = sealZaloSecrets(equipment, {
        appSecret: change.appSecret || before.appSecret,
        refreshToken: change.refreshToken || before.refreshToken,
        oaSecret: change.oaSecret || before.oaSecret,
        accessToken: isNew ? '' : before.accessToken,
        accessEndsAt: isNew ? 0 : before.accessEndsAt,
      });
      return save(tx, 'zalo', change, sealed);
    }),
  );
}

async function save(
  tx: Tx,
  channel: 'sms' | 'zalo',
  { settings, isOn, revision }: SmsChange | ZaloChange,
  sealed: string,
): Promise<{ revision: number }> {
  const by = tx.actor.personId;
  if (!(await saveCarrier(tx.db, { channel, settings, sealed, is_on: isOn, revision, by })))
    throw new Refusal('channels.changed_meanwhile', 409);
  const { url, messageUrl } = { url: undefined, messageUrl: undefined, ...settings };
  await record(tx, {
    action: 'channels.carrier_changed',
    subject: { kind: 'channel', id: channel },
    data: { isOn, host: hostOf(url ?? messageUrl ?? '') },
  });
  return { revision: revision + 1 };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
