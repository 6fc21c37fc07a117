import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Note } from '../domain/push.ts';
import { selfSigned } from './self-signed.ts';

/** What a push service was handed: its headers, and what the browser behind it reads. */
export interface Pushed {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly note: Note;
  /** Of the VAPID token, once its signature was found right. */
  readonly claims: { aud: string; exp: number; sub: string };
}

/** A browser with a subscription: the keys it would give its page, and how it reads what it is sent. */
export function aBrowser() {
  const ecdh = createECDH('prime256v1');
  const own = ecdh.generateKeys();
  const auth = randomBytes(16);
  return {
    keys: { p256dh: own.toString('base64url'), auth: auth.toString('base64url') },
    /** RFC 8188 with the keys of RFC 8291, written from them and apart from the library that encrypts. */
    read(body: Buffer): Pushed['note'] {
      const salt = body.subarray(0, 16);
      const idLength = body[20] ?? 0;
      const theirs = body.subarray(21, 21 + idLength);
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), own, theirs]);
      const ikm = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(theirs), auth, info, 32));
      const key = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16));
      const nonce = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12));
      const sealed = body.subarray(21 + idLength);
      const opener = createDecipheriv('aes-128-gcm', key, nonce, { authTagLength: 16 });
      opener.setAuthTag(sealed.subarray(-16));
      const plain = Buffer.concat([opener.update(sealed.subarray(0, -16)), opener.final()]);
      return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString('utf8')) as Pushed['note'];
    },
  };
}

export type ABrowser = ReturnType<typeof aBrowser>;

/** A push service over TLS that checks what it is handed and hands it to the browser behind each path. */
export async function pushPeer() {
  const { key, cert } = selfSigned();
  const taken: Pushed[] = [];
  const browsers = new Map<string, ABrowser>();
  const manners = new Map<string, { status: number; headers?: Record<string, string> }>();
  const server = createServer({ key, cert }, (request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const path = request.url ?? '';
      const { status, headers } = manners.get(path) ?? { status: 201 };
      if (status === 201) {
        const browser = browsers.get(path);
        const claims = claimsOf(String(request.headers.authorization));
        if (!browser || !claims) return void reply.writeHead(400).end();
        taken.push({ path, headers: request.headers, note: browser.read(Buffer.concat(parts)), claims });
      }
      reply.writeHead(status, headers).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    ca: cert,
    taken,
    /** What the service says to messages for this path from now on. */
    answer: (path: string, status: number, headers: Record<string, string> = {}) =>
      manners.set(path, { status, headers }),
    subscribe: (path: string) => {
      const browser = aBrowser();
      browsers.set(path, browser);
      return { endpoint: `https://127.0.0.1:${port}${path}`, keys: browser.keys };
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** @returns undefined unless the token is signed by the key it names */
function claimsOf(header: string): Pushed['claims'] | undefined {
  const [, token = '', key = ''] = /^vapid t=([^,]+),\s*k=([\w-]+)$/.exec(header) ?? [];
  const [head = '', body = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const publicKey = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const right = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  return right ? (JSON.parse(Buffer.from(body, 'base64url').toString()) as Pushed['claims']) : undefined;
}
