import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CarrierView } from '#modules/channels/carrier-schema.ts';
import { ZALO_DEFAULTS } from '#modules/channels/domain/zalo-values.ts';
import { putJson } from '#web/api.ts';
import { CheckField, PasswordField, TextAreaField, TextField } from '#web/components/fields.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { words } from './channel-words.ts';
import classes from './channels.module.css';
import { valuesOf } from './gateway-form.ts';

interface ZaloGatewayProps {
  readonly known: CarrierView['zalo'];
  readonly onSaved: () => Promise<void>;
}

const NO_SECRETS = { appSecret: '', refreshToken: '', oaSecret: '' };
const FIRST_VALUES = 'loai = loai\nhan = han\nco_quan = co_quan';

/** Zalo của cơ quan: a template Zalo approved, and the keys of the account. */
export function ZaloGateway({ known, onSaved }: ZaloGatewayProps) {
  const m = useMessages(words);
  const [fields, setFields] = useState(() => ({
    appId: known.settings?.appId ?? '',
    templateId: known.settings?.templateId ?? '',
    values: known.settings?.values.map(({ name, value }) => `${name} = ${value}`).join('\n') ?? FIRST_VALUES,
    messageUrl: known.settings?.messageUrl ?? ZALO_DEFAULTS.messageUrl,
    tokenUrl: known.settings?.tokenUrl ?? ZALO_DEFAULTS.tokenUrl,
  }));
  const [secrets, setSecrets] = useState(NO_SECRETS);
  const [isOn, setOn] = useState(known.isOn);
  const [isInternal, setInternal] = useState(known.settings?.isInternal ?? false);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const settings = { ...fields, values: valuesOf(fields.values), isInternal };
      await putJson('/api/channels/carriers/zalo', { settings, isOn, ...secrets, revision: known.revision });
      await onSaved();
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  const text = (field: keyof typeof fields) => ({
    name: `settings.${field}`,
    label: m[field],
    value: fields[field],
    onChange: (value: string) => setFields({ ...fields, [field]: value }),
    autoComplete: 'off',
    spellCheck: false,
  });
  const secret = (field: keyof typeof NO_SECRETS, has: boolean) => ({
    name: field,
    label: m[field],
    description: has ? m.keepSecret : undefined,
    value: secrets[field],
    onChange: (value: string) => setSecrets({ ...secrets, [field]: value }),
    toggleLabel: m.showKey,
    autoComplete: 'off',
  });
  return (
    <Form
      onSubmit={() => void save()}
      error={error}
      labels={{ 'settings.appId': m.appId, 'settings.templateId': m.templateId }}
    >
      <p className={classes.lead}>{m.zaloLead}</p>
      <CheckField name="isOn" label={m.isOnField} checked={isOn} onChange={setOn} />
      <div className={classes.pair}>
        <TextField {...text('appId')} inputMode="numeric" />
        <TextField {...text('templateId')} inputMode="numeric" />
        <PasswordField {...secret('appSecret', known.hasAppSecret)} />
        <PasswordField {...secret('refreshToken', known.hasRefreshToken)} />
        <PasswordField {...secret('oaSecret', known.hasOaSecret)} />
      </div>
      <TextAreaField {...text('values')} className={classes.code} />
      <div className={classes.pair}>
        <TextField {...text('messageUrl')} />
        <TextField {...text('tokenUrl')} />
      </div>
      <CheckField name="settings.isInternal" label={m.isInternal} checked={isInternal} onChange={setInternal} />
      <FormActions>
        <Button type="submit" variant="default" loading={busy}>
          {m.saveZalo}
        </Button>
      </FormActions>
    </Form>
  );
}
