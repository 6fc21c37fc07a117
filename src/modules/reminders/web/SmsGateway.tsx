import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CarrierView } from '#modules/channels/carrier-schema.ts';
import { putJson } from '#web/api.ts';
import { CheckField, PasswordField, SelectField, TextAreaField, TextField } from '#web/components/fields.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { words } from './channel-words.ts';
import classes from './channels.module.css';
import { fieldsOf, FIRST_SMS, settingsOf, type SmsFields } from './gateway-form.ts';

interface SmsGatewayProps {
  readonly known: CarrierView['sms'];
  readonly onSaved: () => Promise<void>;
}

const NO_SECRETS = { secret: '', secret2: '', receiptSecret: '' };

/** Cổng tin nhắn: any provider's HTTP call, described by its address, headers and body. */
export function SmsGateway({ known, onSaved }: SmsGatewayProps) {
  const m = useMessages(words);
  const [fields, setFields] = useState<SmsFields>(() => fieldsOf(known.settings ?? FIRST_SMS));
  const [secrets, setSecrets] = useState(NO_SECRETS);
  const [isOn, setOn] = useState(known.isOn);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const { revision } = known;
      await putJson('/api/channels/carriers/sms', { settings: settingsOf(fields), isOn, ...secrets, revision });
      await onSaved();
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  const text = (field: TextFieldName, name: string) => ({
    name,
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
  const choice = (field: 'method' | 'contentType' | 'numberForm', data: { value: string; label: string }[]) => ({
    name: `settings.${field}`,
    label: m[field],
    data,
    value: fields[field],
    onChange: (value: string) => setFields({ ...fields, [field]: value } as SmsFields),
  });
  return (
    <Form onSubmit={() => void save()} error={error} labels={{ 'settings.url': m.url, 'settings.body': m.body }}>
      <p className={classes.lead}>{m.gatewayLead}</p>
      <CheckField name="isOn" label={m.isOnField} checked={isOn} onChange={setOn} />
      <TextField {...text('url', 'settings.url')} type="text" inputMode="url" />
      <CheckField
        name="settings.isInternal"
        label={m.isInternal}
        checked={fields.isInternal}
        onChange={(isInternal) => setFields({ ...fields, isInternal })}
      />
      <div className={classes.pair}>
        <SelectField
          {...choice(
            'method',
            ['POST', 'PUT', 'GET'].map((value) => ({ value, label: value })),
          )}
        />
        <SelectField
          {...choice('contentType', [
            { value: 'json', label: 'JSON' },
            { value: 'form', label: 'form-urlencoded' },
            { value: 'text', label: 'text' },
          ])}
        />
        <SelectField
          {...choice('numberForm', [
            { value: 'plain', label: '84905123456' },
            { value: 'plus', label: '+84905123456' },
            { value: 'local', label: '0905123456' },
          ])}
        />
      </div>
      <TextAreaField {...text('headers', 'settings.headers')} className={classes.code} />
      <TextAreaField {...text('body', 'settings.body')} className={classes.code} />
      <div className={classes.pair}>
        <PasswordField {...secret('secret', known.hasSecret)} />
        <PasswordField {...secret('secret2', known.hasSecret2)} />
        <TextField {...text('mostParts', 'settings.mostParts')} inputMode="numeric" />
      </div>
      <CheckField
        name="settings.marks"
        label={m.marks}
        checked={fields.marks}
        onChange={(marks) => setFields({ ...fields, marks })}
      />
      <div className={classes.pair}>
        <TextField {...text('successField', 'settings.success.field')} />
        <TextField {...text('successValues', 'settings.success.values')} />
        <TextField {...text('laterCodes', 'settings.laterCodes')} />
        <TextField {...text('receiptField', 'settings.receiptField')} />
        <TextField {...text('receiptId', 'settings.receipts.idField')} />
        <TextField {...text('receiptStatus', 'settings.receipts.statusField')} />
        <TextField {...text('receiptDelivered', 'settings.receipts.delivered')} />
        <TextField {...text('receiptFailed', 'settings.receipts.failed')} />
        <PasswordField {...secret('receiptSecret', known.hasReceiptSecret)} />
      </div>
      <FormActions>
        <Button type="submit" variant="default" loading={busy}>
          {m.saveGateway}
        </Button>
      </FormActions>
    </Form>
  );
}

type TextFieldName =
  | 'url'
  | 'headers'
  | 'body'
  | 'mostParts'
  | 'successField'
  | 'successValues'
  | 'laterCodes'
  | 'receiptField'
  | 'receiptId'
  | 'receiptStatus'
  | 'receiptDelivered'
  | 'receiptFailed';
