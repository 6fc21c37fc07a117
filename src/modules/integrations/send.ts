import { lookup as systemLookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type AllowedHost, isAllowed, readTarget } from './domain/address.ts';
import { isNeverReached, isPublicAddress } from './private-networks.ts';

/** What became of one attempt. Nothing the receiver wrote is kept: an answer's text could tell of what lies behind. */
export interface Answer {
  readonly status: number | null;
  /** null when the receiver took it (2xx). */
  readonly error: string | null;
  readonly retryAfter: string | undefined;
}

/** Every address a name stands for; given by tests. */
export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>;

const resolveBySystem: Resolve = (host) => systemLookup(host, { all: true });

export interface SendOptions {
  readonly allowed: readonly AllowedHost[];
  readonly timeoutMs?: number;
  readonly resolve?: Resolve;
}

const TIMEOUT_MS = 15_000;

/**
 * Posts a message once. The name is resolved here, once; every address it stands for is checked, and the connection
 * goes to a checked one, so a name that changes its mind in between (DNS rebinding) leads nowhere. Redirects are not
 * followed. The whole attempt, name and body included, ends after `timeoutMs`; of the answer only the head is read.
 * Never throws for what the other side does.
 */
export async function send(
  url: string,
  headers: Readonly<Record<string, string>>,
  payload: string,
  options: SendOptions,
): Promise<Answer> {
  const { timeoutMs = TIMEOUT_MS } = options;
  const end = AbortSignal.timeout(timeoutMs);
  const checked = await Promise.race([
    checkedAddress(url, options),
    new Promise<string>((done) => end.addEventListener('abort', () => done('timeout'), { once: true })),
  ]);
  if (typeof checked === 'string') return failed(checked);
  return post(url, headers, payload, checked, end);
}

interface Address {
  readonly address: string;
  readonly family: number;
}

/** The address to connect to, or why not. */
async function checkedAddress(
  url: string,
  { allowed, resolve = resolveBySystem }: SendOptions,
): Promise<Address | string> {
  const target = readTarget(url);
  if (!target) return 'bad-address';
  const letIn = isAllowed(target, allowed);
  if (!target.isSecure && !letIn) return 'not-https';
  const version = isIP(target.host);
  const found = version ? [{ address: target.host, family: version }] : await resolve(target.host).catch(() => []); // told as an unknown name
  const [first] = found;
  if (!first) return 'unknown-name';
  // One private address among public ones is enough to refuse: nobody needs such a name, an attacker does.
  const isOpen = ({ address }: Address) => (letIn ? !isNeverReached(address) : isPublicAddress(address));
  return found.every(isOpen) ? first : 'private-network';
}

function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  payload: string,
  { address, family }: Address,
  signal: AbortSignal,
): Promise<Answer> {
  // Called by the socket instead of asking for the name again.
  const lookup: LookupFunction = (_host, { all }, done) =>
    all ? done(null, [{ address, family }]) : done(null, address, family);
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((done) => {
    const call = request(url, {
      method: 'POST',
      agent: false,
      lookup,
      signal,
      maxHeaderSize: 16_384,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(payload),
        'user-agent': 'DungHen-Webhooks/1',
        ...headers,
      },
    });
    call.on('response', (response) => {
      done(answerOf(response));
      response.destroy();
    });
    call.on('error', (error: NodeJS.ErrnoException) =>
      done(failed(signal.aborted ? 'timeout' : connectionError(error))),
    );
    call.end(payload);
  });
}

function answerOf({ statusCode = 0, headers }: IncomingMessage): Answer {
  const ok = statusCode >= 200 && statusCode < 300;
  const error = ok ? null : statusCode >= 300 && statusCode < 400 ? 'redirect' : `http-${statusCode}`;
  return { status: statusCode, error, retryAfter: headers['retry-after'] };
}

function connectionError({ code = '' }: NodeJS.ErrnoException): string {
  if (code === 'ECONNREFUSED') return 'refused';
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) return 'certificate';
  return 'connection';
}

function failed(error: string): Answer {
  return { status: null, error, retryAfter: undefined };
}
