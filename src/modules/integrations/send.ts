import type { AllowedHost } from '#platform/net/address.ts';
import { type Answer, call, type Resolve } from '#platform/net/call.ts';

export type { Resolve } from '#platform/net/call.ts';

export interface SendOptions {
  readonly allowed: readonly AllowedHost[];
  readonly timeoutMs?: number;
  readonly resolve?: Resolve;
}

/** Posts a message once, to checked addresses alone. Of the answer nothing is kept but its head. */
export function send(
  url: string,
  headers: Readonly<Record<string, string>>,
  payload: string,
  options: SendOptions,
): Promise<Answer> {
  return call(url, {
    ...options,
    body: payload,
    headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'DungHen-Webhooks/1', ...headers },
  });
}
