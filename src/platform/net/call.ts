import { lookup as systemLookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type AllowedHost, isAllowed, readTarget } from './address.ts';
import { isNeverReached, isPublicAddress } from './private-networks.ts';

/** What became of one call to an address outside. */
export interface Answer {
  /** null when nobody answered. */
  readonly status: number | null;
  /** null when the other side took it (2xx); else a code, never what it wrote. */
  readonly error: string | null;
  readonly retryAfter: string | undefined;
  /** The beginning of the answer's text, as far as `readBytes` asks for it. */
  readonly text: string;
}

/** Every address a name stands for; given by tests. */
export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>;

const resolveBySystem: Resolve = (host) => systemLookup(host, { all: true });

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** Hosts inside private networks an administrator let in. */
  readonly allowed: readonly AllowedHost[];
  readonly timeoutMs?: number;
  /** How much of an answer's text to read; 0, the default, reads its head alone. */
  readonly readBytes?: number;
  readonly resolve?: Resolve;
  /** A certificate authority to trust besides the usual ones; given by tests. */
  readonly ca?: string;
}

const TIMEOUT_MS = 15_000;

/**
 * Makes one call. The name is resolved here, once; every address it stands for is checked, and the connection goes to
 * a checked one, so a name that changes its mind in between (DNS rebinding) leads nowhere. Redirects are not followed.
 * The whole call, name and answer included, ends after `timeoutMs`. Never throws for what the other side does.
 */
export async function call(url: string, wanted: Call): Promise<Answer> {
  const end = AbortSignal.timeout(wanted.timeoutMs ?? TIMEOUT_MS);
  const checked = await Promise.race([
    checkedAddress(url, wanted),
    new Promise<string>((done) => end.addEventListener('abort', () => done('timeout'), { once: true })),
  ]);
  if (typeof checked === 'string') return failed(checked);
  return send(url, wanted, checked, end);
}

interface Address {
  readonly address: string;
  readonly family: number;
}

/** The address to connect to, or why not. */
async function checkedAddress(
  url: string,
  { allowed, resolve = resolveBySystem }: Pick<Call, 'allowed' | 'resolve'>,
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

function send(url: string, wanted: Call, { address, family }: Address, signal: AbortSignal): Promise<Answer> {
  const { method = 'POST', headers, body, readBytes = 0, ca } = wanted;
  // Called by the socket instead of asking for the name again.
  const lookup: LookupFunction = (_host, { all }, done) =>
    all ? done(null, [{ address, family }]) : done(null, address, family);
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((done) => {
    const call = request(url, {
      method,
      agent: false,
      lookup,
      signal,
      maxHeaderSize: 16_384,
      ...(ca ? { ca } : {}),
      headers: method === 'GET' ? headers : { 'content-length': Buffer.byteLength(body), ...headers },
    });
    const fail = (error: NodeJS.ErrnoException) => done(failed(signal.aborted ? 'timeout' : connectionError(error)));
    call.on('response', (response) => {
      if (readBytes > 0) readText(response, readBytes).then((text) => done(answerOf(response, text)), fail);
      else {
        done(answerOf(response, ''));
        response.destroy();
      }
    });
    call.on('error', fail);
    // As bytes: a text would be written together with the headers, whose letters would be taken for UTF-8 too.
    call.end(method === 'GET' ? undefined : typeof body === 'string' ? Buffer.from(body) : body);
  });
}

/** At most so many bytes; what comes after is not waited for. */
async function readText(response: IncomingMessage, most: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size >= most) break;
  }
  response.destroy();
  return Buffer.concat(parts).subarray(0, most).toString('utf8');
}

function answerOf({ statusCode = 0, headers }: IncomingMessage, text: string): Answer {
  const ok = statusCode >= 200 && statusCode < 300;
  const error = ok ? null : statusCode >= 300 && statusCode < 400 ? 'redirect' : `http-${statusCode}`;
  return { status: statusCode, error, retryAfter: headers['retry-after'], text };
}

function connectionError({ code = '' }: NodeJS.ErrnoException): string {
  if (code === 'ECONNREFUSED') return 'refused';
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) return 'certificate';
  return 'connection';
}

function failed(error: string): Answer {
  return { status: null, error, retryAfter: undefined, text: '' };
}

const LONGEST_WAIT_SECONDS = 86_400;

/** The seconds a Retry-After header asks for: a number, or a date by the real clock. @returns undefined without one */
export function retryAfterSeconds(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1000;
  return Number.isFinite(seconds) ? Math.min(LONGEST_WAIT_SECONDS, Math.max(0, Math.ceil(seconds))) : undefined;
}
