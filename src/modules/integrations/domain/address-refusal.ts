import { Refusal } from '#kernel/refusal.ts';

/** What is wrong with an address itself, so that waiting does not mend it. */
const REFUSED: Readonly<Record<string, string>> = {
  'bad-address': 'integrations.webhook_bad_address',
  'not-https': 'integrations.webhook_not_https',
  'unknown-name': 'integrations.webhook_unknown_name',
  'private-network': 'integrations.webhook_private_network',
  redirect: 'integrations.webhook_redirect',
  certificate: 'integrations.webhook_certificate',
};

/** Whether an attempt failed for what stands in the address, and not because nobody is there just now. */
export function isAddressAtFault(error: string): boolean {
  return error in REFUSED;
}

/** The refusal (422) of an address, with its sentence at the field `url`. @param error as an attempt names it */
export function addressRefusal(error: string, url: string): Refusal {
  const code = REFUSED[error] ?? 'integrations.webhook_bad_address';
  const host = URL.canParse(url) ? new URL(url).host : url.slice(0, 120);
  return new Refusal(code, 422, { host, fields: { url: code } });
}
