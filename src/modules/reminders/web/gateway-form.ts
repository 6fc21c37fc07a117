import type { SmsSettings } from '#modules/channels/carrier-schema.ts';

/** Lists in one line of a form: "100, 101". */
export function listOf(typed: string): string[] {
  return typed
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** "Name: value" lines. */
export function headersOf(typed: string): SmsSettings['headers'] {
  return linesOf(typed).map((line) => {
    const [name = '', ...value] = line.split(':');
    return { name: name.trim(), value: value.join(':').trim() };
  });
}

function linesOf(typed: string): string[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A gateway that takes JSON and answers with HTTP's own codes: where setting up begins. */
export const FIRST_SMS: SmsSettings = {
  url: '',
  method: 'POST',
  headers: [{ name: 'Authorization', value: 'Bearer {{secret}}' }],
  contentType: 'json',
  body: '{"to":"{{to}}","text":"{{text}}","requestId":"{{id}}"}',
  isInternal: false,
  marks: false,
  mostParts: 2,
  numberForm: 'plain',
  success: null,
  laterCodes: [],
  receiptField: null,
  receipts: null,
};

/** Settings as the form's fields hold them. */
export function fieldsOf({ headers, success, laterCodes, receiptField, receipts, mostParts, ...rest }: SmsSettings) {
  return {
    ...rest,
    mostParts: String(mostParts),
    headers: headers.map(({ name, value }) => `${name}: ${value}`).join('\n'),
    successField: success?.field ?? '',
    successValues: success?.values.join(', ') ?? '',
    laterCodes: laterCodes.join(', '),
    receiptField: receiptField ?? '',
    receiptId: receipts?.idField ?? '',
    receiptStatus: receipts?.statusField ?? '',
    receiptDelivered: receipts?.delivered.join(', ') ?? '',
    receiptFailed: receipts?.failed.join(', ') ?? '',
  };
}
export type SmsFields = ReturnType<typeof fieldsOf>;

export function settingsOf(fields: SmsFields): SmsSettings {
  const { successField, successValues, receiptId, receiptStatus, receiptDelivered, receiptFailed, ...rest } = fields;
  return {
    ...rest,
    mostParts: Number(fields.mostParts),
    headers: headersOf(fields.headers),
    success: successField.trim() === '' ? null : { field: successField.trim(), values: listOf(successValues) },
    laterCodes: listOf(fields.laterCodes),
    receiptField: fields.receiptField.trim() || null,
    receipts:
      receiptId.trim() === ''
        ? null
        : {
            idField: receiptId.trim(),
            statusField: receiptStatus.trim(),
            delivered: listOf(receiptDelivered),
            failed: listOf(receiptFailed),
          },
  };
}
