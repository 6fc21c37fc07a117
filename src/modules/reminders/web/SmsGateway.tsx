import type { CarrierView } from '#modules/channels/carrier-schema.ts';
import { CheckField, PasswordField, SelectField, TextAreaField, TextField } from '#web/components/fields.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { words } from './channel-words.ts';
import classes from './channels.module.css';
import { fieldsOf, FIRST_SMS, settingsOf, type SmsFields } from './gateway-form.ts';
import { GatewayForm, useGateway } from './GatewayForm.tsx';

interface SmsGatewayProps {
  readonly known: CarrierView['sms'];
  readonly onSaved: () => Promise<void>;
}

/** Cổng tin nhắn: any provider's HTTP call, described by its address, headers and body. */
export function SmsGateway({ known, onSaved }: SmsGatewayProps) {
  const m = useMessages(words);
  const { fields, set, form, text, secret } = useGateway({
    path: '/api/channels/carriers/sms',
    known,
    first: fieldsOf(known.settings ?? FIRST_SMS),
    secrets: ['secret', 'secret2', 'receiptSecret'],
    settingsOf,
    onSaved,
  });
  const choice = (field: 'method' | 'contentType' | 'numberForm', data: { value: string; label: string }[]) => ({
    name: `settings.${field}`,
    label: m[field],
    data,
    value: fields[field],
    onChange: (value: string) => set({ [field]: value } as Partial<SmsFields>),
  });
  return (
    <GatewayForm
      form={form}
      labels={{ 'settings.url': m.url, 'settings.body': m.body }}
      lead={m.gatewayLead}
      saveLabel={m.saveGateway}
    >
      <TextField {...text('url')} type="text" inputMode="url" />
      <CheckField
        name="settings.isInternal"
        label={m.isInternal}
        checked={fields.isInternal}
        onChange={(isInternal) => set({ isInternal })}
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
      <TextAreaField {...text('headers')} className={classes.code} />
      <TextAreaField {...text('body')} className={classes.code} />
      <div className={classes.pair}>
        <PasswordField {...secret('secret', known.hasSecret)} />
        <PasswordField {...secret('secret2', known.hasSecret2)} />
        <TextField {...text('mostParts')} inputMode="numeric" />
      </div>
      <CheckField name="settings.marks" label={m.marks} checked={fields.marks} onChange={(marks) => set({ marks })} />
      <div className={classes.pair}>
        <TextField {...text('successField', 'settings.success.field')} />
        <TextField {...text('successValues', 'settings.success.values')} />
        <TextField {...text('laterCodes')} />
        <TextField {...text('receiptField')} />
        <TextField {...text('receiptId', 'settings.receipts.idField')} />
        <TextField {...text('receiptStatus', 'settings.receipts.statusField')} />
        <TextField {...text('receiptDelivered', 'settings.receipts.delivered')} />
        <TextField {...text('receiptFailed', 'settings.receipts.failed')} />
        <PasswordField {...secret('receiptSecret', known.hasReceiptSecret)} />
      </div>
    </GatewayForm>
  );
}
