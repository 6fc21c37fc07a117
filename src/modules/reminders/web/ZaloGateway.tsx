import type { CarrierView } from '#modules/channels/carrier-schema.ts';
import { ZALO_DEFAULTS } from '#modules/channels/domain/zalo-addresses.ts';
import { CheckField, PasswordField, TextField } from '#web/components/fields.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { words } from './channel-words.ts';
import classes from './channels.module.css';
import { GatewayForm, useGateway } from './GatewayForm.tsx';

interface ZaloGatewayProps {
  readonly known: CarrierView['zalo'];
  readonly onSaved: () => Promise<void>;
}

const FIRST = { appId: '', ...ZALO_DEFAULTS, isInternal: false };

/** Zalo của cơ quan: the keys of the account. Its texts and their ids stand with the other texts. */
export function ZaloGateway({ known, onSaved }: ZaloGatewayProps) {
  const m = useMessages(words);
  const { fields, set, form, text, secret } = useGateway({
    path: '/api/channels/carriers/zalo',
    known,
    first: known.settings ?? FIRST,
    secrets: ['appSecret', 'refreshToken', 'oaSecret'],
    settingsOf: (settings) => settings,
    onSaved,
  });
  const lead = (
    <>
      {m.zaloLead} <PageLink to="/quan-tri/mau-tin">{m.zaloTexts}</PageLink>
    </>
  );
  return (
    <GatewayForm form={form} labels={{ 'settings.appId': m.appId }} lead={lead} saveLabel={m.saveZalo}>
      <div className={classes.pair}>
        <TextField {...text('appId')} inputMode="numeric" />
        <PasswordField {...secret('appSecret', known.hasAppSecret)} />
        <PasswordField {...secret('refreshToken', known.hasRefreshToken)} />
        <PasswordField {...secret('oaSecret', known.hasOaSecret)} />
      </div>
      <div className={classes.pair}>
        <TextField {...text('messageUrl')} />
        <TextField {...text('tokenUrl')} />
      </div>
      <CheckField
        name="settings.isInternal"
        label={m.isInternal}
        checked={fields.isInternal}
        onChange={(isInternal) => set({ isInternal })}
      />
    </GatewayForm>
  );
}
