import type { AllowedHost } from '#platform/net/address.ts';
import { readTarget } from '#platform/net/address.ts';
import { type Answer, type Call, call } from '#platform/net/call.ts';
import type { Equipment } from './equipment.ts';

const TIMEOUT_MS = 15_000;
const ANSWER_BYTES = 16_384;

/** Calls a gateway an administrator named; inside a private network only its very host and port, and only if he said so. */
export function callGateway(
  { net = {} }: Equipment,
  url: string,
  isInternal: boolean,
  wanted: Pick<Call, 'headers' | 'body'> & { method?: Call['method'] },
): Promise<Answer> {
  const target = isInternal ? readTarget(url) : undefined;
  const own: AllowedHost[] = target ? [{ host: target.host, port: target.port }] : [];
  return call(url, {
    headers: { 'user-agent': 'DungHen/1', ...wanted.headers },
    body: wanted.body,
    ...(wanted.method ? { method: wanted.method } : {}),
    readBytes: ANSWER_BYTES,
    timeoutMs: net.timeoutMs ?? TIMEOUT_MS,
    allowed: [...own, ...(net.allowed ?? [])],
    ...(net.ca ? { ca: net.ca } : {}),
    ...(net.resolve ? { resolve: net.resolve } : {}),
  });
}
