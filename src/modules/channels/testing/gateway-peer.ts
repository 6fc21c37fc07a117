import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Takes the message and says nothing. */
  readonly silent?: boolean;
  /** Takes the message and breaks the line. */
  readonly breaks?: boolean;
}

/** A gateway as others run them: an HTTP server that notes what it is asked and answers as it is told. */
export async function gatewayPeer(answer: (asked: Asked) => Reply = () => ({})) {
  const asked: Asked[] = [];
  let behave = answer;
  const server = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(parts).toString('utf8'),
      };
      asked.push(one);
      const { status = 200, headers = {}, body = '{}', silent, breaks } = behave(one);
      if (breaks) request.socket.destroy();
      else if (!silent) reply.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    port,
    url: `http://127.0.0.1:${port}`,
    answers: (next: (asked: Asked) => Reply) => (behave = next),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
